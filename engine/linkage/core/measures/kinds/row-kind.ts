/** Measures of one value of each record, which is that of a field or of several fields read as one. */
import type { ComparisonSpec, MeasureKind, UnrelatedShares } from '../../comparison.ts';
import { ValueRows } from '../../comparing/value-rows.ts';
import type { FieldColumn, LinkTable } from '../../table.ts';
import { frequenciesOf } from '../../values/features.ts';
import { joinedColumn, type JoinedColumn } from './joined-column.ts';
import type { RowComparer, RowMeasure } from './row-comparer.ts';
import { rowMeasure } from './row-measure.ts';
import { columnOf, levelsOfSpec } from './spec-levels.ts';
import { unrelatedShares, type ValuePairs } from './unrelated-shares.ts';

export interface RowKind<Column> {
  /** Weakest first; the last is that of equal values, but for those of `equal`. */
  readonly levels: readonly string[];
  /** Levels at which agreeing on a rare value says more. */
  readonly rare: readonly string[];
  /** Pairs of values compared to learn how often unrelated records agree. */
  readonly mostPairs: number;
  readonly comparer: (column: Column, spec: ComparisonSpec) => RowComparer;
  /** [value] place in `levels` of records that both hold it, where some values tell too little to be the same. */
  readonly equal?: (column: Column, spec: ComparisonSpec) => Uint8Array | undefined;
}

type Read = Omit<RowMeasure, 'levels' | 'unrelated' | 'equal'> & {
  /** [value] level of the kind. */
  readonly equal?: Uint8Array | undefined;
};

/** A kind of measure of the values of a field. */
export function kindOfValues(kind: RowKind<FieldColumn>): MeasureKind {
  return kindOf(kind, (table, spec) => {
    const column = columnOf(table, spec);
    return {
      values: column.values,
      frequencies: frequenciesOf(column),
      comparer: kind.comparer(column, spec),
      equal: kind.equal?.(column, spec),
    };
  });
}

/** A kind of measure of texts of several words, over one field or several. */
export function kindOfTexts(kind: RowKind<JoinedColumn>): MeasureKind {
  return kindOf(kind, (table, spec) => {
    const column = joinedColumn(table, spec);
    const { values, frequencies } = column;
    const comparer = kind.comparer(column, spec);
    return { values, frequencies, comparer };
  });
}

function kindOf<Column>(kind: RowKind<Column>, read: (table: LinkTable, spec: ComparisonSpec) => Read): MeasureKind {
  const unrelatedOf = (from: Read, spec: ComparisonSpec): UnrelatedShares => {
    const levels = levelsOfSpec(kind.levels, spec);
    return unrelatedShares({
      counts: from.frequencies.counts,
      levelsOf: levelsByRows(from, levels),
      levels: spec.levels.length,
      same: levels.at(-1)!,
      equal: from.equal?.map((level) => levels[level]!),
      isRarityKnown: rareLevels(kind, spec),
      mostPairs: kind.mostPairs,
    });
  };
  return {
    levels: kind.levels,
    unrelated: (table, spec) => unrelatedOf(read(table, spec), spec),
    make(table, spec, unrelated) {
      const from = read(table, spec);
      const levels = levelsOfSpec(kind.levels, spec);
      const equal = from.equal?.map((level) => levels[level]!);
      return rowMeasure({ ...from, levels, equal, unrelated: unrelated ?? unrelatedOf(from, spec) });
    },
  };
}

/** [level of the spec] */
export const rareLevels = ({ rare }: { readonly rare: readonly string[] }, spec: ComparisonSpec): boolean[] => [
  false,
  ...spec.levels.map(({ name }) => rare.includes(name)),
];

function levelsByRows({ comparer, frequencies }: Read, levels: Uint8Array): ValuePairs['levelsOf'] {
  const known = new ValueRows(frequencies.counts.length, comparer.width, comparer.write);
  let level = new Uint8Array();
  let bits = new Float64Array();
  return (value, others) => {
    if (level.length < others.length) [level, bits] = [new Uint8Array(others.length), new Float64Array(others.length)];
    const place = known.placeOf(value);
    for (let i = 0; i < others.length; i++) {
      const other = known.placeOf(others[i]!);
      level[i] = levels[comparer.level(known.rows, place, other)]!;
      bits[i] = comparer.bits;
    }
    return { level, bits: comparer.tellsBits ? bits : undefined };
  };
}
