/** The loop that makes everybody a year older, and counts the women who may bear by what their births depend on. */
import { columnAt, handOf } from '../../../kernel/loops/loop.ts';
import { and, at, isBelow, minus, plus, times } from '../../../kernel/loops/values.ts';
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import type { FamilyPersons } from './family-persons.ts';
import { BIRTH_CLASSES, birthClass } from './family-tables.ts';

const { count: AGES } = SINGLE_YEARS;
export const FIRST_WOMAN = FEMALE * AGES;

/** Rows that are passed at a time. */
const AGED_AT_ONCE = 4096;
const BYTES = 256;

const HAND = handOf();
const COLUMNS = {
  sexAge: HAND.column('byte', AGED_AT_ONCE),
  parity: HAND.column('byte', AGED_AT_ONCE),
  region: HAND.column('half', AGED_AT_ONCE),
  partner: HAND.column('word', AGED_AT_ONCE),
  /** [sexAge] what it becomes, and 1 for those who may bear. */
  older: HAND.column('byte', BYTES),
  bears: HAND.column('byte', BYTES),
  /** [children born] class of a woman without a husband. */
  classOf: HAND.column('byte', BYTES),
  listed: HAND.column('half', AGED_AT_ONCE + 1),
} as const;
const WITH_HUSBAND = birthClass(true, 0);

const pass = HAND.loop(2, ({ hold, variable, store, repeat }, [number, counts]) => {
  const { sexAge, parity, region, partner, older, bears, classOf, listed } = COLUMNS;
  const found = variable(0);
  repeat(number!, (row) => {
    const aged = hold(at(older, at(sexAge, row)));
    store(sexAge, row, aged);
    // Who may not bear is written too, and the next one over her.
    store(listed, found.value, row);
    found.set(plus(found.value, at(bears, aged)));
  });
  const women = columnAt(counts!, 'word');
  repeat(found.value, (i) => {
    const row = hold(at(listed, i));
    const ofAge = plus(times(at(region, row), AGES), minus(at(sexAge, row), FIRST_WOMAN));
    const husband = and(minus(0, isBelow(at(partner, row), NONE)), WITH_HUSBAND);
    const place = hold(plus(times(ofAge, BIRTH_CLASSES), plus(husband, at(classOf, at(parity, row)))));
    store(women, place, plus(at(women, place), 1));
  });
  return found.value;
});

/** [any byte] what it becomes: nobody stays nobody, and a year before they are born children have numbers of their own. */
const SAME = Uint8Array.from({ length: BYTES }, (_, cell) => cell);
const UNBORN = [SEX_AGES, SEX_AGES + 1] as const;
/** A year younger: who comes within a year is as old as he is at its end. */
export const YOUNGER = SAME.map((cell) =>
  cell >= SEX_AGES ? cell : cell % AGES === 0 ? UNBORN[cell === 0 ? 0 : 1] : cell - 1,
);
const OLDER_OR_NOBODY = SAME.map((cell) =>
  cell < SEX_AGES ? OLDER[cell]! : cell === UNBORN[1] ? FEMALE * AGES : cell === UNBORN[0] ? 0 : VACANT,
);

/**
 * @param isStart nobody grows older
 * @param mayBear [sexAge]
 * @param women   [region × age × birth class] filled
 */
export function age(
  { rows, sexAge, parity, region, partner }: FamilyPersons,
  isStart: boolean,
  mayBear: Uint8Array,
  women: Uint32Array,
): void {
  const [counts] = HAND.behind(women.byteLength) as [number];
  const bytes = HAND.bytes();
  new Uint8Array(bytes, COLUMNS.older.offset, BYTES).set(isStart ? SAME : OLDER_OR_NOBODY);
  new Uint8Array(bytes, COLUMNS.bears.offset, BYTES).fill(0).set(mayBear);
  new Uint8Array(bytes, COLUMNS.classOf.offset, BYTES).set(SAME.map((children) => birthClass(false, children)));
  const counted = new Uint32Array(bytes, counts, women.length).fill(0);
  const laid = {
    sexAge: new Uint8Array(bytes, COLUMNS.sexAge.offset, AGED_AT_ONCE),
    parity: new Uint8Array(bytes, COLUMNS.parity.offset, AGED_AT_ONCE),
    region: new Uint16Array(bytes, COLUMNS.region.offset, AGED_AT_ONCE),
    partner: new Uint32Array(bytes, COLUMNS.partner.offset, AGED_AT_ONCE),
  };
  for (let from = 0; from < rows; from += AGED_AT_ONCE) {
    const to = Math.min(rows, from + AGED_AT_ONCE);
    laid.sexAge.set(sexAge.subarray(from, to));
    laid.parity.set(parity.subarray(from, to));
    laid.region.set(region.subarray(from, to));
    laid.partner.set(partner.subarray(from, to));
    pass(to - from, counts);
    sexAge.set(laid.sexAge.subarray(0, to - from), from);
  }
  women.set(counted);
}
