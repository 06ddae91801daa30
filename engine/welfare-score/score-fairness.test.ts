import { expect, test } from 'vitest';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import { chance } from '../kernel/random.ts';
import { NO_AREA } from '../population/columns.ts';
import { cityGroupings, scoreFairness } from './score-fairness.ts';

const COUNT = 1200;
const source = chance(3, 'score-fairness-test');
const rows = Array.from({ length: COUNT }, (_, h) => h);
const fact = (key: string, value: (h: number) => number, more: Partial<HouseholdFact> = {}): HouseholdFact => ({
  key,
  kind: 'number',
  name: { id: key, en: key },
  values: Float64Array.from(rows, value),
  register: 'test',
  ...more,
});
const SEXES = [
  { id: 'Laki-laki', en: 'Male' },
  { id: 'Perempuan', en: 'Female' },
];
const facts = [
  fact('head/sex', (h) => 1 + (h % 2), { wordOf: (value) => SEXES[value - 1] }),
  fact('head/ageYears', (h) => (h % 10 === 0 ? NaN : 20 + (h % 60))),
  fact('members/disabled', (h) => Number(h % 8 === 0)),
  fact('size', (h) => 1 + (h % 8)),
];
const areas = { kelurahan: rows.map((h) => (h % 50 === 0 ? NO_AREA : h % 3)), names: ['Klegen', 'Taman', 'Demangan'] };

test('families are parted by kelurahan, sex and age of the head, disability and size', () => {
  const groupings = cityGroupings(facts, areas, rows);
  expect(Object.fromEntries(groupings.map(({ column, names }) => [column, names]))).toEqual({
    kelurahan: ['(tidak diketahui / not known)', 'Demangan', 'Klegen', 'Taman'],
    'head/sex': ['Female', 'Male'],
    'head/ageYears': ['< 30', '30 – < 60', '≥ 60', '(tidak diketahui / not known)'],
    'members/disabled': ['< 1', '≥ 1'],
    size: ['< 3', '3 – < 5', '5 – < 7', '≥ 7'],
  });
  expect(groupings[0]!.names[groupings[0]!.codes[4]!]).toBe('Taman');
  expect(cityGroupings(facts.slice(1), areas, rows).map(({ column }) => column)).not.toContain('head/sex');
});

test('a kelurahan whose families seem richer than they are is missed more; intervals hold the share that was counted', () => {
  const amounts = Float64Array.from(rows, (h) => Math.exp(0.6 * source.normal(h, 1)));
  const fooled = amounts.map((amount, h) => amount * Math.exp(0.2 * source.normal(h, 2) + (h % 3 === 1 ? 0.8 : 0)));
  const [byArea] = scoreFairness(amounts, fooled, cityGroupings(facts, areas, rows), [0.2, 0.4]);
  for (const { groups } of byArea!.coverages) {
    const missed = Object.fromEntries(groups.map(({ group, isMissedMore }) => [group, isMissedMore]));
    expect(missed).toMatchObject({ Taman: true, Klegen: false, Demangan: false });
    for (const { exclusionError, bias, group } of groups) {
      expect(exclusionError.low).toBeLessThanOrEqual(exclusionError.value);
      expect(exclusionError.high).toBeGreaterThanOrEqual(exclusionError.value);
      if (group === 'Taman') expect(bias.low).toBeGreaterThan(0);
    }
    const taman = groups.find(({ group }) => group === 'Taman')!;
    expect(taman.dueShare * taman.households).toBeGreaterThan(50);
    expect(taman.exclusionError.high - taman.exclusionError.low).toBeGreaterThan(0.03);
  }
});
