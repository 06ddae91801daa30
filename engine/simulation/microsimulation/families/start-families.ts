/** Residents and households of a snapshot as families to simulate: who lives with whom, who is married to whom, whose child. */
import { NO_AREA, type Population } from '../../../population/columns.ts';
import { identitiesOfPersons } from '../../chance/identities.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE, type StartHouseholds } from '../households.ts';
import { sexOf } from '../persons.ts';
import { startPersons } from '../start-persons.ts';
import { MARRIED, NEVER_MARRIED, WIDOWED, type FamilyColumns, type StartFamilyPersons } from './family-persons.ts';

const { count } = SINGLE_YEARS;

export interface StartFamilies {
  readonly persons: StartFamilyPersons;
  readonly households: StartHouseholds;
}

export interface StartedFamilies {
  readonly families: StartFamilies;
  /** Residents whose kelurahan, sex or age no register tells: given one by chance, as it is with those of whom it is known. */
  readonly spread: number;
}

/** Status hubungan dalam keluarga: the codes of models/codes. */
const SHDK = { head: 1, husband: 2, wife: 3, child: 4, childInLaw: 5, grandchild: 6, parent: 7, parentInLaw: 8 };

/** How many years older than their children mothers and fathers are. */
interface Years {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}
const MOTHERS: Years = { least: 13, most: 50, usual: 27 };
const FATHERS: Years = { least: 14, most: 70, usual: 30 };
/** Husbands are so many years older than their wives, most often. */
const USUAL_GAP_YEARS = 3;

/**
 * @param regions how many kelurahan the city has
 * @throws TwinError input `nobody-known` when nobody has a known kelurahan, sex and age
 */
export function startFamilies(population: Population, regions: number): StartedFamilies {
  const { persons: start, spread } = startPersons(population, regions);
  const { persons: residents, households } = population;
  const { low, high } = identitiesOfPersons(households.householdId);
  const startHouseholds: StartHouseholds = {
    size: new Uint16Array(households.count),
    region: new Uint16Array(households.count),
    low,
    high,
    first: new Uint32Array(households.count).fill(NONE),
    desil: households.desil.slice(),
  };
  const region = start.region.slice();
  const columns = emptyColumns(residents.count);
  columns.household.set(residents.householdRow);
  columns.education.set(residents.education);
  residents.maritalStatus.forEach(
    (status, person) => (columns.marital[person] = status === 0 ? NEVER_MARRIED : status),
  );
  const persons: StartFamilyPersons = { ...start, region, ...columns };
  linkMembers(persons, startHouseholds);
  for (let household = 0; household < households.count; household++) {
    const members = membersOf(persons, startHouseholds, household);
    if (members.length === 0) continue;
    // Where the kelurahan is not known each has one by chance: all of a household live where one of them does.
    const at = households.kelurahan[household]!;
    startHouseholds.region[household] = at === NO_AREA ? region[members[0]!]! : at;
    for (const member of members) region[member] = startHouseholds.region[household]!;
    const family: Family = { persons, members, shdk: residents.shdk };
    findCouples(family);
    findMothers(family);
  }
  return { families: { persons, households: startHouseholds }, spread };
}

export const emptyColumns = (people: number): FamilyColumns => ({
  household: new Uint32Array(people),
  next: new Uint32Array(people).fill(NONE),
  previous: new Uint32Array(people).fill(NONE),
  partner: new Uint32Array(people).fill(NONE),
  mother: new Uint32Array(people).fill(NONE),
  lostParent: new Uint8Array(people),
  marital: new Uint8Array(people).fill(NEVER_MARRIED),
  parity: new Uint8Array(people),
  education: new Uint8Array(people),
  arrivedStep: new Uint8Array(people),
});

/** Lists the members of each household, from their column of households. */
export function linkMembers(
  { household, next, previous }: Pick<FamilyColumns, 'household' | 'next' | 'previous'>,
  { first, size }: StartHouseholds,
): void {
  household.forEach((row, person) => {
    next[person] = first[row]!;
    if (first[row] !== NONE) previous[first[row]!] = person;
    first[row] = person;
    size[row]!++;
  });
}

/** Rows of the members, in an order that follows from who they are. */
function membersOf(persons: StartFamilyPersons, { first }: StartHouseholds, household: number): number[] {
  const members: number[] = [];
  for (let row = first[household]!; row !== NONE; row = persons.next[row]!) members.push(row);
  return members.sort((a, b) => persons.high[a]! - persons.high[b]! || persons.low[a]! - persons.low[b]!);
}

interface Family {
  readonly persons: StartFamilyPersons;
  readonly members: readonly number[];
  readonly shdk: Uint8Array;
}

const ageOf = ({ sexAge }: StartFamilyPersons, row: number): number => sexAge[row]! % count;

/** Whose husband or wife somebody may be, by how each of the two is related to the head. */
function mayBeMarried(one: number, other: number): boolean {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  if (low === SHDK.head) return high === SHDK.husband || high === SHDK.wife;
  if (low === SHDK.child) return high === SHDK.childInLaw;
  // Parents, grandchildren with theirs, and other relatives stand on a card with the same relation.
  return low === high && low >= SHDK.grandchild;
}

function findCouples({ persons, members, shdk }: Family): void {
  const { partner, marital, sexAge } = persons;
  const isFree = (row: number, sex: number): boolean =>
    sexOf(sexAge[row]!) === sex &&
    partner[row] === NONE &&
    // A card that names a head's husband or wife tells that they are married, whatever the status of one says.
    (marital[row] === MARRIED || shdk[row] === SHDK.husband || shdk[row] === SHDK.wife || shdk[row] === SHDK.head);
  for (const wife of members.filter((row) => isFree(row, FEMALE))) {
    const distance = (man: number): number => Math.abs(ageOf(persons, man) - ageOf(persons, wife) - USUAL_GAP_YEARS);
    const men = members.filter((row) => isFree(row, MALE) && mayBeMarried(shdk[row]!, shdk[wife]!));
    if (men.length === 0) continue;
    const husband = men.reduce((best, man) => (distance(man) < distance(best) ? man : best));
    partner[wife] = husband;
    partner[husband] = wife;
    marital[wife] = marital[husband] = MARRIED;
  }
}

function findMothers(family: Family): void {
  const { persons } = family;
  for (const child of family.members) {
    const mother = parentIn(family, child, FEMALE, MOTHERS);
    // Whose mother does not live with him may live with a father who has lost her.
    const parent = mother ?? parentIn(family, child, MALE, FATHERS);
    if (parent !== undefined) persons.lostParent[child] = persons.marital[parent] === WIDOWED ? 1 : 0;
    if (mother === undefined) continue;
    persons.mother[child] = mother;
    persons.parity[mother]!++;
  }
}

/** @returns the member who is most likely that parent of the child, by relation to the head and by age */
function parentIn({ persons, members, shdk }: Family, child: number, sex: number, years: Years): number | undefined {
  const olderYears = (row: number): number => ageOf(persons, row) - ageOf(persons, child);
  const distance = (row: number): number => Math.abs(olderYears(row) - years.usual);
  return members
    .filter(
      (row) =>
        sexOf(persons.sexAge[row]!) === sex &&
        mayBeParent(shdk[row]!, shdk[child]!, sex) &&
        olderYears(row) >= years.least &&
        olderYears(row) <= years.most,
    )
    .reduce<number | undefined>(
      (best, row) => (best === undefined || distance(row) < distance(best) ? row : best),
      undefined,
    );
}

/** By how somebody and the child are related to the head of the family. */
function mayBeParent(parent: number, child: number, sex: number): boolean {
  if (child === SHDK.child) return parent === SHDK.head || parent === (sex === FEMALE ? SHDK.wife : SHDK.husband);
  if (child === SHDK.grandchild) return parent === SHDK.child || parent === SHDK.childInLaw;
  if (child === SHDK.head) return parent === SHDK.parent;
  return (child === SHDK.husband || child === SHDK.wife) && parent === SHDK.parentInLaw;
}
