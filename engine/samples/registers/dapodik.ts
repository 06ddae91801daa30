/** Pupils of the schools in the city, as Dapodik lists them school by school. */
import { type Chance, chance } from '../../kernel/random.ts';
import { calendarDate } from '../../kernel/time.ts';
import { isLiving } from './city-index.ts';
import type { WritingContext } from './context.ts';
import { dateWriter, impossibleDate } from './dates.ts';
import { MOVED_OUT } from './fates.ts';
import { type Entries, EntryList, orderBy } from './lines.ts';
import { capitalised } from './names.ts';
import type { Outsider } from './outsiders.ts';
import { placeOf, plain } from './places.ts';
import type { RegisterLine, RegisterPlan } from './register-file.ts';
import { PersonWriter, type WrittenPerson } from './written-person.ts';

const LEVELS = ['', 'TK', 'SD', 'SMP', 'SMA'] as const;
const TK = 1;
const SD = 2;
const SMP = 3;
/** Schools of the city for the levels that are not counted by kelurahan. */
const SMP_COUNT = 14;
const SMA_COUNT = 6;
const SMK_COUNT = 5;
const SHARE_IN_SMK = 0.45;
const SD_PER_KELURAHAN = 3;
const ROMBEL = ['A', 'B', 'C', 'D'];
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

interface Seat {
  readonly school: string;
  readonly level: string;
  readonly rombel: string;
  /** Orders the file: school, then class. */
  readonly order: number;
}

/** Everybody seated and sorted; a seat is the template's for somebody from outside. */
function* lines(context: WritingContext, entries: Entries, count: number): Generator<RegisterLine> {
  const { city, index, mishaps, outsiders } = context;
  const fields = { kkNumber: true, mother: true, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(index, mishaps.dapodik, fields, entries.count);
  const sheet = new DapodikSheet(context);
  const dice = chance(city.seed, 'registers', 'dapodik-outside');
  const templates = Array.from(
    { length: count - entries.count },
    (_, i) => entries.person[dice.below(entries.count, i)]!,
  );
  const templateOf = (i: number): number => entries.person[i] ?? templates[i - entries.count]!;
  const order = orderBy(count, (i) => sheet.seatOf(templateOf(i)).order);
  let number = 0;
  for (const i of order) {
    number++;
    const seat = sheet.seatOf(templateOf(i));
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

  /** Young children go to school in their kelurahan, the older anywhere in the city. */
  seatOf(p: number): Seat {
    const { city, areas } = this.#context;
    const { persons, households } = city;
    const level = persons.schoolLevel[p]!;
    const kelurahan = households.kelurahan[persons.household[p]!]!;
    const dice = this.#chance;
    const grade = level === TK ? 0 : persons.schoolGrade[p]!;
    const rombel = dice.below(level === TK ? 2 : ROMBEL.length, p, 2);
    const inClass = grade * 10 + rombel;
    const name = level === TK ? `Kelompok ${ROMBEL[rombel]}` : `Kelas ${grade}${ROMBEL[rombel]}`;
    const seat = (school: string, at: number, word: string): Seat => ({
      school,
      level: word,
      rombel: name,
      order: (level * 10000 + at) * 1000 + inClass,
    });
    if (level === TK) return seat(`TK DHARMA WANITA ${areas.kelurahan[kelurahan]}`, kelurahan, 'TK');
    if (level === SD) {
      const n = dice.below(SD_PER_KELURAHAN, p, 1);
      return seat(`SD NEGERI 0${n + 1} ${areas.kelurahan[kelurahan]}`, kelurahan * SD_PER_KELURAHAN + n, 'SD');
    }
    if (level === SMP) {
      const n = dice.below(SMP_COUNT, p, 1);
      return seat(`SMP NEGERI ${n + 1} MADIUN`, n, 'SMP');
    }
    const isSmk = dice.uniform(p, 3) < SHARE_IN_SMK;
    const n = dice.below(isSmk ? SMK_COUNT : SMA_COUNT, p, 1);
    return seat(
      `${isSmk ? 'SMK' : 'SMA'} NEGERI ${n + 1} MADIUN`,
      (isSmk ? 100 : 0) + n,
      isSmk ? 'SMK' : LEVELS[level]!,
    );
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
