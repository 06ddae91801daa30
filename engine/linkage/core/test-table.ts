/** Small tables for tests. */
import { PairComparer } from './comparing/compare-pairs.ts';
import type { ComparisonSpec } from './comparison.ts';
import { MEASURES } from './measures/measures.ts';
import type { FieldKind, LinkTable } from './table.ts';
import { makeTable } from './values/make-table.ts';

/** One source whose columns are [kind, texts] by name of the field. */
export function tableOf(columns: Readonly<Record<string, readonly [kind: FieldKind, texts: readonly string[]]>>) {
  const fields = Object.entries(columns);
  return makeTable({
    sources: [
      {
        name: 'file',
        ids: fields[0]![1][1].map((_, row) => `row-${String(row)}`),
        columns: new Map(fields.map(([name, [, texts]]) => [name, texts])),
      },
    ],
    fields: fields.map(([name, [kind]]) => ({ name, kind })),
  });
}

/** A comparison with all levels of its measure. */
export function specOf(measure: string, fields: readonly string[], options: ComparisonSpec['options'] = {}) {
  const levels = MEASURES[measure]!.levels.map((name) => ({ name, m: 0.1, isLearnt: true }));
  return { name: fields.join('+'), measure, fields, levels, options };
}

/** Compares two records by one comparison, whatever else mutes it. */
export function measureOf(table: LinkTable, { name, measure: kind, fields, levels, options = {} }: ComparisonSpec) {
  const comparer = new PairComparer(table, [{ name, measure: kind, fields, levels, options }], MEASURES);
  const measure = {
    rarityBits: 0,
    level(left: number, right: number): number {
      comparer.compare(Uint32Array.of(left), Uint32Array.of(right), 0, 1, () => {});
      measure.rarityBits = comparer.rarityBits[0]!;
      // The only one of four levels in a number.
      return comparer.paddedLevels[0]!;
    },
  };
  return measure;
}

/** Name of the level of two records; '' where not told. */
export function levelName(table: LinkTable, spec: ComparisonSpec, left: number, right: number): string {
  const level = measureOf(table, spec).level(left, right);
  return level === 0 ? '' : spec.levels[level - 1]!.name;
}

/** Name of the level of two texts of a kind. */
export const levelOfTexts = (
  kind: FieldKind,
  left: string,
  right: string,
  options: ComparisonSpec['options'] = {},
): string => levelName(tableOf({ field: [kind, [left, right]] }), specOf(kind, ['field'], options), 0, 1);
