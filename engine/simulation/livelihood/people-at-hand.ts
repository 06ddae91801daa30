/**
 * The people whom a year passes over at a time, copied to where its loops find them (simulation/loops): their columns, whom
 * each process concerns, and what they bring their households.
 */
import { SEX_AGES } from '../microsimulation/persons.ts';
import { drawLoop } from '../loops/draws.ts';
import { columnAt, handOf, type Loop } from '../../kernel/loops/loop.ts';
import { and, at, or, plus, shiftDown, shiftLeft } from '../../kernel/loops/values.ts';
import { AGE_OF, WORKING_AGE } from './ages.ts';
import type { PersonCounts } from './account.ts';
import { BROUGHT, type HouseholdLives, type Members, type PersonLives } from './columns.ts';
import { ROWS_AT_ONCE } from './rows-at-hand.ts';
import { SCHOOL_ENDS } from './school/education.ts';
import { addTally, ADULT_TALLY, CHILD_TALLY, type Tally } from './tally.ts';

/** Where all loops over people find their columns. */
export const HAND = handOf();

const LISTED = ROWS_AT_ONCE + 1;
/** Rows are numbered from the first at hand. */
export const PEOPLE = {
  low: HAND.column('word', ROWS_AT_ONCE),
  high: HAND.column('word', ROWS_AT_ONCE),
  sexAge: HAND.column('byte', ROWS_AT_ONCE),
  region: HAND.column('half', ROWS_AT_ONCE),
  household: HAND.column('word', ROWS_AT_ONCE),
  state: HAND.column('half', ROWS_AT_ONCE),
  place: HAND.column('word', ROWS_AT_ONCE),
  /** What each draws in the process that is at work. */
  bits: HAND.column('word', ROWS_AT_ONCE),
  /** Those who may go to school, and adults. */
  children: HAND.column('half', LISTED),
  adults: HAND.column('half', LISTED),
  /** Rows of the city of whom health is asked: children, then adults. */
  ill: HAND.column('word', 2 * LISTED),
} as const;

/** Bits of a cell in `byCell` while people are at hand, so that a row that nobody has is counted apart. */
const CELL_BITS = 8;
const KINDS = HAND.column('byte', 1 << CELL_BITS);
/** [sexAge] bits: may go to school, is an adult. */
const CLASS_OF = Uint8Array.from(AGE_OF, (age, cell) =>
  cell >= SEX_AGES ? 0 : (age <= SCHOOL_ENDS ? 1 : 0) + (age >= WORKING_AGE ? 2 : 0),
);

/** What there is of each kelurahan and household, for one year; where it begins among the bytes at hand. */
export interface YearAtHand {
  readonly regions: number;
  readonly households: number;
  readonly brought: number;
  readonly isPoor: number;
  readonly children: number;
  readonly adults: number;
  readonly byCell: number;
  /** For what each process needs besides. */
  readonly free: number;
}

const WORD = Uint32Array.BYTES_PER_ELEMENT;

/** @param extra bytes that the processes need besides */
export function openHand({ isPoor }: HouseholdLives, regions: number, extra: number): YearAtHand {
  const households = isPoor.length;
  const [brought, poor, children, adults, byCell, free] = HAND.behind(
    households * BROUGHT * WORD,
    households,
    regions * CHILD_TALLY * WORD,
    regions * ADULT_TALLY * WORD,
    (regions << CELL_BITS) * WORD,
    extra,
  ) as [number, number, number, number, number, number];
  const bytes = HAND.bytes();
  new Uint8Array(bytes, brought, free - brought).fill(0);
  new Uint8Array(bytes, poor, households).set(isPoor);
  new Uint8Array(bytes, KINDS.offset, CLASS_OF.length).set(CLASS_OF);
  return { regions, households, brought, isPoor: poor, children, adults, byCell, free };
}

/** [household × BROUGHT] what households have been brought so far. */
export const broughtAtHand = ({ brought, households }: YearAtHand): Uint32Array =>
  new Uint32Array(HAND.bytes(), brought, households * BROUGHT);

/** [region × CHILD_TALLY] and [region × ADULT_TALLY]: who has been counted so far. */
export const talliesAtHand = ({ regions, children, adults }: YearAtHand): Tally => ({
  children: new Uint32Array(HAND.bytes(), children, regions * CHILD_TALLY),
  adults: new Uint32Array(HAND.bytes(), adults, regions * ADULT_TALLY),
});

/** Gives back what was counted. */
export function closeHand(year: YearAtHand, homes: HouseholdLives, counts: PersonCounts): void {
  const { regions, byCell } = year;
  homes.brought.set(broughtAtHand(year));
  addTally(talliesAtHand(year), counts);
  const cells = new Uint32Array(HAND.bytes(), byCell, regions << CELL_BITS);
  for (let region = 0; region < regions; region++)
    for (let cell = 0; cell < SEX_AGES; cell++)
      counts.byCell[region * SEX_AGES + cell]! += cells[(region << CELL_BITS) | cell]!;
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
export interface PeopleAtHand {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly sexAge: Uint8Array;
  readonly region: Uint16Array;
  readonly household: Uint32Array;
  readonly state: Uint16Array;
  readonly place: Int32Array;
}

/** The columns at hand; to be asked anew for each year. */
export function columnsAtHand(): PeopleAtHand {
  const bytes = HAND.bytes();
  const words = ({ offset }: { readonly offset: number }): Uint32Array => new Uint32Array(bytes, offset, ROWS_AT_ONCE);
  return {
    low: words(PEOPLE.low),
    high: words(PEOPLE.high),
    sexAge: new Uint8Array(bytes, PEOPLE.sexAge.offset, ROWS_AT_ONCE),
    region: new Uint16Array(bytes, PEOPLE.region.offset, ROWS_AT_ONCE),
    household: words(PEOPLE.household),
    state: new Uint16Array(bytes, PEOPLE.state.offset, ROWS_AT_ONCE),
    place: new Int32Array(bytes, PEOPLE.place.offset, ROWS_AT_ONCE),
  };
}

/** The lists at hand; to be asked anew for each year. */
export function listsAtHand(): {
  readonly children: Uint16Array;
  readonly adults: Uint16Array;
  readonly ill: Uint32Array;
} {
  const bytes = HAND.bytes();
  return {
    children: new Uint16Array(bytes, PEOPLE.children.offset, LISTED),
    adults: new Uint16Array(bytes, PEOPLE.adults.offset, LISTED),
    ill: new Uint32Array(bytes, PEOPLE.ill.offset, 2 * LISTED),
  };
}

const copy = (column: Column, into: Column, from: number, to: number): void => into.set(column.subarray(from, to));

export function takePeople(laid: PeopleAtHand, persons: Members, lives: PersonLives, from: number, to: number): void {
  copy(persons.low, laid.low, from, to);
  copy(persons.high, laid.high, from, to);
  copy(persons.sexAge, laid.sexAge, from, to);
  copy(persons.region, laid.region, from, to);
  copy(persons.household, laid.household, from, to);
  copy(lives.state, laid.state, from, to);
  copy(lives.place, laid.place, from, to);
}

export function putBack(laid: PeopleAtHand, lives: PersonLives, from: number, to: number): void {
  lives.state.set(laid.state.subarray(0, to - from), from);
  lives.place.set(laid.place.subarray(0, to - from), from);
}

export const drawOfPeople = drawLoop(HAND, PEOPLE.low, PEOPLE.high, PEOPLE.bits);

/** Number of the adults beside that of children. */
const ADULTS_AT = 16;
const listed: Loop = HAND.loop(2, ({ hold, variable, store, repeat }, [number, cells]) => {
  const byCell = columnAt(cells!, 'word');
  const children = variable(0);
  const adults = variable(0);
  repeat(number!, (row) => {
    const cell = hold(at(PEOPLE.sexAge, row));
    const kind = hold(at(KINDS, cell));
    // Written always, and kept where it counts.
    store(PEOPLE.children, children.value, row);
    children.set(plus(children.value, and(kind, 1)));
    store(PEOPLE.adults, adults.value, row);
    adults.set(plus(adults.value, shiftDown(kind, 1)));
    const place = hold(or(shiftLeft(at(PEOPLE.region, row), CELL_BITS), cell));
    store(byCell, place, plus(at(byCell, place), 1));
  });
  return or(shiftLeft(adults.value, ADULTS_AT), children.value);
});

/** Lists whom each process concerns, and counts everybody. */
export function listPeople(number: number, { byCell }: YearAtHand): readonly [children: number, adults: number] {
  const found = listed(number, byCell);
  return [found & ((1 << ADULTS_AT) - 1), found >>> ADULTS_AT];
}
