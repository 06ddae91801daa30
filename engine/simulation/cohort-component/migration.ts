/** Who leaves, moves and arrives in one step. */
import { FEMALE, MALE } from '../demography/ages.ts';
import type { GrossMigration, Step } from './shapes.ts';

/** Stands where nobody leaves or moves: columns without values. */
export const NO_GROSS: Omit<GrossMigration, 'kind' | 'arrivals'> = {
  leaving: new Float64Array(0),
  moving: new Float64Array(0),
  destinationShare: new Float64Array(0),
};

/** Of the persons of one group at the start, the shares that die, leave, live elsewhere in the city and stay: 1 in sum. */
export interface Fate {
  readonly dead: number;
  readonly left: number;
  readonly moved: number;
  readonly stayed: number;
}

/**
 * Death and leaving compete: each has its own constant force within the step, and who leaves is no more counted when he
 * dies. Moves within the city are a state at the end, not events: a second move in one step does not show.
 *
 * @param survival, leaving, moving probabilities, each as if there were none of those before it
 */
export function fateOf(survival: number, leaving: number, moving: number): Fate {
  const here = survival * (1 - leaving);
  const deathForce = -Math.log(survival);
  const leavingForce = -Math.log1p(-leaving);
  const isDeadly = leavingForce === 0 || deathForce === Infinity;
  const dead = isDeadly ? 1 - here : ((1 - here) * deathForce) / (deathForce + leavingForce);
  // Where hardly anybody leaves, rounding may make it a little less than nobody.
  return { dead, left: Math.max(0, 1 - here - dead), moved: here * moving, stayed: here * (1 - moving) };
}

/** Puts arrivals, or net migration, into the end of the step; those who come during it may die in what is left of it. */
export function addArrivals(step: Step, end: Float64Array): void {
  const { migration } = step.rates;
  if (migration.kind === 'none') return;
  const isAtEnd = migration.kind === 'net' && migration.timing === 'at-end';
  const column = migration.kind === 'net' ? migration.persons : migration.arrivals;
  const { axis, regions, flows } = step;
  for (let region = 0; region < regions; region++)
    for (let sex = MALE; sex <= FEMALE; sex++)
      for (let group = 0; group < axis.count; group++) {
        const cell = region * 2 + sex;
        const persons = column[cell * axis.count + group]!;
        if (persons === 0) continue;
        const alive = isAtEnd ? persons : persons * Math.sqrt(survivalInto(step, region, sex, group));
        end[cell * axis.count + group]! += alive;
        flows.arrivals[cell]! += persons;
        flows.deaths[cell]! += persons - alive;
      }
}

/** Survival of those who are in a group at the end from the group they were in at the start; of the newborn for the first. */
function survivalInto({ axis: { count }, rates }: Step, region: number, sex: number, group: number): number {
  const { survival, newbornSurvival } = rates.vital[region]!;
  return group === 0 ? newbornSurvival[sex]! : survival[sex * count + group - 1]!;
}
