/** How often strangers agree on two comparisons at once: given name and sex, street and town, name and country. */
import type { SourcePairs } from '../../blocking/source-pairs.ts';
import { pairsOfCounts } from '../../blocking/source-pairs.ts';
import type { ComparisonSpec } from '../../comparison.ts';
import type { FieldColumn, LinkTable } from '../../table.ts';
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
type Compared = Pick<SourcePairs, 'sources' | 'isCompared'>;

/** Of comparisons that look at one field each, neither of which silences the other. */
export function jointAgreements(
  table: LinkTable,
  sources: Compared,
  comparisons: readonly ComparisonSpec[],
): JointAgreement[] {
  const records = chosenRecords(table);
  const columns = comparisons.map((spec) => heldBy(records, valuesOf(table, spec)));
  const source = records.map((record) => table.source[record]!);
  return comparisons.flatMap((spec, left) =>
    comparisons.slice(left + 1).flatMap((other, i) => {
      const right = left + 1 + i;
      const [one, two] = [columns[left], columns[right]];
      if (one === undefined || two === undefined || silences(spec, other) || silences(other, spec)) return [];
      return [{ left, right, times: timesTogether(source, sources, one, two) }];
    }),
  );
}

/** The column of the value that a record agrees on in full; undefined where that is more than one value. */
const valuesOf = (table: LinkTable, { measure, fields }: ComparisonSpec): FieldColumn | undefined =>
  fields.length === 1 || measure === 'name-parts' ? table.fields.get(fields[0]!) : undefined;

const silences = (by: ComparisonSpec, { mutedBy }: ComparisonSpec): boolean => mutedBy?.comparison === by.name;

/** What the records looked at hold: numbers from 1 on, 0 where nothing is told. */
interface Held {
  /** [record looked at] */
  readonly values: Uint32Array;
  readonly count: number;
}

function heldBy(records: Uint32Array, column: FieldColumn | undefined): Held | undefined {
  if (column === undefined) return undefined;
  const numbers = new Uint32Array(column.book.count);
  const values = new Uint32Array(records.length);
  let count = 1;
  for (let i = 0; i < records.length; i++) {
    const value = column.values[records[i]!]!;
    if (value === 0) continue;
    if (numbers[value] === 0) numbers[value] = count++;
    values[i] = numbers[value]!;
  }
  return { values, count };
}

function timesTogether(source: Uint32Array, sources: Compared, left: Held, right: Held): number {
  const told = new Uint32Array(left.values.length);
  let count = 0;
  for (let i = 0; i < told.length; i++) if (left.values[i] !== 0 && right.values[i] !== 0) told[count++] = i;
  const both = told.subarray(0, count);
  const [onLeft, onRight] = [new Holders(sources, source, both, left), new Holders(sources, source, both, right)];
  const [commonLeft, commonRight] = [onLeft.pairs(FEWEST_HOLDERS), onRight.pairs(FEWEST_HOLDERS)];
  if (Math.max(commonLeft, commonRight) < FEWEST_PAIRS) return 1;
  // What is common of both is common of each.
  const common = both.filter(
    (i) => onLeft.of(left.values[i]!) >= FEWEST_HOLDERS && onRight.of(right.values[i]!) >= FEWEST_HOLDERS,
  );
  const onBoth = new Holders(sources, source, common, pairsHeld(common, left, right));
  const together = onBoth.pairs(FEWEST_HOLDERS);
  const all = new Holders(sources, source, both, { values: new Uint32Array(left.values.length), count: 1 }).pairs();
  /** Those who share a common value of one field agree on the other so many times as often as anybody. */
  const timesAmong = (shared: number, other: Holders): number =>
    shared < FEWEST_PAIRS ? 1 : (together * all) / (shared * other.pairs());
  return Math.max(timesAmong(commonLeft, onRight), timesAmong(commonRight, onLeft));
}

/** What the records hold of two fields at once, as one number each. */
function pairsHeld(records: Uint32Array, left: Held, right: Held): Held {
  const numbers = new Map<number, number>();
  const values = new Uint32Array(left.values.length);
  for (const i of records) {
    const key = left.values[i]! * right.count + right.values[i]!;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    values[i] = number;
  }
  return { values, count: numbers.size };
}

/** Records by what they hold, each source apart. */
class Holders {
  readonly #sources: Compared;
  /** [value × source] */
  readonly #counts: Float64Array;
  /** [value] */
  readonly #all: Uint32Array;

  /** @param source [record looked at] */
  constructor(sources: Compared, source: Uint32Array, records: Uint32Array, { values, count }: Held) {
    this.#sources = sources;
    this.#counts = new Float64Array(count * sources.sources);
    this.#all = new Uint32Array(count);
    for (let at = 0; at < records.length; at++) {
      const i = records[at]!;
      this.#counts[values[i]! * sources.sources + source[i]!]!++;
      this.#all[values[i]!]!++;
    }
  }

  /** Records that hold a value. */
  of(value: number): number {
    return this.#all[value]!;
  }

  /** Pairs of records that hold the same and may be compared, where so many hold it. */
  pairs(fewestHolders = 2): number {
    const { sources } = this.#sources;
    let pairs = 0;
    for (let value = 0; value < this.#all.length; value++) {
      if (this.#all[value]! < fewestHolders) continue;
      pairs += pairsOfCounts(this.#counts.subarray(value * sources, (value + 1) * sources), this.#sources);
    }
    return pairs;
  }
}
