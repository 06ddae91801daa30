/**
 * The hot loop: everybody is asked once what may happen to him this year, as he is at its start. Nothing is changed here, so
 * that no answer depends on the row that somebody stands in.
 */
import { drawBits } from '../../chance/keyed-draws.ts';
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { addRow } from '../growing-rows.ts';
import { NONE } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import { MOST_BITS } from '../thresholds.ts';
import { MARRIED, NEVER_MARRIED } from './family-persons.ts';
import { ADULT_AGE, BIRTH_CLASSES, birthClass, DECILES } from './family-tables.ts';
import type { FamilyYear } from './family-year.ts';

const { count } = SINGLE_YEARS;
const FIRST_WOMAN = FEMALE * count;

export function askEverybody(year: FamilyYear): void {
  const { persons, households, tables, families, gradients, keys, asked } = year;
  const { rows, low, high, sexAge, region, household, marital, partner, parity } = persons;
  const { offset, dies, staysUpTo, halfBirths, mayBear } = tables;
  const { seeksOrParts, staysUpTo: staysHomeUpTo } = families;
  const { fate, birth, union, move, together } = keys;
  const { desil } = households;
  const most = mostThresholds(year);
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    const at = offset[region[row]!]! + cell;
    const personLow = low[row]!;
    const personHigh = high[row]!;
    const fateBits = drawBits(fate, personLow, personHigh, 0);
    if (fateBits < most.dies[at]!) {
      const decile = desil[household[row]!]!;
      if (fateBits < dies[at]! * gradients.deaths[cell * DECILES + decile]!) addRow(asked.dying, row);
    } else if (fateBits > staysUpTo[at]!) addRow(asked.leaving, row);
    if (cell < FIRST_WOMAN) {
      // A man who is married moves with his wife, and she is asked.
      if (cell < ADULT_AGE || marital[row] === MARRIED) continue;
    } else {
      if (mayBear[cell] === 1) {
        const bits = drawBits(birth, personLow, personHigh, 0);
        if (bits < most.bears[at]!) {
          const each = birthClass(partner[row] !== NONE, parity[row]!);
          const gradient = gradients.births[cell * BIRTH_CLASSES + each]!;
          const early = halfBirths[at]! * gradient;
          if (bits < early) {
            addRow(asked.early, row);
            addRow(asked.earlyRegion, region[row]!);
          } else if (bits - early < most.bearsLater[cell]! * gradient) {
            addRow(asked.late, row);
            addRow(asked.lateRest, bits - early);
            addRow(asked.lateClass, each);
          }
        }
      }
      if (cell < FIRST_WOMAN + ADULT_AGE) continue;
      if (partner[row] !== NONE || parity[row]! > 0) {
        const bits = drawBits(together, personLow, personHigh, 0);
        if (bits < most.leavesTogether[at]!) addRow(asked.leavingTogether, row);
        if (bits > most.staysTogether) addRow(asked.movingTogether, row);
        if (marital[row] === MARRIED) {
          if (drawBits(union, personLow, personHigh, 0) < seeksOrParts[MARRIED * SEX_AGES + cell]!)
            addRow(asked.parting, row);
          continue;
        }
      }
    }
    const status = marital[row]!;
    const act = status * SEX_AGES + cell;
    const bits = drawBits(union, personLow, personHigh, 0);
    if (bits < seeksOrParts[act]!)
      addRow(status === MARRIED ? asked.parting : cell < FIRST_WOMAN ? asked.men : asked.women, row);
    else if (bits > staysHomeUpTo[act]!) addRow(status === NEVER_MARRIED ? asked.leavingHome : asked.joiningKin, row);
    if (parity[row] === 0 && drawBits(move, personLow, personHigh, 0) < most.movesAlone[cell]!)
      addRow(asked.movingAlone, row);
  }
}

interface MostThresholds {
  /** [rates × sexAge] of whichever decile dies most, or of whoever bears most: nobody else is looked at more closely. */
  readonly dies: Float64Array;
  readonly bears: Float64Array;
  /** [sexAge] the second half of the rate, in whichever region it is highest. */
  readonly bearsLater: Float64Array;
  /** [rates × sexAge] of a couple or mother, if nobody of the family leaves less. */
  readonly leavesTogether: Float64Array;
  /** Of whichever family moves most: bits above. */
  readonly staysTogether: number;
  /** [sexAge] */
  readonly movesAlone: Float64Array;
}

function mostThresholds({ tables, families, gradients }: FamilyYear): MostThresholds {
  const { dies, staysUpTo, halfBirths, moves } = tables;
  const largest = (column: Float64Array, cell: number, width: number): number =>
    column.subarray(cell * width, (cell + 1) * width).reduce((most, each) => Math.max(most, each), 0);
  const bearsLater = new Float64Array(SEX_AGES);
  halfBirths.forEach((_, at) => {
    const cell = at % SEX_AGES;
    bearsLater[cell] = Math.max(bearsLater[cell]!, halfBirths[at - cell + OLDER[cell]!]!);
  });
  const alone = 1 - families.movingTogether;
  return {
    dies: Float64Array.from(dies, (each, at) => each * largest(gradients.deaths, at % SEX_AGES, DECILES)),
    bears: Float64Array.from(halfBirths, (each, at) => {
      const cell = at % SEX_AGES;
      return (each + bearsLater[cell]!) * largest(gradients.births, cell, BIRTH_CLASSES);
    }),
    bearsLater,
    leavesTogether: Float64Array.from(staysUpTo, (each) => families.leavingTogether * (MOST_BITS - each)),
    staysTogether: MOST_BITS - alone * moves.reduce((most, each) => Math.max(most, each), 0),
    movesAlone: Float64Array.from(moves, (each) => alone * each),
  };
}
