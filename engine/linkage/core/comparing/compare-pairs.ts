/** Compares pairs field by field, a batch at a time: each comparison keeps its caches warm over the batch. */
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../comparison.ts';
import type { LinkTable } from '../table.ts';
import { TwinError } from '../../../kernel/errors.ts';

export type MeasureRegistry = Readonly<Record<string, MeasureKind>>;

interface ReadyComparison {
  readonly measure: PairMeasure;
  /** Column among the levels. */
  readonly at: number;
  readonly mutedAt: number;
  readonly mutedLevel: number;
}

const BATCH = 2048;

export class PairComparer {
  readonly width: number;
  readonly #comparisons: readonly ReadyComparison[];
  /** [pair of the batch × comparison] */
  readonly levels: Uint8Array;
  /** [pair of the batch] all comparisons together. */
  readonly rarityBits: Float32Array;

  /** @param unrelated [comparison] counted anew where it is left out */
  constructor(
    table: LinkTable,
    specs: readonly ComparisonSpec[],
    measures: MeasureRegistry,
    unrelated?: readonly UnrelatedShares[],
  ) {
    this.width = specs.length;
    this.#comparisons = inOrderOfMuting(specs).map((spec) =>
      ready(table, spec, specs, measures, unrelated?.[specs.indexOf(spec)]),
    );
    this.levels = new Uint8Array(BATCH * specs.length);
    this.rarityBits = new Float32Array(BATCH);
  }

  /** Calls `visit` with each batch compared: the pairs from `from` to before `to`; results lie in the fields above. */
  compare(
    left: Uint32Array,
    right: Uint32Array,
    from: number,
    to: number,
    visit: (from: number, to: number) => void,
  ): void {
    for (let start = from; start < to; start += BATCH) {
      const end = Math.min(to, start + BATCH);
      this.levels.fill(0);
      this.rarityBits.fill(0);
      for (const comparison of this.#comparisons) this.#compareBy(comparison, left, right, start, end);
      visit(start, end);
    }
  }

  #compareBy(
    { measure, at, mutedAt, mutedLevel }: ReadyComparison,
    left: Uint32Array,
    right: Uint32Array,
    start: number,
    end: number,
  ): void {
    const { levels, rarityBits, width } = this;
    for (let pair = start, row = 0; pair < end; pair++, row++) {
      const first = row * width;
      if (mutedAt >= 0 && levels[first + mutedAt] === mutedLevel) continue;
      const level = measure.level(left[pair]!, right[pair]!);
      if (level === 0) continue;
      levels[first + at] = level;
      rarityBits[row]! += measure.rarityBits;
    }
  }
}

/** Those that mute others come before them. */
function inOrderOfMuting(specs: readonly ComparisonSpec[]): ComparisonSpec[] {
  const placed: ComparisonSpec[] = [];
  const isReady = ({ mutedBy }: ComparisonSpec): boolean =>
    mutedBy === undefined || placed.some(({ name }) => name === mutedBy.comparison);
  let rest = [...specs];
  while (rest.length > 0) {
    const next = rest.filter(isReady);
    if (next.length === 0) throw mutingError(rest[0]!);
    placed.push(...next);
    rest = rest.filter((spec) => !next.includes(spec));
  }
  return placed;
}

function ready(
  table: LinkTable,
  spec: ComparisonSpec,
  specs: readonly ComparisonSpec[],
  measures: MeasureRegistry,
  unrelated: UnrelatedShares | undefined,
): ReadyComparison {
  const { mutedBy } = spec;
  const mutedAt = specs.findIndex(({ name }) => name === mutedBy?.comparison);
  const mutedLevel = 1 + (specs[mutedAt]?.levels.findIndex(({ name }) => name === mutedBy?.level) ?? -1);
  if (mutedBy !== undefined && mutedLevel === 0) throw mutingError(spec);
  return { measure: kindOf(spec, measures).make(table, spec, unrelated), at: specs.indexOf(spec), mutedAt, mutedLevel };
}

/** @throws TwinError when there is no such measure */
export function kindOf({ name, measure }: ComparisonSpec, measures: MeasureRegistry): MeasureKind {
  const kind = measures[measure];
  if (kind !== undefined) return kind;
  throw new TwinError('configuration', {
    code: 'link-measure-unknown',
    what: `The comparison "${name}" asks for the measure "${measure}", which does not exist.`,
    expected: Object.keys(measures).join(', '),
    todo: 'Name one of these measures in the model.',
  });
}

function mutingError({ name, mutedBy }: ComparisonSpec): TwinError {
  return new TwinError('configuration', {
    code: 'link-muting-unknown',
    what: `The comparison "${name}" is muted by "${mutedBy?.comparison ?? ''}" at "${mutedBy?.level ?? ''}", which does not exist or is muted by it in turn.`,
    expected: 'a comparison of the model that is not muted by this one, and one of its levels',
    todo: 'Correct `mutedBy` in the model.',
  });
}
