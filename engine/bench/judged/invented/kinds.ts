/** Sixteen kinds of sets that are unlike each other. */
import { oncePerson, someOf, times, withDoubles, without } from './copies.ts';
import type { Draws } from './draws.ts';
import {
  BUSINESS_ERRORS,
  businesses,
  inOneColumn,
  ONE_COLUMN_ERRORS,
  parishioners,
  SOUNDED,
  soundedPeople,
} from './others.ts';
import { householdMembers, later, personErrors, singles } from './people.ts';
import { CARD_ERRORS, cardHolders, RESIDENT_ERRORS, residents } from './residents.ts';
import { digit, inLatin, oldSpelling, rewritten, typo, type Errors, type Values } from './slips.ts';
import type { InventedFile, InventedKind } from './write-set.ts';

/** One file with doubles. */
const doubles =
  (make: (draws: Draws) => readonly Values[], share: number, errors: Errors) =>
  (draws: Draws): InventedFile[] => [{ name: 'records', rows: withDoubles(make(draws), share, errors, draws) }];

const namesakes = (columns: readonly string[]) => (draws: Draws) =>
  householdMembers(draws, 1800, { twins: 0.06, namesakes: 0.15 }).map((person) => without(person, ...columns));

/** People who live by themselves, and whose telephone nobody knows. */
const homes = (count: number) => (draws: Draws) => singles(draws, count).map((person) => without(person, 'phone'));

/** From one record a person to 21. */
function manyEach(draws: Draws): InventedFile[] {
  const errors = personErrors(3);
  const rows = singles(draws, 350).flatMap((person, entity) =>
    times(1 + draws.below(21), () => ({ entity, values: rewritten(without(person, 'sex', 'phone'), errors, draws) })),
  );
  return [{ name: 'records', rows }];
}

/** Most of a census are in the register, whose addresses and names are newer. */
function censusToRegister(draws: Draws): InventedFile[] {
  const people = householdMembers(draws, 4000, { twins: 0.01, namesakes: 0.03 });
  const now = later(people, 0.15, 0.06, draws).map((person) => without(person, 'phone'));
  const then = people.map((person) => without(person, 'phone'));
  return [
    { name: 'census', rows: oncePerson(then, someOf(people.length, 0.6, draws), personErrors(1.5), draws) },
    { name: 'register', rows: oncePerson(now, someOf(people.length, 0.9, draws), personErrors(0.5), draws) },
  ];
}

function parish(draws: Draws): InventedFile[] {
  const name = { wrong: 0.3, slips: [oldSpelling, oldSpelling, typo] };
  const errors = {
    ...{ given: name, surname: name, father: { ...name, blank: 0.15 } },
    ...{ village: { wrong: 0.08, slips: [oldSpelling] }, birth_year: { wrong: 0.12, slips: [nearYear] } },
  };
  const people = parishioners(draws, 2500);
  return [
    { name: 'baptisms', rows: oncePerson(people, someOf(people.length, 0.8, draws), errors, draws) },
    { name: 'marriages', rows: oncePerson(people, someOf(people.length, 0.6, draws), errors, draws) },
  ];
}

const nearYear = (year: string, draws: Draws): string => String(Number(year) + draws.pick([-2, -1, 1, 2]));

function transliterated(draws: Draws): InventedFile[] {
  const people = soundedPeople(draws, 2500);
  const errors: Errors = {
    surname: { wrong: 0.05, slips: [typo] },
    born: { wrong: 0.04, blank: 0.02, slips: [digit] },
  };
  return ['consulate', 'university'].map((name, system) => {
    const written = people.map((person) => ({
      ...person,
      ...Object.fromEntries(SOUNDED.map((column) => [column, inLatin(person[column]!, system)])),
    }));
    return { name, rows: oncePerson(written, someOf(people.length, 0.75, draws), errors, draws) };
  });
}

/** Three lists, of which one has doubles. */
function threeLists(draws: Draws): InventedFile[] {
  const people = singles(draws, 2200).map((person) => without(person, 'phone'));
  const some = (): Values[] => someOf(people.length, 0.5, draws).map((entity) => people[entity]!);
  const entityOf = new Map(people.map((person, entity) => [person, entity]));
  const clinic = some();
  return [
    {
      name: 'clinic',
      rows: withDoubles(clinic, 0.15, personErrors(1), draws).map(({ entity, values }) => ({
        entity: entityOf.get(clinic[entity]!)!,
        values,
      })),
    },
    ...['insurer', 'laboratory'].map((name) => {
      const entities = some().map((person) => entityOf.get(person)!);
      return { name, rows: oncePerson(people, entities, personErrors(1.5), draws) };
    }),
  ];
}

/** Two careful lists with a number that everybody has. */
function numbered(draws: Draws): InventedFile[] {
  const people = singles(draws, 2500).map((person) => ({ member_number: draws.digits(8), ...person }));
  const errors = { ...personErrors(0.5), member_number: { wrong: 0.01, blank: 0.02, slips: [digit] } };
  return ['members', 'payments'].map((name) => ({
    name,
    rows: oncePerson(people, someOf(people.length, 0.9, draws), errors, draws),
  }));
}

export const INVENTED: readonly InventedKind[] = [
  { name: 'residents', make: doubles((draws) => residents(draws, 3000), 0.25, RESIDENT_ERRORS) },
  {
    name: 'residents-without-nik',
    make: doubles(
      (draws) => residents(draws, 3000).map((person) => without(person, 'nik', 'nama_ibu')),
      0.25,
      RESIDENT_ERRORS,
    ),
  },
  {
    name: 'names-and-births',
    make: doubles(
      (draws) =>
        singles(draws, 3000).map(({ given, surname, born }) => ({ given: given!, surname: surname!, born: born! })),
      0.2,
      personErrors(1.5, 0.01),
    ),
  },
  { name: 'many-records-each', make: manyEach },
  { name: 'heavy-noise', make: doubles(homes(2000), 0.5, personErrors(5, 0.2)) },
  { name: 'namesakes-with-sex', make: doubles(namesakes(['phone']), 0.3, personErrors(1)) },
  { name: 'namesakes-without-sex', make: doubles(namesakes(['sex', 'phone']), 0.3, personErrors(1)) },
  { name: 'households-without-births', make: doubles(namesakes(['sex', 'born']), 0.3, personErrors(1)) },
  { name: 'census-to-register', make: censusToRegister },
  { name: 'businesses', make: doubles((draws) => businesses(draws, 1800), 0.35, BUSINESS_ERRORS) },
  { name: 'parish', make: parish },
  { name: 'transliterated', make: transliterated },
  { name: 'hardly-any-doubles', make: doubles(homes(3000), 0.004, personErrors(2)) },
  {
    name: 'five-hundred',
    make: doubles(
      (draws) => homes(450)(draws).map((person) => without(person, 'sex', 'address')),
      0.11,
      personErrors(2),
    ),
  },
  { name: 'three-lists', model: 'how: { deduplicate: [clinic], link: true }\n', make: threeLists },
  { name: 'numbered', make: numbered },
  { name: 'twins-of-one-card', make: doubles((draws) => cardHolders(draws, 1200, 40), 0.2, CARD_ERRORS) },
  {
    name: 'names-in-one-column',
    make: doubles((draws) => homes(2000)(draws).map(inOneColumn), 0.3, {
      ...personErrors(1.5),
      ...ONE_COLUMN_ERRORS,
    }),
  },
];
