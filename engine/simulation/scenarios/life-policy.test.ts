import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadLivelihood, SIMULATED_PROGRAMMES } from '../livelihood/parameters.ts';
import { loadAidRules } from '../livelihood/aid/aid.ts';
import type { LifePolicy } from '../livelihood/policy.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { ratesFor } from '../microsimulation/test-rates.ts';
import { applyLevers } from './apply-levers.ts';
import { withFlood } from './flood.ts';
import { LEVER_NAMES, loadLevers, PROGRAMME_LEVERS, RATE_LEVERS, type LeverName } from './levers.ts';
import { lifePolicyOf } from './life-policy.ts';
import type { MovedLever, Scenario } from './scenario-file.ts';

const MODELS = projectPath('models');
const levers = loadLevers(MODELS);
const areaCodes = ['a', 'b'];
const ground = { areaCodes, levers, aidRules: loadAidRules(MODELS, loadLivelihood(MODELS).programmes, 20_500) };
const [rates] = ratesFor(countsOfStart(inventedPersons(60_000, 2)), 1);

type Row = readonly [lever: LeverName, value: number, fromYear: number, toYear?: number];
const scenario = (...rows: readonly Row[]): Scenario => ({
  name: { id: 'a', en: 'a' },
  description: { id: 'a', en: 'a' },
  levers: rows.map(([lever, value, fromYear, toYear]): MovedLever => ({
    ...{ lever, value, fromYear, source: 'asumsi' },
    ...(toYear === undefined ? {} : { toYear }),
  })),
});
const policyIn = (year: number, ...rows: readonly Row[]): LifePolicy =>
  lifePolicyOf(scenario(...rows), ground, year + 0.5);
/** Everything that levers make of a year. */
const allIn = (year: number, ...rows: readonly Row[]): unknown => {
  const moved = applyLevers(rates!, scenario(...rows), areaCodes, year + 0.5);
  return [policyIn(year, ...rows), withFlood(moved, scenario(...rows), ground, year + 0.5)];
};

/** Another value than the default, within the bounds; a flood is there where its settings are looked at. */
const otherThan = (lever: LeverName): number => {
  const { low, high, default: usual } = levers[lever];
  return usual === high ? (low + high) / 2 : Math.min(high, usual + Math.max(1, (high - usual) / 4));
};
const besides = (lever: LeverName): Row[] => (lever.startsWith('flood-') ? [['flood', 50, 2027]] : []);
const SETTINGS = LEVER_NAMES.filter((name) => levers[name].overlap === 'last');

describe('a setting that is moved twice', () => {
  test('a quota of 20 that is put back to 1 is 1 again', () => {
    const rows: Row[] = [
      ['sembako-quota', 20, 2027],
      ['sembako-quota', 1, 2030],
    ];
    const sembako = SIMULATED_PROGRAMMES.indexOf('sembako');
    expect([2027, 2029, 2030, 2031].map((year) => policyIn(year, ...rows).aid[sembako]!.quotaFactor)).toEqual([
      20,
      20,
      undefined,
      undefined,
    ]);
  });

  test.each(SETTINGS)('%s: the last row that covers the year counts, its default as well', (lever) => {
    const [value, usual] = [otherThan(lever), levers[lever].default];
    const moved: Row = [lever, value, 2027];
    const plain = allIn(2031, ...besides(lever));
    expect(allIn(2031, ...besides(lever), moved)).not.toEqual(plain);
    expect(allIn(2031, ...besides(lever), moved, [lever, usual, 2030])).toEqual(plain);
    expect(allIn(2029, ...besides(lever), moved, [lever, usual, 2030])).toEqual(allIn(2029, ...besides(lever), moved));
    // The order in the file says which is the last.
    expect(allIn(2031, ...besides(lever), [lever, usual, 2027], moved)).toEqual(allIn(2031, ...besides(lever), moved));
    expect(allIn(2031, ...besides(lever), moved, [lever, usual, 2028, 2030])).toEqual(
      allIn(2031, ...besides(lever), moved),
    );
  });

  test('are the programmes, minimum wage, effect of training and how a flood drives people out', () => {
    expect(SETTINGS).toHaveLength(6 + SIMULATED_PROGRAMMES.length * PROGRAMME_LEVERS.length);
  });
});

describe('a lever that is moved twice in one year', () => {
  const twice = (lever: LeverName, one: number, other: number): unknown =>
    allIn(2027, [lever, one, 2027], [lever, other, 2027]);
  const once = (lever: LeverName, value: number): unknown => allIn(2027, [lever, value, 2027]);

  test.each(LEVER_NAMES.filter((name) => levers[name].overlap === 'times'))('%s: factors multiply', (lever) => {
    if (RATE_LEVERS.some((each) => each === lever)) {
      const both = applyLevers(rates!, scenario([lever, 2, 2027], [lever, 0.5, 2027]), areaCodes, 2027.5);
      const found = both.migration.kind === 'gross' ? both.migration : undefined;
      const before = rates!.migration.kind === 'gross' ? rates!.migration : undefined;
      const near = (one: Float64Array, other: Float64Array): void =>
        one.forEach((each, i) => expect(each).toBeCloseTo(other[i]!, 10));
      for (const name of ['leaving', 'moving', 'arrivals'] as const) near(found![name], before![name]);
      near(both.vital[0]!.survival, rates!.vital[0]!.survival);
      near(both.vital[0]!.birthsPerWomanYear, rates!.vital[0]!.birthsPerWomanYear);
    } else expect(twice(lever, 2, 2)).toEqual(once(lever, 4));
  });
  test.each(['unemployment', 'seats-sd'] as const)('%s: amounts add up', (lever) => {
    expect(twice(lever, 2, 1)).toEqual(once(lever, 3));
  });
  test('flood: the largest counts', () => {
    expect(twice('flood', 20, 30)).toEqual(once('flood', 30));
    expect(twice('flood', 30, 20)).toEqual(once('flood', 30));
  });
  test.each(LEVER_NAMES)('%s: its effect says so, in both languages', (lever) => {
    const { effect, overlap } = levers[lever];
    const words = {
      times: ['mengalikan', 'multiply'],
      adds: ['dijumlahkan', 'add up'],
      largest: ['terbesar', 'largest'],
      last: ['terakhir', 'the last counts'],
    }[overlap];
    expect(effect.id).toContain(words[0]);
    expect(effect.en).toContain(words[1]);
  });
});
