/** Names of everybody and of their parents. */
import { chance, type Chance } from '../../kernel/random.ts';
import { calendarDate } from '../../kernel/time.ts';
import { FEMALE, MALE } from '../families/age-structure.ts';
import { NOBODY } from '../families/marriage.ts';
import type { People } from '../families/people.ts';
import type { SampleParameters } from '../parameters.ts';
import { NameBook } from './name-book.ts';
import type { NameGroup, NameParameters } from './name-parameters.ts';

/** Row i of every column is one person. */
export interface Names {
  readonly fullName: readonly string[];
  readonly motherName: readonly string[];
  readonly fatherName: readonly string[];
}

/** Years by which a mother who is not in the city is older than her child, and a husband than his wife. */
const MOTHER_OLDER = 26;
const HUSBAND_OLDER = 3;
/** [code of religion] by what names are chosen, but for Chinese-Indonesian households. */
const GROUP_OF_RELIGION: readonly NameGroup[] = [
  'lain',
  'islam',
  'kristen',
  'kristen',
  'hindu',
  'lain',
  'lain',
  'lain',
];

function nameGroups(people: People, religion: Uint8Array, parameters: SampleParameters, seed: number): NameGroup[] {
  const draws = chance(seed, 'name-group');
  const { chineseNames } = parameters.population.religion;
  const chinese = Float64Array.from({ length: 8 }, (_, code) => chineseNames[code] ?? 0);
  return Array.from(religion, (code, row) =>
    draws.uniform(people.household[row]!) < chinese[code]! ? 'tionghoa' : GROUP_OF_RELIGION[code]!,
  );
}

const withFirst = (first: string, name: string): string => [first, ...name.split(' ').slice(1)].join(' ');

/** Twins of one sex: one of the pairs that parents like, or all parts alike but the first. */
function nameTwins(names: string[], people: People, parameters: NameParameters['twins'], draws: Chance): void {
  for (let row = 0; row < people.count; row++) {
    const other = people.twin[row]!;
    if (other < row || people.sex[other] !== people.sex[row]) continue;
    const pairs = people.sex[row] === MALE ? parameters.l : parameters.p;
    const pair = pairs[draws.below(pairs.length, row, 60)]!;
    const own = names[other]!.split(' ')[0]!;
    const isPair = own === names[row]!.split(' ')[0] || draws.uniform(row, 61) < parameters.share;
    names[other] = withFirst(isPair ? pair[1] : own, names[row]!);
    if (isPair) names[row] = withFirst(pair[0], names[row]!);
  }
}

/**
 * Names for everybody; brothers and sisters name the same parents, whether these live in the city or not.
 *
 * @param religion [person] code of models/codes/dukcapil.yaml
 */
export function drawNames(people: People, religion: Uint8Array, parameters: SampleParameters, seed: number): Names {
  const book = new NameBook(parameters.names);
  const groups = nameGroups(people, religion, parameters, seed);
  const year = Int32Array.from(people.bornOn, (day) => calendarDate(day).year);
  const draws = chance(seed, 'name');
  const fullName = groups.map((group, row) => book.draw(people.sex[row]!, group, year[row]!, draws, row, 0));
  nameTwins(fullName, people, parameters.names.twins, draws);

  const family = chance(seed, 'parents-name');
  const parentName = (row: number, sex: number): string => {
    const [parent, other] =
      sex === MALE ? [people.father[row]!, people.mother[row]!] : [people.mother[row]!, people.father[row]!];
    if (parent !== NOBODY) return fullName[parent]!;
    const older = sex === MALE ? HUSBAND_OLDER : -HUSBAND_OLDER;
    const generation = sex === MALE ? MOTHER_OLDER + HUSBAND_OLDER : MOTHER_OLDER;
    const bornInYear = other === NOBODY ? year[row]! - generation : year[other]! - older;
    const group = groups[other === NOBODY ? row : other]!;
    return book.draw(sex, group, bornInYear, family, people.birthFamily[row]!, sex === MALE ? 1 : 0);
  };
  return {
    fullName,
    motherName: fullName.map((_, row) => parentName(row, FEMALE)),
    fatherName: fullName.map((_, row) => parentName(row, MALE)),
  };
}
