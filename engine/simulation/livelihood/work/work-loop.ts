/**
 * The loop over the adults at hand: their standing and pay move, and with them who works, who looks for work, and what they bring
 * their households.
 */
import { columnAt, type Loop } from '../../../kernel/loops/loop.ts';
import {
  and,
  at,
  isBelow,
  isLess,
  minus,
  or,
  plus,
  realAt,
  realPlus,
  realTimes,
  shiftDown,
  shiftLeft,
  shiftRight,
  times,
  truncated,
  type Whole,
} from '../../../kernel/loops/values.ts';
import { AGE_BITS } from '../aid/components.ts';
import { addBrings } from '../aid/brings-table.ts';
import { AGE_OF } from '../ages.ts';
import { BROUGHT_BITS } from '../columns.ts';
import type { DrawKey } from '../../chance/keyed-draws.ts';
import { FIRST_MASK } from '../health/health.ts';
import { NORMALS } from '../normal-table.ts';
import { drawOfPeople, HAND, PEOPLE, type YearAtHand } from '../people-at-hand.ts';
import { CONDITIONS, HEALTH_AT, SCHOOL_AT, SCHOOLINGS } from '../person-state.ts';
import { ADULT_TALLY } from '../tally.ts';
import { PAY_MIDDLE, PAY_STEP_BITS, PAY_STEPS } from './earnings.ts';
import { GROUP_CELL, GROWN_AGE, PART_BITS, type LabourSetting } from './labour.ts';
import { WORK_CELLS } from './work-tables.ts';

const NOISE = HAND.column('signedHalf', NORMALS.length);
const PAY_NOISE = HAND.column('signedHalf', NORMALS.length);
const MEDIAN = HAND.column('short', WORK_CELLS);
const FACTOR = HAND.column('real', PAY_STEPS);
const ASKED = HAND.column('half', AGE_OF.length);
const GROUPS = HAND.column('half', SCHOOLINGS);
const GROWN = HAND.column('byte', AGE_OF.length);

/** Bytes that work needs behind the columns at hand: where the tables of each kelurahan begin, and they. */
export const workBytes = ({ tables: { offset, edges } }: Pick<LabourSetting, 'tables'>): number =>
  offset.byteLength + edges.byteLength;

/** To be called before the people of a year are taken to hand. @param from where the tables of kelurahan begin */
export function layOutWork({ tables, moves, earnings, asked }: LabourSetting, from: number): void {
  const bytes = HAND.bytes();
  new Int16Array(bytes, NOISE.offset, NORMALS.length).set(moves.noise);
  new Int16Array(bytes, PAY_NOISE.offset, NORMALS.length).set(moves.payNoise);
  new Float32Array(bytes, MEDIAN.offset, WORK_CELLS).set(earnings.median);
  new Float64Array(bytes, FACTOR.offset, PAY_STEPS).set(earnings.factor);
  new Uint16Array(bytes, ASKED.offset, AGE_OF.length).set(asked);
  new Uint16Array(bytes, GROUPS.offset, SCHOOLINGS).set(GROUP_CELL);
  new Uint8Array(bytes, GROWN.offset, AGE_OF.length).set(GROWN_AGE);
  new Uint32Array(bytes, from, tables.offset.length).set(tables.offset);
  new Int16Array(bytes, from + tables.offset.byteLength, tables.edges.length).set(tables.edges);
}

const pass: Loop = HAND.loop(9, (writer, given) => {
  const { hold, variable, store, repeat } = writer;
  const [number, first, kept, keptPay, ill] = [given[0]!, given[1]!, given[2]!, given[3]!, given[4]!];
  const brought = columnAt(given[5]!, 'word');
  const tally = columnAt(given[6]!, 'word');
  const offsets = columnAt(given[7]!, 'word');
  const edges = columnAt(given[8]!, 'signedHalf');
  const stays = (units: Whole, share: Whole): Whole =>
    shiftRight(plus(times(units, share), 1 << (PART_BITS - 1)), PART_BITS);
  const found = variable(ill);
  repeat(number, (i) => {
    const row = hold(at(PEOPLE.adults, i));
    const before = hold(at(PEOPLE.state, row));
    const home = hold(shiftLeft(at(PEOPLE.household, row), BROUGHT_BITS));
    const cell = hold(at(PEOPLE.sexAge, row));
    const area = hold(at(PEOPLE.region, row));
    const bits = hold(at(PEOPLE.bits, row));
    const stood = hold(at(PEOPLE.place, row));
    const stands = hold(plus(stays(shiftRight(stood, 16), kept), at(NOISE, shiftDown(bits, 22))));
    const paid = shiftRight(shiftLeft(stood, 16), 16);
    const pay = hold(plus(stays(paid, keptPay), at(PAY_NOISE, and(shiftDown(bits, 12), 1023))));
    const group = hold(plus(at(GROUPS, shiftDown(before, SCHOOL_AT)), cell));
    const edge = hold(shiftLeft(plus(at(offsets, area), group), 1));
    // No branch on what nobody can foresee: WORKING is 1 and SEEKING 2. Everybody's pay is looked up.
    const works = hold(isLess(stands, at(edges, edge)));
    const does = minus(shiftLeft(isLess(stands, at(edges, or(edge, 1))), 1), works);
    const step = plus(shiftRight(plus(pay, 1 << (PAY_STEP_BITS - 1)), PAY_STEP_BITS), PAY_MIDDLE);
    const earns = truncated(realPlus(realTimes(realAt(MEDIAN, group), realAt(FACTOR, step)), 0.5));
    store(PEOPLE.place, row, or(shiftLeft(stands, 16), and(pay, 0xffff)));
    const now = hold(or(and(before, ~3), does));
    store(PEOPLE.state, row, now);
    store(brought, home, plus(at(brought, home), and(earns, minus(0, works))));
    const condition = and(shiftDown(now, HEALTH_AT), CONDITIONS - 1);
    addBrings(writer, brought, home, or(shiftLeft(condition, AGE_BITS), at(GROWN, cell)));
    const counted = hold(or(times(area, ADULT_TALLY), and(now, ADULT_TALLY - 1)));
    store(tally, counted, plus(at(tally, counted), 1));
    // Written always, and kept where it counts.
    store(PEOPLE.ill, found.value, plus(row, first));
    found.set(plus(found.value, isBelow(and(bits, FIRST_MASK), at(ASKED, cell))));
  });
  return found.value;
});

/**
 * The adults at hand, without training or a wage floor: labour.ts tells what these change.
 *
 * @param setting of which layOutWork was told, with the place `from`
 * @param first   row of the first at hand
 * @param atHand  how many people are
 * @param number  how many of them are listed
 * @param ill     of how many health is asked already
 * @returns of how many then: their rows follow in PEOPLE.ill
 */
export function plainWorkYear(
  year: YearAtHand,
  { tables: { offset }, moves: { kept, keptPay } }: LabourSetting,
  key: DrawKey,
  from: number,
  first: number,
  atHand: number,
  number: number,
  ill: number,
): number {
  drawOfPeople(atHand, key.low, key.high);
  return pass(number, first, kept, keptPay, ill, year.brought, year.adults, from, from + offset.byteLength);
}
