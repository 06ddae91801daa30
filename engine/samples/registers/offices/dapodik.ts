/** Pupils of the schools in the city, as Dapodik lists them school by school. */
import { type Chance, chance } from '../../../kernel/random.ts';
import { calendarDate } from '../../../kernel/time.ts';
import { isLiving } from '../people/city-index.ts';
import type { WritingContext } from './context.ts';
import { Schools, type Seat } from './schools.ts';
import { dateWriter, impossibleDate } from '../slips/dates.ts';
import { MOVED_OUT } from '../people/fates.ts';
import { type Entries, EntryList, orderBy } from '../people/lines.ts';
import { capitalised } from '../slips/names.ts';
import type { Outsider } from '../people/outsiders.ts';
import { placeOf, plain } from '../people/places.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import type { WrittenPerson } from '../slips/written-line.ts';
import { PersonWriter } from '../slips/written-person.ts';

const TRANSPORT = ['Jalan kaki', 'Sepeda', 'Sepeda motor', 'Antar jemput'];
const SPECIAL_NEEDS = [
  '',
  'D - Tuna daksa ringan',
  'A - Tuna netra',
  'B - Tuna rungu',
  'H - Hiperaktif',
  'D1',
  'K',
  '',
];

export function dapodikPlan(context: WritingContext): RegisterPlan {
  const { city, mishaps, model } = context;
  const inside = pupils(context);
  const share = model.coverage['dapodik-outsiders'].share;
  const outsiderCount = share >= 1 ? 0 : Math.round((inside.count * share) / (1 - share));
  const entries = inside.entries(city, mishaps.dapodik);
  const count = entries.count + (entries.count > 0 ? outsiderCount : 0);
  return { count, lines: () => lines(context, entries, count) };
}

function pupils({ city, model, mishaps }: WritingContext): EntryList {
  const { persons } = city;
  const dice = chance(city.seed, 'registers', 'dapodik');
  const list = new EntryList();
  for (let p = 0; p < persons.count; p++) {
    if (persons.schoolLevel[p] === 0) continue;
    const state = persons.lifeState[p]!;
    const isListed = isLiving(state)
      ? dice.uniform(p) < model.coverage['dapodik-pupils'].share
      : state === MOVED_OUT && mishaps.dapodik.happens('moved-still-listed', p);
    if (isListed) list.add(p, persons.household[p]!);
  }
  return list;
}

/** Everybody seated and sorted; a seat is the template's for somebody from outside. */
function* lines(context: WritingContext, entries: Entries, count: number): Generator<RegisterLine> {
  const { city, index, mishaps, outsiders } = context;
  const fields = { kkNumber: true, mother: true, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(index, mishaps.dapodik, fields, entries.count);
  const sheet = new DapodikSheet(context);
  const schools = new Schools(context);
  const dice = chance(city.seed, 'registers', 'dapodik-outside');
  const templates = Array.from(
    { length: count - entries.count },
    (_, i) => entries.person[dice.below(entries.count, i)]!,
  );
  const templateOf = (i: number): number => entries.person[i] ?? templates[i - entries.count]!;
  const order = orderBy(count, (i) => schools.seatOf(templateOf(i)).order);
  let number = 0;
  for (const i of order) {
    number++;
    const seat = schools.seatOf(templateOf(i));
    if (i >= entries.count) yield sheet.outsider(outsiders.like(templateOf(i)), number, seat, templateOf(i));
    else yield sheet.pupil(writer.write(entries.person[i]!, entries.household[i]!, entries.key[i]!), number, seat);
  }
}

/** What an identity fills of a line. */
interface Identity {
  readonly person: number;
  readonly name: string;
  readonly sex: number;
  readonly birthPlace: string;
  readonly born: string;
  readonly nik: string;
  readonly religion: number;
  /** From Alamat to Kode Pos. */
  readonly place: readonly string[];
  readonly father: readonly [name: string, nik: string];
  readonly mother: readonly [name: string, nik: string];
  readonly kkNumber: string;
}

class DapodikSheet {
  readonly #context: WritingContext;
  readonly #chance: Chance;
  readonly #date = dateWriter('YYYY-MM-DD');

  constructor(context: WritingContext) {
    this.#context = context;
    this.#chance = chance(context.city.seed, 'registers', 'dapodik-sheet');
  }

  pupil(written: Readonly<WrittenPerson>, number: number, seat: Seat): RegisterLine {
    const { city, areas, index } = this.#context;
    const { persons } = city;
    const p = written.person;
    const place = placeOf(city, areas, written);
    const nikOf = (parent: number): string => (parent >= 0 && parent !== p ? persons.nik[parent]! : '');
    const styled = this.#chance.uniform(written.key, 4) < 0.75 ? capitalised : (text: string): string => text;
    const where = [
      styled(written.address),
      plain(place.rt),
      plain(place.rw),
      '',
      capitalised(areas.kelurahan[place.kelurahan]!),
      `Kec. ${capitalised(areas.kecamatan[place.kelurahan]!)}`,
      areas.postal[place.kelurahan]!,
    ];
    const identity: Identity = {
      person: p,
      name: styled(written.name),
      sex: written.sex,
      birthPlace: capitalised(written.birthPlace),
      born: written.isBirthImpossible ? impossibleDate(persons.bornOn[p]!, 'YYYY-MM-DD') : this.#date(written.bornOn),
      nik: written.nik,
      religion: persons.religion[p]!,
      place: where,
      father: [styled(persons.fatherName[p]!), nikOf(index.father[written.household]!)],
      mother: [styled(written.mother), nikOf(index.mother[written.household]!)],
      kkNumber: written.kkNumber,
    };
    return this.#line(identity, number, seat, p);
  }

  outsider(person: Outsider, number: number, seat: Seat, template: number): RegisterLine {
    const where = [
      capitalised(person.address),
      '',
      '',
      '',
      capitalised(person.village),
      `Kec. ${capitalised(person.kecamatan)}`,
      '',
    ];
    const identity: Identity = {
      person: person.person,
      name: capitalised(person.name),
      sex: person.sex,
      birthPlace: 'Madiun',
      born: this.#date(person.bornOn),
      nik: person.nik,
      religion: this.#context.city.persons.religion[template]!,
      place: where,
      father: [capitalised(person.fatherName), ''],
      mother: [capitalised(person.motherName), ''],
      kkNumber: person.kkNumber,
    };
    return this.#line(identity, number, seat, template);
  }

  /** @param p person whose facts fill the rest */
  #line(who: Identity, number: number, seat: Seat, p: number): RegisterLine {
    const { city, labels, ranking } = this.#context;
    const { persons } = city;
    const dice = this.#chance;
    const desil = ranking.desil[persons.household[p]!]!;
    const isPoor = desil >= 1 && desil <= 4 && dice.uniform(p, 5) < 0.7;
    const needs = SPECIAL_NEEDS[persons.disability[p]!] ?? '';
    const age = calendarDate(city.referenceDay).year - calendarDate(persons.bornOn[p]!).year;
    const kilometres = (dice.below(60, p, 6) / 10).toFixed(1).replace('.', ',');
    const cells = [
      number,
      who.name,
      String(1000 + dice.below(9000, who.person, 7)),
      who.sex === 1 ? 'L' : 'P',
      nisn(persons.bornOn[p]!, dice.bits(who.person, 8)),
      who.birthPlace,
      who.born,
      who.nik,
      capitalised(labels.religion[who.religion]!),
      ...who.place,
      'Bersama orang tua',
      TRANSPORT[dice.below(TRANSPORT.length, p, 9)]!,
      isPoor ? 'Ya' : 'Tidak',
      ...who.father,
      ...who.mother,
      seat.rombel,
      isPoor && seat.level !== 'TK' ? 'Ya' : 'Tidak',
      isPoor ? 'Ya' : 'Tidak',
      needs === '' ? 'Tidak ada' : needs,
      seat.school,
      seat.level,
      1 + dice.below(3, p, 10),
      who.kkNumber,
      8 + age * 3 + dice.below(8, p, 11),
      70 + age * 6 + dice.below(12, p, 12),
      dice.below(4, p, 13),
      kilometres,
    ];
    return { cells, person: who.person, sheet: 0 };
  }
}

/** Ten digits: the last three of the birth year, and a number. */
const nisn = (bornOn: number, bits: number): string =>
  String(calendarDate(bornOn).year % 1000).padStart(3, '0') + String(bits % 10000000).padStart(7, '0');
