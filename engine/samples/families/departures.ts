/** Who has left the city, and who lives there unknown to the population register. */
import { chance } from '../../kernel/random.ts';
import { LIFE_STATES, type LifeState } from '../city.ts';
import { shuffled } from '../sampling.ts';
import { VOTING_AGE, type Pool } from './age-structure.ts';
import { SHDK, type Kinship } from './homes.ts';
import { NEVER_MARRIED } from './marriage.ts';
import type { PopulationParameters } from './population-parameters.ts';

export const lifeStateCode = (state: LifeState): number => LIFE_STATES.indexOf(state);
const RESIDENT = lifeStateCode('resident');

/** How many people live or lived outside the count of residents. */
export interface DepartureCounts {
  readonly movedOut: number;
  readonly unregistered: number;
}

export function departureCounts(residents: number, parameters: PopulationParameters['departures']): DepartureCounts {
  return {
    movedOut: Math.round(residents * parameters.movedOutShare),
    unregistered: Math.round(residents * parameters.unregisteredShare),
  };
}

/** The members of each household, by the unit at its head. */
export function membersByHome(kinship: Kinship, unitCount: number): readonly number[][] {
  const members: number[][] = Array.from({ length: unitCount }, () => []);
  kinship.home.forEach((unit, person) => members[unit]!.push(person));
  return members;
}

interface Leaving {
  readonly state: LifeState;
  readonly count: number;
  readonly asFamily: number;
  readonly largestFamily: number;
  /** Who may go, or be overlooked, alone. */
  readonly alone: (person: number) => boolean;
}

/** Marks whole households, then single members, until the count is met. */
function mark(states: Uint8Array, members: readonly number[][], leaving: Leaving, seed: number): void {
  const code = lifeStateCode(leaving.state);
  const draws = chance(seed, 'leaving', leaving.state);
  let left = leaving.count;
  const untouched = (home: readonly number[]): boolean => home.every((person) => states[person] === RESIDENT);
  const markFamilies = (upTo: number): void => {
    for (const unit of shuffled(members.length, draws)) {
      const home = members[unit]!;
      const fits = home.length > 0 && home.length <= Math.min(leaving.largestFamily, left - upTo);
      if (!fits || !untouched(home)) continue;
      for (const person of home) states[person] = code;
      left -= home.length;
    }
  };
  markFamilies(Math.round(leaving.count * (1 - leaving.asFamily)));
  for (const person of shuffled(states.length, draws)) {
    if (left === 0) break;
    if (states[person] !== RESIDENT || !leaving.alone(person)) continue;
    states[person] = code;
    left -= 1;
  }
  markFamilies(0);
  if (left > 0) throw new RangeError('A city this small has nobody who could have left; take 100 residents or more.');
}

/**
 * Decides who of the pool is a resident: exactly as many as the pool has beyond those who left or are unknown.
 *
 * @returns [person] index into LIFE_STATES
 */
export function lifeStates(
  pool: Pool,
  status: Uint8Array,
  kinship: Kinship,
  members: readonly number[][],
  counts: DepartureCounts,
  parameters: PopulationParameters['departures'],
  seed: number,
): Uint8Array {
  const states = new Uint8Array(pool.count).fill(RESIDENT);
  const isYoungAdult = (person: number): boolean => pool.ageYears[person]! >= VOTING_AGE && pool.ageYears[person]! < 45;
  const isSingleChild = (person: number): boolean =>
    isYoungAdult(person) && kinship.shdk[person] === SHDK.child && status[person] === NEVER_MARRIED;
  const isNewcomer = (person: number): boolean =>
    isYoungAdult(person) && [SHDK.childInLaw, SHDK.relative, SHDK.other].includes(kinship.shdk[person] as 5 | 9 | 11);
  const largestFamily = 6;
  mark(
    states,
    members,
    {
      state: 'moved-out',
      count: counts.movedOut,
      asFamily: parameters.movedOutAsFamily,
      largestFamily,
      alone: isSingleChild,
    },
    seed,
  );
  mark(
    states,
    members,
    {
      state: 'unregistered',
      count: counts.unregistered,
      asFamily: parameters.unregisteredAsFamily,
      largestFamily: 4,
      alone: (person) => isNewcomer(person) || isSingleChild(person),
    },
    seed,
  );
  return states;
}
