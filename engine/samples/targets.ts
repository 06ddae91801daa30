/** The real figures that the city must come near to: models/sample/targets.yaml. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../kernel/bilingual.ts';
import { loadYaml } from '../kernel/yaml-file.ts';
import { placeShape } from './places/place-parameters.ts';

const tolerance = z.number().nonnegative();
const common = { name: BILINGUAL, tolerance, unit: z.string().min(1), source: z.string().min(1) };

const targetShape = z.strictObject({
  figures: z.record(
    z.string(),
    z.strictObject({ ...common, value: z.number(), bound: z.enum(['about', 'at-most', 'at-least']).default('about') }),
  ),
  kelurahan: z.strictObject(common),
  religion: z.strictObject({
    ...common,
    labels: z.record(z.string(), z.string()),
    values: z.record(z.string(), z.number()),
  }),
  maritalStatus: z.strictObject({
    tolerance,
    unit: common.unit,
    source: common.source,
    ages: z.array(z.string().regex(/^\d+-\d+$/, 'from-to')),
    rows: z.array(
      z.strictObject({
        name: BILINGUAL,
        sex: z.number().int(),
        status: z.number().int(),
        values: z.array(z.number().nullable()),
      }),
    ),
  }),
});

export interface Target {
  /** `gini`; `kelurahan/35.77.01.1001`; `religion/1`; `marital/1/2/25-29` (sex, status, age). */
  readonly key: string;
  readonly name: Bilingual;
  readonly value: number;
  /** How far a city of 20,000 residents or more may be off. */
  readonly tolerance: number;
  readonly bound: 'about' | 'at-most' | 'at-least';
  readonly unit: string;
  readonly source: string;
}

/**
 * @param models the folder models/
 * @throws TwinError configuration: a file is missing or has not the expected shape
 */
export function loadTargets(models: string): Target[] {
  const file = loadYaml(join(models, 'sample', 'targets.yaml'), targetShape);
  const stations = loadYaml(join(models, 'sample', 'places.yaml'), placeShape).kelurahan.regularTps;
  const figures = Object.entries(file.figures).map(([key, figure]) => ({ key, ...figure }));
  const { labels, values, ...religion } = file.religion;
  const religions = Object.entries(values).map(([code, value]) =>
    labelled({ key: `religion/${code}`, ...religion, value, bound: 'about' }, labels[code] ?? code),
  );
  const allStations = Object.values(stations).reduce((sum, count) => sum + count, 0);
  const kelurahans = Object.entries(stations).map(([code, count]) =>
    labelled({ key: `kelurahan/${code}`, ...file.kelurahan, value: count / allStations, bound: 'about' }, code),
  );
  return [...figures, ...religions, ...maritalTargets(file.maritalStatus), ...kelurahans];
}

const labelled = (target: Target, label: string): Target => ({
  ...target,
  name: { id: `${target.name.id} ${label}`, en: `${target.name.en} ${label}` },
});

function maritalTargets(table: z.infer<typeof targetShape>['maritalStatus']): Target[] {
  const { tolerance, unit, source } = table;
  return table.rows.flatMap(({ name, sex, status, values }) =>
    values.flatMap((value, i) => {
      if (value === null) return [];
      const key = `marital/${sex}/${status}/${table.ages[i]!}`;
      return [labelled({ key, name, value, tolerance, bound: 'about', unit, source }, table.ages[i]!)];
    }),
  );
}
