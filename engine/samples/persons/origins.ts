/** Who came from elsewhere, and where everybody was first registered and born. */
import { chance } from '../../kernel/random.ts';
import type { Geography } from '../../geography/geography.ts';
import { lifeStateCode } from '../families/departures.ts';
import { NOBODY } from '../families/marriage.ts';
import type { People } from '../families/people.ts';
import type { PlaceParameters } from '../places/place-parameters.ts';
import { cumulate, probabilitiesWithTotal, systematicSample, tabulate } from '../sampling.ts';

/** Row i of every column is one person. */
export interface Origins {
  /** [person] 1 when the NIK was first given elsewhere. */
  readonly isMigrant: Uint8Array;
  /** [person] six digits of the place of first registration. */
  readonly region: readonly string[];
  readonly birthPlace: readonly string[];
}

/** Who came from elsewhere: grown people more than children, and members of one household together. */
function migrants(people: People, parameters: PlaceParameters['migration'], seed: number): Uint8Array {
  const byAge = tabulate(parameters.byAge);
  const unregistered = lifeStateCode('unregistered');
  const draws = chance(seed, 'migrants');
  const logit = Float64Array.from(
    people.household,
    (household, row) => Math.log(byAge[people.ageYears[row]!]!) + parameters.householdEffect * draws.normal(household),
  );
  const total = parameters.lifetimeShare * people.residents;
  const probability = probabilitiesWithTotal(logit, people.residents, total);
  const drawn = systematicSample(probability, draws.uniform(0, 9));
  for (let row = 0; row < people.count; row++) {
    if (people.lifeState[row] === unregistered) drawn[row] = 1;
    const twin = people.twin[row]!;
    if (twin !== NOBODY && twin < row) drawn[row] = drawn[twin]!;
  }
  return drawn;
}

/** @param kecamatan [person] index in the kecamatan level of where he or she lives */
export function drawOrigins(
  people: People,
  kecamatan: (row: number) => number,
  geography: Geography,
  parameters: PlaceParameters['migration'],
  seed: number,
): Origins {
  const isMigrant = migrants(people, parameters, seed);
  const draws = chance(seed, 'origin');
  const { list } = parameters.origins;
  const weights = cumulate(list.map((origin) => origin.weight));
  const local = geography.levels.kecamatan.codes.map((code) => code.replaceAll('.', ''));
  const cityName = geography.levels.city.names[0]!.replace(/^(Kota|Kabupaten) /i, '').toUpperCase();
  const region: string[] = [];
  const birthPlace: string[] = [];
  for (let row = 0; row < people.count; row++) {
    const twin = people.twin[row]!;
    const from = people.birthFamily[row]!;
    // Brothers and sisters come from one place.
    const origin = list[draws.pick(weights, from, 0)]!;
    const elsewhere = draws.uniform(row, 1) < parameters.bornElsewhereShare;
    if (twin !== NOBODY && twin < row) {
      region.push(region[twin]!);
      birthPlace.push(birthPlace[twin]!);
    } else if (isMigrant[row] === 1) {
      region.push(origin.code + String(1 + draws.below(origin.kecamatan, from, 2)).padStart(2, '0'));
      birthPlace.push(origin.birthPlace);
    } else {
      const moved = draws.uniform(row, 3) < parameters.otherKecamatanShare;
      region.push(local[moved ? draws.below(local.length, row, 4) : kecamatan(row)]!);
      birthPlace.push(elsewhere ? origin.birthPlace : cityName);
    }
  }
  return { isMigrant, region, birthPlace };
}
