/** Expected numbers with central rates, laid out as a replicate: no luck is in them and no doubt, and they are there at once. */
import { CENTRAL } from '../demography/levels.ts';
import { SIMULATED_INDICATORS } from '../replicates/indicators.ts';
import { countsOf, ratesOfSides, type PairOfRuns } from '../replicates/pair-of-runs.ts';
import { expectedOfSides } from '../replicates/replicate.ts';
import { EXPECTED_WIDTH, layoutOf } from '../replicates/sides.ts';

/** NaN for families and how people live, of which expected numbers tell nothing. */
export function expectedValues(pair: PairOfRuns): Float32Array {
  const counts = countsOf(pair.start);
  const layout = layoutOf(pair);
  const values = new Float32Array(layout.values).fill(NaN);
  const expected = expectedOfSides(pair, counts, ratesOfSides(pair, counts, CENTRAL));
  values.set(expected, layout.expected);
  // In place of what is simulated, while nothing is.
  const width = SIMULATED_INDICATORS.length;
  for (let cell = 0; cell * EXPECTED_WIDTH < expected.length; cell++)
    values.set(expected.subarray(cell * EXPECTED_WIDTH, (cell + 1) * EXPECTED_WIDTH), cell * width);
  return values;
}
