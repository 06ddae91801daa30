/** Residents by sex and five years of age, year by year, of baseline and scenario: expected numbers with central rates. */
import { AGE_GROUPS, ageGroupOf } from '../../indicators/structure.ts';
import type { PopulationCounts } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SEXES, SINGLE_YEARS } from '../demography/ages.ts';
import { CENTRAL } from '../demography/levels.ts';
import { countsOf, ratesOfSides, type PairOfRuns } from '../replicates/pair-of-runs.ts';
import { SIDES } from '../replicates/sides.ts';

/** Bars of one area, men from young to old, then women. */
export const PYRAMID_BARS = SEXES.length * AGE_GROUPS.length;

/** [side × year, the start first × area, the city last × bar] */
export function expectedPyramid(pair: PairOfRuns): Float32Array {
  const start = countsOf(pair.start);
  const areas = start.regions + 1;
  const perSide = (pair.years + 1) * areas * PYRAMID_BARS;
  const pyramid = new Float32Array(SIDES.length * perSide);
  ratesOfSides(pair, start, CENTRAL).forEach((steps, side) => {
    let counts: PopulationCounts = start;
    addYear(counts, pyramid, side * perSide);
    steps.forEach((rates, step) => {
      counts = projectStep(SINGLE_YEARS, counts, rates).end;
      addYear(counts, pyramid, side * perSide + (step + 1) * areas * PYRAMID_BARS);
    });
  });
  return pyramid;
}

function addYear({ regions, persons }: PopulationCounts, pyramid: Float32Array, at: number): void {
  const { count } = SINGLE_YEARS;
  const city = at + regions * PYRAMID_BARS;
  for (let region = 0; region < regions; region++)
    for (let sex = 0; sex < SEXES.length; sex++)
      for (let age = 0; age < count; age++) {
        const bar = sex * AGE_GROUPS.length + ageGroupOf(age);
        const value = persons[(region * SEXES.length + sex) * count + age]!;
        pyramid[at + region * PYRAMID_BARS + bar]! += value;
        pyramid[city + bar]! += value;
      }
}
