import { expect, test } from 'vitest';
import { SEX_AGES } from '../../persons.ts';
import { MOST_BITS } from '../../thresholds.ts';
import { copyOfFamilyPersons, MARRIED } from '../family-persons.ts';
import { GROWN_AGE } from '../family-tables.ts';
import { ageOfCell, isWoman } from '../family-year.ts';
import { familyOf, isHead } from '../nucleus.ts';
import { inventedFamilies } from '../test-families.ts';
import { mostStaying } from './asking-bounds.ts';

const START = inventedFamilies(6000, 2);
const persons = copyOfFamilyPersons(START.persons);
const rows = [...START.persons.sexAge.keys()];
const MOVING_ALONE = 0.3;
const rates = (of: (cell: number) => number): Float64Array =>
  Float64Array.from({ length: SEX_AGES }, (_, cell) => Math.round(of(cell) * 2 ** 32));
const isChild = (cell: number): boolean => ageOfCell(cell) < GROWN_AGE;
const act = (row: number): number => persons.marital[row]! * SEX_AGES + persons.sexAge[row]!;

test.each([
  ['children most', rates((cell) => (isChild(cell) ? 0.2 : 0.05))],
  ['men most', rates((cell) => (isWoman(cell) ? 0.02 : 0.2))],
  ['women most', rates((cell) => (isWoman(cell) && !isChild(cell) ? 0.2 : 0.02))],
  ['the young', rates((cell) => 0.2 / (1 + Math.abs(ageOfCell(cell) - 24)))],
])('no family that may move is cleared where %s move', (_, moves) => {
  const stays = mostStaying(moves, MOVING_ALONE);
  const family: number[] = [];
  let nearest = Infinity;
  for (const head of rows.filter((row) => isHead(persons, row))) {
    const size = familyOf(persons, START.households.first, head, family);
    const sum = family.slice(0, size).reduce((total, row) => total + moves[persons.sexAge[row]!]!, 0);
    const staysUpTo = MOST_BITS - (MOVING_ALONE * sum) / size;
    expect(stays[act(head)]!).toBeLessThanOrEqual(staysUpTo);
    nearest = Math.min(nearest, staysUpTo - stays[act(head)]!);
  }
  // For somebody the bound is as near as can be.
  expect(nearest / 2 ** 32).toBeLessThan(0.02);
});

test('who moves alone has bounds of his own age, and a wife those of a couple at most', () => {
  const moves = rates((cell) => (isChild(cell) ? 0.01 : isWoman(cell) ? 0.02 : 0.08));
  const stays = mostStaying(moves, MOVING_ALONE);
  const share = (row: number): number => (MOST_BITS - stays[act(row)]!) / MOVING_ALONE / 2 ** 32;
  for (const row of rows.filter((each) => !isChild(persons.sexAge[each]!))) {
    const isWife = isWoman(persons.sexAge[row]!) && persons.marital[row] === MARRIED;
    expect(share(row)).toBeCloseTo(isWife ? 0.05 : isWoman(persons.sexAge[row]!) ? 0.02 : 0.08, 6);
  }
});
