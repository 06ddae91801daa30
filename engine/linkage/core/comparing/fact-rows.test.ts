import { expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { MEASURES } from '../measures/measures.ts';
import type { FieldKind } from '../table.ts';
import { specOf, tableOf } from '../test-table.ts';
import { PairComparer } from './compare-pairs.ts';
import { roomForRows, type AllRows } from './fact-rows.ts';
import { paddedWidth } from './pattern-book.ts';

/** So many that some columns hold few values and some many, which are compared in other ways. */
const RECORDS = 400;
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
  'other part': ['name-part', texts(140)],
  address: ['address', texts(40)],
  line: ['address', texts(60)],
  nik: ['national-id', numbers(80, 16)],
  card: ['household-id', numbers(90, 16)],
  code: ['code', numbers(100, 6)],
  postcode: ['postcode', numbers(110, 5)],
  born: ['date', days],
  town: ['category', texts(120)],
};

const table = tableOf(COLUMNS);
const specs = [
  ...Object.entries(COLUMNS).map(([name, [kind]]) => specOf(kind, [name])),
  { ...specOf('national-id', ['nik'], { format: 'nik' }), name: 'as a NIK' },
  { ...specOf('address', ['address', 'line']), name: 'two lines' },
  { ...specOf('birth-date', ['born', 'nik']), name: 'born' },
  { ...specOf('name-parts', ['part', 'other part']), name: 'parts' },
  { ...specOf('neighbourhood', ['town', 'code', 'postcode', 'address']), name: 'place' },
  { ...specOf('code', ['code']), name: 'muted', mutedBy: { comparison: 'town', level: 'same' } },
];
const pairs = Array.from({ length: 8_000 }, (_, pair) => [
  draws.below(RECORDS, pair, 200),
  draws.below(RECORDS, pair, 201),
]);
const [left, right] = [0, 1].map((side) => Uint32Array.from(pairs, (pair) => pair[side]!)) as [
  Uint32Array,
  Uint32Array,
];

/** Levels and rarity of all pairs. @param by rows of all records; those of the records at hand are written without them */
function found(comparer: PairComparer, by?: Omit<AllRows, 'values'>) {
  const [levels, bits]: [number[], number[]] = [[], []];
  const width = paddedWidth(specs.length);
  comparer.compare(
    left,
    right,
    0,
    left.length,
    (from, to) => {
      levels.push(...bytesOf(comparer.paddedLevels).subarray(0, (to - from) * width));
      bits.push(...comparer.rarityBits.subarray(0, to - from));
    },
    by,
  );
  return { levels, bits };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Rows as several threads write them, in ranges. */
function layDown(comparer: PairComparer): Omit<AllRows, 'values'> {
  const { width, values } = comparer.sizes;
  const ofValues = values.map((each, comparison) => {
    const rows = new Uint32Array(each.count * each.width);
    for (let from = 0; from < each.count; from += 100) {
      comparer.writeValues(rows, comparison, from, Math.min(each.count, from + 100));
    }
    return rows;
  });
  comparer.useValues(ofValues);
  const rows = roomForRows(RECORDS, width);
  for (const [from, to] of [
    [0, 120],
    [120, RECORDS],
  ] as const) {
    comparer.writeRecords(rows.records, from, to, from * width);
  }
  return rows;
}

test('rows of all records say what those of the records at hand say, for every kind of field', () => {
  const comparer = new PairComparer(table, specs, MEASURES);
  const byHand = found(new PairComparer(table, specs, MEASURES));
  const rows = layDown(comparer);
  // By loops, and where there is no memory for them.
  expect(found(comparer, { ...rows, memory: undefined })).toEqual(byHand);
  expect(found(comparer, rows)).toEqual(byHand);
  // Every level of most comparisons is among them.
  expect(new Set(byHand.levels).size).toBeGreaterThan(8);
});

test('a comparison tells nothing where another one mutes it, and what it tells alone elsewhere', () => {
  const { levels } = found(new PairComparer(table, specs, MEASURES));
  const width = paddedWidth(specs.length);
  const of = (name: string): number[] => {
    const at = specs.findIndex((spec) => spec.name === name);
    return pairs.map((_, pair) => levels[pair * width + at]!);
  };
  const [town, code, muted] = [of('town'), of('code'), of('muted')];
  const agree = specs.find(({ name }) => name === 'town')!.levels.length;
  expect(muted).toEqual(code.map((level, pair) => (town[pair] === agree ? 0 : level)));
  expect(muted).not.toEqual(code);
});
