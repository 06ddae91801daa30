import { expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { inventTown, toRegisters, USUAL_ERRORS, type TestRow } from '../test-registers.ts';
import { hasKey, keyIndexOf } from './key-index.ts';
import { rowFinder, rowKey } from './row-keys.ts';
import { testDigest } from './test-decisions.ts';

const listOf = (rows: readonly TestRow[]) => toRegisters([{ id: 'pkh', role: 'recipients', rows }]).registers;
const keysOf = (rows: readonly TestRow[]): string[] => {
  const [register] = listOf(rows);
  return rows.map((_, row) => rowKey(register!, row, testDigest));
};

test('an index answers for every key as reading the registers does: there, moved house, of a namesake, or nowhere', () => {
  const town = inventTown({ seed: 8, families: 60, errors: USUAL_ERRORS });
  const namesakes = ['1', '2', '2', '3'].map((rt) => ({ fullName: 'SUGENG', rt }));
  const list = { id: 'list', role: 'recipients', rows: namesakes } as const;
  const { registers } = toRegisters([...town, list]);
  const index = keyIndexOf(registers, testDigest);
  const find = rowFinder(registers, new Set(registers.map(({ registerId }) => registerId)), testDigest);
  const draw = chance(3, 'spoil');
  const counts = { there: 0, gone: 0 };
  for (const [r, register] of registers.entries()) {
    for (let row = 0; row < register.count; row++) {
      const key = rowKey(register, row, testDigest);
      const [lasting = '', whole = ''] = key.split('-');
      const digit = Math.floor(draw.uniform(r * 100_000 + row) * 24);
      const spoilt = `${lasting.slice(0, digit)}${lasting[digit] === '0' ? '1' : '0'}${lasting.slice(digit + 1)}`;
      const moved = `${lasting}-${'0'.repeat(whole.length)}`;
      for (const [name, asked] of [
        [register.registerId, key],
        [register.registerId, moved],
        // What the index keeps of a key are its first twelve digits.
        [register.registerId, `${spoilt.slice(0, 12)}${lasting.slice(12)}-${whole}`],
        [registers[(r + 1) % registers.length]!.registerId, key],
        ['nowhere', key],
      ] as const) {
        const isThere = find(name, asked).length > 0;
        expect([name, asked, hasKey(index, name, asked)]).toEqual([name, asked, isThere]);
        counts[isThere ? 'there' : 'gone']++;
      }
    }
  }
  expect(Math.min(counts.there, counts.gone)).toBeGreaterThan(500);
});

test('of rows that share the first part of the key and differ, only what one of them says is there', () => {
  const [one, two, three] = ['1', '2', '3'].map((rt): TestRow => ({ fullName: 'SUGENG', rt }));
  const keys = keysOf([one!, two!, three!]);
  const index = keyIndexOf(listOf([one!, two!]), testDigest);
  expect(keys.map((key) => hasKey(index, 'pkh', key))).toEqual([true, true, false]);
  const alone = keyIndexOf(listOf([one!, one!]), testDigest);
  expect(keys.map((key) => hasKey(alone, 'pkh', key))).toEqual([true, true, true]);
});

test('the index is the same whatever the order of rows, and that of no rows knows no key', () => {
  const rows = ['1', '2', '3'].map((rt): TestRow => ({ fullName: 'SUGENG', rt }));
  expect(keyIndexOf(listOf(rows.toReversed()), testDigest)).toEqual(keyIndexOf(listOf(rows), testDigest));
  const empty = keyIndexOf(listOf([]), testDigest);
  expect(hasKey(empty, 'pkh', keysOf(rows)[0]!)).toBe(false);
});
