import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../kernel/files.ts';
import { thresholdOf } from '../../chance/keyed-draws.ts';
import { BROUGHT, componentsOf, DISABLED, householdLives, OFFERS, type HouseholdLives } from '../columns.ts';
import { conditionOf, withHealth, withSchool } from '../person-state.ts';
import { noteOffers } from './take-up.ts';
import { LIFE_INDICATORS, PROGRAMME_NAMES } from '../life-indicators.ts';
import { lifeKeys } from '../life-keys.ts';
import { openHomes } from '../spending/homes-at-hand.ts';
import { deviates, householdsOf, RULES } from '../test-lives.ts';
import type { Aid } from './aid.ts';
import { componentAt, membersOf, thousandOf } from './components.ts';
import { aidOf, chooseRecipients, openTo, type AidYear } from './recipients.ts';
import { loadLevers } from '../../scenarios/levers.ts';

const NUMBER = 5000;
const MODELS = projectPath('models');
const HOMES = householdsOf(NUMBER, (i) => ({ size: 1 + (i % 6) }));
const SEMBAKO: Aid = RULES.aids[1]!;

function livesOf(onList: (i: number) => boolean = () => false): HouseholdLives {
  const homes = householdLives(NUMBER);
  // Ranks in an order that has nothing to do with the rows.
  homes.rank.forEach((_, i) => (homes.rank[i] = (((i * 2741) % NUMBER) / NUMBER) * 4 - 2));
  homes.receives.forEach((_, i) => (homes.receives[i] = onList(i) ? 2 : 0));
  for (let i = 0; i < NUMBER; i++) homes.brought[i * BROUGHT + 1] = i % 3 === 0 ? 2 ** 20 + 900 : 0;
  const { takeUp } = lifeKeys(8, 1);
  for (let i = 0; i < NUMBER; i++) noteOffers(HOMES, homes, takeUp, i);
  return homes;
}

const yearOf = (more: Partial<AidYear> = {}): AidYear => ({
  aid: SEMBAKO,
  place: 1,
  targeting: 'score',
  rankLimit: 0,
  excluding: 0,
  places: Infinity,
  budget: Infinity,
  amountFactor: 1,
  takeUpBits: thresholdOf(1),
  takenOffBits: thresholdOf(0.25),
  memberCap: 4,
  ...more,
});

/** As a year lays those at hand whom aid may concern, and takes back which lists they are on. */
function choose(homes: HouseholdLives, aid: AidYear, concerned: Uint32Array, step: number): void {
  const atHand = openHomes(HOMES, homes, 1);
  concerned.forEach((row, i) => {
    atHand.row[i] = row;
    atHand.components[i] = componentsOf(homes, row);
    atHand.rank[i] = homes.rank[row]!;
    atHand.size[i] = HOMES.size[row]!;
    atHand.receives[i] = homes.receives[row]!;
    atHand.offers.set(homes.offers.subarray(row * OFFERS, (row + 1) * OFFERS), i * OFFERS);
  });
  chooseRecipients(HOMES, aid, atHand, concerned.length, lifeKeys(8, step));
  concerned.forEach((row, i) => (homes.receives[row] = atHand.receives[i]!));
}

function chosen(homes: HouseholdLives, aid: AidYear, step = 1): number[] {
  const limit = openTo([aid]);
  const concerned = Uint32Array.from(
    [...homes.rank.keys()].filter((i) => homes.receives[i]! > 0 || homes.rank[i]! < limit),
  );
  choose(homes, aid, concerned, step);
  return [...homes.receives.keys()].filter((i) => (homes.receives[i]! & 2) !== 0);
}

describe('recipients by rank', () => {
  test('are the poorest as far as places reach: what a plain sort would take', () => {
    const homes = livesOf();
    const sorted = [...homes.rank.keys()].sort((a, b) => homes.rank[a]! - homes.rank[b]!).slice(0, 777);
    expect(chosen(homes, yearOf({ places: 777 }))).toEqual(sorted.sort((a, b) => a - b));
  });
  test('are all within the limit where places reach for them, and nobody beyond it', () => {
    const homes = livesOf();
    expect(chosen(homes, yearOf({ rankLimit: -1 }))).toEqual([...homes.rank.keys()].filter((i) => homes.rank[i]! < -1));
  });
  test('never cost more than the budget, and leave less of it than one family more would take', () => {
    const personal = yearOf({ aid: { ...SEMBAKO, isOfPersons: true, amount: 504 }, budget: 500_000 });
    const homes = livesOf();
    const cost = chosen(homes, personal).reduce(
      (sum, i) => sum + aidOf(personal, componentsOf(homes, i), HOMES.size[i]!),
      0,
    );
    expect(cost).toBeLessThanOrEqual(500_000);
    expect(cost).toBeGreaterThan(500_000 - 6 * 504);
  });
  test('in the places of a larger quota are those of the smaller one and more', () => {
    const [few, many] = [400, 900].map(
      (places) => new Set(chosen(livesOf(), yearOf({ places, takeUpBits: thresholdOf(0.8) }))),
    );
    expect([...few!].every((i) => many!.has(i))).toBe(true);
    expect([few!.size, many!.size]).toEqual([400, 900]);
  });
  test('take what they are offered as often as stated, each programme by itself', () => {
    const found = chosen(livesOf(), yearOf({ takeUpBits: thresholdOf(0.7), rankLimit: Infinity }));
    expect(deviates(found.length / NUMBER, 0.7, NUMBER)).toBeLessThan(5);
    const other = yearOf({ takeUpBits: thresholdOf(0.7), rankLimit: Infinity, place: 0 });
    const homes = livesOf();
    const concerned = Uint32Array.from({ length: NUMBER }, (_, i) => i);
    choose(homes, other, concerned, 1);
    const both = found.filter((i) => (homes.receives[i]! & 1) !== 0).length / NUMBER;
    expect(deviates(both, 0.49, NUMBER)).toBeLessThan(5);
  });
});

describe('the present list', () => {
  test('stays, and free places go to the poorest', () => {
    const onList = (i: number): boolean => i % 10 === 0;
    const homes = livesOf(onList);
    const before = [...homes.rank.keys()].filter((i) => onList(i) && homes.rank[i]! < 0);
    const found = new Set(chosen(homes, yearOf({ targeting: 'current-list', places: 600 })));
    expect(found.size).toBe(600);
    expect(before.every((i) => found.has(i))).toBe(true);
  });
  test('loses of those above the limit as many a year as are taken off', () => {
    const homes = livesOf(() => true);
    const above = [...homes.rank.keys()].filter((i) => homes.rank[i]! >= 0).length;
    const left = chosen(homes, yearOf({ targeting: 'current-list' })).filter((i) => homes.rank[i]! >= 0).length;
    expect(deviates(left / above, 0.75, above)).toBeLessThan(5);
  });
  test('loses the best off first where places are taken away', () => {
    const homes = livesOf((i) => i % 2 === 0);
    const sorted = [...homes.rank.keys()]
      .filter((i) => i % 2 === 0 && homes.rank[i]! < 0)
      .sort((a, b) => homes.rank[a]! - homes.rank[b]!);
    const found = chosen(homes, yearOf({ targeting: 'current-list', places: 500, takenOffBits: thresholdOf(1) }));
    expect(found).toEqual(sorted.slice(0, 500).sort((a, b) => a - b));
  });
});

test('who has a programme that excludes this one is offered nothing, and loses what he has as those above the limit do', () => {
  const excluding = 1;
  const homes = livesOf(() => false);
  homes.receives.forEach((_, i) => (homes.receives[i] = i % 2));
  const found = chosen(homes, yearOf({ excluding, targeting: 'score' }));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((i) => i % 2 === 1)).toEqual([]);
  const listed = livesOf(() => true);
  listed.receives.forEach((bits, i) => (listed.receives[i] = bits | (i % 2)));
  const within = [...listed.rank.keys()].filter((i) => i % 2 === 1 && listed.rank[i]! < 0);
  const left = new Set(chosen(listed, yearOf({ excluding, targeting: 'current-list' })));
  expect(deviates(within.filter((i) => left.has(i)).length / within.length, 0.75, within.length)).toBeLessThan(5);
});

describe('aid without a rank', () => {
  test('goes to all families, or by lot where places are few', () => {
    expect(chosen(livesOf(), yearOf({ targeting: 'universal' })).length).toBe(NUMBER);
    const homes = livesOf();
    const found = chosen(homes, yearOf({ targeting: 'universal', places: 2000 }));
    expect(found.length).toBe(2000);
    const poor = found.filter((i) => homes.rank[i]! < 0).length;
    expect(deviates(poor / 2000, 0.5, 2000)).toBeLessThan(5);
  });
  test('by category goes to families with a member of it alone', () => {
    const found = chosen(livesOf(), yearOf({ targeting: 'categorical' }));
    expect(found).toEqual([...HOMES.size.keys()].filter((i) => i % 3 === 0));
  });
});

describe('rules', () => {
  test('are those of models/assistance, and the limits that levers stand at are theirs', () => {
    // Thousand rupiah a year of a unit; of PKH and PIP members are due something of their own.
    expect(Object.fromEntries(RULES.aids.map(({ key, amount }) => [key, amount]))).toEqual({
      ...{ pkh: 0, sembako: 2400, bltd: 2400, 'pbi-jk': 504, 'pbi-d': 453.6, pip: 0, 'blt-dbhcht': 2400 },
      ...{ 'blts-kesra': 900, 'lansia-non-potensial': 8000, permakanan: 10_950, 'atensi-yapi': 2400 },
      ...{ 'bansos-air-bersih': 600, 'pelatihan-kerja': 4000 },
    });
    const levers = loadLevers(MODELS);
    for (const { key, desilLimit } of RULES.aids) expect(levers[`${key}-desil`].default).toBe(desilLimit);
  });
  test('that nobody has at the start stand at no places, and those whose amount is assumed say so', () => {
    const levers = loadLevers(MODELS);
    RULES.aids.forEach(({ key, withoutList, isAmountAssumed, isOfPersons }, place) => {
      const isBegun = place >= OFFERS && withoutList === 'nobody';
      expect([key, levers[`${key}-quota`].default]).toEqual([key, isBegun ? 0 : 1]);
      const cost = LIFE_INDICATORS.find((each) => each.key === `aid-cost-${key}`)!.name;
      expect([key, cost.id.includes('asumsi'), cost.en.includes('assumed')]).toEqual([
        key,
        isAmountAssumed,
        isAmountAssumed,
      ]);
      expect([key, PROGRAMME_NAMES[key].units.id !== 'keluarga']).toEqual([key, isOfPersons]);
    });
  });
});

test('components: the largest of each member counts, and of more members than count as much as of those that do', () => {
  const tables = RULES.components;
  const people = [
    [3, 1, 0],
    [8, 2, 0],
    [14, 3, 0],
    [17, 4, 0],
    [40, 0, DISABLED],
    [70, 0, 0],
  ] as const;
  const homes = householdLives(1);
  for (const [age, school, health] of people)
    homes.brought[1]! += tables.amounts[componentAt(conditionOf(withHealth(withSchool(0, school), health)), age)]!;
  const sum = componentsOf(homes, 0);
  expect([thousandOf(sum), membersOf(sum)]).toEqual([3000 + 900 + 1500 + 2000 + 2400 + 2400, 6]);
  const pkh = yearOf({ aid: RULES.aids[0]!, place: 0 });
  expect(aidOf(pkh, componentsOf(homes, 0), 6)).toBe(Math.round(((3000 + 900 + 1500 + 2000 + 2400 + 2400) * 4) / 6));
});
