import { describe, expect, test } from 'vitest';
import { settleAnew, type DistinctTexts } from '../standardise.ts';
import { standardiseCategories } from './code-texts.ts';

/** Reads texts of so many rows each. */
function read(rows: Readonly<Record<string, number>>, settle = settleAnew) {
  const notes: string[] = [];
  const settleForAll = <T>(what: string, decide: (columns: DistinctTexts[]) => T): T => settle(what, () => decide([]));
  const distinct = { texts: Object.keys(rows), counts: Uint32Array.from(Object.values(rows)) };
  const place = {
    field: 'sex',
    source: 'file',
    note: ({ id }: { id: string }) => notes.push(id),
    settle,
    settleForAll,
  };
  return { read: standardiseCategories(distinct, place), notes };
}

describe('a column of sex', () => {
  test('is one in spite of odd rows, which are blank and counted', () => {
    expect(read({ L: 600, P: 390, LAKI2: 5, X: 3, U: 2, '': 9 })).toEqual({
      read: ['M', 'F', '', '', '', ''],
      notes: ['sex di file dibaca sebagai jenis kelamin; 8 baris yang berisi lain dibaca sebagai kosong.'],
    });
  });

  test('is none where one row in fifty holds something else', () => {
    expect(read({ L: 500, P: 480, XL: 20 })).toEqual({ read: ['L', 'P', 'XL'], notes: [] });
  });

  test('is none where one of the two hardly occurs beside something else: P for present', () => {
    expect(read({ P: 990, ABSENT: 6, L: 4 }).read).toEqual(['P', 'ABSENT', 'L']);
  });

  test('may be of one sex alone', () => {
    expect(read({ P: 1000 })).toEqual({ read: ['F'], notes: [] });
  });

  test('is read by few rows as it was by many', () => {
    expect(read({ P: 1, LAKI2: 1 }, <T>() => true as T).read).toEqual(['F', '']);
  });
});
