/**
 * The hot loops: everybody is asked once what may happen to him this year, as he is at its start. Nothing is changed here, so
 * that no answer depends on the row that somebody stands in.
 *
 * Only the first loop meets everybody; the other two go by the lists that the end of the last year has made: a branch that
 * nobody can foretell costs more than a draw, and a list is written without one.
 */
import { drawBits, moreBits } from '../../chance/keyed-draws.ts';
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { addRow, type GrowingRows } from '../growing-rows.ts';
import { NONE } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import { MOST_BITS } from '../thresholds.ts';
import { MARRIED, NEVER_MARRIED } from './family-persons.ts';
import { ADULT_AGE, BIRTH_CLASSES, birthClass, DECILES } from './family-tables.ts';
import { ageOfCell, isWoman, type Asked, type FamilyYear } from './family-year.ts';
import { birthPlace, type Gradients } from './gradients.ts';
import { isHead } from './nucleus.ts';

const { count } = SINGLE_YEARS;
const FIRST_WOMAN = FEMALE * count;

export function askEverybody(year: FamilyYear): void {
  for (const list of yearly(year.asked)) list.count = 0;
  const { rows } = year.persons;
  const deaths = mostDeaths(year);
  const births = mostBirths(year);
  const going = mostGoing(year);
  let [bearer, actor] = [0, 0];
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    askFates(year, deaths, from, to);
    bearer = askBirths(year, births, bearer, to);
    actor = askUnionsAndMoves(year, going, actor, to);
  }
}

/** Rows that all three loops go through before the next ones: as many as are still at hand for the second and the third. */
const BLOCK = 8192;

/** Those lists that are made here; the other two were when the last year ended. */
const yearly = ({ bearing, acting, ...lists }: Asked): GrowingRows[] =>
  Object.values(lists).filter((list) => list !== bearing && list !== acting);

function askFates(year: FamilyYear, dies: Float64Array, fromRow: number, toRow: number): void {
  const { persons, tables, keys, asked } = year;
  const { low, high, sexAge, region } = persons;
  const { offset, staysUpTo } = tables;
  const { dying, leaving } = asked;
  const { fate } = keys;
  const areAlike = offset.every((each) => each === 0);
  for (let row = fromRow; row < toRow; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    const at = areAlike ? cell : offset[region[row]!]! + cell;
    const bits = drawBits(fate, low[row]!, high[row]!, 0);
    if (bits < dies[at]! && isDying(year, row, at, bits)) addRow(dying, row);
    if (bits > staysUpTo[at]!) addRow(leaving, row);
  }
}

/** [rates × sexAge] of whichever decile dies most: nobody else is looked at more closely. */
const mostDeaths = ({ tables: { dies }, gradients: { deaths } }: FamilyYear): Float64Array =>
  Float64Array.from(dies, (each, at) => each * largest(deaths, at % SEX_AGES, DECILES));

function largest(column: Float64Array, cell: number, width: number): number {
  let most = 0;
  for (let i = cell * width; i < (cell + 1) * width; i++) most = Math.max(most, column[i]!);
  return most;
}

function largestBirths({ births }: Gradients, cell: number): number {
  let most = 0;
  for (let at = cell; at < births.length / BIRTH_CLASSES; at += SEX_AGES)
    most = Math.max(most, largest(births, at, BIRTH_CLASSES));
  return most;
}

function isDying(
  { persons, households, tables, gradients }: FamilyYear,
  row: number,
  at: number,
  bits: number,
): boolean {
  const decile = households.desil[persons.household[row]!]!;
  return bits < tables.dies[at]! * gradients.deaths[persons.sexAge[row]! * DECILES + decile]!;
}

interface MostBirths {
  /** [rates × sexAge] of whoever bears most. */
  readonly most: Float64Array;
  /** [sexAge] the second half of the rate, in whichever region it is highest. */
  readonly later: Float64Array;
}

function mostBirths({ tables: { halfBirths }, gradients }: FamilyYear): MostBirths {
  const later = laterBirths(halfBirths);
  const most = Float64Array.from(
    halfBirths,
    (each, at) => (each + later[at % SEX_AGES]!) * largestBirths(gradients, at % SEX_AGES),
  );
  return { most, later };
}

/**
 * @param place in the list where to begin
 * @returns     the place of the first woman whose row is not before `toRow`
 */
function askBirths(year: FamilyYear, { most, later }: MostBirths, place: number, toRow: number): number {
  const { persons, tables, gradients, keys, asked } = year;
  const { low, high, sexAge, region, partner, parity } = persons;
  const { offset, halfBirths } = tables;
  const { birth } = keys;
  const { rows, count: women } = asked.bearing;
  let i = place;
  for (; i < women; i++) {
    const row = rows[i]!;
    if (row >= toRow) break;
    const cell = sexAge[row]!;
    const at = offset[region[row]!]! + cell;
    const bits = drawBits(birth, low[row]!, high[row]!, 0);
    if (bits >= most[at]!) continue;
    const each = birthClass(partner[row] !== NONE, parity[row]!);
    const gradientPlace = birthPlace(gradients, region[row]!, cell, each);
    const gradient = gradients.births[gradientPlace]!;
    const rest = bits - halfBirths[at]! * gradient;
    if (rest < 0) {
      addRow(asked.early, row);
      addRow(asked.earlyRegion, region[row]!);
    } else if (rest < later[cell]! * gradient) {
      addRow(asked.late, row);
      addRow(asked.lateRest, rest);
      addRow(asked.latePlace, gradientPlace);
    }
  }
  return i;
}

function laterBirths(halfBirths: Uint32Array): Float64Array {
  const later = new Float64Array(SEX_AGES);
  halfBirths.forEach((_, at) => {
    const cell = at % SEX_AGES;
    later[cell] = Math.max(later[cell]!, halfBirths[at - cell + OLDER[cell]!]!);
  });
  return later;
}

/** Like askBirths. */
function askUnionsAndMoves(
  year: FamilyYear,
  { leavesTogether, stays }: MostGoing,
  place: number,
  toRow: number,
): number {
  const { persons, tables, families, keys, asked } = year;
  const { low, high, sexAge, region, marital } = persons;
  const { offset } = tables;
  const { seeksOrParts, staysUpTo } = families;
  const { union } = keys;
  const areAlike = offset.every((each) => each === 0);
  const { rows, count: people } = asked.acting;
  let i = place;
  for (; i < people; i++) {
    const row = rows[i]!;
    if (row >= toRow) break;
    const cell = sexAge[row]!;
    const act = marital[row]! * SEX_AGES + cell;
    const bits = drawBits(union, low[row]!, high[row]!, 0);
    if (bits < seeksOrParts[act]!) seekOrPart(year, row);
    if (bits > staysUpTo[act]!) leaveOrJoin(year, row);
    const goingBits = moreBits(bits);
    if (goingBits < leavesTogether[areAlike ? cell : offset[region[row]!]! + cell]!) addRow(asked.leavingTogether, row);
    if (goingBits > stays[cell]!) mayMove(year, row);
  }
  return i;
}

function seekOrPart({ persons: { marital, sexAge }, asked }: FamilyYear, row: number): void {
  if (marital[row] === MARRIED) addRow(asked.parting, row);
  else addRow(isWoman(sexAge[row]!) ? asked.women : asked.men, row);
}

const leaveOrJoin = ({ persons: { marital }, asked }: FamilyYear, row: number): void =>
  addRow(marital[row] === NEVER_MARRIED ? asked.leavingHome : asked.joiningKin, row);

const mayMove = ({ persons, asked }: FamilyYear, row: number): void =>
  addRow(isHead(persons, row) ? asked.movingTogether : asked.movingAlone, row);

interface MostGoing {
  /** [rates × sexAge] of a head, if nobody of the family leaves less; 0 for men. */
  readonly leavesTogether: Float64Array;
  /** [sexAge] of whichever family moves most: bits above. */
  readonly stays: Float64Array;
}

function mostGoing({ tables: { staysUpTo, moves }, families }: FamilyYear): MostGoing {
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

/**
 * [status × sexAge] 1 for whom unions and moves are asked of: the grown. A man who is married is not: he moves with his wife,
 * and she is asked.
 */
export const ACTS = Uint8Array.from({ length: (MARRIED + 3) * SEX_AGES }, (_, i) => {
  const [status, cell] = [Math.floor(i / SEX_AGES), i % SEX_AGES];
  return ageOfCell(cell) >= ADULT_AGE && (status !== MARRIED || isWoman(cell)) ? 1 : 0;
});
