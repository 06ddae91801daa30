/** Who has what at the start: by lists where they were received, and as programmes.yaml begins where they were not. */
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import type { Population } from '../../population/columns.ts';
import { fullStart } from '../replicates/full-start.ts';
import { AT, cityAccount } from './account.ts';
import { countIn } from './aid/members.ts';
import { FRAIL } from './columns.ts';
import { SIMULATED_PROGRAMMES, type SimulatedProgramme } from './parameters.ts';
import { rankBelow } from './spending/ranking.ts';
import { inventedPopulation, lifeOf } from './test-life-city.ts';
import { deviates, plainOf } from './test-lives.ts';
import { budgetOf, placesOf } from './year-settings.ts';
import { plainPolicy } from './policy.ts';

const RESIDENTS = 9000;
const POPULATION = inventedPopulation(RESIDENTS, 3);
const { families, start } = lifeOf(POPULATION, 3);
const placeOf = (key: SimulatedProgramme): number => SIMULATED_PROGRAMMES.indexOf(key);
const recipientsOf = ({ recipients }: typeof start, key: SimulatedProgramme): number => recipients[placeOf(key)]!;
const has = ({ homes }: typeof start, key: SimulatedProgramme, row: number): boolean =>
  (homes.receives[row]! & (1 << placeOf(key))) !== 0;
const homes = [...families.households.size.keys()];

/** With lists of other programmes: every person of a household for which it says so. */
function withLists(lists: Readonly<Partial<Record<SimulatedProgramme, (row: number) => boolean>>>): Population {
  const programmes = [...POPULATION.programmes, ...Object.keys(lists)];
  const bits = (row: number): number =>
    Object.values(lists).reduce((sum, of, i) => sum | (of(row) ? 1 << (POPULATION.programmes.length + i) : 0), 0);
  const receives = POPULATION.households.receives.map((before, row) => before | bits(row));
  return {
    ...POPULATION,
    programmes,
    households: { ...POPULATION.households, receives },
    persons: { ...POPULATION.persons, receives: POPULATION.persons.householdRow.map((row) => bits(row)) },
  };
}

describe('without a list', () => {
  test('programmes with a quota have as many as it, the poorest first', () => {
    expect(recipientsOf(start, 'lansia-non-potensial')).toBeLessThanOrEqual(200);
    expect(recipientsOf(start, 'bansos-air-bersih')).toBe(800);
    const ranks = homes.filter((row) => has(start, 'bansos-air-bersih', row)).map((row) => start.homes.rank[row]!);
    const others = homes.filter((row) => !has(start, 'bansos-air-bersih', row)).map((row) => start.homes.rank[row]!);
    // Who does not take it is passed over; ranks stand within a hundredth of those of the start.
    expect(ranks.filter((rank) => rank > Math.max(...ranks) - 0.01).length).toBeLessThan(20);
    const passed = others.filter((rank) => rank < Math.max(...ranks) - 0.01).length;
    expect(deviates(passed / (passed + 800), 0.05, passed + 800)).toBeLessThan(5);
  });
  test('PIP goes to all whom it is for by decile, less those who do not take it', () => {
    const limit = rankBelow(start.cuts, 4);
    const field = start.aidRules.aids[placeOf('pip')]!.members!;
    const meant = homes.filter((row) => start.homes.rank[row]! < limit - 0.01 && countIn(start.homes, field, row) > 0);
    const given = meant.filter((row) => has(start, 'pip', row)).length;
    expect(deviates(given / meant.length, 0.95, meant.length)).toBeLessThan(5);
    expect(start.fitting[placeOf('pip')]).toBeGreaterThan(recipientsOf(start, 'pip'));
  });
  test('what is over, or of nobody, is of nobody; a quota of one is for all who fit then', () => {
    for (const key of ['blts-kesra', 'permakanan', 'pelatihan-kerja'] as const) {
      const place = placeOf(key);
      expect([key, start.recipients[place], start.cost[place]]).toEqual([key, 0, 0]);
      expect([key, start.fitting[place]! > 0, start.fittingCost[place]! > 0]).toEqual([key, true, true]);
      const { aid } = plainPolicy(
        3,
        start.aidRules.aids.map(({ desilLimit }) => desilLimit),
        0,
      );
      for (const targeting of ['current-list', 'universal'] as const) {
        expect(placesOf(start, { ...aid[place]!, targeting }, place)).toBe(0);
        const half = { ...aid[place]!, targeting, quotaFactor: 0.5, budgetFactor: 2 };
        expect(placesOf(start, half, place)).toBe(Math.round(start.fitting[place]! / 2));
        expect(budgetOf(start, half, place)).toBe(2 * start.fittingCost[place]!);
      }
    }
    expect(start.fitting[placeOf('blts-kesra')]! * 900).toBe(start.fittingCost[placeOf('blts-kesra')]);
  });
  test('nobody has what excludes what he has, and the account counts them all', () => {
    for (const { key, excluding } of start.aidRules.aids.slice(4))
      expect([
        key,
        homes.filter((row) => has(start, key, row) && (start.homes.receives[row]! & excluding) !== 0),
      ]).toEqual([key, []]);
    const city = cityAccount(start.account);
    SIMULATED_PROGRAMMES.forEach((_, place) => {
      expect(city.homes[AT['recipients-pkh'] + place]).toBe(start.recipients[place]);
      expect(city.homes[AT['cost-pkh'] + place]).toBe(start.cost[place]);
    });
    expect(start.cost[placeOf('blt-dbhcht')]).toBe(2400 * recipientsOf(start, 'blt-dbhcht'));
  });
});

describe('with a list', () => {
  test('it is the list; who is on one of those who cannot care for themselves is frail', () => {
    const isOn = (row: number): boolean => row % 9 === 4;
    const found = lifeOf(withLists({ 'blt-dbhcht': isOn, 'lansia-non-potensial': isOn }), 3).start;
    expect(homes.filter((row) => has(found, 'blt-dbhcht', row))).toEqual(homes.filter(isOn));
    const { health } = plainOf(found.lives);
    const { household } = families.persons;
    const listed = health.filter((_, row) => isOn(household[row]!));
    expect(listed.every((bits) => (bits & FRAIL) !== 0)).toBe(true);
    expect(health.filter((bits, row) => !isOn(household[row]!) && (bits & FRAIL) !== 0).length).toBeLessThan(
      listed.length,
    );
  });
  test('who is on one of orphans has lost a parent, beside those of whom the cards tell it', () => {
    const isOn = (row: number): boolean => row % 9 === 4;
    const models = projectPath('models');
    const [without, listed] = [POPULATION, withLists({ 'atensi-yapi': isOn })].map(
      (each) => fullStart(each, 3, models).full.families.persons,
    );
    expect(Array.from(listed!.lostParent)).toEqual(
      Array.from(without!.lostParent, (lost, row) => (isOn(without!.household[row]!) ? 1 : lost)),
    );
    expect(without!.lostParent.some((lost, row) => lost === 0 && isOn(without!.household[row]!))).toBe(true);
  });
  test('of both kinds of health insurance a family has the first, so that nobody is counted twice', () => {
    const found = lifeOf(withLists({ 'pbi-d': () => true }), 3).start;
    const [state, city] = (['pbi-jk', 'pbi-d'] as const).map((key) => homes.filter((row) => has(found, key, row)));
    expect(state!.length + city!.length).toBe(homes.length);
    expect(recipientsOf(found, 'pbi-jk') + recipientsOf(found, 'pbi-d')).toBe(RESIDENTS);
    expect(state!.length).toBeGreaterThan(0);
  });
  test('of a programme that is over it counts for nothing', () => {
    expect(recipientsOf(lifeOf(withLists({ 'blts-kesra': () => true }), 3).start, 'blts-kesra')).toBe(0);
  });
});
