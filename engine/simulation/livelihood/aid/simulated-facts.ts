/**
 * Facts of persons that the simulation carries along and rules may ask (models/assistance/facts.yaml). It does not know who is
 * pregnant, a citizen, in DTSEN, insured otherwise or an orphan, what registers say of a death or a move, nor any fact of the
 * house; deciles are its own estimate of the ranking and no desil of DTSEN.
 */
import type { Facts } from '../../../assistance/evaluation/one-family.ts';
import { DISABLED } from '../columns.ts';
import { healthOfCondition, schoolOfCondition } from '../person-state.ts';
import { HIGHER, NO_SCHOOL } from '../school/education.ts';

/** "No pupil" of the codes school-level, which end with SMA. */
const NO_PUPIL = 0;

const MEANINGS: Readonly<Record<string, (condition: number, age: number) => number>> = {
  ageYears: (_, age) => age,
  schoolLevel: (condition) => {
    const school = schoolOfCondition(condition);
    return school === NO_SCHOOL || school === HIGHER ? NO_PUPIL : school;
  },
  // The simulation knows one kind of lasting disability: it stands in for a severe one (asumsi, models/livelihood/programmes.yaml).
  isSeverelyDisabled: (condition) => ((healthOfCondition(condition) & DISABLED) === 0 ? 0 : 1),
};

export const SIMULATED_FACTS: readonly string[] = Object.keys(MEANINGS);

/** @param condition health and school: person-state.ts */
export const factsOfPerson = (condition: number, age: number): Facts =>
  new Map(Object.entries(MEANINGS).map(([fact, meaning]) => [fact, meaning(condition, age)]));
