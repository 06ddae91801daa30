import { expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { MEASURES } from '../measures/measures.ts';
import type { FieldKind } from '../table.ts';
import { specOf, tableOf } from '../test-table.ts';
import { PairComparer } from './compare-pairs.ts';
import { writeRows } from './fact-rows.ts';

const RECORDS = 300;
const draws = chance(5, 'fact-rows-test');
const oneOf = <T>(values: readonly T[], row: number, draw: number): T => values[draws.below(values.length, row, draw)]!;

const WORDS = ['SITI', 'SITTI', 'NUR', 'NURHAYATI', 'HAYATI', 'BUDI', 'B', 'JL', 'MERPATI', '12', '12A', ''];
const texts = (draw: number): string[] =>
  Array.from({ length: RECORDS }, (_, row) =>
    [0, 1, 2, 3, 4, 5, 6]
      .map((i) => (draws.uniform(row, draw + i) < 0.5 ? oneOf(WORDS, row, draw + 8 + i) : ''))
      .join(' '),
  );
const numbers = (draw: number, digits: number): string[] =>
  Array.from({ length: RECORDS }, (_, row) => {
    const number = String(10 ** (digits - 1) + draws.below(3, row, draw) * 1_010_101 + draws.below(40, row, draw + 1));
    // Some lose a digit, some swap two, some are no number.
    return oneOf(
      [number, number, number.slice(1), number.slice(0, 2) + number.slice(3), `${number}X`, ''],
      row,
      draw + 2,
    );
  });
const days = Array.from({ length: RECORDS }, (_, row) => `19${70 + (row % 9)}-0${1 + (row % 4)}-1${row % 7}`);

const COLUMNS: Readonly<Record<string, readonly [FieldKind, readonly string[]]>> = {
  name: ['full-name', texts(0)],
  part: ['name-part', texts(20)],
  address: ['address', texts(40)],
  line: ['address', texts(60)],
  nik: ['national-id', numbers(80, 16)],
  card: ['household-id', numbers(90, 16)],
  code: ['code', numbers(100, 6)],
  postcode: ['postcode', numbers(110, 5)],
  born: ['date', days],
  town: ['category', texts(120)],
};

test('rows of facts give the level and the rarity that the columns give, for every kind of field', () => {
  const table = tableOf(COLUMNS);
  const specs = [
    ...Object.entries(COLUMNS).map(([name, [kind]]) => specOf(kind, [name])),
    { ...specOf('national-id', ['nik'], { format: 'nik' }), name: 'as a NIK' },
    { ...specOf('address', ['address', 'line']), name: 'two lines' },
  ];
  const pairs = Array.from({ length: 20_000 }, (_, pair) => [
    draws.below(RECORDS, pair, 200),
    draws.below(RECORDS, pair, 201),
  ]);
  const [left, right] = [0, 1].map((side) => Uint32Array.from(pairs, (pair) => pair[side]!)) as [
    Uint32Array,
    Uint32Array,
  ];
  const comparer = new PairComparer(table, specs, MEASURES);
  const rows = new Uint32Array(table.count * comparer.layout.width);
  writeRows(comparer.layout, rows, 0, table.count);
  const found = (by: Uint32Array | undefined) => {
    const [levels, bits]: [number[], number[]] = [[], []];
    const keep = (from: number, to: number): void => {
      levels.push(...comparer.levels.subarray(0, (to - from) * specs.length));
      bits.push(...comparer.rarityBits.subarray(0, to - from));
    };
    comparer.compare(left, right, 0, left.length, keep, by);
    return { levels, bits };
  };
  const byRows = found(rows);
  expect(byRows).toEqual(found(undefined));
  // Every level of most comparisons is among them.
  expect(new Set(byRows.levels).size).toBeGreaterThan(8);
  expect(comparer.layout.columns.filter((column) => column !== undefined)).toHaveLength(specs.length);
});
