/** How the values of a replicate lie: both sides, what is expected of both, and the moves between kelurahan last. */
import { FAMILIES_FROM, SIMULATED_INDICATORS } from './indicators.ts';

/**
 * What varies from replicate to replicate: who meets which luck, the rates being the same; the rates, with no luck in them; or
 * both. samples.ts tells them apart.
 */
export const UNCERTAINTIES = ['chance', 'parameters', 'together'] as const;
export type Uncertainty = (typeof UNCERTAINTIES)[number];
export const SIDES = ['baseline', 'scenario'] as const;

const WIDTH = SIMULATED_INDICATORS.length;
/** Expected numbers tell of people and nothing of families or how people live. */
export const EXPECTED_WIDTH = FAMILIES_FROM;

export interface Layout {
  /** The kelurahan, and the city last. */
  readonly areas: number;
  /** Values of one side: [year, the start first × area × indicator]. */
  readonly side: number;
  /** Expected numbers of one side: [year × area × indicator of people]. */
  readonly expectedSide: number;
  /** Where expected numbers begin, and where moves do: [side × from × to] of one year. */
  readonly expected: number;
  readonly moves: number;
  readonly values: number;
}

/** @param years without the start */
export function layoutOf({
  years,
  areaCodes,
}: {
  readonly years: number;
  readonly areaCodes: readonly unknown[];
}): Layout {
  return layout((years + 1) * (areaCodes.length + 1), areaCodes.length + 1);
}

/** Of a replicate that is there. */
export const layoutOfValues = (values: number, areas: number): Layout =>
  layout((values - SIDES.length * (areas - 1) ** 2) / SIDES.length / (WIDTH + EXPECTED_WIDTH), areas);

function layout(cells: number, areas: number): Layout {
  const [side, expectedSide] = [cells * WIDTH, cells * EXPECTED_WIDTH];
  const expected = SIDES.length * side;
  const moves = expected + SIDES.length * expectedSide;
  return { areas, side, expectedSide, expected, moves, values: moves + SIDES.length * (areas - 1) ** 2 };
}
