/** How far the parameters of one draw are from their central values: chance of another kind than that of persons. */
import { normalQuantile } from '../../kernel/normal.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { CENTRAL, type ParameterDraws } from '../demography/levels.ts';
import { CENTRAL_LIVELIHOOD, type LivelihoodDraws } from '../livelihood/levels.ts';
import { CENTRAL_FAMILIES, type FamilyDraws } from '../microsimulation/families/drawn-families.ts';
import { CENTRAL_START, type StartDraws } from './drawn-life.ts';

/** @param draw the number of the draw: several replicates share one */
export const parameterDraws = (seed: number, draw: number): ParameterDraws =>
  deviates(CENTRAL, seed, 'parameters', draw);

export const livelihoodDraws = (seed: number, draw: number): LivelihoodDraws =>
  deviates(CENTRAL_LIVELIHOOD, seed, 'livelihood-parameters', draw);

export const familyDraws = (seed: number, draw: number): FamilyDraws =>
  deviates(CENTRAL_FAMILIES, seed, 'family-parameters', draw);

export const startDraws = (seed: number, draw: number): StartDraws =>
  deviates(CENTRAL_START, seed, 'start-parameters', draw);

function deviates<T extends object>(central: T, seed: number, process: string, draw: number): T {
  const key = drawKey(seed, process, 0);
  const names = Object.keys(central);
  return Object.fromEntries(names.map((name, i) => [name, normalQuantile(uniformOf(drawBits(key, draw, 0, i)))])) as T;
}
