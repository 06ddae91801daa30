/** How far the parameters of one replicate are from their central values: chance of another kind than that of persons. */
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { normalQuantile } from '../../kernel/normal.ts';
import { CENTRAL, type ParameterDraws } from '../demography/levels.ts';

export function parameterDraws(seed: number, replicate: number): ParameterDraws {
  const key = drawKey(seed, 'parameters', 0);
  const names = Object.keys(CENTRAL) as (keyof ParameterDraws)[];
  return Object.fromEntries(
    names.map((name, i) => [name, normalQuantile(uniformOf(drawBits(key, replicate, 0, i)))]),
  ) as unknown as ParameterDraws;
}
