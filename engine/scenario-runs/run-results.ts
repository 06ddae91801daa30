/** What a run has to show so far: expected numbers, bands of few replicates, or quantiles of many. */
import { MOVE_QUANTILES, type SimulatedResults } from '../layers/simulated/results-shape.ts';
import type { StartShown } from '../layers/simulated/shown-results.ts';
import { ENOUGH_FOR_QUANTILES } from '../simulation/replicates/few-bands.ts';
import { shownOf, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import { periodSpans } from '../simulation/replicates/moves-between.ts';
import type { PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { drawOfParameters, restsOn } from '../simulation/replicates/samples.ts';
import { UNCERTAINTIES } from '../simulation/replicates/sides.ts';
import { bandColumns, type BandShape } from '../simulation/runs/band-columns.ts';
import { expectedValues } from '../simulation/runs/expected-values.ts';
import { fewColumns, fewMoveColumns, untoldColumns } from '../simulation/runs/few-columns.ts';
import { moveColumns } from '../simulation/runs/move-columns.ts';
import { datesOf } from '../simulation/runs/pair-of.ts';

/** Before the first replicate. */
export function expectedOf(pair: PairOfRuns, start: StartShown): SimulatedResults {
  return { ...aboutOf(pair, start), replicates: 0, restsOn: restsOn(0), ...quantilesOf(pair, [expectedValues(pair)]) };
}

/**
 * @param found   [number] values of replicates that are there
 * @param numbers of those that are told, in ascending order
 */
export function resultsOf(
  pair: PairOfRuns,
  found: readonly (Float32Array | undefined)[],
  numbers: readonly number[],
  start: StartShown,
): SimulatedResults {
  const values = numbers.map((number) => found[number]!);
  const about = { ...aboutOf(pair, start), replicates: numbers.length };
  if (numbers.length >= ENOUGH_FOR_QUANTILES)
    return { ...about, restsOn: restsOn(numbers.length), ...quantilesOf(pair, values) };
  const draws = new Set(numbers.map(drawOfParameters)).size;
  return {
    ...about,
    bandsBy: 'student',
    restsOn: { together: numbers.length, chance: numbers.length - draws, parameters: draws },
    ...fewOf(pair, { numbers, values }),
  };
}

type About = Pick<SimulatedResults, 'areaCodes' | 'dates' | 'indicators'>;
type Told = Pick<SimulatedResults, 'together' | 'chance' | 'parameters' | 'moves'>;

const aboutOf = (pair: PairOfRuns, start: StartShown): About => ({
  areaCodes: [...pair.areaCodes, start.city.areaCodes[0]!],
  dates: datesOf(pair),
  indicators: SIMULATED_INDICATORS.map(shownOf),
});

const periodsIn = (pair: PairOfRuns): SimulatedResults['moves']['periods'] => {
  const dates = datesOf(pair);
  return periodSpans(pair.years).map(({ first, last }) => ({ first: dates[first]!, last: dates[last]! }));
};

function shapesOf(pair: PairOfRuns): { readonly all: BandShape; readonly city: BandShape } {
  const areas = pair.areaCodes.length + 1;
  const all = { years: pair.years + 1, areas, firstArea: 0, areaCount: areas };
  return { all, city: { ...all, firstArea: areas - 1, areaCount: 1 } };
}

function quantilesOf(pair: PairOfRuns, values: readonly Float32Array[]): Told {
  const { all, city } = shapesOf(pair);
  const block = (name: (typeof UNCERTAINTIES)[number], shape: BandShape): SimulatedResults['together'] => ({
    areas: shape.areaCount,
    values: bandColumns(values, UNCERTAINTIES.indexOf(name), shape),
  });
  return {
    together: block('together', all),
    chance: block('chance', city),
    parameters: block('parameters', city),
    moves: { periods: periodsIn(pair), values: moveColumns(values, pair, MOVE_QUANTILES) },
  };
}

function fewOf(pair: PairOfRuns, few: Parameters<typeof fewColumns>[0]): Told {
  const { all, city } = shapesOf(pair);
  const untold = { areas: city.areaCount, values: untoldColumns(city) };
  return {
    together: { areas: all.areaCount, values: fewColumns(few, all) },
    chance: untold,
    parameters: untold,
    moves: { periods: periodsIn(pair), values: fewMoveColumns(few, pair, MOVE_QUANTILES) },
  };
}
