/** The loop that screens everybody: lists whom the bounds do not clear, with what may happen to each. */
import { drawLoop, highOfDraw } from '../../../loops/draws.ts';
import { handOf } from '../../../../kernel/loops/loop.ts';
import { and, at, isBelow, minus, or, plus, shiftLeft, xor } from '../../../../kernel/loops/values.ts';
import type { DrawKey } from '../../../chance/keyed-draws.ts';
import type { FamilyPersons } from '../family-persons.ts';
import { STATUSES } from '../family-tables.ts';
import { FREE_BITS, VALUE_BITS, type Bounds } from './screening.ts';

/** Rows that are screened before those listed are asked: as many as are still at hand then. */
export const SCREENED_AT_ONCE = 4096;
const CELL_BITS = 8;
/** Places of a status in the bounds: those of no sex and age, as of a row that nobody has, clear everything. */
export const CELLS = 1 << CELL_BITS;

/** Where the loops that ask find their columns. */
export const HAND = handOf();
export const ONE_MORE = SCREENED_AT_ONCE + 1;
export const COLUMNS = {
  low: HAND.column('word', SCREENED_AT_ONCE),
  high: HAND.column('word', SCREENED_AT_ONCE),
  sexAge: HAND.column('byte', SCREENED_AT_ONCE),
  marital: HAND.column('byte', SCREENED_AT_ONCE),
  bits: HAND.column('word', SCREENED_AT_ONCE),
  least: HAND.column('word', STATUSES * CELLS),
  most: HAND.column('word', STATUSES * CELLS),
  listed: HAND.column('word', ONE_MORE),
  screened: HAND.column('word', ONE_MORE),
  flags: HAND.column('word', ONE_MORE),
} as const;

const drawOfPeople = drawLoop(HAND, COLUMNS.low, COLUMNS.high, COLUMNS.bits);
const listUncleared = HAND.loop(2, ({ hold, variable, store, repeat }, [number, first]) => {
  const { sexAge, marital, bits, least, most, listed, screened, flags } = COLUMNS;
  const found = variable(0);
  repeat(number!, (row) => {
    const kind = hold(or(shiftLeft(at(marital, row), CELL_BITS), at(sexAge, row)));
    const drawn = hold(or(at(bits, row), FREE_BITS));
    // As mayHappen tells of one.
    const isCleared = and(minus(drawn, at(least, kind)), minus(at(most, kind), and(drawn, VALUE_BITS)));
    const happening = hold(and(xor(isCleared, -1), FREE_BITS));
    // Whoever is cleared is written too, and the next one over him.
    store(listed, found.value, plus(row, first!));
    store(screened, found.value, drawn);
    store(flags, found.value, happening);
    found.set(plus(found.value, isBelow(0, happening)));
  });
  return found.value;
});

/** Whom the bounds do not clear: rows, what each draws, and flags of what may happen to him. */
export interface Uncleared {
  readonly rows: Uint32Array;
  readonly screened: Int32Array;
  readonly flags: Int32Array;
}

export interface Screening {
  readonly uncleared: Uncleared;
  /** @returns how many of the rows from one to before another are listed in `uncleared` */
  readonly screen: (from: number, to: number) => number;
}

/** Of one year. */
export function screening(
  { low, high, sexAge, marital }: Pick<FamilyPersons, 'low' | 'high' | 'sexAge' | 'marital'>,
  bounds: Bounds,
  key: DrawKey,
): Screening {
  const bytes = HAND.bytes();
  const { length } = bounds.least;
  new Int32Array(bytes, COLUMNS.least.offset, length).set(bounds.least);
  new Int32Array(bytes, COLUMNS.most.offset, length).set(bounds.most);
  const lowAtHand = new Uint32Array(bytes, COLUMNS.low.offset, SCREENED_AT_ONCE);
  const highAtHand = new Uint32Array(bytes, COLUMNS.high.offset, SCREENED_AT_ONCE);
  const sexAgeAtHand = new Uint8Array(bytes, COLUMNS.sexAge.offset, SCREENED_AT_ONCE);
  const maritalAtHand = new Uint8Array(bytes, COLUMNS.marital.offset, SCREENED_AT_ONCE);
  return {
    uncleared: {
      rows: new Uint32Array(bytes, COLUMNS.listed.offset, ONE_MORE),
      screened: new Int32Array(bytes, COLUMNS.screened.offset, ONE_MORE),
      flags: new Int32Array(bytes, COLUMNS.flags.offset, ONE_MORE),
    },
    screen: (from, to) => {
      lowAtHand.set(low.subarray(from, to));
      highAtHand.set(high.subarray(from, to));
      sexAgeAtHand.set(sexAge.subarray(from, to));
      maritalAtHand.set(marital.subarray(from, to));
      drawOfPeople(to - from, key.low, highOfDraw(key, 0));
      return listUncleared(to - from, from);
    },
  };
}
