/** Names of everybody, of their parents, and the titles they write. */
import { chance, type Chance } from '../../kernel/random.ts';
import { calendarDate } from '../../kernel/time.ts';
import { FEMALE, MALE } from '../families/age-structure.ts';
import { NOBODY } from '../families/marriage.ts';
import type { People } from '../families/people.ts';
import { NameBook } from './name-book.ts';
import type { NameGroup, NameParameters } from './name-parameters.ts';

/** Row i of every column is one person. */
export interface Names {
  readonly fullName: readonly string[];
  readonly motherName: readonly string[];
  readonly fatherName: readonly string[];
}

/** Years by which the parents who are not in the city are older than their child. */
const MOTHER_OLDER = 26;
const FATHER_OLDER = 30;

/** A twin keeps all but the first part of the other's name, or gets the other half of a pair. */
function twinName(
  other: string,
  own: string,
  pairs: readonly (readonly [string, string])[],
  draws: Chance,
  row: number,
): string {
  const rest = other.split(' ').slice(1);
  const pair = pairs[draws.below(pairs.length, row, 60)]!;
  const first = own.split(' ')[0]!;
  if (rest.length === 0) return first === other ? pair[1] : first;
  return [first === other.split(' ')[0] ? pair[0] : first, ...rest].join(' ');
}

/**
 * @param group [person] by what the household chooses names
 */
export function drawNames(
  people: People,
  group: (row: number) => NameGroup,
  parameters: NameParameters,
  seed: number,
): Names {
  const book = new NameBook(parameters);
  const draws = chance(seed, 'name');
  const family = chance(seed, 'parents-name');
  const fullName: string[] = [];
  const year = Int32Array.from(people.bornOn, (day) => calendarDate(day).year);
  const { l, p } = parameters.twins;
  for (let row = 0; row < people.count; row++) {
    const sex = people.sex[row]!;
    const own = book.draw(sex, group(row), year[row]!, draws, row, 0);
    const twin = people.twin[row]!;
    const isSecond = twin !== NOBODY && twin < row && people.sex[twin] === sex;
    fullName.push(isSecond ? twinName(fullName[twin]!, own, sex === MALE ? l : p, draws, row) : own);
  }
  const motherName: string[] = [];
  const fatherName: string[] = [];
  for (let row = 0; row < people.count; row++) {
    const mother = people.mother[row]!;
    const father = people.father[row]!;
    const of = people.birthFamily[row]!;
    // Brothers and sisters must agree, so that the cohort is taken from the family, by tens of years.
    const cohortYear = Math.floor(year[row]! / 10) * 10;
    motherName.push(
      mother === NOBODY ? book.draw(FEMALE, group(row), cohortYear - MOTHER_OLDER, family, of, 0) : fullName[mother]!,
    );
    fatherName.push(
      father === NOBODY ? book.draw(MALE, group(row), cohortYear - FATHER_OLDER, family, of, 1) : fullName[father]!,
    );
  }
  return { fullName, motherName, fatherName };
}
