/** Deaths and departures as Dukcapil reports them, in the order of the event. */
import { type Chance, chance } from '../../../kernel/random.ts';
import type { WritingContext } from './context.ts';
import { dateWriter, excelSerial, impossibleDate } from '../slips/dates.ts';
import { DIED, MOVED_OUT } from '../people/fates.ts';
import { type Entries, EntryList, orderBy } from '../people/lines.ts';
import { padded, placeOf } from '../people/places.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import { NO_DATE } from '../../../kernel/time.ts';
import type { Cell } from '../files/table-file.ts';
import { PersonWriter } from '../slips/written-person.ts';

const PLACES_OF_DEATH = ['RUMAH', 'RUMAH SAKIT', 'RUMAH', 'PUSKESMAS', 'LAINNYA'];
const CAUSES = ['SAKIT BIASA / TUA', 'SAKIT BIASA / TUA', 'SAKIT BIASA / TUA', 'KECELAKAAN', 'LAINNYA'];
const KINDS_OF_MOVE = ['ANTAR KAB/KOTA DALAM SATU PROVINSI', 'ANTAR PROVINSI'];
const REASONS = ['PEKERJAAN', 'KELUARGA', 'PENDIDIKAN', 'PERUMAHAN', 'LAINNYA'];
/** Near first; the last two are in other provinces. */
const TARGETS = [
  ['KAB. MADIUN', 'JAWA TIMUR'],
  ['KAB. MAGETAN', 'JAWA TIMUR'],
  ['KAB. NGAWI', 'JAWA TIMUR'],
  ['KAB. PONOROGO', 'JAWA TIMUR'],
  ['KOTA SURABAYA', 'JAWA TIMUR'],
  ['KOTA SURAKARTA', 'JAWA TENGAH'],
  ['KOTA JAKARTA TIMUR', 'DKI JAKARTA'],
] as const;
const CLERKS = 12;

export function deathsPlan(context: WritingContext): RegisterPlan {
  const entries = reportedInOrder(context, DIED, 'dukcapil-deaths');
  return { count: entries.count, lines: () => deathLines(context, entries) };
}

export function movesPlan(context: WritingContext): RegisterPlan {
  const entries = reportedInOrder(context, MOVED_OUT, 'dukcapil-moves');
  return { count: entries.count, lines: () => moveLines(context, entries) };
}

function reportedInOrder(
  { city, reported, mishaps }: WritingContext,
  state: number,
  register: 'dukcapil-deaths' | 'dukcapil-moves',
): Entries {
  const { persons } = city;
  const left: number[] = [];
  for (let p = 0; p < persons.count; p++) if (reported[p] === 1 && persons.lifeState[p] === state) left.push(p);
  const list = new EntryList();
  for (const i of orderBy(left.length, (at) => persons.leftOn[left[at]!]!)) {
    list.add(left[i]!, persons.household[left[i]!]!);
  }
  return list.entries(city, mishaps[register]);
}

function* deathLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, labels, index, mishaps } = context;
  const fields = { kkNumber: true, mother: true, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(index, mishaps['dukcapil-deaths'], fields, entries.count);
  const dice = chance(city.seed, 'registers', 'deaths');
  for (let i = 0; i < entries.count; i++) {
    const person = entries.person[i]!;
    const written = writer.write(person, entries.household[i]!, entries.key[i]!);
    const place = placeOf(city, areas, written);
    const died = city.persons.leftOn[person]!;
    const cells: Cell[] = [
      i + 1,
      written.kkNumber,
      written.nik,
      written.name,
      labels.sex[written.sex]!,
      written.birthPlace,
      birthCell(written.bornOn, written.isBirthImpossible, city.persons.bornOn[person]!),
      city.persons.fatherName[person]!,
      written.mother,
      written.address,
      padded(place.rw),
      padded(place.rt),
      areas.kelurahan[place.kelurahan]!,
      areas.kecamatan[place.kelurahan]!,
      excelSerial(died),
      PLACES_OF_DEATH[dice.below(PLACES_OF_DEATH.length, person)]!,
      CAUSES[dice.below(CAUSES.length, person, 1)]!,
      `3577-KM-${String(i + 1).padStart(5, '0')}`,
      excelSerial(Math.min(city.referenceDay, died + 1 + dice.below(60, person, 2))),
      clerk(dice, person),
    ];
    yield { cells, person, sheet: 0 };
  }
}

/** A serial; '' where it is missing; a text where there is no such day. */
export function birthCell(bornOn: number, isImpossible: boolean, trueDay: number): Cell {
  if (isImpossible) return impossibleDate(trueDay, 'DD/MM/YYYY');
  return bornOn === NO_DATE ? '' : excelSerial(bornOn);
}

function* moveLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, labels, index, mishaps } = context;
  const fields = { kkNumber: true, mother: false, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(index, mishaps['dukcapil-moves'], fields, entries.count);
  const dice = chance(city.seed, 'registers', 'moves');
  const date = dateWriter('DD/MM/YYYY');
  for (let i = 0; i < entries.count; i++) {
    const person = entries.person[i]!;
    const written = writer.write(person, entries.household[i]!, entries.key[i]!);
    const place = placeOf(city, areas, written);
    // A family goes to one place: the draw is the household's.
    const [target, province] = TARGETS[dice.below(TARGETS.length, written.household)]!;
    const trueBirth = city.persons.bornOn[person]!;
    const cells = [
      String(i + 1),
      written.kkNumber,
      written.nik,
      written.name,
      labels.sex[written.sex]!,
      written.birthPlace,
      written.isBirthImpossible ? impossibleDate(trueBirth, 'DD/MM/YYYY') : date(written.bornOn),
      labels.shdk[city.persons.shdk[person]!]!,
      written.address,
      padded(place.rw),
      padded(place.rt),
      areas.kelurahan[place.kelurahan]!,
      areas.kecamatan[place.kelurahan]!,
      KINDS_OF_MOVE[province === 'JAWA TIMUR' ? 0 : 1]!,
      REASONS[dice.below(REASONS.length, written.household, 1)]!,
      target,
      province,
      `SKPWNI/3577/${String(1 + dice.below(99999, written.household, 2)).padStart(5, '0')}`,
      date(city.persons.leftOn[person]!),
      clerk(dice, person),
    ];
    yield { cells, person, sheet: 0 };
  }
}

const clerk = (dice: Chance, person: number): string => `PETUGAS ${1 + dice.below(CLERKS, person, 3)}`;
