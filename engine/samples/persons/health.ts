/** Lasting disabilities, pregnancies and blood groups. */
import { chance } from '../../kernel/random.ts';
import { FEMALE } from '../families/age-structure.ts';
import { lifeStateCode } from '../families/departures.ts';
import { MARRIED } from '../families/marriage.ts';
import { codeChoice, type PopulationParameters } from '../families/population-parameters.ts';
import type { People } from '../families/people.ts';
import { systematicSample, tabulate } from '../sampling.ts';

/** Code of models/codes/dukcapil.yaml for a person without disability. */
export const NO_DISABILITY = 7;

/** Row i of every column is one person. */
export interface Health {
  readonly disability: Uint8Array;
  readonly isPregnant: Uint8Array;
  readonly bloodType: Uint8Array;
}

export function drawHealth(people: People, parameters: PopulationParameters['health'], seed: number): Health {
  const draws = chance(seed, 'health');
  const byAge = tabulate(parameters.disability);
  const pregnantByAge = tabulate(parameters.pregnancy);
  const kinds = codeChoice(parameters.disabilityKinds);
  const bloods = codeChoice(parameters.bloodTypes);
  const died = lifeStateCode('died');
  const disabled = systematicSample(
    Float64Array.from(people.ageYears, (age) => byAge[age]!),
    draws.uniform(0, 9),
  );
  const canBePregnant = (row: number): boolean =>
    people.sex[row] === FEMALE && people.maritalStatus[row] === MARRIED && people.lifeState[row] !== died;
  return {
    disability: Uint8Array.from(disabled, (is, row) =>
      is === 1 ? kinds.codes[draws.pick(kinds.cumulative, row, 0)]! : NO_DISABILITY,
    ),
    isPregnant: systematicSample(
      Float64Array.from(people.ageYears, (age, row) => (canBePregnant(row) ? pregnantByAge[age]! : 0)),
      draws.uniform(1, 9),
    ),
    bloodType: Uint8Array.from(disabled, (_, row) => bloods.codes[draws.pick(bloods.cumulative, row, 3)]!),
  };
}
