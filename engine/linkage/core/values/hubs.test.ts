import { describe, expect, test } from 'vitest';
import { makeTable } from './make-table.ts';

const SPELLING = { MUHAMMAD: ['MOH', 'MOCH'] };

describe('a number beside more names than it can have', () => {
  const named = (count: number, nik: string): string[][] =>
    Array.from({ length: count }, (_, i) => [nik, `NAMA ${'ABDEFGIJLMNOPRTUW'[i]!}A`]);
  const rows = [
    ...named(11, '3577010101010001'),
    ...named(10, '3577010101010002'),
    ...Array.from({ length: 12 }, () => ['3577010101010003', 'MOCH. ALI']),
    ['3577010101010003', 'MUHAMMAD ALI'],
  ];

  function nikOf(beside: readonly string[][], more: object = {}) {
    const table = makeTable({
      sources: [
        {
          name: 'file',
          ids: beside.map((_, i) => String(i)),
          columns: new Map(['nik', 'name'].map((name, i) => [name, beside.map((row) => row[i]!)])),
        },
      ],
      fields: [
        { name: 'nik', kind: 'national-id', format: 'nik', hub: { beside: 'name', most: 10 } },
        { name: 'name', kind: 'full-name', spelling: SPELLING },
      ],
      ...more,
    });
    return { isTold: Array.from(table.fields.get('nik')!.values, (value) => value > 0), readings: table.readings };
  }

  test('is read as blank, and others are not', () => {
    const { isTold } = nikOf(rows);
    expect(isTold.slice(0, 11)).toEqual(Array(11).fill(false));
    expect(isTold.slice(11)).toEqual(Array(23).fill(true));
  });

  test('stays blank where few rows are read as many were, and no number is kept for that', () => {
    const { readings } = nikOf(rows);
    expect(nikOf([rows[0]!], { readings }).isTold).toEqual([false]);
    expect(nikOf([rows[0]!]).isTold).toEqual([true]);
    expect(JSON.stringify(readings)).not.toContain('3577010101010001');
  });
});
