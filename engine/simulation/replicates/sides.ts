/** How the values of a replicate lie: what varies, on which side, and the moves between kelurahan last. */

/**
 * What varies from replicate to replicate: who meets which luck, with central rates; the rates, with expected numbers from
 * cohort-component and no luck in them; or both.
 */
export const UNCERTAINTIES = ['chance', 'parameters', 'together'] as const;
export const SIDES = ['baseline', 'scenario'] as const;

/**
 * Values of one uncertainty and side in a replicate of so many values.
 *
 * @param areas kelurahan, and the city
 */
export const sizeOfSide = (values: number, areas: number): number =>
  (values - SIDES.length * (areas - 1) ** 2) / (UNCERTAINTIES.length * SIDES.length);
