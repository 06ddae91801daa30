/**
 * The loops that ask exactly of whom the bounds do not clear: one process after the other, over those alone to whom it may happen,
 * so that nothing is guessed about who is asked what. Each has all 32 bits of his own, as bitsOf tells of one.
 */
import type { DrawKey } from '../../../chance/keyed-draws.ts';
import { drawLoop, highOfDraw } from '../../../loops/draws.ts';
import { columnAt, type Loop, type Writer } from '../../../../kernel/loops/loop.ts';
import {
  and,
  at,
  either,
  isBelow,
  isEqual,
  isNought,
  isRealLess,
  minus,
  or,
  plus,
  realAt,
  realOfUnsigned,
  shiftDown,
  shiftLeft,
  times,
  type Whole,
} from '../../../../kernel/loops/values.ts';
import { FIRST_WOMAN } from '../ageing-loop.ts';
import { SEX_AGES } from '../../persons.ts';
import { MARRIED, NEVER_MARRIED, type FamilyPersons } from '../family-persons.ts';
import { STATUSES, type FamilyTables } from '../family-tables.ts';
import type { YearTables } from '../../year-tables.ts';
import { COLUMNS, HAND, ONE_MORE, SCREENED_AT_ONCE } from './screen-loop.ts';
import { FIELDS, FLAGS, type Screened } from './screening.ts';

const ACTS = STATUSES * SEX_AGES;
/** Whom a union or what goes with it may meet: in this order those who are found stand in a list of their own. */
export const UNIONS = { women: 0, men: 1, parting: 2, leavingHome: 3, joiningKin: 4 } as const;
const KINDS = Object.keys(UNIONS).length;
/** A list is as long as the rows that are asked at once. */
const LIST_BITS = 13;

const OF_ONE = {
  /** Of those to whom a process may happen: their rows at hand, both halves of their identity, their upper bits and a draw. */
  row: HAND.column('half', ONE_MORE),
  low: HAND.column('word', ONE_MORE),
  high: HAND.column('word', ONE_MORE),
  upper: HAND.column('word', ONE_MORE),
  bits: HAND.column('word', ONE_MORE),
} as const;
const REGION = HAND.column('half', SCREENED_AT_ONCE);
const TABLES = {
  seeksOrParts: HAND.column('word', ACTS),
  staysUpTo: HAND.column('word', ACTS),
  stays: HAND.column('real', ACTS),
} as const;
const FOUND = {
  /** Rows of the city, and the bits of the first. */
  first: HAND.column('word', ONE_MORE),
  bits: HAND.column('word', ONE_MORE),
  second: HAND.column('word', ONE_MORE),
  /** [kind of union] rows, and how many. */
  unions: HAND.column('word', KINDS << LIST_BITS),
  numbers: HAND.column('word', KINDS),
} as const;

const drawOfThem = drawLoop(HAND, OF_ONE.low, OF_ONE.high, OF_ONE.bits);

/** @returns to how many of those listed a process may happen: they stand in OF_ONE */
const gathered = (process: Screened): Loop =>
  HAND.loop(2, ({ hold, variable, store, repeat }, [listed, first]) => {
    const { shift, width } = FIELDS[process];
    const found = variable(0);
    repeat(listed!, (i) => {
      const row = hold(minus(at(COLUMNS.listed, i), first!));
      // Whom it does not happen to is written too, and the next one over him.
      const place = found.value;
      store(OF_ONE.row, place, row);
      store(OF_ONE.low, place, at(COLUMNS.low, row));
      store(OF_ONE.high, place, at(COLUMNS.high, row));
      store(OF_ONE.upper, place, shiftLeft(shiftDown(at(COLUMNS.screened, i), shift), 32 - width));
      found.set(plus(place, isNought(isNought(and(at(COLUMNS.flags, i), FLAGS[process])))));
    });
    return found.value;
  });

const gather = {
  fate: gathered('fate'),
  union: gathered('union'),
  going: gathered('going'),
  birth: gathered('birth'),
} as const satisfies Readonly<Record<Screened, Loop>>;

interface Asked {
  readonly row: Whole;
  /** His row in the city, and his 32 bits. */
  readonly cityRow: Whole;
  readonly bits: Whole;
}

const askedOf = (process: Screened, { hold }: Writer, i: Whole, first: Whole): Asked => {
  const row = hold(at(OF_ONE.row, i));
  const bits = hold(or(at(OF_ONE.upper, i), shiftDown(at(OF_ONE.bits, i), FIELDS[process].width)));
  return { row, cityRow: hold(plus(row, first)), bits };
};

/** How many stand in the second list, above how many in the first. */
const SECOND_AT = 16;

/** Who may die stands in the first list with his bits, as more is asked of him; who leaves alone in the second. */
const fate = HAND.loop(5, (writer, given) => {
  const { hold, variable, store, repeat } = writer;
  const offsets = columnAt(given[2]!, 'word');
  const dies = columnAt(given[3]!, 'real');
  const staysUpTo = columnAt(given[4]!, 'word');
  const [dying, leaving] = [variable(0), variable(0)];
  repeat(given[0]!, (i) => {
    const { row, cityRow, bits } = askedOf('fate', writer, i, given[1]!);
    const rates = hold(plus(at(offsets, at(REGION, row)), at(COLUMNS.sexAge, row)));
    store(FOUND.first, dying.value, cityRow);
    store(FOUND.bits, dying.value, bits);
    dying.set(plus(dying.value, isRealLess(realOfUnsigned(bits), realAt(dies, rates))));
    store(FOUND.second, leaving.value, cityRow);
    leaving.set(plus(leaving.value, isBelow(at(staysUpTo, rates), bits)));
  });
  return or(dying.value, shiftLeft(leaving.value, SECOND_AT));
});

/** Who looks for a partner or divorces at the lower end of a draw, and who leaves home or moves in with kin at the upper one. */
const unions = HAND.loop(2, (writer, [number, first]) => {
  const { hold, store, repeat } = writer;
  const { unions: lists, numbers } = FOUND;
  for (let kind = 0; kind < KINDS; kind++) store(numbers, kind, 0);
  const add = (kind: Whole, row: Whole, isMeant: Whole): void => {
    const known = hold(at(numbers, kind));
    // Who is not meant is written too, and the next one over him.
    store(lists, or(shiftLeft(kind, LIST_BITS), known), row);
    store(numbers, kind, plus(known, isMeant));
  };
  repeat(number!, (i) => {
    const { row, cityRow, bits } = askedOf('union', writer, i, first!);
    const cell = hold(at(COLUMNS.sexAge, row));
    const status = hold(at(COLUMNS.marital, row));
    const act = hold(plus(times(status, SEX_AGES), cell));
    const looks = hold(either(isEqual(status, MARRIED), UNIONS.parting, isBelow(cell, FIRST_WOMAN)));
    add(looks, cityRow, isBelow(bits, at(TABLES.seeksOrParts, act)));
    const goes = hold(minus(UNIONS.joiningKin, isEqual(status, NEVER_MARRIED)));
    add(goes, cityRow, isBelow(at(TABLES.staysUpTo, act), bits));
  });
  return 0;
});

/** Who may leave with his family stands in the first list; who may move in the second. */
const going = HAND.loop(4, (writer, given) => {
  const { hold, holdReal, variable, store, repeat } = writer;
  const offsets = columnAt(given[2]!, 'word');
  const leavesTogether = columnAt(given[3]!, 'real');
  const [leaving, moving] = [variable(0), variable(0)];
  repeat(given[0]!, (i) => {
    const { row, cityRow, bits } = askedOf('going', writer, i, given[1]!);
    const cell = hold(at(COLUMNS.sexAge, row));
    const rates = plus(at(offsets, at(REGION, row)), cell);
    const act = plus(times(at(COLUMNS.marital, row), SEX_AGES), cell);
    const drawn = holdReal(realOfUnsigned(bits));
    store(FOUND.first, leaving.value, cityRow);
    leaving.set(plus(leaving.value, isRealLess(drawn, realAt(leavesTogether, rates))));
    store(FOUND.second, moving.value, cityRow);
    moving.set(plus(moving.value, isRealLess(realAt(TABLES.stays, act), drawn)));
  });
  return or(leaving.value, shiftLeft(moving.value, SECOND_AT));
});

/** All of them stand in the first list, with their bits. */
const birth = HAND.loop(2, (writer, [number, first]) => {
  writer.repeat(number!, (i) => {
    const { cityRow, bits } = askedOf('birth', writer, i, first!);
    writer.store(FOUND.first, i, cityRow);
    writer.store(FOUND.bits, i, bits);
  });
  return number!;
});

/** What was found by the process that was asked last. */
export interface Found {
  readonly first: Uint32Array;
  /** Of those in the first list. */
  readonly bits: Uint32Array;
  readonly second: Uint32Array;
  /** [kind of UNIONS] rows, and how many of them. */
  readonly unions: readonly Uint32Array[];
  readonly numbers: Uint32Array;
}

export interface ExactAsking {
  readonly found: Found;
  /** To be called when rows have been screened: their kelurahan are taken to hand. */
  readonly take: (from: number, to: number) => void;
  /**
   * Asks of the first so many that are listed. @param from row of the first at hand
   * @returns how many stand in the first list and in the second
   */
  readonly ask: (process: Screened, listed: number, from: number) => readonly [first: number, second: number];
}

/** Bounds of what is asked of fate and of going, as asking-bounds.ts makes them. */
export interface ExactBounds {
  /** [rates × sexAge] */
  readonly dies: Float64Array;
  readonly leavesTogether: Float64Array;
  /** [status × sexAge] */
  readonly stays: Float64Array;
}

/** Of one year; to be opened before people are screened. */
export function exactAsking(
  { region }: Pick<FamilyPersons, 'region'>,
  { seeksOrParts, staysUpTo }: Pick<FamilyTables, 'seeksOrParts' | 'staysUpTo'>,
  tables: Pick<YearTables, 'offset' | 'staysUpTo'>,
  bounds: ExactBounds,
  keys: Readonly<Record<Screened, DrawKey>>,
): ExactAsking {
  const { dies, leavesTogether } = bounds;
  const [offsets, diesFrom, staysFrom, togetherFrom] = HAND.behind(
    tables.offset.byteLength,
    dies.byteLength,
    tables.staysUpTo.byteLength,
    leavesTogether.byteLength,
  ) as [number, number, number, number];
  const bytes = HAND.bytes();
  new Uint32Array(bytes, offsets, tables.offset.length).set(tables.offset);
  new Float64Array(bytes, diesFrom, dies.length).set(dies);
  new Uint32Array(bytes, staysFrom, tables.staysUpTo.length).set(tables.staysUpTo);
  new Float64Array(bytes, togetherFrom, leavesTogether.length).set(leavesTogether);
  const words = ({ offset }: { readonly offset: number }, length = ONE_MORE): Uint32Array =>
    new Uint32Array(bytes, offset, length);
  words(TABLES.seeksOrParts, ACTS).set(seeksOrParts);
  words(TABLES.staysUpTo, ACTS).set(staysUpTo);
  new Float64Array(bytes, TABLES.stays.offset, ACTS).set(bounds.stays);
  const regionAtHand = new Uint16Array(bytes, REGION.offset, SCREENED_AT_ONCE);
  const lists = words(FOUND.unions, KINDS << LIST_BITS);
  const run = (process: Screened, number: number, from: number): number => {
    if (process === 'fate') return fate(number, from, offsets, diesFrom, staysFrom);
    if (process === 'going') return going(number, from, offsets, togetherFrom);
    return (process === 'union' ? unions : birth)(number, from);
  };
  return {
    found: {
      first: words(FOUND.first),
      bits: words(FOUND.bits),
      second: words(FOUND.second),
      unions: Array.from({ length: KINDS }, (_, kind) => lists.subarray(kind << LIST_BITS)),
      numbers: words(FOUND.numbers, KINDS),
    },
    take: (from, to) => regionAtHand.set(region.subarray(from, to)),
    ask: (process, listed, from) => {
      const number = gather[process](listed, from);
      drawOfThem(number, keys[process].low, highOfDraw(keys[process], 0));
      const both = run(process, number, from);
      return [both & ((1 << SECOND_AT) - 1), both >>> SECOND_AT];
    },
  };
}
