/** How often strangers agree on two comparisons at once: given name and sex, street and town, name and country. */
import type { SourcePairs } from '../../blocking/source-pairs.ts';
import { pairsOfCounts } from '../../blocking/source-pairs.ts';
import type { ComparisonSpec } from '../../comparison.ts';
import type { LinkTable } from '../../table.ts';
import { chosenRecords } from './field-dependence.ts';

/** Two comparisons, by their places, on which strangers agree together. */
export interface JointAgreement {
  readonly left: number;
  readonly right: number;
  /** As many times as if one said nothing of the other; no less is seen than there is. */
  readonly times: number;
}

/**
 * Values that fewer records hold may be those of one entity, whose records agree on everything: of so many, the entity's
 * own are few.
 */
const FEWEST_HOLDERS = 50;
/** Pairs of records that agree on common values below which nothing is said. */
const FEWEST_PAIRS = 5000;
/** Values of one field; two of them make one key. */
const MOST_VALUES = 2 ** 26;

type Compared = Pick<SourcePairs, 'sources' | 'isCompared'>;

/** Of comparisons that look at one field each, neither of which silences the other. */
export function jointAgreements(
  table: LinkTable,
  sources: Compared,
  comparisons: readonly ComparisonSpec[],
): JointAgreement[] {
  const records = chosenRecords(table);
  const columns = comparisons.map((spec) => valuesOf(table, spec));
  return comparisons.flatMap((spec, left) =>
    comparisons.slice(left + 1).flatMap((other, i) => {
      const right = left + 1 + i;
      const [one, two] = [columns[left], columns[right]];
      if (one === undefined || two === undefined || silences(spec, other) || silences(other, spec)) return [];
      return [{ left, right, times: timesTogether(table, sources, records, one, two) }];
    }),
  );
}

/** [record] the value that it agrees on in full; undefined where that is more than one value. */
function valuesOf(table: LinkTable, { measure, fields }: ComparisonSpec): Uint32Array | undefined {
  return fields.length === 1 || measure === 'name-parts' ? table.fields.get(fields[0]!)?.values : undefined;
}

const silences = (by: ComparisonSpec, { mutedBy }: ComparisonSpec): boolean => mutedBy?.comparison === by.name;

function timesTogether(
  { source }: LinkTable,
  sources: Compared,
  records: Uint32Array,
  left: Uint32Array,
  right: Uint32Array,
): number {
  const [onBoth, onLeft, onRight, told] = [0, 1, 2, 3].map(() => new Holders(sources)) as [
    Holders,
    Holders,
    Holders,
    Holders,
  ];
  for (const record of records) {
    const [x, y, s] = [left[record]!, right[record]!, source[record]!];
    if (x === 0 || y === 0) continue;
    onBoth.add(x * MOST_VALUES + y, s);
    onLeft.add(x, s);
    onRight.add(y, s);
    told.add(0, s);
  }
  const both = onBoth.pairs(FEWEST_HOLDERS);
  const all = told.pairs();
  /** Those who share a common value of one field agree on the other so many times as often as anybody. */
  const timesAmong = (one: Holders, other: Holders): number => {
    const common = one.pairs(FEWEST_HOLDERS);
    return common < FEWEST_PAIRS ? 1 : (both * all) / (common * other.pairs());
  };
  return Math.max(timesAmong(onLeft, onRight), timesAmong(onRight, onLeft));
}

/** Records by what they hold, each source apart. */
class Holders {
  readonly #sources: Compared;
  readonly #counts = new Map<number, Float64Array>();

  constructor(sources: Compared) {
    this.#sources = sources;
  }

  add(held: number, source: number): void {
    let counts = this.#counts.get(held);
    if (counts === undefined) this.#counts.set(held, (counts = new Float64Array(this.#sources.sources)));
    counts[source]!++;
  }

  /** Pairs of records that hold the same and may be compared, where so many hold it. */
  pairs(fewestHolders = 1): number {
    let pairs = 0;
    for (const counts of this.#counts.values()) {
      const holders = counts.reduce((sum, count) => sum + count, 0);
      if (holders >= fewestHolders) pairs += pairsOfCounts(counts, this.#sources);
    }
    return pairs;
  }
}
