/** Which household lives in which RT: as many people in each kelurahan as its polling stations tell. */
import { chance } from '../../kernel/random.ts';
import { TwinError } from '../../kernel/errors.ts';
import type { Geography } from '../../geography/geography.ts';
import { cumulate, shuffled } from '../sampling.ts';
import type { PlaceParameters } from './place-parameters.ts';

/**
 * Expected residents of each RT, in any unit.
 *
 * @returns [RT] weights; those of a kelurahan add up to its polling stations
 * @throws TwinError configuration: the geography has a kelurahan that models/sample/places.yaml does not know
 */
export function rtWeights(geography: Geography, parameters: PlaceParameters, seed: number): Float64Array {
  const { rt, rw, kelurahan } = geography.levels;
  const draws = chance(seed, 'rt-size');
  const deviation = parameters.settlement.rtSizeDeviation;
  const kelurahanOf = rt.parent.map((rwIndex) => rw.parent[rwIndex]!);
  const weights = Float64Array.from({ length: rt.count }, (_, i) => Math.exp(deviation * draws.normal(i)));
  const sums = new Float64Array(kelurahan.count);
  weights.forEach((weight, i) => (sums[kelurahanOf[i]!]! += weight));
  return weights.map((weight, i) => {
    const code = kelurahan.codes[kelurahanOf[i]!]!;
    const stations = parameters.kelurahan.regularTps[code];
    if (stations === undefined) throw unknownKelurahan(code);
    return (weight / sums[kelurahanOf[i]!]!) * stations;
  });
}

const unknownKelurahan = (code: string): TwinError =>
  new TwinError('configuration', {
    code: 'kelurahan-without-residents',
    what: `Nobody knows how many people live in the kelurahan ${code}.`,
    where: { file: 'places.yaml' },
    expected: 'a number of polling stations for each kelurahan of the geography',
    todo: 'Add the kelurahan to models/sample/places.yaml, or make the sample city with the boundaries of Kota Madiun.',
  });

/** Households in the order of their RT, and the RT of each. */
export interface Settlement {
  /** [place] household as it was numbered before. */
  readonly order: Uint32Array;
  /** [place] index in the rt level. */
  readonly rt: Uint16Array;
}

/**
 * Lays households in an order of chance along the RTs, so that each RT gets its share of the people to within one
 * household.
 *
 * @param people [household] whom to count
 */
export function settle(people: ArrayLike<number>, weights: Float64Array, seed: number): Settlement {
  const order = shuffled(people.length, chance(seed, 'settlement'));
  const cumulative = cumulate(weights);
  const total = cumulate(people).at(-1) ?? 0;
  const scale = cumulative.at(-1)! / total;
  const rt = new Uint16Array(people.length);
  let before = 0;
  let area = 0;
  order.forEach((household, place) => {
    const middle = (before + people[household]! / 2) * scale;
    while (area < weights.length - 1 && cumulative[area]! <= middle) area++;
    rt[place] = area;
    before += people[household]!;
  });
  return { order, rt };
}
