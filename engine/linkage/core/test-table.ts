/** Small tables for tests. */
import type { ComparisonSpec, PairMeasure } from './comparison.ts';
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

export const measureOf = (table: LinkTable, spec: ComparisonSpec): PairMeasure =>
  MEASURES[spec.measure]!.make(table, spec);

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
