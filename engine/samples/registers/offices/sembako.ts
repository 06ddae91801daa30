/** The list of sembako (BPNT), in the columns that its guideline asks a kelurahan to record. */
import { chance } from '../../../kernel/random.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import type { Entries } from '../people/lines.ts';
import { placeOf, slashed } from '../people/places.ts';
import { dateWriter, impossibleDate } from '../slips/dates.ts';
import { systemNumber, SYSTEMS } from '../slips/numbers.ts';
import { PersonWriter } from '../slips/written-person.ts';
import { LIST_BITS } from '../truth.ts';
import type { WritingContext } from './context.ts';
import { cardNumber, familyEntries, familyId, pkhNumber, RECIPIENT_FIELDS } from './recipients.ts';

export function sembakoPlan(context: WritingContext): RegisterPlan {
  const entries = familyEntries(context, 'sembako', false);
  return { count: entries.count, lines: () => sembakoLines(context, entries) };
}

function* sembakoLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const { persons, households } = city;
  const writer = new PersonWriter(index, mishaps.sembako, RECIPIENT_FIELDS, entries.count);
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
