/** Whole numbers of people by kelurahan while a year passes over them, in few small columns: one addition a person. */
import { IMPAIRED, type PersonCounts } from './account.ts';
import { WORK_STATES } from './columns.ts';
import { CONDITIONS, HEALTH_AT, healthOfCondition, schoolOfCondition } from './person-state.ts';
import { LEVELS } from './school/education.ts';

/** In the lower half of the children of a kelurahan those who are adults as well, whose health is counted there. */
export const CHILD_TALLY = 2 * CONDITIONS;
export const YOUNG = CONDITIONS;
/** Work and health, the lowest bits of a state. */
export const ADULT_TALLY = 16;

export interface Tally {
  /** [region × CHILD_TALLY] who may go to school. */
  readonly children: Uint32Array;
  /** [region × ADULT_TALLY] of working age. */
  readonly adults: Uint32Array;
}

export const emptyTally = (regions: number): Tally => ({
  children: new Uint32Array(regions * CHILD_TALLY),
  adults: new Uint32Array(regions * ADULT_TALLY),
});

/** Adds what was counted, and leaves nothing behind. */
export function addTally({ children, adults }: Tally, { pupils, workers, impaired }: PersonCounts): void {
  children.forEach((number, i) => {
    // Some numbers are no level.
    if (number === 0) return;
    const region = Math.floor(i / CHILD_TALLY);
    const condition = i % CONDITIONS;
    pupils[region * LEVELS.length + schoolOfCondition(condition)]! += number;
    if (i % CHILD_TALLY >= YOUNG) impaired[region * IMPAIRED + healthOfCondition(condition)]! += number;
  });
  adults.forEach((number, i) => {
    const region = Math.floor(i / ADULT_TALLY);
    workers[region * WORK_STATES + (i & 3)]! += number;
    impaired[region * IMPAIRED + ((i % ADULT_TALLY) >>> HEALTH_AT)]! += number;
  });
  children.fill(0);
  adults.fill(0);
}
