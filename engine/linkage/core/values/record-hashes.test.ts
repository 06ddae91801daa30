import { describe, expect, test } from 'vitest';
import type { LinkTable } from '../table.ts';
import { makeTable } from './make-table.ts';
import { recordHashes } from './record-hashes.ts';

const FIELDS = [
  { name: 'name', kind: 'full-name' },
  { name: 'born', kind: 'date' },
] as const;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly born: string;
}

/** A thousand people, every fourth of them twice with the same in all fields but the id. */
const ROWS: readonly Row[] = Array.from({ length: 1000 }, (_, i) => ({
  id: `R${String(i)}`,
  name: `NAMA ${'ABCDEFGHIJ'[i % 10]!}${'KLMNOPQRST'[(i >> 3) % 10]!}UVAT`,
  born: `19${String(40 + (i % 55))}-0${String(1 + (i % 9))}-1${String((i >> 4) % 9)}`,
})).flatMap((row, i) => (i % 4 === 0 ? [row, { ...row, id: `S${String(i)}` }] : [row]));

function tableOf(files: readonly (readonly [name: string, rows: readonly Row[]])[]): LinkTable {
  const sources = files.map(([name, rows]) => ({
    name,
    ids: rows.map(({ id }) => id),
    columns: new Map(FIELDS.map((field) => [field.name, rows.map((row) => row[field.name])])),
  }));
  return makeTable({ sources, fields: FIELDS });
}

const sorted = (hashes: Uint32Array): number[] => [...hashes].sort((one, other) => one - other);

describe('hashes of what records tell', () => {
  const hashes = recordHashes(tableOf([['file', ROWS]]));

  test('are the same whatever the file and its rows are called, and in whatever order they come', () => {
    const renamed = ROWS.map((row, i) => ({ ...row, id: `X${String(i * 7)}` }));
    expect([...recordHashes(tableOf([['other', renamed]]))]).toEqual([...hashes]);
    expect(sorted(recordHashes(tableOf([['file', ROWS.toReversed()]])))).toEqual(sorted(hashes));
    // By which ties are broken turns on both.
    expect(tableOf([['other', ROWS]]).idHash).not.toEqual(tableOf([['file', ROWS]]).idHash);
  });

  test('are the same in whatever order files come', () => {
    const [one, other] = [ROWS.slice(0, 700), ROWS.slice(700)];
    const turned = tableOf([
      ['a', other],
      ['b', one],
    ]);
    const straight = tableOf([
      ['a', one],
      ['b', other],
    ]);
    expect(sorted(recordHashes(turned))).toEqual(sorted(recordHashes(straight)));
  });

  test('differ from record to record, also of those that tell the same', () => {
    expect(new Set(hashes).size).toBe(ROWS.length);
    const both = recordHashes(
      tableOf([
        ['a', ROWS],
        ['b', ROWS],
      ]),
    );
    expect(new Set(both).size).toBe(2 * ROWS.length);
  });

  test('change with what a record tells, and with that alone', () => {
    const changed = ROWS.map((row, i) => (i === 1 ? { ...row, born: '1900-01-01' } : row));
    const now = recordHashes(tableOf([['file', changed]]));
    expect(now[1]).not.toBe(hashes[1]);
    expect([...now.subarray(5)]).toEqual([...hashes.subarray(5)]);
  });
});
