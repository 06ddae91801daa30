/** How the values of a replicate lie: both sides, what is expected of both, and the moves between kelurahan last. */
import { FAMILIES_FROM, SIMULATED_INDICATORS } from './indicators.ts';
import { movesOfSide } from './moves-between.ts';

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
  /** Where expected numbers begin, and where moves do: [side × period × from × to]. */
  readonly expected: number;
  readonly moves: number;
  /** Moves of one side. */
  readonly movesSide: number;
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
  return layout(years, areaCodes.length + 1);
}

/**
 * Of a replicate that is there.
 *
 * @throws RangeError when no run of so many areas has as many values
 */
export function layoutOfValues(values: number, areas: number): Layout {
  for (let years = 0; ; years++) {
    const found = layout(years, areas);
    if (found.values === values) return found;
    if (found.values > values) throw new RangeError(`no replicate of ${areas} areas has ${values} values`);
  }
}

function layout(years: number, areas: number): Layout {
  const cells = (years + 1) * areas;
  const [side, expectedSide, movesSide] = [cells * WIDTH, cells * EXPECTED_WIDTH, movesOfSide(years, areas - 1)];
  const expected = SIDES.length * side;
  const moves = expected + SIDES.length * expectedSide;
  return { areas, side, expectedSide, expected, moves, movesSide, values: moves + SIDES.length * movesSide };
}
