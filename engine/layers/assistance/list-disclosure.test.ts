/** Lists as they are published, attacked as the tables of the map are. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import { TruthColumns } from '../../assistance/evaluation/truth-columns.ts';
import { randomTable, TEST_DAY } from '../../assistance/facts/test-table.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { listCounts, overlapCounts } from '../../assistance/publication/list-counts.ts';
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { smallGeography } from '../../population/small-city.ts';
import { propagate } from '../attack.ts';
import { cellOf, type Cells } from '../cells.ts';
import { isFoundOut, PROOF_EFFORT } from '../disclosure.ts';
import { fixedCells } from '../elimination.ts';
import { findUnproven } from '../proof.ts';
import { LIST_LEVELS, listCells, shownList, type ListDisclosureInputs, type ShownList } from './list-disclosure.ts';
import { shownOverlap } from './lists-publication.ts';

const LIMIT = 10;
const loaded = loadProgrammes(projectPath('models'));
const geography = smallGeography({ kecamatan: 3, kelurahan: 5, rw: 1, rt: 1 });
const table = randomTable(loaded.facts, { households: 3000, seed: 6, unknownShare: 0.08 });
const columns = new TruthColumns(table);
const draw = chance(2, 'lists');
const WEIGHTS = [1, 2, 4, 8, 16].flatMap((weight) => [weight, weight + 1, weight + 3]);
const cumulative = WEIGHTS.map((_, i) => WEIGHTS.slice(0, i + 1).reduce((a, b) => a + b));
const kelurahan = Uint16Array.from({ length: table.householdCount }, (_, h) => draw.pick(cumulative, h));

type Hidden = ListDisclosureInputs['isReceivingHidden'];

/** As the map hides a count: what is small, and of the others of its kecamatan the smallest, until twice the limit is hidden. */
function hiddenOnMap(counts: Float64Array): Hidden {
  const hidden = new Set<number>();
  for (let kecamatan = 0; kecamatan < 3; kecamatan++) {
    const areas = [0, 1, 2, 3, 4].map((i) => kecamatan * 5 + i).sort((a, b) => counts[a]! - counts[b]!);
    let sum = 0;
    areas.forEach((area, i) => {
      if (counts[area]! >= LIMIT && (i === 0 || (i > 1 && sum >= 2 * LIMIT))) return;
      hidden.add(area);
      sum += counts[area]!;
    });
  }
  return (level, area) => level === 'kelurahan' && hidden.has(area);
}

function inputsOf(id: string, more: Partial<ListDisclosureInputs> = {}): ListDisclosureInputs {
  const programme = loaded.programmes.find((each) => each.id === id)!;
  const found = evaluate(rulesOn(programme, TEST_DAY), columns);
  const counts = listCounts(found, columns, kelurahan, geography.levels.kelurahan.count);
  return {
    counts,
    hasList: true,
    isOfFamilies: found.level === 'household',
    geography,
    limit: LIMIT,
    isReceivingHidden: hiddenOnMap(counts.receives),
    isLowDesilHidden: id === 'pkh' ? hiddenOnMap(counts['low-desil']) : undefined,
    ...more,
  };
}

/** [cell] 1 for what somebody outside can read: what is published here, and what other tables show. */
function readable(
  { cells, counts }: ReturnType<typeof listCells>,
  shown: ShownList,
  hidesLowDesil: Hidden | undefined,
): Uint8Array {
  const isShown = new Uint8Array(cells.values.length);
  for (const level of LIST_LEVELS)
    for (const key of counts.keys())
      for (let area = 0; area < geography.levels[level].count; area++) {
        const cell = cellOf(cells, key, level, area);
        const own = (shown[level] as Record<string, readonly (number | null)[]>)[key]?.[area];
        if (own !== undefined && own !== null) expect(own).toBe(cells.values[cell]);
        isShown[cell] = Number(key === 'low-desil' ? !hidesLowDesil!(level, area) : own !== undefined && own !== null);
      }
  return isShown;
}

function foundOut(cells: Cells, isShown: Uint8Array): number {
  const isKnown = isShown.slice();
  for (const c of fixedCells(cells, isShown)) isKnown[c] = 1;
  const bounds = propagate(cells, isKnown);
  const found = new Set([...isShown.keys()].filter((c) => isFoundOut(cells, bounds, LIMIT, c)));
  for (const { cell } of findUnproven(cells, isShown, new Uint8Array(isShown.length), LIMIT, { left: PROOF_EFFORT }))
    found.add(cell);
  return found.size;
}

describe.each(['pkh', 'sembako', 'bltd', 'pbi-jk', 'pip'])('the list of %s', (id) => {
  const inputs = inputsOf(id);
  const shown = shownList(inputs);
  const whole = listCells(inputs);

  test('gives no small number away', () => {
    expect(foundOut(whole.cells, readable(whole, shown, inputs.isLowDesilHidden))).toBe(0);
  });

  test('would, were only what is small hidden', () => {
    const { cells } = whole;
    const onlySmall = cells.values.map((value, c) => Number(cells.mayShow[c] === 1 && value >= LIMIT));
    expect(foundOut(cells, Uint8Array.from(onlySmall))).toBeGreaterThan(0);
  });

  // In this city nearly every family of a low decile has a component of PKH: those who have none are few, and hide it all.
  test.skipIf(id === 'pkh')('still tells something of the areas, and both errors of the city', () => {
    expect(shown.city['wrongly-in']![0]).toBe(whole.counts.get('wrongly-in')!.get('city')![0]);
    expect(shown.city['wrongly-out']![0]).toBe(whole.counts.get('wrongly-out')!.get('city')![0]);
    expect(shown.kelurahan.receives!.filter((count) => count !== null).length).toBeGreaterThan(5);
  });
});

test('where the map hides who receives, nothing of the list is shown', () => {
  const isHidden = (level: string, area: number): boolean => level === 'kelurahan' && [9, 10, 14].includes(area);
  const { kelurahan: shown } = shownList(inputsOf('sembako', { isReceivingHidden: isHidden }));
  expect(shown['wrongly-out']!.some((count) => count !== null)).toBe(true);
  for (const counts of Object.values(shown)) for (const area of [9, 10, 14]) expect(counts[area]).toBeNull();
});

test('without a list nobody is wrongly on it or off it', () => {
  const { city } = shownList(inputsOf('pip', { hasList: false }));
  expect(Object.keys(city).sort()).toEqual(['due', 'perhaps-out']);
});

describe('lists side by side', () => {
  test('are counted family by family', () => {
    const [pkh, sembako] = ['pkh', 'sembako'].map((id) => table.columns.get(`family-receives/${id}`)!.values);
    const both = [...pkh!].filter((value, h) => value === 1 && sembako![h] === 1).length;
    expect(overlapCounts(['pkh', 'sembako'], columns)[0]![1]).toBe(both);
  });

  test.each([
    [
      'few on both',
      [
        [200, 4],
        [4, 300],
      ],
      [
        [200, null],
        [null, 300],
      ],
    ],
    [
      'few on the one alone',
      [
        [200, 195],
        [195, 300],
      ],
      [
        [200, null],
        [null, 300],
      ],
    ],
    [
      'a small list',
      [
        [8, 8],
        [8, 300],
      ],
      [
        [null, null],
        [null, 300],
      ],
    ],
    [
      'many',
      [
        [200, 50],
        [50, 300],
      ],
      [
        [200, 50],
        [50, 300],
      ],
    ],
  ])('%s', (_, counts, shown) => {
    expect(shownOverlap(counts, LIMIT)).toEqual(shown);
  });

  test('a small pair does not follow from two others', () => {
    // On list 1 are 100 families; 92 of them on list 3, of whom with list 2 are 12: with list 2 are 20 of list 1 at most.
    const counts = [
      [100, 5, 88],
      [5, 300, 12],
      [88, 12, 400],
    ];
    // 5 ≤ 12 + (100 - 88) = 24: safe. With 99 of 100 the pair 2, 3 has to go.
    expect(shownOverlap(counts, LIMIT)[1]![2]).toBe(12);
    const tight = [
      [1000, 3, 989],
      [3, 300, 10],
      [989, 10, 4000],
    ];
    expect(shownOverlap(tight, 25)[1]![2]).toBeNull();
  });
});
