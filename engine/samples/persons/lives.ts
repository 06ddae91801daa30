/** What people believe, whether they are well, and how far they go in school and at work. */
import type { HouseholdList, People } from '../families/people.ts';
import type { SampleParameters } from '../parameters.ts';
import { religions } from './beliefs.ts';
import { drawHealth, type Health } from './health.ts';
import { drawEducation, drawSchooling, type Schooling } from './schooling.ts';
import { drawLabourStates, drawOccupations } from './work.ts';

/** Row i of every column is one person. */
export interface Lives {
  readonly religion: Uint8Array;
  readonly health: Health;
  readonly schooling: Schooling;
  readonly education: Uint8Array;
  readonly labourState: Uint8Array;
  readonly occupation: Uint8Array;
}

/** @param position [household] social position, standard normal */
export function drawLives(
  people: People,
  households: HouseholdList,
  position: Float64Array,
  parameters: SampleParameters,
  referenceDay: number,
  seed: number,
): Lives {
  const { population, work } = parameters;
  const religion = religions(people, households, population.religion, seed);
  const health = drawHealth(people, population.health, seed);
  const schooling = drawSchooling(people, position, work.schooling, referenceDay, seed);
  const education = drawEducation(people, schooling, position, work.education, referenceDay, seed);
  const abilities = { schooling, education, health, religion };
  const labourState = drawLabourStates(people, abilities, work.labour, seed);
  const occupation = drawOccupations(people, abilities, labourState, work.occupation, seed);
  return { ...abilities, labourState, occupation };
}
