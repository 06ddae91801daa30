/** People of no country, alone or in households, as lists of offices have them. */
import { type Draws, frequent, type Frequent } from './draws.ts';
import { times } from './copies.ts';
import { digit, initial, monthDay, typo, wordLost, type Errors, type Values } from './slips.ts';
import { EUROPEAN, namesOf, titled, wordsOf } from './words.ts';

interface Land {
  readonly given: Readonly<Record<'M' | 'F', Frequent<string>>>;
  readonly surnames: Frequent<string>;
  readonly streets: readonly string[];
  readonly towns: Frequent<readonly [name: string, postcode: string]>;
}

function landOf(draws: Draws): Land {
  const towns = wordsOf(draws, EUROPEAN, 60).map((town) => [titled(town), draws.digits(4)] as const);
  return {
    given: { M: namesOf(draws, EUROPEAN, 250), F: namesOf(draws, EUROPEAN, 250) },
    surnames: namesOf(draws, EUROPEAN, 1200, 3),
    streets: wordsOf(draws, EUROPEAN, 300).map(titled),
    towns: frequent(towns, 0.7),
  };
}

/** How households of a list are: shares of them. */
export interface HouseholdOptions {
  /** Births of two at once. */
  readonly twins: number;
  /** A child that has the given name of a parent. */
  readonly namesakes: number;
}

/** Households of one to six with one surname, address and telephone; as many people as are asked for, or a few more. */
export function householdMembers(draws: Draws, count: number, { twins, namesakes }: HouseholdOptions): Values[] {
  const land = landOf(draws);
  const people: Values[] = [];
  while (people.length < count) {
    const [town, postcode] = draws.often(land.towns);
    const house = {
      surname: draws.often(land.surnames),
      address: `${1 + draws.below(120)} ${draws.pick(land.streets)} Street`,
      town,
      postcode,
      phone: `0${draws.digits(9)}`,
    };
    const member = (born: string, sex: 'M' | 'F' = draws.pick(['M', 'F'])) => ({
      given: draws.often(land.given[sex]),
      sex,
      born,
      ...house,
    });
    const parents = [member(draws.day(1940, 1990), 'M'), member(draws.day(1940, 1990), 'F')];
    const children: Values[] = [];
    for (let child = draws.below(4); child > 0; child--) {
      const first = member(draws.day(1990, 2020));
      const isNamesake = draws.happens(namesakes);
      children.push(isNamesake ? { ...first, sex: 'M', given: parents[0]!.given } : first);
      if (draws.happens(twins)) children.push(member(first.born));
    }
    people.push(...parents.slice(draws.below(2)), ...children);
  }
  return people;
}

/** People who live by themselves. */
export function singles(draws: Draws, count: number): Values[] {
  const land = landOf(draws);
  return times(count, () => {
    const sex = draws.pick(['M', 'F'] as const);
    const [town, postcode] = draws.often(land.towns);
    return {
      given: draws.often(land.given[sex]),
      surname: draws.often(land.surnames),
      sex,
      born: draws.day(1930, 2015),
      address: `${1 + draws.below(120)} ${draws.pick(land.streets)} Street`,
      town,
      postcode,
      phone: `0${draws.digits(9)}`,
    };
  });
}

/** @param level 1 for an office that is careful, 3 and more for one that is not */
export const personErrors = (level: number, blank = 0.02 * level): Errors => ({
  given: { wrong: 0.06 * level, slips: [typo, typo, initial] },
  surname: { wrong: 0.06 * level, slips: [typo] },
  sex: { wrong: 0.004 * level, blank, slips: [(sex) => (sex === 'M' ? 'F' : 'M')] },
  born: { wrong: 0.04 * level, blank, slips: [digit, monthDay] },
  address: { wrong: 0.1 * level, blank, slips: [typo, digit, wordLost] },
  town: { wrong: 0.03 * level, blank, slips: [typo] },
  postcode: { wrong: 0.04 * level, blank, slips: [digit, typo] },
  phone: { wrong: 0.05 * level, blank: 2 * blank, slips: [digit] },
});

/** Some live elsewhere by now, and some women have another surname. */
export function later(people: readonly Values[], moved: number, married: number, draws: Draws): Values[] {
  return people.map((person) => {
    const elsewhere = draws.pick(people);
    const { address, town, postcode, phone } = draws.happens(moved) ? elsewhere : person;
    const takesName = person['sex'] === 'F' && draws.happens(married);
    const surname = takesName ? draws.pick(people)['surname'] : person['surname'];
    return { ...person, surname: surname!, address: address!, town: town!, postcode: postcode!, phone: phone! };
  });
}
