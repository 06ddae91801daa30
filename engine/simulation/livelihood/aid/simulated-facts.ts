/**
 * Facts of persons that the simulation carries along and rules may ask (models/assistance/facts.yaml). It does not know who is
 * pregnant, a citizen, in DTSEN or insured otherwise, what registers say of a death or a move, nor any fact of the house;
 * deciles are its own estimate of the ranking and no desil of DTSEN. What stands in for a fact that it does not have is told in
 * models/livelihood/programmes.yaml.
 */
import type { Facts } from '../../../assistance/evaluation/one-family.ts';
import { DISABLED, FRAIL, SEEKING } from '../columns.ts';
import { healthOf, schoolOf, workOf } from '../person-state.ts';
import { HIGHER, NO_SCHOOL, PAUD } from '../school/education.ts';

/** What rules may ask of a person, in one number: the lowest bits of his state, and above them whether he is an orphan. */
const STATE_BITS = 7;
export const ORPHAN = 1 << STATE_BITS;
/** From 0 to below it. */
export const CIRCUMSTANCES = 2 * ORPHAN;
export const circumstanceOf = (state: number): number => state & (ORPHAN - 1);

/** "No pupil" of the codes school-level, which end with SMA; and "none" of disability, after the six kinds of it. */
const NO_PUPIL = 0;
const SOME_DISABILITY = 1;
const NO_DISABILITY = 7;
/** One age a class: who is in SD at 7 is in class 1. */
const AGE_BEFORE_CLASSES = 6;

type Meaning = (circumstance: number, age: number) => number | undefined;
const levelOf = (circumstance: number): number => {
  const school = schoolOf(circumstance);
  return school === NO_SCHOOL || school === HIGHER ? NO_PUPIL : school;
};
const has = (circumstance: number, impairment: number): number => ((healthOf(circumstance) & impairment) === 0 ? 0 : 1);

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ageYears: (_, age) => age,
  schoolLevel: levelOf,
  schoolGrade: (circumstance, age) => (levelOf(circumstance) > PAUD ? age - AGE_BEFORE_CLASSES : undefined),
  // The simulation knows one kind of lasting disability: it stands in for a severe one, and for one of any kind.
  isSeverelyDisabled: (circumstance) => has(circumstance, DISABLED),
  disability: (circumstance) => (has(circumstance, DISABLED) === 1 ? SOME_DISABILITY : NO_DISABILITY),
  // Who is frail needs help in daily life: he stands in for who cannot care for himself at all.
  isBedridden: (circumstance) => has(circumstance, FRAIL),
  isJobSeeker: (circumstance) => (workOf(circumstance) === SEEKING ? 1 : 0),
  isOrphan: (circumstance) => ((circumstance & ORPHAN) === 0 ? 0 : 1),
};

export const SIMULATED_FACTS: readonly string[] = Object.keys(MEANINGS);

/** @param circumstance work, health and school of a state (person-state.ts), and ORPHAN */
export const factsOfPerson = (circumstance: number, age: number): Facts =>
  new Map(
    Object.entries(MEANINGS).flatMap(([fact, meaning]) => {
      const value = meaning(circumstance, age);
      return value === undefined ? [] : [[fact, value] as const];
    }),
  );
