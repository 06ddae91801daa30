/** Who works, who looks for work, and at what. */
import { chance, type Chance } from '../../kernel/random.ts';
import { FEMALE, MALE } from '../families/age-structure.ts';
import { lifeStateCode } from '../families/departures.ts';
import { NEVER_MARRIED } from '../families/marriage.ts';
import type { People } from '../families/people.ts';
import { codeChoice, type CodeChoice } from '../families/population-parameters.ts';
import { probabilitiesWithTotal, systematicSample, tabulate } from '../sampling.ts';
import { NO_DISABILITY, type Health } from './health.ts';
import type { Schooling } from './schooling.ts';
import type { WorkParameters } from './work-parameters.ts';

/** City.persons.labourState. */
export const LABOUR = { outside: 0, working: 1, unemployed: 2 } as const;
/** Codes of occupation that say how somebody lives without work. */
export const WITHOUT_WORK = { none: 1, housewife: 2, pupil: 3, pensioner: 4 } as const;

/** What work depends on. Row i of every column is one person. */
export interface Abilities {
  readonly schooling: Schooling;
  readonly education: Uint8Array;
  readonly health: Health;
  readonly religion: Uint8Array;
}

const logit = (share: number): number => Math.log(share) - Math.log(1 - share);

/**
 * Draws the labour force and the unemployed of it: their shares of the residents of working age and of the labour
 * force are those of the parameters, to one person.
 *
 * @returns [person] 0 outside, 1 working, 2 unemployed
 */
export function drawLabourStates(
  people: People,
  abilities: Abilities,
  parameters: WorkParameters['labour'],
  seed: number,
): Uint8Array {
  const draws = chance(seed, 'labour');
  const bySex = [tabulate(parameters.male), tabulate(parameters.female)];
  const { schoolLevel, isStudent } = abilities.schooling;
  const died = lifeStateCode('died');
  let workingAge = 0;
  const propensity = Float64Array.from({ length: people.count }, (_, row) => {
    const age = people.ageYears[row]!;
    if (age < parameters.workingAgeYears || people.lifeState[row] === died) return -Infinity;
    if (row < people.residents) workingAge += 1;
    if (schoolLevel[row]! > 0) return logit(parameters.inSchool);
    if (isStudent[row] === 1) return logit(parameters.inStudy);
    const able = abilities.health.disability[row] === NO_DISABILITY ? 1 : parameters.disabledFactor;
    return logit(bySex[people.sex[row] === MALE ? 0 : 1]![age]! * able);
  });
  const total = parameters.participationShare * workingAge;
  const isActive = systematicSample(probabilitiesWithTotal(propensity, people.residents, total), draws.uniform(0));
  const unemployedByAge = tabulate(parameters.unemployed);
  const unemployable = Float64Array.from(isActive, (active, row) =>
    active === 0
      ? -Infinity
      : logit(unemployedByAge[people.ageYears[row]!]!) +
        Math.log(parameters.unemployedByEducation[abilities.education[row]! - 1]!),
  );
  const unemployed = systematicSample(
    probabilitiesWithTotal(unemployable, people.residents, parameters.unemploymentShare * total),
    draws.uniform(1),
  );
  return isActive.map((active, row) =>
    active === 0 ? LABOUR.outside : unemployed[row] === 1 ? LABOUR.unemployed : LABOUR.working,
  );
}

/** [sex][code of education] what to draw an occupation from. */
function choices(parameters: WorkParameters['occupation']): readonly (readonly CodeChoice[])[] {
  const bySex: CodeChoice[][] = [[], []];
  for (const group of parameters.groups)
    for (const code of group.education) {
      bySex[0]![code] = codeChoice(group.male);
      bySex[1]![code] = codeChoice(group.female);
    }
  return bySex;
}

/** Who does not work: a pupil, a housewife, a pensioner, or simply without. */
function withoutWork(
  people: People,
  abilities: Abilities,
  row: number,
  p: WorkParameters['occupation'],
  draws: Chance,
): number {
  const age = people.ageYears[row]!;
  const { schoolLevel, isStudent } = abilities.schooling;
  if (schoolLevel[row]! > 1 || isStudent[row] === 1) return WITHOUT_WORK.pupil;
  if (age < 15) return WITHOUT_WORK.none;
  const pension = p.pensionersByEducation[abilities.education[row]! - 1]! * (people.sex[row] === FEMALE ? 0.6 : 1);
  if (age >= p.pensionersFromYears && draws.uniform(row, 1) < pension) return WITHOUT_WORK.pensioner;
  const keepsHouse = people.sex[row] === FEMALE && people.maritalStatus[row] !== NEVER_MARRIED;
  const isHousewife = keepsHouse && age <= p.housewifeOldestYears && draws.uniform(row, 2) < p.housewifeShare;
  return isHousewife ? WITHOUT_WORK.housewife : WITHOUT_WORK.none;
}

/**
 * Occupation of everybody; the dead keep what they last did.
 *
 * @returns [person] code of models/codes/dukcapil.yaml
 */
export function drawOccupations(
  people: People,
  abilities: Abilities,
  labourState: Uint8Array,
  parameters: WorkParameters['occupation'],
  seed: number,
): Uint8Array {
  const draws = chance(seed, 'occupation');
  const bySex = choices(parameters);
  const died = lifeStateCode('died');
  const servants = new Set(parameters.stateServants);
  const unmarriedOnly = new Set(parameters.onlyUnmarried);
  const fits = (code: number, row: number): boolean => {
    const faiths = parameters.onlyForReligion[code];
    if (faiths !== undefined && !faiths.includes(abilities.religion[row]!)) return false;
    if (servants.has(code) && people.ageYears[row]! >= parameters.stateServiceEndsYears) return false;
    return !unmarriedOnly.has(code) || people.maritalStatus[row] === NEVER_MARRIED;
  };
  return labourState.map((state, row) => {
    if (state === LABOUR.unemployed) return WITHOUT_WORK.none;
    const age = people.ageYears[row]!;
    const lastWorked = people.lifeState[row] === died && age >= 22 && age < 66 && draws.uniform(row, 3) < 0.6;
    if (state === LABOUR.outside && !lastWorked) return withoutWork(people, abilities, row, parameters, draws);
    const choice = bySex[people.sex[row] === MALE ? 0 : 1]![abilities.education[row]!]!;
    const code = choice.codes[draws.pick(choice.cumulative, row, 0)]!;
    return fits(code, row) ? code : parameters.instead;
  });
}
