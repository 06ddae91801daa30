import { expect, test } from 'vitest';
import { drawBits, drawKey } from '../../../chance/keyed-draws.ts';
import { SEX_AGES } from '../../persons.ts';
import { familyKeys } from '../family-keys.ts';
import { ageOfCell, isWoman } from '../family-year.ts';
import { inventedFamilies, tablesFor } from '../test-families.ts';
import { NEVER } from './matching.ts';
import { fillCosts, layOutCosts, LIKING } from './pair-costs.ts';

const KEY = drawKey(8, 'seekers', 0);
const PEOPLE = 400;
const drawn = (draw: number, below: number): Uint32Array =>
  Uint32Array.from({ length: PEOPLE }, (_, i) => drawBits(KEY, i, 5, draw) % below);
const persons = {
  low: drawn(0, 2 ** 32),
  high: drawn(1, 2 ** 32),
  sexAge: Uint8Array.from(drawn(2, SEX_AGES)),
  /** 0 of newcomers, of whom it is not known. */
  education: Uint8Array.from(drawn(3, 11)),
  household: drawn(4, 60),
};
const year = { persons, families: tablesFor(inventedFamilies(1500, 2)), keys: familyKeys(8, 1) };
const { market } = year.families;
const rows = [...persons.sexAge.keys()].filter((row) => ageOfCell(persons.sexAge[row]!) < 60);
const women = Uint32Array.from(rows.filter((row) => isWoman(persons.sexAge[row]!)));
const men = Uint32Array.from(rows.filter((row) => !isWoman(persons.sexAge[row]!)));
const liking = (row: number): number => drawBits(year.keys.market, persons.low[row]!, persons.high[row]!, LIKING);

/** Between 0 and 1, of the draws of both. */
function chance(one: number, other: number): number {
  let mixed = Math.imul(one ^ Math.imul(other, 0x9e3779b9), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed ^= mixed >>> 15;
  const finer = Math.imul(mixed ^ other, 0x21f0aaad) >>> 0;
  return ((mixed >>> 0) + finer / 2 ** 32) / 2 ** 32;
}

function costOf(woman: number, man: number, gapCost: Float64Array): number {
  const older = ageOfCell(persons.sexAge[man]!) - ageOfCell(persons.sexAge[woman]!) - market.firstGap;
  if (older < 0 || older >= gapCost.length || persons.household[man] === persons.household[woman]) return NEVER;
  const [one, other] = [persons.education[woman]!, persons.education[man]!];
  const differs = one === 0 || other === 0 ? 1 : market.educationCost[Math.abs(one - other)]!;
  return gapCost[older]! * differs * chance(liking(woman), liking(man));
}

test.each([
  ['its kelurahan', true, market.gapCostInKelurahan],
  ['the city', false, market.gapCostInCity],
])('the loop reckons of each pair of a market of %s what it costs, to the bit', (_, isLocal, gapCost) => {
  layOutCosts(market);
  const { costs } = fillCosts(year, women, men, isLocal);
  const expected = Float64Array.from({ length: women.length * men.length }, (__, pair) =>
    costOf(women[Math.floor(pair / men.length)]!, men[pair % men.length]!, gapCost),
  );
  expect(costs.slice(0, expected.length)).toEqual(expected);
  const usual = expected.filter((cost) => cost !== NEVER);
  expect(usual.length).toBeGreaterThan(1000);
  expect(usual.length).toBeLessThan(expected.length);
});

test('a room that was made for fewer is made anew for more, and a smaller market leaves nothing of the one before', () => {
  layOutCosts(market);
  const small = fillCosts(year, women.subarray(0, 3), men.subarray(0, 4), true).costs.slice(0, 12);
  const large = fillCosts(year, women, men, true).costs.slice(0, women.length * men.length);
  const again = fillCosts(year, women.subarray(0, 3), men.subarray(0, 4), true).costs.slice(0, 12);
  expect(again).toEqual(small);
  for (let woman = 0; woman < 3; woman++)
    expect(large.subarray(woman * men.length, woman * men.length + 4)).toEqual(
      small.subarray(woman * 4, woman * 4 + 4),
    );
});
