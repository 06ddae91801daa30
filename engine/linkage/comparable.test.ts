import { describe, expect, test } from 'vitest';
import { prepareRecords } from './comparable.ts';
import { residentModel } from './test-model.ts';
import { toRegisters } from './test-registers.ts';

describe('rows side by side', () => {
  const row = {
    nik: '3577010503810004',
    fullName: 'BUDI WURYANTORO',
    bornOn: '1981-03-05',
    kelurahan: '35.77.01.1003',
  };

  test('registers with dictionaries of their own are put on one numbering', () => {
    const others = { nik: '3577011709100001', fullName: 'DIMAS' };
    const [a] = toRegisters([{ id: 'dukcapil', role: 'population', rows: [others, row] }]).registers;
    const [b] = toRegisters([{ id: 'pkh', role: 'recipients', rows: [row] }]).registers;
    const records = prepareRecords([a!, b!], residentModel);
    expect(records.registerStart).toEqual(Uint32Array.of(0, 2, 3));
    for (const field of ['nik', 'fullName', 'kelurahan', 'bornOn'] as const) {
      expect(records[field][2]).toBe(records[field][1]);
    }
    expect(records.nik[0]).not.toBe(records.nik[1]);
  });

  test('a blank is 0 in every column, and so is a number that is none', () => {
    const { registers } = toRegisters([
      { id: 'pkh', role: 'recipients', rows: [{ nik: '3,57701E+15', kkNumber: '0000000000000000' }] },
    ]);
    const records = prepareRecords(registers, residentModel);
    for (const field of ['nik', 'kkNumber', 'fullName', 'bornOn', 'sex', 'address', 'rt'] as const) {
      expect(records[field][0]).toBe(0);
    }
  });

  test('a number beside more names than the model allows is read as blank, and others are not', () => {
    const limit = residentModel.hubs.namesPerNik;
    const named = (count: number, nik: string) =>
      Array.from({ length: count }, (_, i) => ({
        nik,
        fullName: `NAMA ${'ABDEFGIJLMNOPRTUW'[i]!}A`,
      }));
    const { registers } = toRegisters([
      {
        id: 'pkh',
        role: 'recipients',
        rows: [...named(limit + 1, '3577010101010001'), ...named(limit, '3577010101010002')],
      },
    ]);
    const { nik } = prepareRecords(registers, residentModel);
    expect(nik.slice(0, limit + 1).every((number) => number === 0)).toBe(true);
    expect(nik.slice(limit + 1).every((number) => number > 0)).toBe(true);
  });
});
