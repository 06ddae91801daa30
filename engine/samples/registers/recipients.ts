/** The lists of PKH, sembako and BLTD: one line a family, in the name of the one who receives. */
import { type Chance, chance } from '../../kernel/random.ts';
import { isLiving } from './city-index.ts';
import type { WritingContext } from './context.ts';
import { ageReader, dateWriter, impossibleDate } from './dates.ts';
import { birthCell } from './departures.ts';
import { DIED } from './fates.ts';
import { type Entries, EntryList, orderBy } from './lines.ts';
import { capitalised } from './names.ts';
import { systemNumber, SYSTEMS } from './numbers.ts';
import { padded, placeOf, plain, slashed } from './places.ts';
import { componentOf } from './recipient-lists.ts';
import type { RegisterLine, RegisterPlan } from './register-file.ts';
import { LIST_BITS } from './truth.ts';
import { PersonWriter } from './written-person.ts';

type FamilyList = 'pkh' | 'sembako' | 'bltd';

const ADULT_YEARS = 17;
const FIELDS = { kkNumber: true, mother: true, place: true, birthPlace: true, sex: false } as const;
/** Rupiah a stage: a quarter of Rp3,000,000 a year (early childhood) down to one of Rp900,000 (SD). */
const PKH_RUPIAH_PER_STAGE: Readonly<Record<string, number>> = {
  'IBU HAMIL': 750000,
  'ANAK USIA DINI': 750000,
  'ANAK SD': 225000,
  'ANAK SMP': 375000,
  'ANAK SMA': 500000,
  'DISABILITAS BERAT': 600000,
  'LANJUT USIA': 600000,
};
const BLTD_RUPIAH_PER_QUARTER = 600000;

/** Families of one list by kelurahan, each with the one who receives; the remark is the kecamatan where `bySheet`. */
function familyEntries(context: WritingContext, list: FamilyList, bySheet: boolean): Entries {
  const { city, areas, mishaps } = context;
  const families = context.lists[list];
  const dice = chance(city.seed, 'registers', 'order', list);
  const kelurahan = (i: number): number => city.households.kelurahan[families[i]!]!;
  const ageOf = ageReader(city.referenceDay);
  const entries = new EntryList();
  for (const i of orderBy(families.length, (at) => kelurahan(at) + dice.uniform(families[at]!))) {
    const household = families[i]!;
    entries.add(
      recipientOf(context, list, household, ageOf),
      household,
      bySheet ? areas.kecamatanIndex[kelurahan(i)]! : 0,
    );
  }
  return sheetByRemark(entries.entries(city, mishaps[list]));
}

/** Second lines stand at the end of their own sheet. */
function sheetByRemark(entries: Entries): Entries {
  const order = orderBy(entries.count, (i) => entries.remark[i]!);
  return {
    count: entries.count,
    person: order.map((i) => entries.person[i]!),
    household: order.map((i) => entries.household[i]!),
    key: order.map((i) => entries.key[i]!),
    remark: Uint16Array.from(order, (i) => entries.remark[i]!),
  };
}

/** The mother of the family first, then its head; now and then somebody who died or left. */
function recipientOf(
  { city, index, mishaps }: WritingContext,
  list: FamilyList,
  household: number,
  ageOf: (bornOn: number) => number,
): number {
  const { lifeState, bornOn } = city.persons;
  const members = index.members.subarray(index.memberStart[household], index.memberStart[household + 1]);
  const adults = members.filter((p) => ageOf(bornOn[p]!) >= ADULT_YEARS);
  const gone = adults.find((p) => !isLiving(lifeState[p]!));
  if (gone !== undefined) {
    const kind = lifeState[gone] === DIED ? 'dead-still-listed' : 'moved-still-listed';
    // Where nobody is left the line can name nobody else.
    const isLeft = index.livingMembers[household] === 0;
    if (mishaps[list].happens(kind, household) || isLeft) return gone;
  }
  const head = city.households.headPerson[household]!;
  const first = list === 'bltd' ? [head, index.mother[household]!] : [index.mother[household]!, head];
  const lives = (p: number): boolean => p >= 0 && isLiving(lifeState[p]!);
  return first.find(lives) ?? adults.find(lives) ?? members.find(lives) ?? head;
}

export function pkhPlan(context: WritingContext): RegisterPlan {
  const entries = familyEntries(context, 'pkh', false);
  return { count: entries.count, lines: () => pkhLines(context, entries) };
}

function* pkhLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const writer = new PersonWriter(index, mishaps.pkh, FIELDS, entries.count);
  const dice = chance(city.seed, 'registers', 'pkh');
  for (let i = 0; i < entries.count; i++) {
    const household = entries.household[i]!;
    const written = writer.write(entries.person[i]!, household, entries.key[i]!);
    const place = placeOf(city, areas, written);
    const components = componentsOf(context, household);
    const cells = [
      i + 1,
      pkhNumber(household),
      written.kkNumber,
      written.isNikANumber ? Number(written.nik) : written.nik,
      written.name,
      written.birthPlace,
      birthCell(written.bornOn, written.isBirthImpossible, city.persons.bornOn[written.person]!),
      written.mother,
      written.address,
      padded(place.rt),
      padded(place.rw),
      areas.kelurahan[place.kelurahan]!,
      areas.kecamatan[place.kelurahan]!,
      components.join(', '),
      cardNumber(dice, household),
      'TAHAP 4 2025',
      components.reduce((sum, component) => sum + PKH_RUPIAH_PER_STAGE[component]!, 0),
      dice.uniform(household, 5) < 0.97 ? 'SI' : 'GAGAL CEK REKENING',
    ];
    yield { cells, person: written.person, sheet: 0 };
  }
}

/** At most four of a family count, the dearest first. */
function componentsOf({ city, index }: WritingContext, household: number): string[] {
  const members = index.members.subarray(index.memberStart[household], index.memberStart[household + 1]);
  const living = [...members].filter((p) => isLiving(city.persons.lifeState[p]!));
  const ageOf = ageReader(city.referenceDay);
  const components = living.map((p) => componentOf(city, p, ageOf)).filter((component) => component !== '');
  return components.sort((a, b) => PKH_RUPIAH_PER_STAGE[b]! - PKH_RUPIAH_PER_STAGE[a]!).slice(0, 4);
}

const pkhNumber = (household: number): string => `3577${systemNumber(household, SYSTEMS.pkh)}`;
const cardNumber = (dice: Chance, household: number): string =>
  `6013${String(dice.bits(household, 6)).padStart(10, '0').slice(-10)}${String(dice.below(100, household, 8)).padStart(2, '0')}`;

export function sembakoPlan(context: WritingContext): RegisterPlan {
  const entries = familyEntries(context, 'sembako', false);
  return { count: entries.count, lines: () => sembakoLines(context, entries) };
}

function* sembakoLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const { persons, households } = city;
  const writer = new PersonWriter(index, mishaps.sembako, FIELDS, entries.count);
  const dice = chance(city.seed, 'registers', 'sembako');
  const date = dateWriter('DD/MM/YYYY');
  for (let i = 0; i < entries.count; i++) {
    const household = entries.household[i]!;
    const written = writer.write(entries.person[i]!, household, entries.key[i]!);
    const place = placeOf(city, areas, written);
    const isInPkh = (context.lists.bits[household]! & LIST_BITS.pkh) > 0;
    const trueBirth = persons.bornOn[written.person]!;
    const cells = [
      cardNumber(dice, household),
      String(1000000000 + (dice.bits(household, 7) % 9000000000)),
      dice.uniform(household, 5) < 0.97 ? 'AKTIF' : 'TIDAK TRANSAKSI',
      written.name,
      familyId(household),
      systemNumber(written.person, SYSTEMS.recipient),
      written.kkNumber,
      written.nik,
      written.birthPlace,
      written.isBirthImpossible ? impossibleDate(trueBirth, 'DD/MM/YYYY') : date(written.bornOn),
      written.mother,
      isInPkh ? pkhNumber(household) : '',
      isInPkh ? 'YA' : 'TIDAK',
      persons.fullName[households.headPerson[household]!]!,
      written.address,
      slashed(place),
      areas.kelurahan[place.kelurahan]!,
      areas.kecamatan[place.kelurahan]!,
      areas.kemendagri[place.kelurahan]!,
    ];
    yield { cells, person: written.person, sheet: 0 };
  }
}

/** Number of a family in the welfare data. */
export const familyId = (household: number): string => `357700${systemNumber(household, SYSTEMS.family)}`;

/** A sheet a kecamatan. */
export function bltdPlan(context: WritingContext): RegisterPlan {
  const entries = familyEntries(context, 'bltd', true);
  return { count: entries.count, lines: () => bltdLines(context, entries) };
}

function* bltdLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const writer = new PersonWriter(index, mishaps.bltd, { ...FIELDS, mother: false }, entries.count);
  const dice = chance(city.seed, 'registers', 'bltd');
  let inSheet = 0;
  for (let i = 0; i < entries.count; i++) {
    const household = entries.household[i]!;
    const sheet = entries.remark[i]!;
    const written = writer.write(entries.person[i]!, household, entries.key[i]!);
    const place = placeOf(city, areas, written);
    inSheet = sheet === (entries.remark[i - 1] ?? sheet) ? inSheet + 1 : 1;
    // Typed by several clerks, some of whom hold the shift key.
    const styled = dice.uniform(written.key, 1) < 0.6 ? capitalised : (text: string): string => text;
    const cells = [
      inSheet,
      `BLTD-${systemNumber(household, SYSTEMS.bltd)}`,
      written.isNikANumber ? Number(written.nik) : written.nik,
      styled(written.name),
      written.kkNumber,
      styled(written.birthPlace),
      birthCell(written.bornOn, written.isBirthImpossible, city.persons.bornOn[written.person]!),
      styled(written.address),
      plain(place.rt),
      plain(place.rw),
      styled(areas.kelurahan[place.kelurahan]!),
      styled(areas.kecamatan[place.kelurahan]!),
      String(1000000000 + (dice.bits(household, 2) % 9000000000)),
      'IV',
      BLTD_RUPIAH_PER_QUARTER,
      dice.uniform(household, 3) < 0.02 ? 'Ahli waris' : '',
    ];
    yield { cells, person: written.person, sheet };
  }
}
