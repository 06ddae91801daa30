/** The loop over children and students at hand: they go to school or not, bring their components, and are counted. */
import type { DrawKey } from '../../chance/keyed-draws.ts';
import { columnAt, type Loop } from '../../../kernel/loops/loop.ts';
import {
  and,
  at,
  isBelow,
  minus,
  or,
  plus,
  realAt,
  realOfUnsigned,
  realTimes,
  shiftDown,
  shiftLeft,
  times,
  truncatedUnsigned,
} from '../../../kernel/loops/values.ts';
import { AGE_OF, WORKING_AGE } from '../ages.ts';
import { AGE_BITS as COMPONENT_AGE_BITS, componentAt } from '../aid/components.ts';
import { addBrings, type Brings } from '../aid/brings-table.ts';
import { addMember } from '../aid/members.ts';
import { BROUGHT, BROUGHT_BITS } from '../columns.ts';
import { FIRST_MASK } from '../health/health.ts';
import { drawOfPeople, HAND, PEOPLE, type PeopleAtHand, type YearAtHand } from '../people-at-hand.ts';
import {
  CONDITIONS,
  conditionOf,
  EDUCATION_MASK,
  HEALTH_AT,
  OTHER_BITS,
  SCHOOL_AT,
  SCHOOL_MASK,
  SCHOOLINGS,
} from '../person-state.ts';
import { CHILD_TALLY, YOUNG } from '../tally.ts';
import { LEVELS } from './education.ts';
import { AGE_BITS, SCHOOL_ENTRIES, SEATS_AT, type SchoolSetting } from './schooling.ts';

const GOES = HAND.column('word', SCHOOL_ENTRIES);
const NEXT = HAND.column('half', SCHOOL_ENTRIES);
const ASKED = HAND.column('half', AGE_OF.length);
const AGES = HAND.column('byte', AGE_OF.length);
const TALLY_PLACES = HAND.column('byte', AGE_OF.length);

/** [sexAge] where in the tally of a kelurahan: apart those who are no adults, whose health is counted there. */
const TALLY_AT = Uint8Array.from(AGE_OF, (age) => (age < WORKING_AGE ? YOUNG : 0));

/** Bytes that school needs behind the columns at hand. */
export const schoolBytes = (regions: number): number => regions * LEVELS.length * Float64Array.BYTES_PER_ELEMENT;

/** To be called before the people of a year are taken to hand. @param seats where the shares of seats begin */
export function layOutSchool({ tables, seatShares, asked }: SchoolSetting, seats: number): void {
  const bytes = HAND.bytes();
  new Uint32Array(bytes, GOES.offset, SCHOOL_ENTRIES).set(tables.goes);
  new Uint16Array(bytes, NEXT.offset, SCHOOL_ENTRIES).set(tables.next);
  new Uint16Array(bytes, ASKED.offset, AGE_OF.length).set(asked);
  new Uint8Array(bytes, AGES.offset, AGE_OF.length).set(AGE_OF);
  new Uint8Array(bytes, TALLY_PLACES.offset, AGE_OF.length).set(TALLY_AT);
  new Float64Array(bytes, seats, seatShares.length).set(seatShares);
}

const pass: Loop = HAND.loop(7, (writer, given) => {
  const { hold, variable, store, repeat, when } = writer;
  const [number, first, isLimited] = [given[0]!, given[1]!, given[2]!];
  const brought = columnAt(given[3]!, 'word');
  const isPoor = columnAt(given[4]!, 'byte');
  const tally = columnAt(given[5]!, 'word');
  const seats = columnAt(given[6]!, 'real');
  const found = variable(0);
  repeat(number, (i) => {
    const row = hold(at(PEOPLE.children, i));
    const before = hold(at(PEOPLE.state, row));
    const household = hold(at(PEOPLE.household, row));
    const home = hold(shiftLeft(household, BROUGHT_BITS));
    const cell = hold(at(PEOPLE.sexAge, row));
    const age = hold(at(AGES, cell));
    const schooling = or(times(at(isPoor, household), SCHOOLINGS), shiftDown(before, SCHOOL_AT));
    const entry = hold(or(shiftLeft(schooling, AGE_BITS), age));
    const then = hold(at(NEXT, entry));
    const area = hold(at(PEOPLE.region, row));
    const limit = variable(at(GOES, entry));
    const seated = hold(shiftDown(then, SEATS_AT));
    when(isLimited, () =>
      when(seated, () => {
        const share = realAt(seats, plus(times(area, LEVELS.length), seated));
        limit.set(truncatedUnsigned(realTimes(realOfUnsigned(limit.value), share)));
      }),
    );
    const bits = hold(at(PEOPLE.bits, row));
    // No branch on what nobody can foresee: all bits of the level stay, or none.
    const level = and(and(then, SCHOOL_MASK), minus(0, isBelow(bits, limit.value)));
    const now = hold(or(or(and(before, OTHER_BITS), and(then, EDUCATION_MASK)), level));
    store(PEOPLE.state, row, now);
    const condition = hold(and(shiftDown(now, HEALTH_AT), CONDITIONS - 1));
    addBrings(writer, brought, home, or(shiftLeft(condition, COMPONENT_AGE_BITS), age));
    const counted = hold(or(or(times(area, CHILD_TALLY), at(TALLY_PLACES, cell)), condition));
    store(tally, counted, plus(at(tally, counted), 1));
    // Written always, and kept where it counts.
    store(PEOPLE.ill, found.value, plus(row, first));
    found.set(plus(found.value, isBelow(and(bits, FIRST_MASK), at(ASKED, cell))));
  });
  return found.value;
});

/**
 * The children and students at hand.
 *
 * @param setting of which layOutSchool was told, with the place of `seats`
 * @param first   row of the first at hand
 * @param atHand  how many people are
 * @param number  how many of them are listed
 * @returns of how many health is asked: their rows begin PEOPLE.ill
 */
export function schoolYear(
  year: YearAtHand,
  { isLimited }: SchoolSetting,
  key: DrawKey,
  seats: number,
  first: number,
  atHand: number,
  number: number,
): number {
  drawOfPeople(atHand, key.low, key.high);
  return pass(number, first, isLimited ? 1 : 0, year.brought, year.isPoor, year.children, seats);
}

/** As above, where nobody changes yet. @param children rows at hand, the first `number` */
export function countChildren(
  { sexAge, region, household, state }: PeopleAtHand,
  brought: Uint32Array,
  { components: { amounts }, members }: Brings,
  children: Uint16Array,
  number: number,
  tally: Uint32Array,
): void {
  for (let i = 0; i < number; i++) {
    const row = children[i]!;
    const condition = conditionOf(state[row]!);
    brought[household[row]! * BROUGHT + 1]! += amounts[componentAt(condition, AGE_OF[sexAge[row]!]!)]!;
    addMember(brought, members, household[row]!, AGE_OF[sexAge[row]!]!, state[row]!);
    tally[region[row]! * CHILD_TALLY + TALLY_AT[sexAge[row]!]! + condition]!++;
  }
}
