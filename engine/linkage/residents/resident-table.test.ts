import { describe, expect, test } from 'vitest';
import { textOfValue } from '../core/table.ts';
import { makeResidentTable } from './resident-table.ts';
import { residentModel } from './test-model.ts';
import { permuteRows, toRegisters, type TestRegister } from './test-registers.ts';

const tableOf = (registers: readonly TestRegister[]) =>
  makeResidentTable(toRegisters(registers).registers, residentModel);

describe('rows side by side', () => {
  const row = {
    nik: '3577010503810004',
    fullName: 'BUDI WURYANTORO',
    bornOn: '1981-03-05',
    kelurahan: '35.77.01.1003',
  };
  const others = { nik: '3577011709100001', fullName: 'DIMAS' };

  test('registers with dictionaries of their own are put on one numbering, the population register last', () => {
    const [a] = toRegisters([{ id: 'dukcapil', role: 'population', rows: [others, row] }]).registers;
    const [b] = toRegisters([{ id: 'pkh', role: 'recipients', rows: [row] }]).registers;
    const { table, registers, firstAnchor } = makeResidentTable([a!, b!], residentModel);
    expect([...table.sourceStart]).toEqual([0, 1, 3]);
    expect([...registers]).toEqual([1, 0]);
    expect(firstAnchor).toBe(1);
    for (const field of ['nik', 'fullName', 'kelurahan', 'bornOn']) {
      const { values } = table.fields.get(field)!;
      expect(values[0], field).toBe(values[2]);
      expect(values[0], field).toBeGreaterThan(0);
    }
    const nik = table.fields.get('nik')!;
    expect(textOfValue(nik.book, nik.values[0]!)).toBe(row.nik);
    expect(nik.values[1]).not.toBe(nik.values[0]);
  });

  test('a blank is 0 in every column, and so is a number that is none', () => {
    const { table } = tableOf([
      { id: 'pkh', role: 'recipients', rows: [{ nik: '3,57701E+15', kkNumber: '0000000000000000' }] },
    ]);
    for (const { name, values } of table.fields.values()) expect(values[0], name).toBe(0);
  });

  test('a number beside more names than the model allows is read as blank, and others are not', () => {
    const limit = residentModel.link.fields.find(({ name }) => name === 'nik')!.hub!.most;
    const named = (count: number, nik: string) =>
      Array.from({ length: count }, (_, i) => ({ nik, fullName: `NAMA ${'ABDEFGIJLMNOPRTUW'[i]!}A` }));
    const rows = [...named(limit + 1, '3577010101010001'), ...named(limit, '3577010101010002')];
    const nik = tableOf([{ id: 'pkh', role: 'recipients', rows }]).table.fields.get('nik')!.values;
    expect(nik.slice(0, limit + 1).every((number) => number === 0)).toBe(true);
    expect(nik.slice(limit + 1).every((number) => number > 0)).toBe(true);
  });

  test('a birth in a NIK is of the century that makes it no later than the latest birth that is written out', () => {
    const births = (bornOn: string, nik: string): string => {
      const { table } = tableOf([{ id: 'pkh', role: 'recipients', rows: [{ bornOn }, { nik }] }]);
      const { values, book } = table.fields.get('birthInNik')!;
      return textOfValue(book, values[1]!);
    };
    expect(births('2025-06-30', '3577011203260001')).toBe('19260312');
    expect(births('2026-01-30', '3577011203260001')).toBe('20260312');
  });

  test('heads of families are those of the card, and whom a row about a family names', () => {
    const { table } = tableOf([
      { id: 'dukcapil', role: 'population', rows: [{ shdk: 1 }, { shdk: 4 }] },
      { id: 'families', role: 'families', rows: [{}] },
      { id: 'pupils', role: 'pupils', rows: [{ shdk: 1 }] },
    ]);
    const { values, book } = table.fields.get('headship')!;
    expect([...values].map((value) => textOfValue(book, value))).toEqual(['1', '', '1', '2']);
  });

  test('a row is told from others by what it says, wherever it stands', () => {
    const registers: TestRegister[] = [
      { id: 'dukcapil', role: 'population', rows: [others, row, { ...row, fullName: 'BUDI' }, {}] },
      { id: 'pkh', role: 'recipients', rows: [row, others] },
    ];
    const hashes = (of: readonly TestRegister[]): number[] => [...tableOf(of).table.idHash].sort((a, b) => a - b);
    expect(hashes(permuteRows(registers, 3))).toEqual(hashes(registers));
    expect(new Set(hashes(registers)).size).toBe(6);
  });
});
