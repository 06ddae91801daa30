/** Whom programmes of few families choose, by each way of choosing, among invented households. */
import { describe, expect, test } from 'vitest';
import { thresholdOf } from '../../chance/keyed-draws.ts';
import { BROUGHT, FITS_AT, householdLives, type HouseholdLives } from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { SIMULATED_PROGRAMMES, type SimulatedProgramme } from '../parameters.ts';
import { deviates, householdsOf, RULES } from '../test-lives.ts';
import type { FurtherGround } from './choice.ts';
import { chooseFurther } from './further.ts';
import { givenTo, unitsOf, type AidYear } from './recipients.ts';

const NUMBER = 6000;
const HOMES = householdsOf(NUMBER, (i) => ({ size: 1 + (i % 6) }));
const ROWS = Array.from({ length: NUMBER }, (_, row) => row);
const placeOf = (key: SimulatedProgramme): number => SIMULATED_PROGRAMMES.indexOf(key);
const bitOf = (key: SimulatedProgramme): number => 1 << placeOf(key);
/** Every fourth household has fit members, one or two; of PIP they are due 450 each. */
const numberOf = (row: number): number => (row % 4 === 0 ? 1 + ((row >> 2) % 2) : 0);

function livesOf(receives: (row: number) => number = () => 0): HouseholdLives {
  const homes = householdLives(NUMBER);
  // Ranks in an order that has nothing to do with the rows.
  for (const row of ROWS) {
    homes.rank[row] = (((row * 2741) % NUMBER) / NUMBER) * 4 - 2;
    homes.receives[row] = receives(row);
    homes.brought[row * BROUGHT + 1] = row % 3 === 0 ? 2 ** 20 + 900 : 0;
    for (const { members } of RULES.aids)
      if (members !== undefined)
        homes.brought[row * BROUGHT + FITS_AT + members.word]! +=
          numberOf(row) * 2 ** members.countAt +
          (members.stepsMask === 0 ? 0 : ((450 * numberOf(row)) / members.thousandAStep) * 2 ** members.stepsAt);
  }
  return homes;
}

const yearOf = (key: SimulatedProgramme, more: Partial<AidYear> = {}): AidYear => ({
  aid: RULES.aids[placeOf(key)]!,
  place: placeOf(key),
  targeting: 'score',
  rankLimit: 0,
  excluding: RULES.aids[placeOf(key)]!.excluding,
  places: Infinity,
  budget: Infinity,
  amountFactor: 1,
  takeUpBits: thresholdOf(1),
  takenOffBits: thresholdOf(0.25),
  memberCap: 4,
  ...more,
});

/** @returns rows of those who have it then */
function chosen(
  homes: HouseholdLives,
  year: AidYear,
  more: Partial<FurtherGround> = {},
  others: AidYear[] = [],
): number[] {
  const lists = homes.receives.slice();
  const below = -0.5;
  const low = Uint32Array.from(ROWS.filter((row) => homes.rank[row]! < below || row % 5 === 0));
  const poor = { rows: low, number: low.length, below };
  chooseFurther({ households: HOMES, homes, lists, poor, ...more }, [...others, year], lifeKeys(8, 1));
  return ROWS.filter((row) => (lists[row]! & (1 << year.place)) !== 0);
}

const poorest = (homes: HouseholdLives, rows: readonly number[]): number[] =>
  [...rows].sort((a, b) => homes.rank[a]! - homes.rank[b]!);
const sum = (rows: readonly number[], of: (row: number) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
const OF_MEMBERS: readonly SimulatedProgramme[] = ['pip', 'lansia-non-potensial', 'atensi-yapi'];
const OF_FAMILIES: readonly SimulatedProgramme[] = ['blt-dbhcht', 'blts-kesra', 'bansos-air-bersih'];
const ALL = [...OF_MEMBERS, ...OF_FAMILIES, 'permakanan', 'pbi-d'] as const;

describe.each(ALL)('%s', (key) => {
  const homes = livesOf();
  const { aid } = yearOf(key);
  const isMeant = (row: number): boolean =>
    HOMES.size[row]! >= aid.sizes.from &&
    HOMES.size[row]! <= aid.sizes.to &&
    (aid.members === undefined || numberOf(row) > 0);
  const unitsIn = (row: number): number => unitsOf(aid, homes, HOMES, row);

  test('by rank: the poorest who fit, no more than there are places, and nobody else fits in', () => {
    const places = 101;
    const found = chosen(homes, yearOf(key, { places }));
    const fit = poorest(
      homes,
      ROWS.filter((row) => isMeant(row) && homes.rank[row]! < 0),
    );
    expect(found.toSorted((a, b) => a - b)).toEqual(fit.slice(0, found.length).sort((a, b) => a - b));
    const next = fit[found.length]!;
    expect(sum(found, unitsIn)).toBeLessThanOrEqual(places);
    expect(sum(found, unitsIn) + unitsIn(next)).toBeGreaterThan(places);
  });
  test('by rank without a limit: places beyond the poor go on to others', () => {
    const found = chosen(homes, yearOf(key, { places: 1e6, rankLimit: Infinity }));
    expect(found).toEqual(ROWS.filter(isMeant));
  });
  test.each([-0.603, -0.203])('nobody from the limit on, wherever that is (%d)', (rankLimit) => {
    const found = chosen(homes, yearOf(key, { places: 1e6, rankLimit }));
    expect(found).toEqual(ROWS.filter((row) => isMeant(row) && homes.rank[row]! < rankLimit));
  });
  test('keeps to its budget, to the last family that fits in', () => {
    const year = yearOf(key, { rankLimit: Infinity, amountFactor: 0.7 });
    const given = (row: number): number => givenTo(year, homes, HOMES, row);
    const budget = 50_000;
    const found = chosen(homes, { ...year, budget });
    const fit = poorest(homes, ROWS.filter(isMeant));
    expect(found.length).toBeLessThan(fit.length);
    expect(sum(found, given)).toBeLessThanOrEqual(budget);
    expect(sum(found, given) + given(fit[found.length]!)).toBeGreaterThan(budget);
  });
  test('is taken as often as stated, the poorest first', () => {
    const year = yearOf(key, { takeUpBits: thresholdOf(0.6), rankLimit: Infinity });
    const all = chosen(homes, year);
    const meant = ROWS.filter(isMeant).length;
    expect(deviates(all.length / meant, 0.6, meant)).toBeLessThan(5);
    // Who takes it does not hang on how many places there are.
    const some = chosen(homes, { ...year, places: 90 });
    expect(some).toEqual(
      poorest(homes, all)
        .slice(0, some.length)
        .sort((a, b) => a - b),
    );
  });
  test('the present list comes first, and loses those above the limit by chance', () => {
    const bit = 1 << placeOf(key);
    const listed = livesOf((row) => (isMeant(row) && row % 8 < 6 ? bit : 0));
    const on = ROWS.filter((row) => listed.receives[row] !== 0);
    const within = on.filter((row) => listed.rank[row]! < 0);
    const found = chosen(listed, yearOf(key, { targeting: 'current-list', places: sum(on, unitsIn) }));
    expect(within.every((row) => found.includes(row))).toBe(true);
    const above = on.filter((row) => listed.rank[row]! >= 0);
    const left = above.filter((row) => found.includes(row)).length;
    expect(deviates(left / above.length, 0.75, above.length)).toBeLessThan(5);
    const newcomers = found.filter((row) => listed.receives[row] === 0);
    expect(newcomers.every((row) => listed.rank[row]! < 0)).toBe(true);
    expect(newcomers.length > 0).toBe(
      ROWS.some((row) => isMeant(row) && listed.receives[row] === 0 && listed.rank[row]! < 0),
    );
  });
  test('for all: whatever the rank; with few places by lot', () => {
    expect(chosen(homes, yearOf(key, { targeting: 'universal' }))).toEqual(ROWS.filter(isMeant));
    const places = 100;
    const lot = chosen(homes, yearOf(key, { targeting: 'universal', places }));
    expect(sum(lot, unitsIn)).toBeLessThanOrEqual(places);
    const rich = lot.filter((row) => homes.rank[row]! >= 0).length;
    expect(deviates(rich / lot.length, 0.5, lot.length)).toBeLessThan(5);
  });
  test('by category: a member who fits it, or of programmes of families one of the category of PKH', () => {
    const found = chosen(homes, yearOf(key, { targeting: 'categorical' }));
    expect(found).toEqual(ROWS.filter((row) => isMeant(row) && (aid.members !== undefined || row % 3 === 0)));
  });
  test('ends when there are no places', () => {
    const listed = livesOf(() => 1 << placeOf(key));
    expect(chosen(listed, yearOf(key, { targeting: 'current-list', places: 0 }))).toEqual([]);
  });
  test('whom it excludes is offered nothing', () => {
    const { excluding } = yearOf(key);
    const doubled = livesOf((row) => (row % 2 === 0 ? excluding : 0));
    const expected = ROWS.filter((row) => isMeant(row) && (excluding === 0 || row % 2 === 1));
    for (const targeting of ['score', 'universal'] as const)
      for (const places of [Infinity, 1e6])
        expect(chosen(doubled, yearOf(key, { rankLimit: Infinity, targeting, places }))).toEqual(expected);
  });
});

test('the rules exclude as models/assistance says', () => {
  const bits = (...keys: SimulatedProgramme[]): number => keys.reduce((all, key) => all | bitOf(key), 0);
  expect(Object.fromEntries(RULES.aids.map(({ key, excluding }) => [key, excluding]))).toMatchObject({
    bltd: bits('pkh', 'sembako', 'blt-dbhcht', 'lansia-non-potensial'),
    // Families leave the places of the city for those of the state: models/livelihood/programmes.yaml.
    'pbi-jk': 0,
    'pbi-d': bits('pbi-jk'),
    'blt-dbhcht': bits('pkh', 'sembako', 'bltd', 'lansia-non-potensial'),
    permakanan: bits('pkh', 'sembako'),
    pip: 0,
  });
});

test('who fits nothing any more loses it at once', () => {
  const listed = livesOf(() => bitOf('pip'));
  const found = chosen(listed, yearOf('pip', { targeting: 'current-list', rankLimit: Infinity }));
  expect(found).toEqual(ROWS.filter((row) => numberOf(row) > 0));
});

test('one programme does not change what another has chosen', () => {
  const homes = livesOf((row) => (row % 7 === 0 ? bitOf('pip') : 0));
  const alone = chosen(homes, yearOf('pip', { targeting: 'current-list', places: 400 }));
  const others = [
    yearOf('pbi-d', { targeting: 'universal', places: 900 }),
    yearOf('bansos-air-bersih', { places: 70 }),
  ];
  expect(chosen(homes, yearOf('pip', { targeting: 'current-list', places: 400 }), {}, others)).toEqual(alone);
});

test('neither the order of the rows nor who is told as poor besides counts', () => {
  const homes = livesOf();
  const year = yearOf('pbi-d', { places: 333, rankLimit: Infinity, takeUpBits: thresholdOf(0.8) });
  const found = chosen(homes, year);
  const rows = Uint32Array.from(ROWS.toReversed().filter((row) => homes.rank[row]! < 1));
  expect(chosen(homes, year, { poor: { rows, number: rows.length, below: 1 } })).toEqual(found);
  expect(chosen(homes, year, { poor: { rows, number: 0, below: -Infinity } })).toEqual(found);
});
