/** The list of BLTD, the city's own assistance, typed at Dinsos. */
import { chance } from '../../../kernel/random.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import type { Entries } from '../people/lines.ts';
import { placeOf, plain } from '../people/places.ts';
import { capitalised } from '../slips/names.ts';
import { systemNumber, SYSTEMS } from '../slips/numbers.ts';
import { PersonWriter } from '../slips/written-person.ts';
import type { WritingContext } from './context.ts';
import { birthCell } from './departures.ts';
import { familyEntries, RECIPIENT_FIELDS } from './recipients.ts';

const RUPIAH_PER_QUARTER = 600000;

/** A sheet a kecamatan. */
export function bltdPlan(context: WritingContext): RegisterPlan {
  const entries = familyEntries(context, 'bltd', true);
  return { count: entries.count, lines: () => bltdLines(context, entries) };
}

function* bltdLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const writer = new PersonWriter(index, mishaps.bltd, { ...RECIPIENT_FIELDS, mother: false }, entries.count);
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
      RUPIAH_PER_QUARTER,
      dice.uniform(household, 3) < 0.02 ? 'Ahli waris' : '',
    ];
    yield { cells, person: written.person, sheet };
  }
}
