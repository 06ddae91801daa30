/** Job seekers as they wrote themselves down at Disnaker. */
import { chance } from '../../../kernel/random.ts';
import { calendarDate } from '../../../kernel/time.ts';
import { isLiving } from '../people/city-index.ts';
import type { WritingContext } from './context.ts';
import { ageReader, dateWriter, impossibleDate } from '../slips/dates.ts';
import { DIED, UNREGISTERED } from '../people/fates.ts';
import { EntryList, orderBy } from '../people/lines.ts';
import { capitalised } from '../slips/names.ts';
import type { Outsider } from '../people/outsiders.ts';
import { placeOf } from '../people/places.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import { PersonWriter } from '../slips/written-person.ts';

const UNEMPLOYED = 2;
const IN_WORK = 1;
const SEEKER_YEARS = { from: 18, to: 58, youngTo: 35 } as const;
/** Someone in work against someone without, among those on the list: work found since, work half found. */
const WEIGHT_IN_WORK = 0.015;
/** On the list for at most this long. */
const LIST_DAYS = 540;
const JOBS = [
  'Operator Produksi',
  'Staf Administrasi',
  'Kasir',
  'Pramuniaga',
  'Teknisi',
  'Pengemudi',
  'Guru',
  'Perawat',
];
/** Words of a registration form for the education codes of the family card. */
const EDUCATION = ['', '', 'SD', 'SD', 'SMP', 'SMA/SMK', 'D1', 'D3', 'S1', 'S2', 'S3'];

/** Age at which each is finished. */
const YEARS_TO_FINISH = [0, 0, 13, 13, 16, 19, 20, 22, 23, 26, 30];

/** A line of the list before it is written: somebody of the city, or from outside it. */
interface Seeker {
  readonly entry: number;
  readonly outsider: Outsider | undefined;
  readonly registeredOn: number;
}

export function disnakerPlan(context: WritingContext): RegisterPlan {
  const { city, mishaps, model } = context;
  const size = Math.round((model.lists.disnaker.rows * city.persons.residents) / model.lists.residents);
  const outsiderCount = Math.round(size * model.coverage['disnaker-outsiders'].share);
  const people = peopleSeeking(context, size - outsiderCount);
  const entries = people.entries(city, mishaps.disnaker);
  const dice = chance(city.seed, 'registers', 'disnaker-days');
  const seekers: Seeker[] = Array.from(entries.person, (_, entry) => {
    return { entry, outsider: undefined, registeredOn: city.referenceDay - dice.below(LIST_DAYS, entries.key[entry]!) };
  });
  for (let i = 0; i < outsiderCount; i++) {
    const template = entries.person[i % entries.count]!;
    const registeredOn = city.referenceDay - dice.below(LIST_DAYS, i, 1);
    seekers.push({ entry: -1, outsider: context.outsiders.like(template), registeredOn });
  }
  const order = orderBy(seekers.length, (i) => seekers[i]!.registeredOn);
  return {
    count: seekers.length,
    lines: () =>
      lines(
        context,
        Array.from(order, (i) => seekers[i]!),
        entries,
      ),
  };
}

/** Weighted draw: the unemployed first. */
function peopleSeeking({ city, mishaps, model }: WritingContext, size: number): EntryList {
  const { persons } = city;
  const ageOf = ageReader(city.referenceDay);
  const dice = chance(city.seed, 'registers', 'disnaker');
  const list = new EntryList();
  const candidates: number[] = [];
  for (let p = 0; p < persons.count; p++) {
    const age = ageOf(persons.bornOn[p]!);
    if (age < SEEKER_YEARS.from || age > SEEKER_YEARS.to) continue;
    const state = persons.lifeState[p]!;
    const seeks = persons.labourState[p] === UNEMPLOYED;
    if (state === UNREGISTERED) {
      if (seeks && dice.uniform(p, 1) < model.coverage['disnaker-unregistered'].share)
        list.add(p, persons.household[p]!);
    } else if (isLiving(state)) {
      if (seeks || (persons.labourState[p] === IN_WORK && age <= SEEKER_YEARS.youngTo)) candidates.push(p);
    } else if (age <= SEEKER_YEARS.youngTo) {
      const kind = state === DIED ? 'dead-still-listed' : 'moved-still-listed';
      if (mishaps.disnaker.happens(kind, p)) list.add(p, persons.household[p]!);
    }
  }
  const weight = (p: number): number => (persons.labourState[p] === UNEMPLOYED ? 1 : WEIGHT_IN_WORK);
  const order = orderBy(
    candidates.length,
    (i) => -Math.log(dice.uniform(candidates[i]!) + 1e-12) / weight(candidates[i]!),
  );
  for (const i of order.subarray(0, Math.max(0, size - list.count))) {
    list.add(candidates[i]!, persons.household[candidates[i]!]!);
  }
  return list;
}

function* lines(
  context: WritingContext,
  seekers: readonly Seeker[],
  entries: ReturnType<EntryList['entries']>,
): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const fields = { kkNumber: false, mother: false, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(index, mishaps.disnaker, fields, entries.count);
  const sheet = new DisnakerSheet(context);
  let number = 0;
  for (const seeker of seekers) {
    number++;
    if (seeker.outsider !== undefined) {
      yield sheet.outsider(seeker.outsider, number, seeker.registeredOn);
      continue;
    }
    const { entry } = seeker;
    const written = writer.write(entries.person[entry]!, entries.household[entry]!, entries.key[entry]!);
    const place = placeOf(city, areas, written);
    const rt = place.rt === 0 ? '' : ` RT ${two(place.rt)} RW ${two(place.rw)}`;
    const where = [
      capitalised(written.address) + rt,
      areas.kelurahan[place.kelurahan]!,
      areas.kecamatan[place.kelurahan]!,
    ];
    const trueBirth = city.persons.bornOn[written.person]!;
    const born = written.isBirthImpossible ? impossibleDate(trueBirth, 'DD/MM/YYYY') : sheet.date(written.bornOn);
    const who = [written.nik, sheet.styled(written.name, written.key), capitalised(written.birthPlace), born];
    yield sheet.line(written.person, number, seeker.registeredOn, who, written.sex, where);
  }
}

const two = (number: number): string => String(number).padStart(2, '0');

class DisnakerSheet {
  readonly #context: WritingContext;
  readonly #chance;
  readonly date = dateWriter('DD/MM/YYYY');

  constructor(context: WritingContext) {
    this.#context = context;
    this.#chance = chance(context.city.seed, 'registers', 'disnaker-sheet');
  }

  /** Some write in capitals. */
  styled(name: string, key: number): string {
    return this.#chance.uniform(key, 1) < 0.7 ? capitalised(name) : name;
  }

  outsider(person: Outsider, number: number, registeredOn: number): RegisterLine {
    const who = [person.nik, capitalised(person.name), 'Madiun', this.date(person.bornOn)];
    const where = [capitalised(person.address), person.village, person.kecamatan];
    return this.line(person.person, number, registeredOn, who, person.sex, where);
  }

  /** Somebody from outside has no facts in the city: single, Islam, upper secondary school. */
  line(
    person: number,
    number: number,
    registeredOn: number,
    who: readonly string[],
    sex: number,
    [address, kelurahan, kecamatan]: readonly string[],
  ): RegisterLine {
    const { city, labels } = this.#context;
    const { persons } = city;
    const isOfCity = person < persons.count;
    const dice = this.#chance;
    const education = isOfCity ? persons.education[person]! : 5;
    const lastYear = calendarDate(city.referenceDay).year;
    const bornYear = isOfCity ? calendarDate(persons.bornOn[person]!).year : 2003;
    const cells = [
      `AK1/3577/${calendarDate(registeredOn).year}/${String(number).padStart(5, '0')}`,
      this.date(registeredOn),
      ...who,
      capitalised(labels.sex[sex]!),
      capitalised(labels.religion[isOfCity ? persons.religion[person]! : 1]!),
      capitalised(labels.maritalStatus[isOfCity ? persons.maritalStatus[person]! : 1]!),
      address!,
      capitalised(kelurahan!),
      capitalised(kecamatan!),
      EDUCATION[education]!,
      education > 1 ? String(Math.min(lastYear, bornYear + YEARS_TO_FINISH[education]!)) : '',
      JOBS[dice.below(JOBS.length, person, 2)]!,
      dice.uniform(person, 3) < 0.5 ? '0' : `${dice.below(9, person, 4)},5`,
      dice.uniform(person, 5) < 0.85 ? 'Aktif' : 'Perpanjangan',
    ];
    return { cells, person, sheet: 0 };
  }
}
