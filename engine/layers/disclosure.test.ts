import { expect, test } from 'vitest';
import { computeIndicators } from '../indicators/compute.ts';
import type { IndicatorLevel } from '../indicators/counts.ts';
import { loadProgrammes } from '../indicators/programmes.ts';
import { smallGeography, smallLinkage, smallPopulation, smallReading } from '../population/small-city.ts';
import { propagate } from './attack.ts';
import { cellsOf, type Cells } from './cells.ts';
import { chooseShown, isFoundOut, PROOF_EFFORT } from './disclosure.ts';
import { fixedCells } from './elimination.ts';
import { findUnproven } from './proof.ts';
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
function foundOut(cells: Cells, isShown: Uint8Array, limit: number): Set<number> {
  const isKnown = isShown.slice();
  for (const c of fixedCells(cells, isShown)) isKnown[c] = 1;
  const bounds = propagate(cells, isKnown);
  const found = new Set<number>();
  for (let c = 0; c < isShown.length; c++) if (isFoundOut(cells, bounds, limit, c)) found.add(c);
  const isProven = new Uint8Array(isShown.length);
  for (const { cell } of findUnproven(cells, isShown, isProven, limit, { left: PROOF_EFFORT })) found.add(cell);
  return found;
}

const smallHidden = (cells: Cells): Uint8Array =>
  cells.mayShow.map((may, c) => (may === 1 && cells.isSmall[c] === 0 ? 1 : 0));

function shareShown(cells: Cells, isShown: Uint8Array, levels: readonly IndicatorLevel[]): number {
  let [shown, may] = [0, 0];
  for (let c = 0; c < isShown.length; c++) {
    if (cells.mayShow[c] === 0 || cells.isSmall[c] === 1 || !levels.includes(cells.levelOf[c % cells.areaCount]!)) {
      continue;
    }
    may++;
    shown += isShown[c]!;
  }
  return shown / may;
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
  expect(foundOut(cells, isShown, rules.limit).size).toBe(0);
});

test.each([0, 2000, 200_000])(
  'with an effort of %i for the proof nothing is found out either: more is hidden',
  (effort) => {
    const { cells, rules } = tables(3000, 3);
    const shown = (isShown: Uint8Array): number => isShown.reduce((sum, one) => sum + one, 0);
    const isShown = chooseShown(cells, rules, effort);
    expect(foundOut(cells, isShown, rules.limit).size).toBe(0);
    expect(shown(isShown)).toBeLessThanOrEqual(shown(chooseShown(cells, rules)));
  },
);

test('where less than half of the counts are large the level is hidden as a whole', () => {
  const openLevels = ([households, seed]: readonly [number, number]): string[] => {
    const { cells } = tables(households, seed);
    const isOpen = (area: number): boolean => cells.mayShow.some((may, c) => may === 1 && c % cells.areaCount === area);
    return [...new Set(cells.levelOf.filter((_, area) => isOpen(area)))];
  };
  const everyLevel = ['city', 'kecamatan', 'kelurahan', 'rw'];
  expect(CASES.map(openLevels)).toEqual([['city'], everyLevel.slice(0, 3), everyLevel, everyLevel]);
});

test('hiding the small cells alone leaves some that are found out: the attack works', () => {
  const found = CASES.map(([n, seed]) => {
    const { cells, rules } = tables(n, seed);
    return foundOut(cells, smallHidden(cells), rules.limit).size;
  });
  expect(Math.max(...found)).toBeGreaterThan(0);
});

test('what is hidden for others is hidden with reason: shown, it gives small cells away', () => {
  const { cells, rules } = tables(3000, 3);
  const chosen = chooseShown(cells, rules);
  const all = smallHidden(cells);
  const hiddenForOthers = [...chosen.keys()].filter((c) => all[c] === 1 && chosen[c] === 0);
  expect(hiddenForOthers.length).toBeGreaterThan(10);
  const more = chosen.slice();
  for (const c of hiddenForOthers) more[c] = 1;
  expect(foundOut(cells, more, rules.limit).size).toBeGreaterThan(0);
});

test('the same numbers give the same choice', () => {
  const { cells, rules } = tables(3000, 3);
  expect(chooseShown(cells, rules)).toEqual(chooseShown(cells, rules));
});

test.each([
  [3000, 3, 0.9],
  [12_000, 4, 0.97],
] as const)('of %i households the totals of the city and its kecamatan stay shown', (n, seed, least) => {
  const { cells, rules } = tables(n, seed);
  const isShown = chooseShown(cells, rules);
  expect(shareShown(cells, isShown, ['city'])).toBe(1);
  expect(shareShown(cells, isShown, ['kecamatan'])).toBeGreaterThan(least);
  expect(shareShown(cells, isShown, ['city', 'kecamatan', 'kelurahan', 'rw'])).toBeGreaterThan(0.7);
});
