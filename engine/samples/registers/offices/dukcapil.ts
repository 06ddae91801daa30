/** The population register as SIAK exports it. */
import { type Chance, chance } from '../../../kernel/random.ts';
import type { WritingContext } from './context.ts';
import { ageReader, dateWriter, impossibleDate } from '../slips/dates.ts';
import { DIED, MOVED_OUT, RESIDENT } from '../people/fates.ts';
import { type Entries, EntryList } from '../people/lines.ts';
import { padded, placeOf } from '../people/places.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import type { WrittenPerson } from '../slips/written-line.ts';
import { PersonWriter } from '../slips/written-person.ts';

const DAYS_PER_YEAR = 365.25;
const LIFE_STATUS = { alive: 1, dead: 2, moved: 3 } as const;
const SHDK_CHILD = 4;
const MARITAL = { single: 1, divorced: 3 } as const;
const KTP_AGE_YEARS = 17;
const NOT_DISABLED = 7;
/** Trades behind a general occupation; two have letters that tell one encoding from another. */
const TRADES = ['PEGAWAI KAFÉ', 'PENJAGA TOKO', 'KURIR – OJEK DARING', 'OPERATOR MESIN', 'TENAGA KEBERSIHAN', 'SATPAM'];
const SHARE_WITH_TRADE = 0.01;
const CLERKS = 12;

/** Register of residents: everybody known to Dukcapil, and some of the dead and the moved with them. */
export function dukcapilPlan(context: WritingContext): RegisterPlan {
  const entries = residentsAndLeft(context);
  return { count: entries.count, lines: () => lines(context, entries) };
}

/** The remark of an entry is its life status. */
function residentsAndLeft(context: WritingContext): Entries {
  const { index, city, mishaps } = context;
  const list = new EntryList();
  for (const household of index.householdsByRt) {
    for (let m = index.memberStart[household]!; m < index.memberStart[household + 1]!; m++) {
      const person = index.members[m]!;
      const status = lifeStatus(context, person);
      if (status > 0) list.add(person, household, status);
    }
  }
  return list.entries(city, mishaps.dukcapil);
}

/** 0 where Dukcapil has no line. */
function lifeStatus({ city, mishaps, reported }: WritingContext, person: number): number {
  const state = city.persons.lifeState[person]!;
  if (state === RESIDENT) return LIFE_STATUS.alive;
  if (state !== DIED && state !== MOVED_OUT) return 0;
  if (reported[person] === 0) return LIFE_STATUS.alive;
  const stillListed = state === DIED ? 'dead-still-listed' : 'moved-still-listed';
  if (mishaps.dukcapil.happens(stillListed, person)) return LIFE_STATUS.alive;
  if (!mishaps.dukcapil.happens('kept-with-status', person)) return 0;
  return state === DIED ? LIFE_STATUS.dead : LIFE_STATUS.moved;
}

function* lines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const fields = { kkNumber: true, mother: true, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(context.index, context.mishaps.dukcapil, fields, entries.count);
  const sheet = new SiakSheet(context);
  for (let i = 0; i < entries.count; i++) {
    const written = writer.write(entries.person[i]!, entries.household[i]!, entries.key[i]!);
    yield sheet.line(written, entries.remark[i]!);
  }
}

/** Fills the 37 columns of one line. */
class SiakSheet {
  readonly #context: WritingContext;
  readonly #chance: Chance;
  readonly #date = dateWriter('DD/MM/YYYY');
  readonly #age: (bornOn: number) => number;
  readonly #line: { cells: string[]; person: number; sheet: number } = { cells: [], person: 0, sheet: 0 };

  constructor(context: WritingContext) {
    this.#context = context;
    this.#chance = chance(context.city.seed, 'registers', 'siak');
    this.#age = ageReader(context.city.referenceDay);
  }

  line(written: Readonly<WrittenPerson>, status: number): RegisterLine {
    const { city, areas, labels } = this.#context;
    const { persons } = city;
    const p = written.person;
    const place = placeOf(city, areas, written);
    this.#line.person = p;
    this.#line.cells = [
      written.kkNumber,
      written.nik,
      written.name,
      labels.lifeStatus[status]!,
      written.birthPlace,
      written.isBirthImpossible ? impossibleDate(persons.bornOn[p]!, 'DD/MM/YYYY') : this.#date(written.bornOn),
      labels.sex[written.sex]!,
      this.#parentNik(this.#context.index.father, p),
      persons.fatherName[p]!,
      this.#parentNik(this.#context.index.mother, p),
      written.mother,
      labels.maritalStatus[persons.maritalStatus[p]!]!,
      labels.shdk[persons.shdk[p]!]!,
      labels.religion[persons.religion[p]!]!,
      areas.kecamatan[place.kelurahan]!,
      areas.kelurahan[place.kelurahan]!,
      written.address,
      padded(place.rw),
      padded(place.rt),
      labels.education[persons.education[p]!]!,
      labels.occupation[persons.occupation[p]!]!,
      this.#chance.uniform(p) < SHARE_WITH_TRADE ? TRADES[this.#chance.below(TRADES.length, p, 1)]! : '',
      labels.bloodType[persons.bloodType[p]!]!,
      persons.disability[p] === 0 ? labels.disability[NOT_DISABLED]! : labels.disability[persons.disability[p]!]!,
      ...this.#papers(p),
    ];
    return this.#line;
  }

  /** Of a child on its parents' card; a parent elsewhere is known by name only. */
  #parentNik(parents: Int32Array, person: number): string {
    const { persons } = this.#context.city;
    if (persons.shdk[person] !== SHDK_CHILD) return '';
    const parent = parents[persons.household[person]!]!;
    return parent < 0 ? '' : persons.nik[parent]!;
  }

  /** From "Cetak KTP" to the end: cards, certificates, and who entered the line when. */
  #papers(p: number): string[] {
    const { persons, referenceDay } = this.#context.city;
    const dice = this.#chance;
    const born = persons.bornOn[p]!;
    const hasKtp = this.#age(born) >= KTP_AGE_YEARS;
    const printed = hasKtp ? Math.min(referenceDay, Math.max(born + 6300, referenceDay - dice.below(4500, p, 2))) : 0;
    const married = persons.maritalStatus[p]! > MARITAL.single;
    const wed = Math.min(referenceDay - 30, born + Math.round((19 + dice.below(14, p, 3)) * DAYS_PER_YEAR));
    const divorced = persons.maritalStatus[p] === MARITAL.divorced;
    const parted = Math.min(referenceDay - 5, wed + 400 + dice.below(5000, p, 4));
    const entered = Math.min(referenceDay, Math.max(born + 5, referenceDay - 20 - dice.below(4800, p, 5)));
    return [
      hasKtp ? this.#date(printed) : '',
      '',
      hasKtp ? 'SEUMUR HIDUP' : '',
      '',
      dice.uniform(p, 6) < 0.8 ? certificate('LT', born, dice.below(9999, p, 7)) : '',
      married && dice.uniform(p, 8) < 0.6 ? certificate('KW', wed, dice.below(999, p, 9)) : '',
      married ? this.#date(wed) : '',
      divorced ? certificate('CR', parted, dice.below(999, p, 10)) : '',
      divorced ? this.#date(parted) : '',
      `PETUGAS ${1 + dice.below(CLERKS, p, 11)}`,
      this.#date(Math.min(referenceDay, entered + dice.below(900, p, 12))),
      `PETUGAS ${1 + dice.below(CLERKS, p, 13)}`,
      this.#date(entered),
    ];
  }
}

/** 3577-LT-2015-0042 */
function certificate(kind: string, dayNumber: number, serial: number): string {
  const year = 1970 + Math.floor(dayNumber / DAYS_PER_YEAR);
  return `3577-${kind}-${year}-${String(serial).padStart(4, '0')}`;
}
