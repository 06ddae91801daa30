/** Titles that people write with their name: pilgrims and graduates. */
import { chance } from '../../kernel/random.ts';
import { calendarDate } from '../../kernel/time.ts';
import { MALE } from '../families/age-structure.ts';
import type { People } from '../families/people.ts';
import { cumulate } from '../sampling.ts';
import { standardNormalShare } from '../welfare/normal.ts';
import type { NameParameters } from './name-parameters.ts';

interface TitleChoice {
  readonly titles: readonly string[];
  readonly cumulative: Float64Array;
}

function titleChoice(weights: Readonly<Record<string, number>>): TitleChoice {
  return { titles: Object.keys(weights), cumulative: cumulate(Object.values(weights)) };
}

/** What titles depend on, by person. */
export interface Standing {
  readonly education: Uint8Array;
  readonly occupation: Uint8Array;
  readonly religion: Uint8Array;
  /** [household] hidden welfare, standard normal. */
  readonly welfare: Float64Array;
}

const ISLAM = 1;

/** @returns [person] one title, '' for most */
export function drawTitles(
  people: People,
  standing: Standing,
  parameters: NameParameters['titles'],
  seed: number,
): string[] {
  const draws = chance(seed, 'title');
  const academic = Object.fromEntries(
    Object.entries(parameters.academic).map(([code, weights]) => [code, titleChoice(weights)]),
  );
  const older = [titleChoice(parameters.olderAcademic.l), titleChoice(parameters.olderAcademic.p)];
  const one = (choice: TitleChoice, row: number): string => choice.titles[draws.pick(choice.cumulative, row, 1)]!;
  return Array.from({ length: people.count }, (_, row) => {
    const isMan = people.sex[row] === MALE;
    const age = people.ageYears[row]!;
    const occupation = standing.occupation[row]!;
    for (const calling of [parameters.physician, parameters.midwife])
      if (occupation === calling.occupation) return calling.title;
    const education = standing.education[row]!;
    const choice = academic[education];
    if (choice !== undefined && draws.uniform(row) < parameters.academicShare) {
      const isOlder = calendarDate(people.bornOn[row]!).year < parameters.olderBornBefore && education === 8;
      return one(isOlder ? older[isMan ? 0 : 1]! : choice, row);
    }
    const wealth = standardNormalShare(standing.welfare[people.household[row]!]!);
    const pilgrim = parameters.pilgrimShare * wealth * Math.min(1, (age - parameters.pilgrimFromYears) / 30);
    if (standing.religion[row] !== ISLAM || draws.uniform(row, 2) >= pilgrim) return '';
    return isMan ? parameters.pilgrim.l : parameters.pilgrim.p;
  });
}
