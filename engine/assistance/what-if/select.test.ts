import { describe, expect, test } from 'vitest';
import { meetingCandidates, METHODS, selectHouseholds, type Choice } from './select.ts';
import { choice, COUNT, flat, pool } from './test-pool.ts';

const chosen = (of: Choice): number[] => {
  const { isChosen } = selectHouseholds(pool, of, flat);
  return Array.from(isChosen.keys()).filter((h) => isChosen[h] === 1);
};

describe('a method of choosing', () => {
  test.each(METHODS)('%s keeps to the places, and to the budget', (method) => {
    expect(chosen(choice(method, { places: 30 }))).toHaveLength(30);
    expect(chosen(choice(method, { places: 50, budgetRupiahPerYear: 20_500_000 }))).toHaveLength(20);
  });

  test('takes who it says', () => {
    expect(chosen(choice('universal'))).toHaveLength(COUNT);
    expect(chosen(choice('current-list')).every((h) => pool.receives[h] === 1)).toBe(true);
    expect(chosen(choice('desil')).every((h) => pool.desil[h]! <= 4)).toBe(true);
    expect(chosen(choice('categorical'))).toEqual(Array.from(pool.fits.keys()).filter((h) => pool.fits[h] === 1));
    const byScore = chosen(choice('score', { places: 10 })).map((h) => pool.score![h]!);
    expect(Math.max(...byScore)).toBe([...pool.score!].sort((a, b) => a - b)[9]);
  });

  test.each(METHODS.filter((method) => method !== 'current-list'))(
    '%s chooses nobody whom the programme is not for, and nobody who would get nothing',
    (method) => {
      const isFor = pool.isFor.map((_, h) => Number(h % 3 !== 0));
      const rupiah = flat.map((each, h) => (h % 5 === 0 ? 0 : each));
      const { isChosen } = selectHouseholds({ ...pool, isFor }, choice(method), rupiah);
      const found = Array.from(isChosen.keys()).filter((h) => isChosen[h] === 1);
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter((h) => h % 3 === 0 || h % 5 === 0)).toEqual([]);
    },
  );

  test('the list of now is taken as it is, whatever facts say of who is on it', () => {
    const nobody = { ...pool, isFor: new Uint8Array(COUNT) };
    const { isChosen } = selectHouseholds(nobody, choice('current-list'), new Float64Array(COUNT));
    expect(isChosen).toEqual(pool.receives);
  });

  test('fills each kelurahan to its own places', () => {
    const placesByKelurahan = new Map([
      [0, 3],
      [2, 5],
    ]);
    const found = chosen(choice('score', { placesByKelurahan })).map((h) => pool.kelurahan[h]!);
    expect([0, 1, 2, 3].map((area) => found.filter((each) => each === area).length)).toEqual([3, 0, 5, 0]);
  });

  test('hybrid hears the meeting among those whom the score brings before it', () => {
    const hybrid = chosen(choice('hybrid', { places: 40 }));
    const byScore = new Set(chosen(choice('score', { places: 40 })));
    expect(hybrid.some((h) => !byScore.has(h))).toBe(true);
    const worst = Math.max(...hybrid.map((h) => pool.score![h]!));
    expect(worst).toBeLessThan(Math.max(...pool.score!));
  });

  test.each([
    ['whom the programme is not for', { isFor: 0, rupiah: 1_000_000 }],
    ['who would get nothing', { isFor: 1, rupiah: 0 }],
  ])('hybrid brings nobody before the meeting %s, and fills the places with others', (_, poorest) => {
    const places = 100;
    const inOrder = Array.from(pool.isFor.keys()).sort((a, b) => pool.score![a]! - pool.score![b]!);
    const isPoorest = new Set(inOrder.slice(0, 250));
    const own = { ...pool, isFor: pool.isFor.map((_each, h) => (isPoorest.has(h) ? poorest.isFor : 1)) };
    const rupiah = flat.map((each, h) => (isPoorest.has(h) ? poorest.rupiah : each));
    const candidates = meetingCandidates(own, choice('hybrid', { places }), rupiah);
    expect(candidates.filter((h) => isPoorest.has(h))).toEqual([]);
    // Half as many again as there are places, and in each kelurahan at most one more for what is rounded up.
    expect(candidates.length).toBeGreaterThanOrEqual(150);
    expect(candidates.length).toBeLessThan(154);
    for (const method of ['hybrid', 'score'] as const) {
      const { isChosen } = selectHouseholds(own, choice(method, { places }), rupiah);
      expect(isChosen.reduce((sum, each) => sum + each, 0)).toBe(places);
    }
  });

  test('hybrid keeps who would get an amount that no source tells', () => {
    const { isChosen } = selectHouseholds(
      pool,
      choice('hybrid', { places: 30 }),
      flat.map(() => NaN),
    );
    expect(isChosen.reduce((sum, each) => sum + each, 0)).toBe(30);
  });

  test('needs a score where it goes by one', () => {
    expect(() => selectHouseholds({ ...pool, score: undefined }, choice('score'), flat)).toThrow(/needs a score/);
  });

  test('says how many were alike at the cut, and draws among them by the seed', () => {
    const cut = (seed: number) => selectHouseholds(pool, choice('universal', { places: 10, seed }), flat);
    expect(cut(1).alikeAtCut).toBe(COUNT - 10);
    expect(cut(1).isChosen).toEqual(cut(1).isChosen);
    expect(cut(1).isChosen).not.toEqual(cut(2).isChosen);
  });

  test('says so at the cut of each kelurahan where places are by kelurahan', () => {
    // Who is taken last in the city is alike with nobody of the second kelurahan.
    const desil = Float64Array.from(pool.kelurahan, (area) => (area === 1 ? 2 : 3));
    const families = (area: number): number => Array.from(pool.kelurahan).filter((k) => k === area).length;
    const cut = (places: [number, number][], city?: number) =>
      selectHouseholds({ ...pool, desil }, choice('desil', { placesByKelurahan: new Map(places), places: city }), flat)
        .alikeAtCut;
    expect(
      cut([
        [0, 5],
        [1, 7],
      ]),
    ).toBe(families(0) - 5 + families(1) - 7);
    expect(
      cut([
        [0, 5],
        [1, families(1)],
      ]),
    ).toBe(families(0) - 5);
    // The places of the city run out before those of the first kelurahan do; those of the second are full.
    expect(
      cut(
        [
          [0, COUNT],
          [1, 7],
        ],
        10,
      ),
    ).toBe(families(0) - 3 + families(1) - 7);
  });
});
