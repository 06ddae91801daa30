import { describe, expect, test } from 'vitest';
import { keysOfRule, MOST_KEYS } from './blocking-keys.ts';
import { findCandidates, pairsByRule, type CandidatePairs } from './blocking.ts';
import { prepareRecords } from './comparable.ts';
import type { BlockingKey } from './model.ts';
import { residentModel } from './test-model.ts';
import { inventTown, toRegisters, USUAL_ERRORS, type TestRow } from './test-registers.ts';

const { registers } = toRegisters(inventTown({ seed: 3, families: 60, errors: USUAL_ERRORS }));
const town = prepareRecords(registers, residentModel);
const rows = Uint32Array.from({ length: town.count }, (_, row) => row);
const anchors = rows.filter((row) => town.isAnchor[row] === 1);
const others = rows.filter((row) => town.isAnchor[row] === 0);
const rules = residentModel.blocking.rules;

const pairsOf = ({ count, left, right }: CandidatePairs): string[] =>
  Array.from({ length: count }, (_, i) => `${left[i]}-${right[i]}`);

/** All pairs that share the keys of some rule, found by looking at every pair. */
function slowPairs(left: Uint32Array, right: Uint32Array, isPair: (l: number, r: number) => boolean): Set<string> {
  const keysOfRow = rules.map(({ keys }) => keysOfRule(town, keys));
  const keySets = new Map<number, Set<number>[]>();
  const out = new Uint32Array(MOST_KEYS);
  for (const row of rows) {
    keySets.set(
      row,
      keysOfRow.map((keys) => new Set(out.slice(0, keys(row, out)))),
    );
  }
  const found = new Set<string>();
  for (const l of left) {
    for (const r of right) {
      if (!isPair(l, r)) continue;
      if (rules.some((_, i) => [...keySets.get(l)![i]!].some((key) => keySets.get(r)![i]!.has(key))))
        found.add(`${l}-${r}`);
    }
  }
  return found;
}

const blocking = { ...residentModel.blocking, maximumPerKey: 100_000 };

test('finds exactly the pairs that share the keys of some rule, each once', () => {
  const found = findCandidates({ records: town, blocking, left: others, right: anchors });
  expect(new Set(pairsOf(found)).size).toBe(found.count);
  expect(new Set(pairsOf(found))).toEqual(slowPairs(others, anchors, () => true));
  expect(pairsByRule(found, rules.length).reduce((sum, count) => sum + count, 0)).toBe(found.count);
});

test('pairs of one left row lie together, in the order of rows', () => {
  const { left } = findCandidates({ records: town, blocking, left: others, right: anchors });
  expect([...left]).toEqual([...left].sort((a, b) => a - b));
});

test('among themselves each pair comes once, the later row on the left', () => {
  const found = findCandidates({ records: town, blocking, left: others, right: others });
  expect(new Set(pairsOf(found))).toEqual(slowPairs(others, others, (l, r) => r < l));
});

describe('keys', () => {
  const keysOf = (keys: BlockingKey[], row: TestRow): number[] => {
    const small = toRegisters([{ id: 'pupils', role: 'pupils', rows: [row] }]);
    const out = new Uint32Array(MOST_KEYS);
    const count = keysOfRule(prepareRecords(small.registers, residentModel), keys)(0, out);
    return [...out.slice(0, count)];
  };
  const shares = (keys: BlockingKey[], a: TestRow, b: TestRow): boolean =>
    keysOf(keys, a).some((key) => keysOf(keys, b).includes(key));

  test('do not depend on what else was read', () => {
    expect(keysOf(['birth', 'name-sound'], { bornOn: '1980-03-12', fullName: 'SITI AMINAH' })).toEqual(
      keysOf(['birth', 'name-sound'], { bornOn: '1980-03-12', fullName: 'SITI AMINAH', address: 'JL. X' }),
    );
  });

  test('birth is the same with day and month swapped, and comes from the NIK where the date is blank', () => {
    expect(shares(['birth'], { bornOn: '1980-03-12' }, { bornOn: '1980-12-03' })).toBe(true);
    expect(shares(['birth'], { bornOn: '1980-03-12' }, { nik: '3577015203800001' })).toBe(true);
    expect(shares(['birth'], { bornOn: '1980-03-12' }, { bornOn: '1980-03-13' })).toBe(false);
  });

  test('a word with a slip in a vowel, or in another place of the name, is still a key', () => {
    expect(shares(['name-sound'], { fullName: 'BAMBANG SUPRIYANTO' }, { fullName: 'SUPRAYANTO B' })).toBe(true);
  });

  test('a row that lacks one of the keys takes no part', () => {
    expect(keysOf(['kk', 'name-sound'], { fullName: 'SITI' })).toEqual([]);
    expect(keysOf(['rt'], { rt: '1', kelurahan: 'X' })).toEqual([]);
    expect(keysOf(['nik'], { nik: '0000000000000000' })).toEqual([]);
  });
});

test('a value that more residents share than the limit opens no pair, and costs nothing', () => {
  const many = Array.from({ length: 3000 }, (_, i) => ({
    fullName: 'SITI',
    kelurahan: '35.77.01.1001',
    rt: '1',
    rw: '1',
    bornOn: `19${String(10 + (i % 90))}-01-01`,
  }));
  const hub = toRegisters([
    { id: 'dukcapil', role: 'population', rows: many },
    { id: 'pkh', role: 'recipients', rows: many },
  ]);
  const records = prepareRecords(hub.registers, residentModel);
  const all = Uint32Array.from({ length: records.count }, (_, row) => row);
  const pairs = findCandidates({
    records,
    blocking: residentModel.blocking,
    left: all.slice(3000),
    right: all.slice(0, 3000),
  });
  // Only birth date and name together, shared by 34 residents at most, are left.
  expect(pairs.count).toBeLessThanOrEqual(3000 * 34);
  expect(pairs.count).toBeGreaterThan(0);
});
