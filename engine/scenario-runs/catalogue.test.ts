import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';
import { dayOf } from '../kernel/time.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { scenarioNames } from '../simulation/scenarios/scenario-file.ts';
import { catalogueOf, type ScenarioCatalogue } from './catalogue.ts';

/** Of Kota Madiun, of which the worked scenarios name some. */
const MADIUN = ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008', '1009'].flatMap((kelurahan) =>
  ['01', '02', '03'].map((kecamatan) => `35.77.${kecamatan}.${kelurahan}`),
);
let modelsFolder: string;
beforeEach(() => {
  modelsFolder = join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'models');
  cpSync(projectPath('models'), modelsFolder, { recursive: true });
});
afterEach(() => rmSync(join(modelsFolder, '..'), { recursive: true }));

const catalogue = (areaCodes: readonly string[], startDay: number, residents?: number): ScenarioCatalogue =>
  catalogueOf(modelsFolder, {
    snapshot: { referenceDate: '2025-12-31', contentId: 'aa', isSample: true },
    ground: { snapshotId: '000001-aa', codeVersion: '1', parametersSha256: 'b' },
    areaCodes,
    startDay,
    residents,
  });
const codesOf = ({ unusable }: ScenarioCatalogue): Record<string, string> =>
  Object.fromEntries(unusable.map(({ key, fault }) => [key, fault.code]));
const keysOf = ({ scenarios }: ScenarioCatalogue): string[] => scenarios.map(({ key }) => key);

describe('the catalogue', () => {
  test('has every worked scenario of this city and its years, and what results are held against', () => {
    const found = catalogue(MADIUN, dayOf(2025, 12, 31)!);
    expect(keysOf(found)).toEqual(scenarioNames(modelsFolder));
    expect(found).toMatchObject({ unusable: [], firstYear: 2026, codeVersion: '1', parametersSha256: 'b' });
  });
  test('offers every lever on migration by kelurahan and age, and says that who goes is held to where he lives', () => {
    const { levers } = catalogue(MADIUN, dayOf(2025, 12, 31)!);
    const cards = (['arrivals', 'departures', 'moves'] as const).map((key) => levers.find((card) => card.key === key)!);
    expect(cards).toEqual(cards.map(() => expect.objectContaining({ areas: true, ages: true })));
    for (const { effect } of cards.slice(1)) {
      expect(effect.id).toContain('kelurahan asal');
      expect(effect.en).toContain('kelurahan of origin');
    }
  });
  test('tells that migration is of a larger city where it is, and nothing of it where rates cannot be read', () => {
    const arrivalsFor = (residents?: number) => catalogue(MADIUN, dayOf(2025, 12, 31)!, residents).tooManyArrivals;
    const { value } = loadDemography(modelsFolder).migration.level.arrivalsPerYear;
    expect(arrivalsFor(201_733)).toBeUndefined();
    expect(arrivalsFor()).toBeUndefined();
    expect(arrivalsFor(3000)).toEqual({ perYear: value, residents: 3000 });
    writeFileSync(join(modelsFolder, 'demography', 'migration.yaml'), 'level: [\n');
    expect(arrivalsFor(3000)).toBeUndefined();
  });
  test('of residents of July 2027 tells what begins too early, and offers the rest', () => {
    const found = catalogue(MADIUN, dayOf(2027, 7, 31)!);
    expect(found.firstYear).toBe(2028);
    expect(codesOf(found)['births-fall']).toBe('year-outside');
    expect(keysOf(found)).toContain('baseline');
    expect(found.unusable.every(({ fault }) => fault.code === 'year-outside')).toBe(true);
    expect([...keysOf(found), ...Object.keys(codesOf(found))].sort()).toEqual(scenarioNames(modelsFolder));
  });
  test('of another city tells which scenarios name kelurahan that it does not have', () => {
    const found = catalogue(['11.01.01.2001', '11.01.01.2002'], dayOf(2025, 12, 31)!);
    expect(codesOf(found)['new-housing']).toBe('area-unknown');
    expect(keysOf(found)).toEqual(expect.arrayContaining(['baseline', 'births-fall', 'recession']));
    expect(new Set(Object.values(codesOf(found)))).toEqual(new Set(['area-unknown']));
  });
  test.each([
    ['no YAML', 'a: [', 'yaml-unreadable'],
    ['another shape', 'name: mine', 'yaml-shape'],
  ])('loses nothing to a file of the site that is %s', (_, text, code) => {
    writeFileSync(join(modelsFolder, 'scenarios', 'mine.yaml'), text);
    const found = catalogue(MADIUN, dayOf(2025, 12, 31)!);
    expect(codesOf(found)).toEqual({ mine: code });
    expect(keysOf(found)).toEqual(scenarioNames(projectPath('models')));
  });
});
