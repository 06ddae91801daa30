/**
 * The loop that passes everybody of a year: all draw, grow a year older and are counted where they lived, and those to whom
 * something may happen are listed. They are one in twenty, and what happens to them is carried out one by one.
 */
import { drawLoop, highOfDraw } from '../loops/draws.ts';
import { columnAt, handOf } from '../../kernel/loops/loop.ts';
import { at, isBelow, or, plus, shiftDown, shiftLeft } from '../../kernel/loops/values.ts';
import type { DrawKey } from '../chance/keyed-draws.ts';
import { OLDER, SEX_AGES, type SimulatedPersons } from './persons.ts';
import { MOST_BITS } from './thresholds.ts';
import type { YearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

/** Rows that are passed before those listed are asked: as many as are still at hand then. */
export const PASSED_AT_ONCE = 4096;
const CELL_BITS = 8;
/** Places of a region or of some rates in the tables of the loop: those of no sex and age, as of a row that nobody has, tell of nothing. */
const CELLS = 1 << CELL_BITS;
const WORD = Uint32Array.BYTES_PER_ELEMENT;

const HAND = handOf();
const ONE_MORE = PASSED_AT_ONCE + 1;
const COLUMNS = {
  low: HAND.column('word', PASSED_AT_ONCE),
  high: HAND.column('word', PASSED_AT_ONCE),
  sexAge: HAND.column('byte', PASSED_AT_ONCE),
  region: HAND.column('half', PASSED_AT_ONCE),
  fate: HAND.column('word', PASSED_AT_ONCE),
  move: HAND.column('word', PASSED_AT_ONCE),
  birth: HAND.column('word', PASSED_AT_ONCE),
  older: HAND.column('byte', CELLS),
  listed: HAND.column('word', ONE_MORE),
} as const;

const drawsOf = {
  fate: drawLoop(HAND, COLUMNS.low, COLUMNS.high, COLUMNS.fate),
  move: drawLoop(HAND, COLUMNS.low, COLUMNS.high, COLUMNS.move),
  birth: drawLoop(HAND, COLUMNS.low, COLUMNS.high, COLUMNS.birth),
} as const;

const pass = HAND.loop(7, ({ hold, variable, store, repeat }, given) => {
  const { sexAge, region, fate, move, birth, older, listed } = COLUMNS;
  const ratesAt = columnAt(given[1]!, 'word');
  const [dies, staysUpTo] = [columnAt(given[2]!, 'word'), columnAt(given[3]!, 'word')];
  const mostBirths = columnAt(given[4]!, 'word');
  const moves = columnAt(given[5]!, 'word');
  const counts = columnAt(given[6]!, 'word');
  const found = variable(0);
  repeat(given[0]!, (row) => {
    const cell = hold(at(sexAge, row));
    const area = hold(at(region, row));
    const rates = hold(plus(at(ratesAt, area), cell));
    const drawn = hold(at(fate, row));
    const goes = or(isBelow(drawn, at(dies, rates)), isBelow(at(staysUpTo, rates), drawn));
    const mayMove = isBelow(at(move, row), at(moves, rates));
    const mayBear = isBelow(shiftDown(at(birth, row), 1), at(mostBirths, rates));
    // Who is not meant is written too, and the next one over him.
    store(listed, found.value, row);
    found.set(plus(found.value, or(or(goes, mayMove), mayBear)));
    const aged = hold(at(older, cell));
    store(sexAge, row, aged);
    const counted = hold(or(shiftLeft(area, CELL_BITS), aged));
    store(counts, counted, plus(at(counts, counted), 1));
  });
  return found.value;
});

/** Those at hand. Rows are numbered from the first of them; ages are those of the end of the year. */
export interface Passed {
  readonly listed: Uint32Array;
  readonly sexAge: Uint8Array;
  readonly fate: Uint32Array;
  readonly move: Uint32Array;
  readonly birth: Uint32Array;
  /** [region × 256] by sex and age at the end of the year, all who have been passed so far. */
  readonly counts: Uint32Array;
}

export interface Passing {
  readonly passed: Passed;
  /** @returns how many of the rows from one to before another are listed */
  readonly pass: (from: number, to: number) => number;
  /** Gives back the ages of the rows that were passed last. */
  readonly putBack: (from: number, to: number) => void;
  /** Adds those who have been passed to [region × sexAge]. */
  readonly addTo: (end: Uint32Array) => void;
}

/** Of one year: columns of persons stay the same until it is over. */
export function passing({ low, high, sexAge, region }: SimulatedPersons, tables: YearTables, keys: YearKeys): Passing {
  const { regions } = tables;
  const [ratesAt, dies, staysUpTo, mostBirths, moves, counts] = layOut(tables);
  const bytes = HAND.bytes();
  const words = ({ offset }: { readonly offset: number }, length = PASSED_AT_ONCE): Uint32Array =>
    new Uint32Array(bytes, offset, length);
  const [lowAtHand, highAtHand] = [words(COLUMNS.low), words(COLUMNS.high)];
  const sexAgeAtHand = new Uint8Array(bytes, COLUMNS.sexAge.offset, PASSED_AT_ONCE);
  const regionAtHand = new Uint16Array(bytes, COLUMNS.region.offset, PASSED_AT_ONCE);
  const passed: Passed = {
    listed: words(COLUMNS.listed, ONE_MORE),
    sexAge: sexAgeAtHand,
    fate: words(COLUMNS.fate),
    move: words(COLUMNS.move),
    birth: words(COLUMNS.birth),
    counts: new Uint32Array(bytes, counts, regions * CELLS),
  };
  const draw = (process: keyof typeof drawsOf, number: number, key: DrawKey): number =>
    drawsOf[process](number, key.low, highOfDraw(key, 0));
  return {
    passed,
    pass: (from, to) => {
      lowAtHand.set(low.subarray(from, to));
      highAtHand.set(high.subarray(from, to));
      sexAgeAtHand.set(sexAge.subarray(from, to));
      regionAtHand.set(region.subarray(from, to));
      draw('fate', to - from, keys.fate);
      draw('move', to - from, keys.move);
      draw('birth', to - from, keys.birth);
      return pass(to - from, ratesAt, dies, staysUpTo, mostBirths, moves, counts);
    },
    putBack: (from, to) => sexAge.set(sexAgeAtHand.subarray(0, to - from), from),
    addTo: (end) => {
      for (let area = 0; area < regions; area++)
        for (let cell = 0; cell < SEX_AGES; cell++)
          end[area * SEX_AGES + cell]! += passed.counts[(area << CELL_BITS) | cell]!;
    },
  };
}

/** Place of a region, sex and age in the counts of those who have been passed. */
export const countedAt = (region: number, cell: number): number => (region << CELL_BITS) | cell;

/** @returns where each table begins */
function layOut({
  regions,
  ratesOf,
  dies,
  staysUpTo,
  halfBirths,
  moves,
}: YearTables): [number, number, number, number, number, number] {
  const rates = dies.length / SEX_AGES;
  const [ratesAt, ...starts] = HAND.behind(
    regions * WORD,
    rates * CELLS * WORD,
    rates * CELLS * WORD,
    rates * CELLS * WORD,
    rates * CELLS * WORD,
    regions * CELLS * WORD,
  ) as [number, number, number, number, number, number];
  const bytes = HAND.bytes();
  new Uint32Array(bytes, ratesAt, regions).set(ratesOf.map((row) => row << CELL_BITS));
  const [diesFrom, staysFrom, birthsFrom, movesFrom, counts] = starts;
  const most = mostBirths(halfBirths);
  for (let row = 0; row < rates; row++) {
    const own = row * CELLS * WORD;
    const of = (column: Uint32Array): Uint32Array => column.subarray(row * SEX_AGES, (row + 1) * SEX_AGES);
    new Uint32Array(bytes, diesFrom + own, CELLS).fill(0).set(of(dies));
    new Uint32Array(bytes, staysFrom + own, CELLS).fill(MOST_BITS).set(of(staysUpTo));
    new Uint32Array(bytes, birthsFrom + own, CELLS).fill(0).set(of(most));
    new Uint32Array(bytes, movesFrom + own, CELLS).fill(0).set(of(moves));
  }
  new Uint32Array(bytes, counts, regions * CELLS).fill(0);
  new Uint8Array(bytes, COLUMNS.older.offset, CELLS).set(OLDER_OR_SAME);
  return [ratesAt, ...starts];
}

/** [any byte] a row that nobody has stays so. */
const OLDER_OR_SAME = Uint8Array.from({ length: CELLS }, (_, cell) => OLDER[cell] ?? cell);

/** [rates × sexAge] half of the births of a year wherever she lives at its end, as thresholds of 31 bits: none too few. */
function mostBirths(halfBirths: Uint32Array): Uint32Array {
  const later = new Float64Array(SEX_AGES);
  halfBirths.forEach((half, i) => (later[i % SEX_AGES] = Math.max(later[i % SEX_AGES]!, half)));
  return halfBirths.map((half, i) => Math.ceil((half + later[OLDER[i % SEX_AGES]!]!) / 2));
}
