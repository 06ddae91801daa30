/** The population stage: linked registers in, residents and households as columns out. */
import type { Geography } from '../geography/geography.ts';
import type { Progress } from '../kernel/progress.ts';
import { ageYears, NO_DATE } from '../kernel/time.ts';
import type { Linkage } from '../linkage/linkage.ts';
import type { CodeLists } from '../registers/codes.ts';
import type { RegisterReading } from '../registers/records.ts';
import type { HouseholdColumns, PersonColumns, PlacePrecision, Population } from './columns.ts';
import { PLACE_PRECISIONS } from './columns.ts';
import { findDeciles, listFacts, type Deciles, type ListFacts } from './facts.ts';
import { fillFromNik, goldenCodes } from './golden.ts';
import { CardNumbers, formFamilies, headOf, type Families, type HeadRule } from './households.ts';
import { IdBook, ID_BYTES } from './ids.ts';
import { Placement, precisionCode, type Place } from './placement.ts';
import { countStillListed, findResidents, RESIDENCE_STATES, type Residence, type ResidenceState } from './residents.ts';
import { sharedColumns } from './shared-columns.ts';

export interface PopulationInputs {
  readonly reading: RegisterReading;
  readonly linkage: Linkage;
  readonly geography: Geography;
  /** Of models/codes. */
  readonly codeLists: CodeLists;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  /** @param person of the linkage; @returns 16 bytes that tell nothing and stay from build to build */
  readonly personIdOf: (person: number) => Uint8Array;
  /** @param source what tells the household from all others: `card` and its number, or `person` and an id; @returns 16 bytes */
  readonly householdIdOf: (source: string) => Uint8Array;
  readonly progress: Progress;
}

/** What the stage came upon; counts of persons or of households. */
export interface PopulationFindings {
  /** Persons of the linkage by where they are. */
  readonly persons: Readonly<Record<ResidenceState, number>>;
  readonly deadStillListed: number;
  readonly movedStillListed: number;
  /** Residents whose sex or birth date comes from the NIK. */
  readonly filledFromNik: number;
  /** Residents without a valid card number, placed by their DTSEN family or alone. */
  readonly placedWithoutCard: number;
  readonly heads: Readonly<Record<HeadRule, number>>;
  readonly placed: Readonly<Record<PlacePrecision, number>>;
  /** A register gave a point outside the kelurahan of the address; the point was not used. */
  readonly pointsElsewhere: number;
  readonly householdsWithDesil: number;
  /** Two DTSEN families with different deciles in one household; the poorer counts. */
  readonly householdsWithTwoDesil: number;
}

export interface PopulationResult {
  readonly population: Population;
  readonly findings: PopulationFindings;
  /** [person of the linkage] row in PersonColumns; -1 for who is no resident. */
  readonly residentOfPerson: Int32Array;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
  /** Where each person of the linkage is. */
  readonly residence: Residence;
}

/** Rows stand in order of place, then of ids, so that the order of the files does not matter. */
export function buildPopulation(inputs: PopulationInputs): PopulationResult {
  const { reading, linkage, referenceDay, progress } = inputs;
  progress.stage('Menyusun penduduk', linkage.personCount, 'orang');
  const filled = fillFromNik(reading, linkage, referenceDay);
  const residence = findResidents(reading, linkage, filled.bornOn, referenceDay);
  const isResident = residence.state.map((s) => (RESIDENCE_STATES[s] === 'resident' ? 1 : 0));
  const ids = new IdBook(isResident, inputs.personIdOf);
  const cards = new CardNumbers();
  const families = formFamilies(reading, linkage, isResident, cards, (person) => ids.hex(person));
  const shdk = goldenCodes(reading, linkage, 'shdk');
  progress.stage('Menempatkan rumah tangga', families.count, 'rumah tangga');
  const homes = placeHomes({ ...inputs, families, ids, shdk, bornOn: filled.bornOn, residence });
  const rows = new Rows(homes, linkage.personCount);
  const deciles = findDeciles(reading, linkage, families, cards);
  const lists = listFacts(reading, linkage, inputs.codeLists);
  const isImputed = filled.isFilled.map((f, p) => f | families.isImputed[p]!);
  for (const { members, rule } of homes) if (rule !== 'declared') isImputed[members[0]!] = 1;
  const households = householdColumns(homes, rows, deciles, lists);
  const persons = personColumns(inputs, rows, ids, { ...filled, shdk, isImputed }, lists);
  progress.at(families.count);
  return {
    population: {
      referenceDay,
      persons,
      households,
      programmes: lists.programmes,
      registers: reading.registers.map(({ registerId }) => registerId),
      desilVersion: deciles.version,
    },
    findings: findingsOf(reading, residence, families, homes, filled.isFilled, households, deciles),
    residentOfPerson: rows.residentOfPerson,
    householdOfPerson: rows.householdOfPerson,
    residence,
  };
}

/** A household on its way into the columns. */
interface Home {
  readonly family: number;
  /** Persons of the linkage; the head first. */
  readonly members: readonly number[];
  readonly rule: HeadRule;
  readonly place: Place;
  readonly id: Uint8Array;
}

interface HomeInputs extends PopulationInputs {
  readonly families: Families;
  readonly ids: IdBook;
  readonly shdk: Uint8Array;
  readonly bornOn: Int32Array;
  readonly residence: Residence;
}

/** Households in the order of their places, members in the order of kinship, age and id. */
function placeHomes(inputs: HomeInputs): Home[] {
  const { families, ids, shdk, bornOn, progress } = inputs;
  const placement = new Placement(inputs.reading, inputs.residence.personRows, inputs.geography);
  const homes = membersByFamily(families).map((unordered, family): Home => {
    const members = unordered.sort((a, b) => ids.compare(a, b));
    const { person: head, rule } = headOf(members, shdk, bornOn);
    const kinship = (p: number): number => (p === head ? 0 : shdk[p] === 0 ? Infinity : shdk[p]!);
    members.sort((a, b) => compare(kinship(a), kinship(b)) || compare(bornOn[a]!, bornOn[b]!) || ids.compare(a, b));
    if (family % 1000 === 0) progress.at(family);
    return {
      family,
      members,
      rule,
      place: placement.of(members),
      id: inputs.householdIdOf(families.sources[family]!),
    };
  });
  return homes.sort(
    (a, b) =>
      a.place.kelurahan - b.place.kelurahan ||
      a.place.rw - b.place.rw ||
      a.place.rt - b.place.rt ||
      Buffer.compare(a.id, b.id),
  );
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

function membersByFamily({ count, ofPerson }: Families): number[][] {
  const members = Array.from({ length: count }, (): number[] => []);
  ofPerson.forEach((family, person) => {
    if (family >= 0) members[family]!.push(person);
  });
  return members;
}

/** Which row is whom. */
class Rows {
  /** [resident] person of the linkage. */
  readonly persons: Uint32Array;
  /** [resident] household. */
  readonly householdRow: Uint32Array;
  /** [household] row of its first resident, the head. */
  readonly headRow: Uint32Array;
  readonly residentOfPerson: Int32Array;
  readonly householdOfPerson: Int32Array;

  constructor(homes: readonly Home[], personCount: number) {
    const count = homes.reduce((sum, { members }) => sum + members.length, 0);
    this.persons = new Uint32Array(count);
    this.householdRow = new Uint32Array(count);
    this.headRow = new Uint32Array(homes.length);
    this.residentOfPerson = new Int32Array(personCount).fill(-1);
    this.householdOfPerson = new Int32Array(personCount).fill(-1);
    let row = 0;
    homes.forEach(({ members }, h) => {
      this.headRow[h] = row;
      for (const person of members) {
        this.persons[row] = person;
        this.householdRow[row] = h;
        this.residentOfPerson[person] = row++;
        this.householdOfPerson[person] = h;
      }
    });
  }
}

function householdColumns(homes: readonly Home[], rows: Rows, deciles: Deciles, lists: ListFacts): HouseholdColumns {
  const { bytes, u8, u16, u32, f64 } = sharedColumns(homes.length);
  const columns = {
    count: homes.length,
    householdId: bytes(ID_BYTES),
    size: u16(),
    headRow: u32(),
    kelurahan: u16(),
    rw: u16(),
    rt: u16(),
    lon: f64(),
    lat: f64(),
    precision: u8(),
    desil: u8(),
    receives: u32(),
  };
  homes.forEach(({ family, members, place, id }, h) => {
    columns.householdId.set(id, h * ID_BYTES);
    columns.size[h] = members.length;
    columns.headRow[h] = rows.headRow[h]!;
    columns.kelurahan[h] = place.kelurahan;
    columns.rw[h] = place.rw;
    columns.rt[h] = place.rt;
    columns.lon[h] = place.lon;
    columns.lat[h] = place.lat;
    columns.precision[h] = precisionCode(place.precision);
    columns.desil[h] = deciles.ofFamily[family]!;
    for (const person of members) columns.receives[h]! |= lists.receives[person]!;
  });
  return columns;
}

interface PersonFacts {
  readonly bornOn: Int32Array;
  readonly sex: Uint8Array;
  readonly shdk: Uint8Array;
  readonly isImputed: Uint8Array;
}

function personColumns(
  { reading, linkage, referenceDay }: PopulationInputs,
  rows: Rows,
  ids: IdBook,
  facts: PersonFacts,
  lists: ListFacts,
): PersonColumns {
  const { bytes, u8, u32, i32 } = sharedColumns(rows.persons.length);
  /** [resident] what a column by person holds. */
  const taken = <A extends Uint8Array | Uint32Array | Int32Array>(column: A, from: ArrayLike<number>): A => {
    rows.persons.forEach((person, row) => (column[row] = from[person]!));
    return column;
  };
  const golden = (field: string): Uint8Array => taken(u8(), goldenCodes(reading, linkage, field));
  const personId = bytes(ID_BYTES);
  const householdRow = u32();
  householdRow.set(rows.householdRow);
  rows.persons.forEach((person, row) => {
    personId.set(ids.bytes(person), row * ID_BYTES);
  });
  const bornOn = taken(i32(), facts.bornOn);
  return {
    count: rows.persons.length,
    personId,
    householdRow,
    bornOn,
    ageYears: agesOn(bornOn, referenceDay, u8()),
    sex: taken(u8(), facts.sex),
    shdk: taken(u8(), facts.shdk),
    maritalStatus: golden('maritalStatus'),
    religion: golden('religion'),
    education: golden('education'),
    occupation: golden('occupation'),
    disability: golden('disability'),
    schoolLevel: taken(u8(), lists.schoolLevel),
    isJobSeeker: taken(u8(), lists.isJobSeeker),
    receives: taken(u32(), lists.receives),
    knownTo: taken(u32(), lists.knownTo),
    isImputed: taken(u8(), facts.isImputed),
  };
}

const AGE_UNKNOWN = 255;

function agesOn(bornOn: Int32Array, day: number, ages: Uint8Array): Uint8Array {
  const birthdayOf = new Map<number, number>();
  bornOn.forEach((born, row) => {
    let age = birthdayOf.get(born);
    if (age === undefined) {
      age = born === NO_DATE ? AGE_UNKNOWN : Math.min(ageYears(born, day), AGE_UNKNOWN - 1);
      birthdayOf.set(born, age);
    }
    ages[row] = age;
  });
  return ages;
}

function findingsOf(
  reading: RegisterReading,
  residence: Residence,
  families: Families,
  homes: readonly Home[],
  isFilled: Uint8Array,
  { precision, desil }: HouseholdColumns,
  deciles: Deciles,
): PopulationFindings {
  const listed = countStillListed(reading, residence);
  const count = (of: ArrayLike<number>, is: (value: number, i: number) => boolean): number =>
    Array.prototype.filter.call(of, is).length;
  const isResident = (p: number): boolean => families.ofPerson[p]! >= 0;
  const tally = <K extends string>(keys: readonly K[], of: (key: K, k: number) => number): Record<K, number> =>
    Object.fromEntries(keys.map((key, k) => [key, of(key, k)])) as Record<K, number>;
  return {
    persons: tally(RESIDENCE_STATES, (_, s) => count(residence.state, (v) => v === s)),
    deadStillListed: listed.dead,
    movedStillListed: listed.moved,
    filledFromNik: count(isFilled, (v, p) => v === 1 && isResident(p)),
    placedWithoutCard: count(families.isImputed, (v) => v === 1),
    heads: tally(
      ['declared', 'eldest-of-heads', 'spouse', 'eldest'] as const,
      (rule) => homes.filter((home) => home.rule === rule).length,
    ),
    placed: tally(PLACE_PRECISIONS, (_, code) => count(precision, (v) => v === code)),
    pointsElsewhere: homes.filter(({ place }) => place.isPointElsewhere).length,
    householdsWithDesil: count(desil, (v) => v > 0),
    householdsWithTwoDesil: deciles.conflicts,
  };
}
