/** The list of PKH. */
import { chance } from '../../../kernel/random.ts';
import type { RegisterLine, RegisterPlan } from '../files/register-file.ts';
import { isLiving } from '../people/city-index.ts';
import type { Entries } from '../people/lines.ts';
import { padded, placeOf } from '../people/places.ts';
import { ageReader } from '../slips/dates.ts';
import { PersonWriter } from '../slips/written-person.ts';
import type { WritingContext } from './context.ts';
import { birthCell } from './departures.ts';
import { componentOf } from './recipient-lists.ts';
import { cardNumber, familyEntries, pkhNumber, RECIPIENT_FIELDS } from './recipients.ts';

/** Rupiah a stage: a quarter of Rp3,000,000 a year (early childhood) down to one of Rp900,000 (SD). */
const RUPIAH_PER_STAGE: Readonly<Record<string, number>> = {
  'IBU HAMIL': 750000,
  'ANAK USIA DINI': 750000,
  'ANAK SD': 225000,
  'ANAK SMP': 375000,
  'ANAK SMA': 500000,
  'DISABILITAS BERAT': 600000,
  'LANJUT USIA': 600000,
};

export function pkhPlan(context: WritingContext): RegisterPlan {
  const entries = familyEntries(context, 'pkh', false);
  return { count: entries.count, lines: () => pkhLines(context, entries) };
}

function* pkhLines(context: WritingContext, entries: Entries): Generator<RegisterLine> {
  const { city, areas, index, mishaps } = context;
  const writer = new PersonWriter(index, mishaps.pkh, RECIPIENT_FIELDS, entries.count);
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
      components.reduce((sum, component) => sum + RUPIAH_PER_STAGE[component]!, 0),
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
  return components.sort((a, b) => RUPIAH_PER_STAGE[b]! - RUPIAH_PER_STAGE[a]!).slice(0, 4);
}
