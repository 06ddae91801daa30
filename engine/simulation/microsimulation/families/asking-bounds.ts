/**
 * What tells in a few steps that nothing happens to somebody this year: of each question one bound for all people of an age,
 * sex and status. Whom a bound does not clear is asked exactly; the bounds are never too narrow.
 */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../persons.ts';
import { MOST_BITS } from '../thresholds.ts';
import { MARRIED } from './family-persons.ts';
import { ADULT_AGE, DECILES, STATUSES } from './family-tables.ts';
import { ageOfCell, isWoman, type FamilyYear } from './family-year.ts';

/**
 * [status × sexAge] 1 for whom unions and moves are asked of: the grown. A man who is married is not: he moves with his wife,
 * and she is asked.
 */
export const ACTS = Uint8Array.from({ length: STATUSES * SEX_AGES }, (_, i) => {
  const [status, cell] = [Math.floor(i / SEX_AGES), i % SEX_AGES];
  return ageOfCell(cell) >= ADULT_AGE && (status !== MARRIED || isWoman(cell)) ? 1 : 0;
});

/** Places of a status in the bounds: those of no sex and age, as of a row that nobody has, clear everything. */
export const CELLS = 256;
/** Bounds in a row: below and above of fate, of unions, of going; a power of two. */
export const BOUNDS = 8;

/**
 * [status × CELLS × BOUNDS] of bits halved, so that they and their differences are whole numbers of 32 bits with a sign: what
 * is less than the first of a pair, or more than the second, may be an event.
 *
 * @param deaths [rates × sexAge] of whichever decile dies most
 */
export function askingBounds({ tables, families }: FamilyYear, deaths: Float64Array, going: MostGoing): Int32Array {
  const bounds = new Int32Array(STATUSES * CELLS * BOUNDS);
  for (let at = 1; at < bounds.length; at += 2) bounds[at] = NEVER_ABOVE;
  const dies = ofAllRates(deaths, Math.max);
  const staysUpTo = ofAllRates(tables.staysUpTo, Math.min);
  const leavesTogether = ofAllRates(going.leavesTogether, Math.max);
  for (let status = 0; status < STATUSES; status++)
    for (let cell = 0; cell < SEX_AGES; cell++) {
      const at = (status * CELLS + cell) * BOUNDS;
      bound(bounds, at, dies[cell]!, staysUpTo[cell]!);
      const act = status * SEX_AGES + cell;
      if (ACTS[act] === 0) continue;
      bound(bounds, at + 2, families.seeksOrParts[act]!, families.staysUpTo[act]!);
      bound(bounds, at + 4, leavesTogether[cell]!, going.stays[cell]!);
    }
  return bounds;
}

const HALF = 2 ** 31;
const NEVER_ABOVE = HALF - 1;

/** Bits below the one or above the other may be an event. */
function bound(bounds: Int32Array, at: number, below: number, above: number): void {
  const least = below <= 0 ? 0 : Math.floor((Math.ceil(below) - 1) / 2) + 1;
  bounds[at] = Math.min(least, HALF - 1);
  // What is certain does not fit below: everything is above then.
  bounds[at + 1] = least >= HALF ? -1 : Math.floor((Math.floor(above) + 1) / 2) - 1;
}

/** [sexAge] of whichever rates say most. */
function ofAllRates(column: Float64Array | Uint32Array, worse: (one: number, other: number) => number): Float64Array {
  const found = Float64Array.from(column.subarray(0, SEX_AGES));
  for (let at = SEX_AGES; at < column.length; at++) found[at % SEX_AGES] = worse(found[at % SEX_AGES]!, column[at]!);
  return found;
}

/** [rates × sexAge] of whichever decile dies most: nobody else is looked at more closely. */
export const mostDeaths = ({ tables: { dies }, gradients: { deaths } }: FamilyYear): Float64Array =>
  Float64Array.from(dies, (each, at) => each * largest(deaths, at % SEX_AGES, DECILES));

/** Of the columns of one row. */
export function largest(column: Float64Array, row: number, width: number): number {
  let most = 0;
  for (let i = row * width; i < (row + 1) * width; i++) most = Math.max(most, column[i]!);
  return most;
}

const FIRST_WOMAN = FEMALE * SINGLE_YEARS.count;

export interface MostGoing {
  /** [rates × sexAge] of a head, if nobody of the family leaves less; 0 for men. */
  readonly leavesTogether: Float64Array;
  /** [sexAge] of whichever family moves most: bits above. */
  readonly stays: Float64Array;
}

export function mostGoing({ tables: { staysUpTo, moves }, families }: FamilyYear): MostGoing {
  const alone = families.movingAlone;
  const mostMoves = alone * moves.reduce((most, each) => Math.max(most, each), 0);
  return {
    leavesTogether: Float64Array.from(staysUpTo, (each, at) =>
      at % SEX_AGES < FIRST_WOMAN ? 0 : families.leavingTogether * (MOST_BITS - each),
    ),
    // A woman moves with her family, whose mean may be above what her age says.
    stays: Float64Array.from(moves, (each, cell) => MOST_BITS - (cell < FIRST_WOMAN ? alone * each : mostMoves)),
  };
}
