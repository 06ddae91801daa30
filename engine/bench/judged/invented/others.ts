/** Businesses, and people of other times and alphabets. */
import { type Draws, frequent } from './draws.ts';
import { times } from './copies.ts';
import { digit, typo, wordLost, wordsTurned, type Errors, type Values } from './slips.ts';
import { EUROPEAN, namesOf, SLAVIC, titled, wordsOf } from './words.ts';

const TRADES = ['Bakery', 'Pharmacy', 'Motors', 'Hotel', 'Dental Clinic', 'Books', 'Cafe', 'Hardware', 'Insurance'];

/** Places of business; some belong to a chain, whose branches have one name and one website and are not one. */
export function businesses(draws: Draws, count: number): Values[] {
  // Of places of business, other than of people, few share a name.
  const owners = frequent(wordsOf(draws, EUROPEAN, 1500, 3).map(titled), 0.3);
  const streets = wordsOf(draws, EUROPEAN, 250).map(titled);
  const towns = frequent(wordsOf(draws, EUROPEAN, 50).map(titled), 0.6);
  const places: Values[] = [];
  while (places.length < count) {
    const name = `${draws.often(owners)} ${draws.pick(TRADES)}`;
    const website = `www.${name.toLowerCase().replaceAll(' ', '')}${draws.below(40)}.example`;
    const branches = draws.happens(0.02) ? 3 + draws.below(9) : 1;
    for (let branch = 0; branch < branches; branch++)
      places.push({
        name,
        address: `${1 + draws.below(400)} ${draws.pick(streets)} Road`,
        city: draws.often(towns),
        phone: `0${draws.digits(9)}`,
        website,
      });
  }
  return places;
}

const abroad = (name: string): string => `${name} Ltd`;
export const BUSINESS_ERRORS: Errors = {
  name: { wrong: 0.3, slips: [typo, wordLost, abroad, abroad] },
  address: { wrong: 0.25, blank: 0.02, slips: [typo, (text) => text.replace('Road', 'Rd'), wordLost] },
  city: { wrong: 0.05, blank: 0.03, slips: [typo] },
  phone: { wrong: 0.1, blank: 0.15, slips: [digit] },
  website: { wrong: 0.03, blank: 0.35, slips: [typo] },
};

/** Baptisms of a parish: names, the father's name, the village and a year. */
export function parishioners(draws: Draws, count: number): Values[] {
  const [given, surnames] = [namesOf(draws, EUROPEAN, 70), namesOf(draws, EUROPEAN, 900, 3)];
  const villages = frequent(wordsOf(draws, EUROPEAN, 25).map(titled), 0.8);
  return times(count, () => ({
    given: draws.often(given),
    surname: draws.often(surnames),
    father: draws.often(given),
    village: draws.often(villages),
    birth_year: String(1780 + draws.below(80)),
  }));
}

/** Names as sounds, which two offices write in Latin letters each its way. */
export function soundedPeople(draws: Draws, count: number): Values[] {
  const [given, surnames] = [200, 1500].map((words, i) => frequent(wordsOf(draws, SLAVIC, words, 2 + i), 0.7));
  const towns = frequent(wordsOf(draws, SLAVIC, 60), 0.7);
  return times(count, () => ({
    given: draws.often(given!),
    surname: draws.often(surnames!),
    born: draws.day(1940, 2005),
    birthplace: draws.often(towns),
  }));
}

export const SOUNDED = ['given', 'surname', 'birthplace'];

/** A full name of several words in one column. */
export const inOneColumn = ({ given, surname, ...rest }: Values): Values => ({
  name: `${given!} ${surname!}`,
  ...rest,
});

export const ONE_COLUMN_ERRORS: Errors = { name: { wrong: 0.2, slips: [typo, wordsTurned] } };
