/** For tests: a population built from a few rows of each register. */
import type { Geography } from '../geography/geography.ts';
import { projectPath } from '../kernel/files.ts';
import { SILENT } from '../kernel/progress.ts';
import { dayOf } from '../kernel/time.ts';
import { loadCodeLists } from '../registers/codes.ts';
import { buildPopulation, type PopulationResult } from './build.ts';
import { smallGeography, smallLinkage, smallReading, type SmallRegister, type SmallRow } from './small-city.ts';

export const REFERENCE_DAY = dayOf(2025, 12, 31)!;
export const geography = smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 });
export const [FIRST, SECOND] = geography.levels.kelurahan.codes as [string, string];
export const LISTS = loadCodeLists(projectPath('models'));
export const HEAD = 1;
export const WIFE = 3;
export const CHILD = 4;
export const card = (family: number): string => `35770101012000${String(family).padStart(2, '0')}`;
export const year = (y: number): number => dayOf(y, 6, 15)!;

export const idOf = (text: string): Uint8Array => {
  const id = new Uint8Array(16);
  Buffer.from(text.padEnd(16, '.')).copy(id, 0, 0, 16);
  return id;
};

export type Lists = Partial<Record<string, readonly SmallRow[]>>;
export const ROLES: Record<string, Pick<SmallRegister, 'role' | 'programme'>> = {
  dukcapil: { role: 'population' },
  deaths: { role: 'deaths' },
  moves: { role: 'moves' },
  families: { role: 'families' },
  members: { role: 'members' },
  pkh: { role: 'recipients', programme: 'pkh' },
  bltd: { role: 'recipients', programme: 'bltd' },
  disnaker: { role: 'job-seekers' },
  dapodik: { role: 'pupils' },
};

export function build(
  lists: Lists,
  order: (person: number) => number = (p) => p,
  areas: Geography = geography,
): PopulationResult {
  const registers = Object.entries(ROLES).map(([registerId, role]) => ({
    registerId,
    ...role,
    rows: lists[registerId] ?? [],
  }));
  return buildPopulation({
    reading: smallReading(registers),
    linkage: smallLinkage(registers),
    geography: areas,
    codeLists: LISTS,
    referenceDay: REFERENCE_DAY,
    personIdOf: (person) => idOf(`person ${order(person)}`),
    householdIdOf: (source) => idOf(source.slice(-16)),
    progress: SILENT,
  });
}

export const at = (kelurahan: string, rw: number, rt: number): Partial<SmallRow> => ({
  kelurahan,
  rw: String(rw),
  rt: String(rt),
});
export const resident = (person: number, family: number, shdk: number, more: Partial<SmallRow> = {}): SmallRow => ({
  person,
  kkNumber: card(family),
  shdk,
  bornOn: year(1980),
  sex: 1,
  ...at(FIRST, 1, 1),
  ...more,
});
