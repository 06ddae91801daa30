/** Facts of the city in the shape in which a model of welfare reads a survey: what a household has, and how many of its members. */
import type { Feature, FeatureTable } from '../../estimation/features/feature-table.ts';
import type { FactCatalogue } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';

/**
 * Names are those of facts.yaml: `desil`, a fact of the household; `members/isPregnant`, how many of its members a yes-no fact
 * is known to hold for; `size`, how many they are. A model that a site trains on a survey names its columns so.
 */
export function householdFeatures(table: FactTable, catalogue: FactCatalogue): FeatureTable {
  const count = table.householdCount;
  const size = new Float64Array(count);
  for (const household of table.householdRow) size[household]!++;
  const features: Feature[] = [{ kind: 'number', name: 'size', values: size }];
  for (const { key, level, kind } of catalogue.values()) {
    const column = table.columns.get(key);
    if (column === undefined || column.distinct.length === 1) continue;
    if (level === 'household') {
      if (kind === 'code') features.push(categories(key, column.values));
      else features.push({ kind: 'number', name: key, values: column.values });
    } else if (kind === 'yes-no') {
      const values = new Float64Array(count);
      column.values.forEach((value, person) => (values[table.householdRow[person]!]! += value === 1 ? 1 : 0));
      features.push({ kind: 'number', name: `members/${key}`, values });
    }
  }
  return { count, features };
}

function categories(name: string, values: Float64Array): Feature {
  const known = [...new Set(values)].filter((value) => !Number.isNaN(value)).map(String);
  const levels = known.sort();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'category', name, levels, codes: Int32Array.from(values, (value) => codeOf.get(String(value)) ?? -1) };
}
