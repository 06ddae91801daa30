import { expect, test } from 'vitest';
import { computeIndicators } from '../indicators/compute.ts';
import { loadProgrammes } from '../indicators/programmes.ts';
import { smallGeography, smallLinkage, smallPopulation, smallReading } from '../population/small-city.ts';
import { propagate } from './attack.ts';
import { cellsOf, type Cells } from './cells.ts';
import { chooseShown, isFoundOut } from './disclosure.ts';
import { fixedCells } from './elimination.ts';
import { loadDisclosureRules, type DisclosureRules } from './relations.ts';

/** A city of some size: tables with many small cells, some large ones, and sums over areas and over indicators. */
function tables(households: number, seed: number): { cells: Cells; rules: DisclosureRules } {
  const geography = smallGeography({ kecamatan: 2, kelurahan: 3, rw: 3, rt: 2 });
  const population = smallPopulation(geography, households, seed);
  const programmes = loadProgrammes(population.programmes);
  const raw = computeIndicators({
    population,
    geography,
    reading: smallReading([]),
    linkage: smallLinkage([]),
    householdOfPerson: new Int32Array(),
    programmes,
  });
  const rules = loadDisclosureRules(raw.levels.get('city')!.counts.keys(), { programmes, registers: [] });
  return { cells: cellsOf(raw, geography, rules), rules };
}

/** Small cells that adding and taking away gives back, or keeps under the limit for sure. */
function foundOut(cells: Cells, isShown: Uint8Array, limit: number): number {
  const bounds = propagate(cells, isShown);
  const found = new Set(fixedCells(cells, isShown).filter((c) => cells.isSmall[c] === 1));
  for (let c = 0; c < isShown.length; c++) {
    if (isShown[c] === 0 && isFoundOut(cells, bounds, limit, c)) found.add(c);
  }
  return found.size;
}

const CASES = [
  [150, 1],
  [800, 2],
  [3000, 3],
  [12_000, 4],
] as const;

test.each(CASES)('of %i households no small cell is shown, and none is found by adding and taking away', (n, seed) => {
  const { cells, rules } = tables(n, seed);
  const isShown = chooseShown(cells, rules);
  expect(isShown.some((shown, c) => shown === 1 && cells.isSmall[c] === 1)).toBe(false);
  expect(foundOut(cells, isShown, rules.limit)).toBe(0);
});

test('hiding the small cells alone leaves some that are found out: the attack works', () => {
  const found = CASES.map(([n, seed]) => {
    const { cells, rules } = tables(n, seed);
    const isShown = cells.mayShow.map((may, c) => (may === 1 && cells.isSmall[c] === 0 ? 1 : 0));
    return foundOut(cells, isShown, rules.limit);
  });
  expect(Math.max(...found)).toBeGreaterThan(0);
});

test('the same numbers give the same choice, and a large city shows most of its table', () => {
  const { cells, rules } = tables(12_000, 4);
  const first = chooseShown(cells, rules);
  expect(chooseShown(cells, rules)).toEqual(first);
  const shown = first.reduce((sum, is) => sum + is, 0);
  const inTable = cells.isInTable.reduce((sum, is) => sum + is, 0);
  expect(shown / inTable).toBeGreaterThan(0.5);
});
