/** Compares pairs field by field, a batch at a time: each comparison keeps its caches warm over the batch. */
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../comparison.ts';
import type { LinkTable } from '../table.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { layOut, type FactColumn, type FactLayout } from './fact-rows.ts';

export type MeasureRegistry = Readonly<Record<string, MeasureKind>>;

interface ReadyComparison {
  readonly measure: PairMeasure;
  readonly column: FactColumn | undefined;
  /** Column among the levels. */
  readonly at: number;
  readonly mutedAt: number;
  readonly mutedLevel: number;
}

/** The rows of so many records stay near the processor while one comparison after the other looks at them. */
const BATCH = 512;

export class PairComparer {
  readonly width: number;
  readonly layout: FactLayout;
  readonly #comparisons: readonly ReadyComparison[];
  /** [pair of the batch × comparison] */
  readonly levels: Uint8Array;
  /** [pair of the batch] all comparisons together. */
  readonly rarityBits: Float32Array;
  /** What looking ahead read, so that nobody leaves it out. */
  #seen = 0;

  /** @param unrelated [comparison] counted anew where it is left out */
  constructor(
    table: LinkTable,
    specs: readonly ComparisonSpec[],
    measures: MeasureRegistry,
    unrelated?: readonly UnrelatedShares[],
  ) {
    this.width = specs.length;
    const made = specs.map((spec, i) => kindOf(spec, measures).make(table, spec, unrelated?.[i]));
    this.layout = layOut(made);
    this.#comparisons = inOrderOfMuting(specs).map((spec) => ready(spec, specs, made, this.layout));
    this.levels = new Uint8Array(BATCH * specs.length);
    this.rarityBits = new Float32Array(BATCH);
  }

  /**
   * Calls `visit` with each batch compared: the pairs from `from` to before `to`; results lie in the fields above.
   *
   * @param rows of all records, by `layout`; without them each comparison reads its columns
   */
  compare(
    left: Uint32Array,
    right: Uint32Array,
    from: number,
    to: number,
    visit: (from: number, to: number) => void,
    rows?: Uint32Array,
  ): void {
    for (let start = from; start < to; start += BATCH) {
      const end = Math.min(to, start + BATCH);
      this.levels.fill(0);
      this.rarityBits.fill(0);
      if (rows !== undefined) this.#lookAhead(rows, right, start, end);
      for (const comparison of this.#comparisons) {
        if (rows !== undefined && comparison.column !== undefined)
          this.#compareRows(comparison, comparison.column, rows, left, right, start, end);
        else this.#compareBy(comparison, left, right, start, end);
      }
      visit(start, end);
    }
  }

  /** Reads of each row what brings it near: many at once, which is several times as fast as one by one when it is needed. */
  #lookAhead(rows: Uint32Array, right: Uint32Array, start: number, end: number): void {
    const { width } = this.layout;
    let seen = 0;
    for (let pair = start; pair < end; pair++) {
      const row = right[pair]! * width;
      for (let at = 0; at < width; at += NUMBERS_A_LINE) seen ^= rows[row + at]!;
    }
    this.#seen ^= seen;
  }

  #compareRows(
    { measure, at, mutedAt, mutedLevel }: ReadyComparison,
    { facts, at: first }: FactColumn,
    rows: Uint32Array,
    left: Uint32Array,
    right: Uint32Array,
    start: number,
    end: number,
  ): void {
    const { levels, rarityBits, width } = this;
    const stride = this.layout.width;
    for (let pair = start, row = 0; pair < end; pair++, row += width) {
      if (mutedAt >= 0 && levels[row + mutedAt] === mutedLevel) continue;
      const level = facts.level(rows, left[pair]! * stride + first, right[pair]! * stride + first);
      if (level === 0) continue;
      levels[row + at] = level;
      rarityBits[pair - start]! += measure.rarityBits;
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
    for (let pair = start, row = 0; pair < end; pair++, row += width) {
      if (mutedAt >= 0 && levels[row + mutedAt] === mutedLevel) continue;
      const level = measure.level(left[pair]!, right[pair]!);
      if (level === 0) continue;
      levels[row + at] = level;
      rarityBits[pair - start]! += measure.rarityBits;
    }
  }
}

/** Numbers of 32 bits in what memory hands over at once. */
const NUMBERS_A_LINE = 16;

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
  spec: ComparisonSpec,
  specs: readonly ComparisonSpec[],
  made: readonly PairMeasure[],
  { columns }: FactLayout,
): ReadyComparison {
  const { mutedBy } = spec;
  const mutedAt = specs.findIndex(({ name }) => name === mutedBy?.comparison);
  const mutedLevel = 1 + (specs[mutedAt]?.levels.findIndex(({ name }) => name === mutedBy?.level) ?? -1);
  if (mutedBy !== undefined && mutedLevel === 0) throw mutingError(spec);
  const at = specs.indexOf(spec);
  return { measure: made[at]!, column: columns[at], at, mutedAt, mutedLevel };
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
