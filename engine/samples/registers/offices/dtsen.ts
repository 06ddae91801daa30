/** DTSEN: families with their house, assets and decile, and their members; answers as Regsosek codes. */
import { chance } from '../../../kernel/random.ts';
import { NO_DATE, parseIsoDate } from '../../../kernel/time.ts';
import type { WritingContext } from './context.ts';
import { ageReader, dateWriter, impossibleDate } from '../slips/dates.ts';
import { headOf, PRESENCE } from './dtsen-survey.ts';
import { type Entries, EntryList, orderBy } from '../people/lines.ts';
import { oldKkNumber } from '../slips/numbers.ts';
import { placeOf, plain } from '../people/places.ts';
import { familyId } from './recipients.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import { FamilySheet } from './regsosek-family.ts';
import { MemberSheet } from './regsosek-member.ts';
import { LIST_BITS } from '../truth.ts';
import { PersonWriter } from '../slips/written-person.ts';

/** One line a family, named by its head. */
export function familiesPlan(context: WritingContext): RegisterPlan {
  const entries = new EntryList();
  for (const household of familiesInOrder(context)) entries.add(headOf(context.index, household), household);
  const lines = entries.entries(context.city);
  return { count: lines.count, lines: () => familyLines(context, lines) };
}

/** By kelurahan in the order of BPS, at random inside it. */
function familiesInOrder({ city, areas, ranking }: WritingContext): Uint32Array {
  const dice = chance(city.seed, 'registers', 'order', 'dtsen');
  const { count, kelurahan } = city.households;
  const bpsRank = orderBy(areas.bps.length, (k) => Number(areas.bps[k]));
  const rankOf = new Uint16Array(bpsRank.length);
  bpsRank.forEach((k, rank) => (rankOf[k] = rank));
  return orderBy(count, (h) => rankOf[kelurahan[h]!]! + dice.uniform(h)).filter((h) => ranking.isCovered[h] === 1);
}

function* familyLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps, lists } = context;
  const fields = { kkNumber: true, mother: false, place: true, birthPlace: false, sex: false };
  const writer = new PersonWriter(index, mishaps['dtsen-families'], fields, entries.count);
  const sheet = new FamilySheet(city);
  const ranked = rankingWriter(context);
  for (let i = 0; i < entries.count; i++) {
    const household = entries.household[i]!;
    const written = writer.write(entries.person[i]!, household, entries.key[i]!);
    const place = placeOf(city, areas, written);
    context.dtsenKk[household] = written.kkNumber;
    const cells = [
      familyId(household),
      areas.bps[place.kelurahan]!,
      areas.kelurahan[place.kelurahan]!,
      written.address,
      plain(place.rt),
      plain(place.rw),
      written.name,
      written.nik,
      String(sizeOf(context, household)),
      String(1 + ((i * 7) % 400)),
      '1',
      written.kkNumber,
      String(place.rt).padStart(4, '0'),
      '00',
      place.rt === 0 ? '' : `RT ${place.rt} RW ${place.rw}`,
      '0',
      '',
      '',
      '',
      ...sheet.house(household),
      ...sheet.programmes(household, lists.bits),
      ...sheet.assets(household),
      ...ranked(household),
    ];
    yield { cells, person: written.person, sheet: 0 };
  }
}

/** desil, percentile, versi_dtsen and tanggal_ambil of a family. */
function rankingWriter({ ranking, model }: WritingContext): (household: number) => readonly string[] {
  const { 'dtsen-version': version, 'dtsen-taken-on': takenOn } = model.stamps;
  return (h) => [plain(ranking.desil[h]!), plain(ranking.percentile[h]!), version, takenOn];
}

/** As many as the lines of members say, or one more or less where it was counted wrong. */
function sizeOf({ survey, mishaps }: WritingContext, household: number): number {
  const size = survey.members[household]!;
  const dice = mishaps['dtsen-families'];
  if (!dice.happens('family-size-off', household)) return size;
  return size === 1 || dice.below('family-size-off', 2, household) === 0 ? size + 1 : size - 1;
}

/** One line a member whom the survey met, in the order of the families. */
export function membersPlan(context: WritingContext): RegisterPlan {
  const { city, index, survey, mishaps } = context;
  const list = new EntryList();
  for (const household of familiesInOrder(context)) {
    for (let m = index.memberStart[household]!; m < index.memberStart[household + 1]!; m++) {
      const person = index.members[m]!;
      const presence = survey.presence[person]!;
      if (presence !== PRESENCE.notListed) list.add(person, household, presence);
    }
  }
  const entries = list.entries(city, mishaps['dtsen-members']);
  return { count: entries.count, lines: () => memberLines(context, entries) };
}

function* memberLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, index, mishaps, model, ranking, lists, dtsenKk } = context;
  const fields = { kkNumber: false, mother: false, place: false, birthPlace: false, sex: true };
  const writer = new PersonWriter(index, mishaps['dtsen-members'], fields, entries.count);
  const sheet = new MemberSheet(city);
  const ranked = rankingWriter(context);
  const date = dateWriter('YYYY-MM-DD');
  const ageOf = ageReader(parseIsoDate(model.stamps['dtsen-taken-on'])!);
  const oldCards = chance(city.seed, 'registers', 'dtsen-second-family');
  let number = 0;
  for (let i = 0; i < entries.count; i++) {
    const household = entries.household[i]!;
    const written = writer.write(entries.person[i]!, household, entries.key[i]!);
    const p = written.person;
    number = household === entries.household[i - 1] ? number + 1 : 1;
    const isSecondLine = written.key !== p;
    const kk = dtsenKk[household]!;
    // Who is listed twice is listed in two families: the second is the one that he or she left.
    const card = isSecondLine ? oldKkNumber(kk, (count, draw) => oldCards.below(count, p, draw)) : kk;
    const trueBirth = city.persons.bornOn[p]!;
    const age = ageOf(written.bornOn === NO_DATE ? trueBirth : written.bornOn);
    const who = [String(number), written.name, written.nik];
    const cells = [
      card,
      ...who,
      String(entries.remark[i]!),
      String(written.sex),
      written.isBirthImpossible ? impossibleDate(trueBirth, 'YYYY-MM-DD') : date(written.bornOn),
      ...sheet.work(p, age, written.sex),
      ...who,
      ...sheet.business(p, age),
      ...sheet.health(p, age),
      ...who,
      ...sheet.programmes(p, (lists.bits[household]! & LIST_BITS['pbi-jk']) > 0, ranking.desil[household]!),
      ...ranked(household),
    ];
    yield { cells, person: p, sheet: 0 };
  }
}
