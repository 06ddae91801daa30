/** The parameters of one replicate: drawn from their ranges, the same ones for every path. */
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { DRAWN_NAMES, type DigitalParameters, type DrawnName } from './parameters.ts';

export type DrawnValues = Readonly<Record<DrawnName, number>>;

const rangeOf = ({ start, effects }: DigitalParameters, name: DrawnName): { value: number; range: [number, number] } =>
  name in start ? start[name as keyof typeof start & DrawnName] : effects[name as keyof typeof effects];

/** What is believed most. */
export const centralValues = (parameters: DigitalParameters): DrawnValues =>
  valuesBy((name) => rangeOf(parameters, name).value);

/** Each by a draw of its own: another range of one moves no other. */
export const drawnValues = (parameters: DigitalParameters, seed: number, replicate: number): DrawnValues =>
  valuesBy((name) => {
    const { value, range } = rangeOf(parameters, name);
    const bits = drawBits(drawKey(seed, `digital-parameter-${name}`, 0), replicate, 0, 0);
    return triangular(uniformOf(bits), range[0], value, range[1]);
  });

const valuesBy = (valueOf: (name: DrawnName) => number): DrawnValues =>
  Object.fromEntries(DRAWN_NAMES.map((name) => [name, valueOf(name)])) as unknown as DrawnValues;

/** Inverse of the triangular distribution function. */
export function triangular(uniform: number, low: number, mode: number, high: number): number {
  if (high === low) return low;
  const atMode = (mode - low) / (high - low);
  return uniform < atMode
    ? low + Math.sqrt(uniform * (high - low) * (mode - low))
    : high - Math.sqrt((1 - uniform) * (high - low) * (high - mode));
}
