/** What is told of each month and area: the six measures of success, and who is left behind. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { NOT_AT_ALL, type Contacts } from './month.ts';
import type { PathMonth } from './path-months.ts';
import { GROUPS, type DigitalResidents, type DigitalState } from './residents.ts';

export interface DigitalMeasure<Key extends string = string> {
  readonly key: Key;
  readonly name: Bilingual;
  readonly unit: 'share' | 'persons' | 'count';
}

const measure =
  (unit: DigitalMeasure['unit']) =>
  <Key extends string>(key: Key, id: string, en: string): DigitalMeasure<Key> => ({ key, name: { id, en }, unit });
const [share, persons, count] = [measure('share'), measure('persons'), measure('count')];

export const DIGITAL_MEASURES = [
  share('failure', 'Layanan gagal', 'Contacts that fail'),
  share('integration', 'Layanan terintegrasi', 'Services integrated'),
  share('elderlyTakingPart', 'Lansia yang ikut layanan digital', 'Elderly who take part'),
  share('literacy', 'Literasi digital dasar', 'Basic digital literacy'),
  count('audits', 'Audit per triwulan', 'Audits in the quarter'),
  share('digitalOnly', 'Layanan hanya digital', 'Digital-only contacts'),
  share('overlap', 'Data tumpang tindih', 'Overlapping data'),
  share('access', 'Akses internet', 'Internet access'),
  persons('leftBehind', 'Warga tertinggal', 'Residents left behind'),
  persons('leftBehindYouth', 'Tertinggal: pemuda', 'Left behind: youth'),
  persons('leftBehindAdults', 'Tertinggal: dewasa', 'Left behind: adults'),
  persons('leftBehindElderly', 'Tertinggal: lansia', 'Left behind: elderly'),
  persons('leftBehindNoAccess', 'Tertinggal: tanpa akses saja', 'Left behind: no access only'),
  persons('leftBehindNotLiterate', 'Tertinggal: belum melek digital saja', 'Left behind: not literate only'),
  persons('leftBehindBoth', 'Tertinggal: keduanya', 'Left behind: both'),
] as const;

export type MeasureKey = (typeof DIGITAL_MEASURES)[number]['key'];

const AT = Object.fromEntries(DIGITAL_MEASURES.map(({ key }, i) => [key, i])) as Record<MeasureKey, number>;
const LEFT_BEHIND_BY_GROUP = [AT.leftBehindYouth, AT.leftBehindAdults, AT.leftBehindElderly];
const ELDERLY = GROUPS.indexOf('elderly');

/**
 * @param weight persons that a resident stands for, so that counts add up to the city's planning total
 * @returns [area, the city last × measure]; NaN where nobody is there to have a share
 */
export function measuresOf(
  residents: DigitalResidents,
  { literate, access }: DigitalState,
  ways: Uint8Array,
  contacts: Contacts,
  now: PathMonth,
  weight: number,
): Float64Array {
  const { count, areas, area, group } = residents;
  const size = DIGITAL_MEASURES.length;
  const counts = new Float64Array((areas + 1) * size);
  const there = new Float64Array(areas + 1);
  const elderly = new Float64Array(areas + 1);
  for (let i = 0; i < count; i++) {
    const at = area[i]! * size;
    there[area[i]!]!++;
    counts[at + AT.literacy]! += literate[i]!;
    counts[at + AT.access]! += access[i]!;
    if (group[i] === ELDERLY) elderly[area[i]!]!++;
    if (ways[i] !== NOT_AT_ALL) {
      if (group[i] === ELDERLY) counts[at + AT.elderlyTakingPart]!++;
      continue;
    }
    counts[at + AT.leftBehind]! += weight;
    counts[at + LEFT_BEHIND_BY_GROUP[group[i]!]!]! += weight;
    counts[at + reasonOf(literate[i]!, access[i]!)]! += weight;
  }
  addCity(counts, size);
  addCity(there, 1);
  addCity(elderly, 1);
  const all = (column: Uint32Array): Float64Array =>
    Float64Array.of(
      ...column,
      column.reduce((sum, each) => sum + each, 0),
    );
  const [asked, failed, onlyDigital] = [contacts.asked, contacts.failed, contacts.digitalOnly].map(all) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let place = 0; place <= areas; place++) {
    const at = place * size;
    counts[at + AT.failure] = failed[place]! / asked[place]!;
    counts[at + AT.digitalOnly] = onlyDigital[place]! / asked[place]!;
    counts[at + AT.elderlyTakingPart]! /= elderly[place]!;
    counts[at + AT.literacy]! /= there[place]!;
    counts[at + AT.access]! /= there[place]!;
    counts[at + AT.integration] = now.integration;
    counts[at + AT.overlap] = now.overlap;
    counts[at + AT.audits] = now.auditsInQuarter;
  }
  return counts;
}

/** Puts the sum of all areas after them. */
function addCity(columns: Float64Array, size: number): void {
  const city = columns.length - size;
  for (let i = 0; i < city; i++) columns[city + (i % size)]! += columns[i]!;
}

const reasonOf = (literate: number, access: number): number =>
  literate === 1 ? AT.leftBehindNoAccess : access === 1 ? AT.leftBehindNotLiterate : AT.leftBehindBoth;
