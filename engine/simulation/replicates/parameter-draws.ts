/** How far the parameters of one replicate are from their central values: chance of another kind than that of persons. */
import { normalQuantile } from '../../kernel/normal.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { CENTRAL, type ParameterDraws } from '../demography/levels.ts';
import { CENTRAL_LIVELIHOOD, type LivelihoodDraws } from '../livelihood/levels.ts';

export const parameterDraws = (seed: number, replicate: number): ParameterDraws =>
  deviates(CENTRAL, seed, 'parameters', replicate);

export const livelihoodDraws = (seed: number, replicate: number): LivelihoodDraws =>
  deviates(CENTRAL_LIVELIHOOD, seed, 'livelihood-parameters', replicate);

function deviates<T extends object>(central: T, seed: number, process: string, replicate: number): T {
  const key = drawKey(seed, process, 0);
  const names = Object.keys(central);
  return Object.fromEntries(
    names.map((name, i) => [name, normalQuantile(uniformOf(drawBits(key, replicate, 0, i)))]),
  ) as T;
}
