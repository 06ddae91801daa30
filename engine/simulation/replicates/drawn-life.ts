/**
 * How people live in one draw of the figures that the city's start was fitted to. The start is told as it was measured; from
 * the first year on the labour market has the level that is drawn, so that what a survey errs by is in the bands.
 */
import type { StatedParameter } from '../demography/parameters.ts';
import type { StartLife } from '../livelihood/start-life.ts';

export const DRAWN_OF_START = ['participationShare', 'unemploymentShare', 'floodLoss'] as const;
/** How far each is from its central value, in its standard deviations. */
export type StartDraws = Readonly<Record<(typeof DRAWN_OF_START)[number], number>>;
export const CENTRAL_START = Object.fromEntries(DRAWN_OF_START.map((name) => [name, 0])) as StartDraws;

export function drawnLife(start: StartLife, draws: StartDraws): StartLife {
  const { work, consumption } = start.parameters;
  const { floodLoss } = consumption;
  const loss = Math.max(0, floodLoss.value + draws.floodLoss * floodLoss.standardDeviation);
  return {
    ...start,
    odds: {
      participation: start.odds.participation * oddsFactor(work.participationShare, draws.participationShare),
      unemployment: start.odds.unemployment * oddsFactor(work.unemploymentShare, draws.unemploymentShare),
    },
    parameters: {
      ...start.parameters,
      consumption: { ...consumption, floodLoss: { ...floodLoss, value: loss } },
    },
  };
}

/** By what the odds of all are multiplied when a share of the city is so far from what stands there: the slope of the logit. */
const oddsFactor = ({ value, standardDeviation }: StatedParameter, deviations: number): number =>
  Math.exp((deviations * standardDeviation) / (value * (1 - value)));
