/** Expected numbers with central rates, laid out as a replicate: no luck is in them and no doubt, and they are there at once. */
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { CENTRAL } from '../demography/levels.ts';
import { measureYear, SIMULATED_INDICATORS } from '../replicates/indicators.ts';
import {
  countsOf,
  ratesOfSides,
  SIDES,
  UNCERTAINTIES,
  valuesOfReplicate,
  type PairOfRuns,
} from '../replicates/pair-of-runs.ts';

/** NaN for families and how people live, of which expected numbers tell nothing. */
export function expectedValues(pair: PairOfRuns): Float32Array {
  const start = countsOf(pair.start);
  const perYear = (pair.areaCodes.length + 1) * SIMULATED_INDICATORS.length;
  const size = (pair.years + 1) * perYear;
  const values = new Float32Array(valuesOfReplicate(pair)).fill(NaN);
  ratesOfSides(pair, start, CENTRAL).forEach((steps, side) => {
    const at = side * size;
    let counts = start;
    measureYear(start.regions, counts.persons, undefined, values, at);
    steps.forEach((rates, step) => {
      const { end, flows } = projectStep(SINGLE_YEARS, counts, rates);
      counts = end;
      measureYear(start.regions, end.persons, flows, values, at + (step + 1) * perYear);
    });
  });
  // Whatever varies in a replicate, here nothing does.
  for (let uncertainty = 1; uncertainty < UNCERTAINTIES.length; uncertainty++)
    values.copyWithin(uncertainty * SIDES.length * size, 0, SIDES.length * size);
  return values;
}
