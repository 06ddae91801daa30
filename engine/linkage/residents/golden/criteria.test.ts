import { describe, expect, test } from 'vitest';
import { LINK_KINDS, type RegisterLinks } from '../../linkage.ts';
import { permuteRows, toRegisters, type TestRegister, type TestRow } from '../test-registers.ts';
import { chooseGoldenFields } from './choose.ts';
import type { GoldenCriterion } from './criteria.ts';

/** All rows are one person; `person` of a row is how surely it is linked, in bits. */
const linksOf = (registers: readonly TestRegister[]): RegisterLinks[] =>
  registers.map(({ rows, role }) => ({
    person: new Int32Array(rows.length),
    kind: new Uint8Array(rows.length).fill(LINK_KINDS.indexOf(role === 'population' ? 'anchor' : 'evidence')),
    weightBits: Float32Array.from(rows, ({ person }) => person ?? NaN),
    probability: new Float32Array(rows.length).fill(1),
  }));

function chosen(registers: readonly TestRegister[], ...criteria: GoldenCriterion[]): string {
  const made = toRegisters(registers).registers;
  const rules = { all: ['rank', 'link'] as const, fields: { fullName: criteria }, datedBy: ['bornOn'] };
  const field = chooseGoldenFields(made, linksOf(registers), 1, rules).get('fullName')!;
  return registers[field.register[0]!]!.rows[field.row[0]!]!.fullName!;
}

const register = (id: string, role: TestRegister['role'], ...rows: TestRow[]): TestRegister => ({ id, role, rows });

const REGISTERS = [
  register('a', 'pupils', { fullName: 'SITI A', person: 9, bornOn: '2020-01-01' }),
  register('b', 'members', { fullName: 'SITI AMINAH', person: 20 }, { fullName: 'SITI A', person: 30 }),
  register('c', 'recipients', { fullName: 'SITI AMINAHWATI', bornOn: '2024-01-01', person: 1 }),
  register('dukcapil', 'population', { fullName: 'SITI AMINAHH', bornOn: '2019-01-01' }),
];

describe('a field is taken from', () => {
  test.each<[string, GoldenCriterion[], string]>([
    ['the population register, then the order of registers, by rank', ['rank'], 'SITI AMINAHH'],
    ['the row of the latest day, by date', ['date'], 'SITI AMINAHWATI'],
    ['what most rows say, by agreement', ['agreement'], 'SITI A'],
    ['the longest text, by completeness', ['completeness'], 'SITI AMINAHWATI'],
    ['the row linked most surely, anchors first, by link', ['link'], 'SITI AMINAHH'],
    ['the next criterion where one does not tell rows apart', ['agreement', 'rank'], 'SITI A'],
  ])('%s', (_, criteria, expected) => {
    expect(chosen(REGISTERS, ...criteria)).toBe(expected);
  });

  test('the surest of several rows of one register, where that is next', () => {
    expect(chosen(REGISTERS.slice(1, 2), 'rank', 'link')).toBe('SITI A');
    expect(chosen(REGISTERS.slice(1, 2), 'rank', 'completeness')).toBe('SITI AMINAH');
  });

  test('one and the same row in any order of rows', () => {
    const rows = ['SITI', 'SITO', 'SITU', 'SITA'].map((fullName) => ({ fullName, person: 7 }));
    const alike = [register('b', 'members', ...rows)];
    const first = chosen(alike, 'rank', 'link');
    for (let seed = 0; seed < 5; seed++) expect(chosen(permuteRows(alike, seed), 'rank', 'link')).toBe(first);
  });
});
