/**
 * What tells in a few steps that nothing happens to somebody this year: bounds for all people of an age, sex and status. Whom
 * they do not clear is asked exactly; they are never too narrow.
 */
import { FEMALE, SINGLE_YEARS } from '../../../demography/ages.ts';
import { SEX_AGES } from '../../persons.ts';
import { MOST_BITS } from '../../thresholds.ts';
import { mostBirths, type MostBirths } from './asking-births.ts';
import { MARRIED } from '../family-persons.ts';
import { ADULT_AGE, DECILES, GROWN_AGE, STATUSES } from '../family-tables.ts';
import { ageOfCell, isWoman, type FamilyYear } from '../family-year.ts';
import { largest } from '../gradients.ts';
import { CELLS } from './screen-loop.ts';
import { addBound, boundsOf, FIELDS, type Bounds } from './screening.ts';

/**
 * [status × sexAge] 1 for whom unions and moves are asked of: the grown. A man who is married is not: he moves with his wife,
 * and she is asked.
 */
export const ACTS = Uint8Array.from({ length: STATUSES * SEX_AGES }, (_, i) => {
  const [status, cell] = [Math.floor(i / SEX_AGES), i % SEX_AGES];
  return ageOfCell(cell) >= ADULT_AGE && (status !== MARRIED || isWoman(cell)) ? 1 : 0;
});

/** Whom nothing can happen to: what screening compares, and what exact questions do. */
export interface AskingBounds {
  /** [status × CELLS] */
  readonly screening: Bounds;
  /** [rates × sexAge] of whichever decile dies most: nobody else is looked at more closely. */
  readonly dies: Float64Array;
  readonly going: MostGoing;
  readonly births: MostBirths;
}

export function askingBounds(year: FamilyYear): AskingBounds {
  const { tables, families } = year;
  const screening = boundsOf(STATUSES * CELLS);
  const dies = mostDeaths(year);
  const going = mostGoing(year);
  const births = mostBirths(year);
  const ofCell = {
    dies: ofAllRates(dies, Math.max),
    staysUpTo: ofAllRates(tables.staysUpTo, Math.min),
    leavesTogether: ofAllRates(going.leavesTogether, Math.max),
    bearsWithHusband: ofAllRates(births.withHusband, Math.max),
    bearsWithout: ofAllRates(births.without, Math.max),
  };
  for (let status = 0; status < STATUSES; status++)
    for (let cell = 0; cell < SEX_AGES; cell++) {
      const at = status * CELLS + cell;
      const bears = status === MARRIED ? ofCell.bearsWithHusband : ofCell.bearsWithout;
      addBound(screening, FIELDS.fate, at, ofCell.dies[cell]!, ofCell.staysUpTo[cell]!);
      addBound(screening, FIELDS.birth, at, bears[cell]!, MOST_BITS);
      const act = status * SEX_AGES + cell;
      if (ACTS[act] === 0) continue;
      addBound(screening, FIELDS.union, at, families.seeksOrParts[act]!, families.staysUpTo[act]!);
      addBound(screening, FIELDS.going, at, ofCell.leavesTogether[cell]!, going.stays[act]!);
    }
  return { screening, dies, going, births };
}

/** [sexAge] of whichever rates say most. */
function ofAllRates(column: Float64Array | Uint32Array, worse: (one: number, other: number) => number): Float64Array {
  const found = Float64Array.from(column.subarray(0, SEX_AGES));
  for (let at = SEX_AGES; at < column.length; at++) found[at % SEX_AGES] = worse(found[at % SEX_AGES]!, column[at]!);
  return found;
}

function mostDeaths({ tables: { dies }, gradients: { deaths } }: FamilyYear): Float64Array {
  const most = new Float64Array(dies.length);
  for (let at = 0; at < dies.length; at++) most[at] = dies[at]! * largest(deaths, (at % SEX_AGES) * DECILES, DECILES);
  return most;
}

const FIRST_WOMAN = FEMALE * SINGLE_YEARS.count;

export interface MostGoing {
  /** [rates × sexAge] of a head, if nobody of the family leaves less; 0 for men. */
  readonly leavesTogether: Float64Array;
  /** [status × sexAge] of whichever family of such a head moves most, wherever it lives: bits above. */
  readonly stays: Float64Array;
}

function mostGoing({ tables: { staysUpTo, moves }, families }: FamilyYear): MostGoing {
  const leavesTogether = new Float64Array(staysUpTo.length);
  for (let at = 0; at < staysUpTo.length; at++)
    if (at % SEX_AGES >= FIRST_WOMAN) leavesTogether[at] = families.leavingTogether * (MOST_BITS - staysUpTo[at]!);
  return { leavesTogether, stays: mostStaying(ofAllRates(moves, Math.max), families.movingAlone) };
}

/**
 * A woman moves with her family, whose mean may be above what her age says: that of her and her husband, or of the children
 * alone, as one more of them brings the mean no nearer to more than theirs.
 *
 * @param moves [sexAge] where most move
 */
export function mostStaying(moves: Float64Array, movingAlone: number): Float64Array {
  const mostOf = (isMeant: (cell: number) => boolean): number =>
    moves.reduce((most, each, cell) => (isMeant(cell) ? Math.max(most, each) : most), 0);
  const child = mostOf((cell) => ageOfCell(cell) < GROWN_AGE);
  const husband = mostOf((cell) => !isWoman(cell));
  return Float64Array.from({ length: STATUSES * SEX_AGES }, (_, act) => {
    const cell = act % SEX_AGES;
    const own = moves[cell]!;
    const isWife = act >= MARRIED * SEX_AGES && act < (MARRIED + 1) * SEX_AGES;
    const couple = isWife ? Math.max(own, (own + husband) / 2) : own;
    return MOST_BITS - movingAlone * (isWoman(cell) ? Math.max(couple, child) : own);
  });
}
