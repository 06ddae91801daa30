import { describe, expect, test } from 'vitest';
import { loadProgrammes } from '../indicators/programmes.ts';
import { DOUBTS } from '../linkage/residents/decisions.ts';
import {
  smallGeography,
  smallLinkage,
  smallPopulation,
  smallReading,
  type SmallRegister,
} from '../population/small-city.ts';
import type { Finding } from '../registers/records.ts';
import { findingCodes, loadReasons, qualityReport } from './quality-report.ts';

const reasons = loadReasons();

test('every finding of the reader and every doubt of the linkage has words on what to do, and no other has', () => {
  expect(Object.keys(reasons.findings).sort()).toEqual(findingCodes().sort());
  expect(Object.keys(reasons.doubts).sort()).toEqual([...DOUBTS].sort());
});

const registers: readonly SmallRegister[] = [
  { registerId: 'dukcapil', role: 'population', rows: [{ person: 0 }, { person: 1 }, { person: 2 }] },
  {
    registerId: 'pkh',
    role: 'recipients',
    programme: 'pkh',
    rows: [
      { person: 0 },
      { person: 1, kind: 'evidence' },
      { person: 2, kind: 'decision' },
      { person: 3, kind: 'alone' },
      { person: -1, kind: 'review' },
    ],
  },
];

function report(findings: readonly Finding[] = [], receives?: readonly number[]) {
  const geography = smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 });
  const reading = smallReading(registers);
  const invented = smallPopulation(geography, 200, 1, ['pkh', 'sembako', 'bltd']);
  const { households } = invented;
  const population =
    receives === undefined
      ? invented
      : { ...invented, households: { ...households, receives: Uint32Array.from(receives) } };
  return {
    population,
    quality: qualityReport({
      reading: { ...reading, findings },
      linkage: smallLinkage(registers),
      population,
      findings: { persons: { outside: 1 }, deadStillListed: 9, movedStillListed: 10 } as never,
      programmes: loadProgrammes(population.programmes),
      names: new Map(),
      reasons,
      smallestShownCount: 10,
    }),
  };
}

test('received = linked + in review + refused, and the parts of the linked add up', () => {
  for (const register of report().quality.registers) {
    expect(register.received).toBe(register.linked + register.inReview + register.refused);
    expect(register.linked).toBe(
      register.linkedAsAnchor +
        register.linkedByDecision +
        register.linkedByNumber +
        register.linkedByEvidence +
        register.knownHereOnly,
    );
  }
  expect(report().quality.registers[1]).toMatchObject({
    linked: 4,
    inReview: 1,
    linkedByDecision: 1,
    linkedByNumber: 1,
    linkedByEvidence: 1,
    knownHereOnly: 1,
    matchedShare: 0.6,
  });
});

test('reasons are counted and ranked, each with its words', () => {
  const finding = (code: string, file: number): Finding => ({
    severity: 'finding',
    code,
    file,
    sheet: 0,
    row: 2,
    column: 'NIK',
    found: '',
    expected: '',
  });
  const { quality } = report([finding('nik-blank', 1), finding('date-impossible', 1), finding('nik-blank', 1)]);
  expect(quality.registers[0]!.reasons).toEqual([]);
  const ranked = quality.registers[1]!.reasons.filter(({ severity }) => severity === 'finding');
  expect(ranked.map(({ code, count }) => [code, count])).toEqual([
    ['nik-blank', 2],
    ['date-impossible', 1],
  ]);
  expect(ranked[0]).toMatchObject({
    text: { id: 'NIK kosong' },
    todo: { id: expect.stringContaining('Dispendukcapil') },
  });
});

test('overlap counts families on two lists or more, as counting them one by one does', () => {
  const { population, quality } = report();
  const lists = [...population.households.receives].map((bits) => [0, 1, 2].filter((bit) => (bits & (1 << bit)) !== 0));
  expect(quality.overlap.families).toBe(lists.filter((list) => list.length > 0).length);
  expect(quality.overlap.familiesInSeveral).toBe(lists.filter((list) => list.length > 1).length);
  const pair = quality.overlap.pairs.find(({ first, second }) => first === 'pkh' && second === 'bltd')!;
  expect(pair.families).toBe(lists.filter((list) => list.includes(0) && list.includes(2)).length);
});

test('counts of fewer than ten people are not told', () => {
  const { quality } = report();
  expect(quality.population.deadStillListed).toBeNull();
  expect(quality.population.personsOutsideRegister).toBeNull();
  expect(quality.population.movedStillListed).toBe(10);
});

describe('overlap of the lists', () => {
  /** Households by the lists that they are on: bits 1 PKH, 2 sembako, 4 BLTD. */
  const overlapOf = (counts: Readonly<Record<number, number>>) =>
    report(
      [],
      Object.entries(counts).flatMap(([lists, count]) => Array.from({ length: count }, () => Number(lists))),
    ).quality.overlap;
  const pairs = (counts: Readonly<Record<number, number>>): (number | null)[] =>
    overlapOf(counts).pairs.map(({ families }) => families);

  test('is told whole where every part of it is large, or nobody is on three lists', () => {
    expect(pairs({ 1: 50, 3: 30, 5: 20, 6: 12, 7: 0 })).toEqual([30, 20, 12]);
    expect(pairs({ 1: 50, 3: 30, 5: 20, 6: 12, 7: 10 })).toEqual([40, 30, 22]);
  });

  test('does not tell how few are on three lists: (pairs - families on several) / 2 would', () => {
    const counts = { 1: 50, 3: 30, 5: 20, 6: 12, 7: 4 };
    expect(pairs(counts)).toEqual([34, null, null]);
    expect(overlapOf(counts).familiesInSeveral).toBe(66);
  });

  test('a small pair is not told, and not found from the others', () => {
    expect(pairs({ 1: 50, 3: 30, 5: 20, 6: 3 })).toEqual([30, null, null]);
  });

  test('of fewer than ten families is not told at all, nor is its share', () => {
    expect(overlapOf({ 1: 50, 2: 10, 3: 9 })).toMatchObject({ families: 69, familiesInSeveral: null, share: null });
    expect(overlapOf({ 1: 50, 2: 10, 3: 10 })).toMatchObject({ familiesInSeveral: 10, share: 10 / 70 });
    expect(overlapOf({ 1: 4, 3: 2 })).toMatchObject({ families: null, familiesInSeveral: null, share: null });
  });
});
