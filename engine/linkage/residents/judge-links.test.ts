import { expect, test } from 'vitest';
import type { RegisterRecords } from '../../registers/records.ts';
import { LINK_KINDS, type LinkKind, type RegisterLinks, type ReviewPairs } from '../linkage.ts';
import { judgeLinks } from './judge-links.ts';

const REGISTERS = [
  { registerId: 'dukcapil', role: 'population' },
  { registerId: 'pkh', role: 'recipients' },
] as RegisterRecords[];

/** Rows of the second register, each with its kind and chance; those that wait with the chances of their candidates. */
function judged(rows: readonly (readonly [kind: LinkKind, ...chances: number[]])[]) {
  const links: RegisterLinks = {
    person: new Int32Array(rows.length),
    kind: Uint8Array.from(rows, ([kind]) => LINK_KINDS.indexOf(kind)),
    weightBits: new Float32Array(rows.length),
    probability: Float32Array.from(rows, ([, chance = 0]) => chance),
  };
  const none = { ...links, person: new Int32Array(0), kind: new Uint8Array(0) };
  const waiting = rows.flatMap(([kind, ...chances], row) =>
    kind === 'review' ? chances.map((chance) => ({ row, chance })) : [],
  );
  const review: ReviewPairs = {
    count: waiting.length,
    register: new Uint8Array(waiting.length).fill(1),
    row: Uint32Array.from(waiting, ({ row }) => row),
    person: new Int32Array(waiting.length),
    weightBits: new Float32Array(waiting.length),
    probability: Float32Array.from(waiting, ({ chance }) => chance),
    doubt: new Uint8Array(waiting.length),
    doubts: ['between-thresholds'],
  };
  const left = Float32Array.from(rows, ([kind, chance = 0]) => (kind === 'alone' ? chance : 0));
  return judgeLinks(REGISTERS, [none, links], review, [new Float32Array(0), left]);
}

const many = <T>(count: number, of: T): T[] => new Array<T>(count).fill(of);

test('links are as right as their chances, and what waits or is left alone is lost as likely as it is a resident', () => {
  const rows = [
    ...many(600, ['number', 1] as const),
    ...many(200, ['evidence', 0.9] as const),
    ...many(100, ['review', 0.5, 0.3] as const),
    ...many(100, ['alone', 0.2] as const),
  ];
  const [pkh, ...others] = judged(rows);
  expect(others).toEqual([]);
  expect(pkh).toMatchObject({ registerId: 'pkh', links: 800 });
  expect(pkh!.precision.value).toBeCloseTo(780 / 800, 4);
  expect(pkh!.recall.value).toBeCloseTo(780 / 880, 4);
  for (const { value, low, high } of [pkh!.precision, pkh!.recall]) {
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  }
});

test('what a person decided is right', () => {
  const [pkh] = judged(many(400, ['decision', 1] as const));
  expect([pkh!.precision.value, pkh!.recall.value]).toEqual([1, 1]);
  expect(pkh!.precision.low).toBeGreaterThan(0.99);
});

test('a row with several candidates is one resident at most', () => {
  const [pkh] = judged([...many(100, ['number', 1] as const), ...many(100, ['review', 0.9, 0.8] as const)]);
  expect(pkh!.recall.value).toBeCloseTo(0.5, 4);
});

test('a register of which nothing is linked has lost what it waits for: the negative control', () => {
  const [pkh] = judged(many(50, ['review', 0.9] as const));
  expect([pkh!.precision.value, pkh!.recall.value]).toEqual([1, 0]);
});
