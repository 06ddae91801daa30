/** PBI-JK, the health insurance that the state pays: one line a person. */
import { chance } from '../../../kernel/random.ts';
import { isLiving } from '../people/city-index.ts';
import type { WritingContext } from './context.ts';
import { dateWriter, impossibleDate } from '../slips/dates.ts';
import { DIED, UNREGISTERED } from '../people/fates.ts';
import { type Entries, EntryList, orderBy } from '../people/lines.ts';
import { systemNumber, SYSTEMS } from '../slips/numbers.ts';
import { placeOf, plain } from '../people/places.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import { PersonWriter } from '../slips/written-person.ts';

export function pbiJkPlan(context: WritingContext): RegisterPlan {
  const entries = insured(context);
  return { count: entries.count, lines: () => lines(context, entries) };
}

/** Families in the order in which they came in; the unregistered have no NIK that BPJS could check. */
function insured({ city, index, lists, mishaps }: WritingContext): Entries {
  const { lifeState } = city.persons;
  const dice = chance(city.seed, 'registers', 'order', 'pbi-jk');
  const list = new EntryList();
  for (const i of orderBy(lists.pbiJk.length, (at) => dice.uniform(lists.pbiJk[at]!))) {
    const household = lists.pbiJk[i]!;
    for (let m = index.memberStart[household]!; m < index.memberStart[household + 1]!; m++) {
      const person = index.members[m]!;
      const state = lifeState[person]!;
      if (state === UNREGISTERED) continue;
      const kind = state === DIED ? 'dead-still-listed' : 'moved-still-listed';
      if (isLiving(state) || mishaps['pbi-jk'].happens(kind, person)) list.add(person, household);
    }
  }
  return list.entries(city, mishaps['pbi-jk']);
}

function* lines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, labels, index, mishaps } = context;
  const fields = { kkNumber: true, mother: false, place: true, birthPlace: true, sex: true };
  const writer = new PersonWriter(index, mishaps['pbi-jk'], fields, entries.count);
  const dice = chance(city.seed, 'registers', 'pbi-jk');
  const date = dateWriter('DD-MM-YYYY');
  for (let i = 0; i < entries.count; i++) {
    const written = writer.write(entries.person[i]!, entries.household[i]!, entries.key[i]!);
    const place = placeOf(city, areas, written);
    const person = written.person;
    const trueBirth = city.persons.bornOn[person]!;
    const cells = [
      `000${systemNumber(written.key, SYSTEMS.health)}`,
      written.nik,
      written.kkNumber,
      written.name,
      written.birthPlace,
      written.isBirthImpossible ? impossibleDate(trueBirth, 'DD-MM-YYYY') : date(written.bornOn),
      labels.sex[written.sex]!,
      labels.shdk[city.persons.shdk[person]!]!,
      written.address,
      plain(place.rt),
      plain(place.rw),
      areas.kelurahan[place.kelurahan]!,
      areas.kecamatan[place.kelurahan]!,
      'PBI (APBN)',
      dice.uniform(person) < 0.985 ? 'AKTIF' : 'NONAKTIF SEMENTARA',
      date(Math.min(city.referenceDay, Math.max(trueBirth + 20, city.referenceDay - 60 - dice.below(2600, person, 1)))),
    ];
    yield { cells, person, sheet: 0 };
  }
}
