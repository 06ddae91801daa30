/** Social position: what neighbours share, and what parts one household from the next. */
import { chance } from '../../kernel/random.ts';
import type { AreaSet } from '../../geography/geography.ts';
import type { WelfareParameters } from './welfare-parameters.ts';

const WAVES = 96;
const METRES_PER_DEGREE = 111_320;

/**
 * A smooth random field over the areas of a level: areas near each other are alike (a Gaussian process with squared
 * exponential correlation, made of random waves), centred and scaled over the areas.
 *
 * @returns [area] mean 0, variance 1
 * Source: Rahimi and Recht (2007), "Random Features for Large-Scale Kernel Machines".
 */
export function smoothField(areas: AreaSet, alikeWithinMetres: number, seed: number): Float64Array {
  const draws = chance(seed, 'neighbourhood');
  const eastScale = METRES_PER_DEGREE * Math.cos((areas.labelLat[0]! * Math.PI) / 180);
  const field = new Float64Array(areas.count);
  for (let wave = 0; wave < WAVES; wave++) {
    const east = (draws.normal(wave, 0) / alikeWithinMetres) * eastScale;
    const north = (draws.normal(wave, 2) / alikeWithinMetres) * METRES_PER_DEGREE;
    const phase = 2 * Math.PI * draws.uniform(wave, 4);
    for (let i = 0; i < areas.count; i++) {
      const lon = areas.labelLon[i]! - areas.labelLon[0]!;
      const lat = areas.labelLat[i]! - areas.labelLat[0]!;
      field[i]! += Math.cos(east * lon + north * lat + phase);
    }
  }
  return standardised(field);
}

export function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  return values.map((value) => (value - mean) * scale);
}

/**
 * Social position of each household.
 *
 * @param rt [household] index in the rt level
 * @returns  [household] about standard normal
 */
export function socialPositions(
  rts: AreaSet,
  rt: Uint16Array,
  parameters: WelfareParameters['position'],
  seed: number,
): Float64Array {
  const field = smoothField(rts, parameters.alikeWithinMetres, seed);
  const draws = chance(seed, 'position');
  const shared = Math.sqrt(parameters.neighbourhoodShare);
  const own = Math.sqrt(1 - parameters.neighbourhoodShare);
  return Float64Array.from(rt, (area, household) => shared * field[area]! + own * draws.normal(household));
}
