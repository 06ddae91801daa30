import { expect, test } from 'vitest';
import type { SimulatedIndicator } from '#engine';
import type { Cell } from '../columns.ts';
import { medianAlone, type Band } from '../compared/band.ts';
import { aidProgrammes, aidRows, isMoved, nameParts } from './aid-rows.ts';
import { headlinesOf } from './headlines.ts';
import { indicatorGroup } from './indicator-groups.ts';

const of = (key: string, id: string, en: string): SimulatedIndicator => ({ key, kind: 'derived', name: { id, en } });
const INDICATORS = [
  of('residents', 'Penduduk', 'Residents'),
  of('recipients-pkh', 'Penerima PKH (keluarga)', 'Recipients of PKH (families)'),
  of('aid-cost-pkh', 'Biaya PKH (juta rupiah setahun)', 'Cost of PKH (million rupiah a year)'),
  of('recipients-meals', 'Penerima permakanan (orang)', 'Recipients of Meals (permakanan) (persons)'),
  of(
    'aid-cost-meals',
    'Biaya permakanan (juta rupiah setahun; besaran asumsi)',
    'Cost of Meals (permakanan) (million rupiah a year; amount assumed)',
  ),
  of('recipients-water', 'Penerima bansos air (keluarga)', 'Recipients of help with water (families)'),
];

test('a name is told with its unit and what is to be known of it', () => {
  expect(nameParts('Cost of Meals (permakanan) (million rupiah; amount assumed)')).toEqual({
    name: 'Cost of Meals (permakanan)',
    unit: 'million rupiah',
    notes: ['amount assumed'],
  });
  expect(nameParts('Penduduk')).toEqual({ name: 'Penduduk', unit: '', notes: [] });
});

test('programmes are found by the keys of what is told of them, and named in the language that is spoken', () => {
  const found = aidProgrammes(INDICATORS, ({ en }) => en);
  expect(found.map(({ key, name, units, notes }) => [key, name, units, notes])).toEqual([
    ['pkh', 'PKH', { recipients: 'families', cost: 'million rupiah a year' }, []],
    ['meals', 'Meals (permakanan)', { recipients: 'persons', cost: 'million rupiah a year' }, ['amount assumed']],
    ['water', 'Help with water', { recipients: 'families', cost: '' }, []],
  ]);
  expect(found[2]!.indicators.cost).toBeUndefined();
  expect(aidProgrammes(INDICATORS, ({ id }) => id).map(({ name }) => name)).toEqual([
    'PKH',
    'Permakanan',
    'Bansos air',
  ]);
});

test('a row has both sides and the difference of recipients and cost, and none of a cost that nobody tells', () => {
  const value = (indicator: SimulatedIndicator, variant: string): Cell => ({
    kind: 'value',
    value: 10 * INDICATORS.indexOf(indicator) + ['baseline', 'scenario', 'difference'].indexOf(variant),
  });
  const rows = aidRows(
    aidProgrammes(INDICATORS, ({ en }) => en),
    value,
    ({ key }) => key === 'aid-cost-meals',
  );
  expect(rows.map(({ code, isMoved }) => [code, isMoved])).toEqual([
    ['recipients-pkh', false],
    ['recipients-meals', true],
    ['recipients-water', false],
  ]);
  expect(rows[1]!.cells['recipients-scenario']).toEqual({ kind: 'value', value: 31 });
  expect(rows[1]!.cells['cost-difference']).toEqual({ kind: 'value', value: 42 });
  expect(rows[2]!.cells['cost-baseline']).toEqual({ kind: 'no-data' });
});

test('a difference counts as one where its band leaves nought out; one that is hidden does not', () => {
  const band = (median: number, low80: number, high80: number): Band => ({ ...medianAlone(median), low80, high80 });
  expect(isMoved(band(5, 1, 9), true)).toBe(true);
  expect(isMoved(band(5, -1, 9), true)).toBe(false);
  expect(isMoved(medianAlone(5), false)).toBe(true);
  expect(isMoved(medianAlone(0), false)).toBe(false);
  expect([true, false].map((hasBands) => isMoved(medianAlone(NaN), hasBands))).toEqual([false, false]);
});

test('of thirteen programmes that are moved one stands among the main numbers, and others are not crowded out', () => {
  const keys = [
    'residents',
    'poor',
    'poverty-gap',
    ...Array.from({ length: 13 }, (_, i) => [`recipients-p${i}`, `aid-cost-p${i}`]).flat(),
  ];
  const effect = (key: string): number => (/p7$/.test(key) ? 0.5 : 0.1);
  expect(headlinesOf(keys, effect).slice(0, 5)).toEqual([
    'residents',
    'poor',
    'recipients-p7',
    'aid-cost-p7',
    'poverty-gap',
  ]);
});

test('numbers are grouped by what they are about; one that nobody has heard of stands with the others', () => {
  const groups = ['residents', 'ages-7-12', 'recipients-pkh', 'poverty-gap', 'visits-beyond', 'stars'].map(
    indicatorGroup,
  );
  expect(groups).toEqual(['people', 'people', 'aid', 'poverty', 'health', 'other']);
});
