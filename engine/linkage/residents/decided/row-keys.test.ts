import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { toRegisters, type TestRow } from '../test-registers.ts';
import { rowFinder, rowKey, type KeyedDigest } from './row-keys.ts';
import { named, testDigest } from './test-decisions.ts';

const siti: TestRow = {
  nik: '3577014503810004',
  kkNumber: '3577010101180077',
  fullName: 'SITI RAHAYU',
  bornOn: '1981-03-05',
  sex: 2,
  motherName: 'PAINEM',
  address: 'JL. KENANGA NO. 7',
  rt: '2',
};
const finder = (rows: readonly TestRow[]) =>
  rowFinder(toRegisters([{ id: 'pkh', role: 'recipients', rows }]).registers, new Set(['pkh']), testDigest);
const find = (rows: readonly TestRow[], row: TestRow) => finder(rows)(...named('pkh', row));
const other = (digit: number): TestRow => ({ ...siti, nik: `357701450381000${String(digit)}` });

test('a row is found by its key wherever it stands', () => {
  expect(find([other(1), siti, other(2)], siti)).toEqual([1]);
  expect(find([siti, other(2)], siti)).toEqual([0]);
  expect(find([other(1), other(2)], siti)).toEqual([]);
});

test('a row that has moved house, or is written in small letters, is found all the same', () => {
  expect(find([other(1), { ...siti, address: 'JL. MERAK 3', kkNumber: '3577010101180099' }], siti)).toEqual([1]);
  expect(find([{ ...siti, fullName: 'Siti  Rahayu', nik: "'3577014503810004" }], siti)).toEqual([0]);
});

test.each<[string, Partial<TestRow>]>([
  ['NIK', { nik: '3577014503810005' }],
  ['name', { fullName: 'SITI RAHAYUNI' }],
  ['birth date', { bornOn: '1981-03-06' }],
  ['sex', { sex: 1 }],
  ["mother's name", { motherName: 'PAINI' }],
])('a row of another %s is another row', (_, changed) => {
  expect(find([{ ...siti, ...changed }], siti)).toEqual([]);
});

test('of namesakes without a NIK only the one that says the very same is meant, and none where none does', () => {
  const namesakes = ['1', '2', '3'].map((rt) => ({ fullName: 'SUGENG', rt }));
  expect(find(namesakes, namesakes[1]!)).toEqual([1]);
  expect(find([namesakes[0]!, namesakes[2]!], namesakes[1]!)).toEqual([]);
  expect(find([namesakes[1]!, namesakes[0]!, namesakes[1]!], namesakes[1]!)).toEqual([0, 2]);
});

test('rows that tell neither NIK nor name are named by all that they say', () => {
  expect(find([{ address: 'JL. MERAK 3' }], { address: 'JL. MERAK 4' })).toEqual([]);
  expect(find([{ address: 'JL. MERAK 3' }], { address: 'JL. MERAK 3' })).toEqual([0]);
});

test('a key names a row of its register alone, holds nothing that the row says, and needs the key of the site', () => {
  const [, key] = named('pkh', siti);
  expect(key).toMatch(/^[0-9a-f]{24}-[0-9a-f]{12}$/);
  expect(named('bpnt', siti)[1]).not.toBe(key);
  const elsewhere: KeyedDigest = (text) => createHmac('sha256', 'another key').update(text).digest();
  const [records] = toRegisters([{ id: 'pkh', role: 'recipients', rows: [siti] }]).registers;
  const [parts, others] = [key.split('-'), rowKey(records!, 0, elsewhere).split('-')];
  expect(parts.some((part) => others.includes(part))).toBe(false);
});
