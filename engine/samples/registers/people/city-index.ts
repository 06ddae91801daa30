/** The city looked at from a register office: who lives with whom, where, and what the areas are called. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Geography } from '../../../geography/geography.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { projectPath } from '../../../kernel/files.ts';
import type { City } from '../../city.ts';

const SHDK = { head: 1, husband: 2, wife: 3 } as const;
const MALE = 1;

export interface AreaLabels {
  /** [kelurahan] upper case: ORO-ORO OMBO. */
  readonly kelurahan: readonly string[];
  /** [kelurahan] KARTOHARJO. */
  readonly kecamatan: readonly string[];
  /** [kelurahan] index of its kecamatan. */
  readonly kecamatanIndex: Int32Array;
  /** [kelurahan] Kemendagri code without dots: 3577011001. */
  readonly kemendagri: readonly string[];
  /** [kelurahan] BPS code: 3577030002. */
  readonly bps: readonly string[];
  readonly postal: readonly string[];
  /** [rt], [rw] the number inside their kelurahan: 7. */
  readonly rtNumber: Uint16Array;
  readonly rwNumber: Uint16Array;
}

export interface CityIndex {
  readonly city: City;
  readonly areas: AreaLabels;
  /** Members of household h: members[memberStart[h]] … members[memberStart[h + 1] - 1], in the order of the city. */
  readonly memberStart: Uint32Array;
  readonly members: Uint32Array;
  /** [household] living residents and unregistered. */
  readonly livingMembers: Uint16Array;
  /** Households in the order of their RT. */
  readonly householdsByRt: Uint32Array;
  /** [household] the next household of the same RT, or itself when it is alone. */
  readonly neighbour: Uint32Array;
  /** [household] male and female of the couple at its head; -1 where there is none. */
  readonly father: Int32Array;
  readonly mother: Int32Array;
  /** [person] somebody else of the same sex born the same day; -1 where there is none. */
  readonly sameBirth: Int32Array;
}

export function indexCity(city: City, geography: Geography): CityIndex {
  const { memberStart, members } = membersOfHouseholds(city);
  const householdsByRt = sortedHouseholds(city);
  const heads = couples(city, memberStart, members);
  return {
    city,
    areas: areaLabels(geography),
    memberStart,
    members,
    livingMembers: livingMembers(city),
    householdsByRt,
    neighbour: neighbours(city, householdsByRt),
    ...heads,
    sameBirth: sameBirths(city),
  };
}

/** True for whoever lives in the city on the reference day, known to the population register or not. */
export const isLiving = (lifeState: number): boolean => lifeState === 0 || lifeState === 3;

function membersOfHouseholds(city: City): Pick<CityIndex, 'memberStart' | 'members'> {
  const { household, count } = city.persons;
  const memberStart = new Uint32Array(city.households.count + 1);
  for (let p = 0; p < count; p++) memberStart[household[p]! + 1]!++;
  for (let h = 0; h < city.households.count; h++) memberStart[h + 1]! += memberStart[h]!;
  const next = memberStart.slice(0, -1);
  const members = new Uint32Array(count);
  for (let p = 0; p < count; p++) members[next[household[p]!]!++] = p;
  return { memberStart, members };
}

function livingMembers(city: City): Uint16Array {
  const living = new Uint16Array(city.households.count);
  for (let p = 0; p < city.persons.count; p++) {
    if (isLiving(city.persons.lifeState[p]!)) living[city.persons.household[p]!]!++;
  }
  return living;
}

function sortedHouseholds(city: City): Uint32Array {
  const keys = Float64Array.from(city.households.rt, (rt, h) => rt * city.households.count + h).sort();
  return Uint32Array.from(keys, (key) => key % city.households.count);
}

function neighbours(city: City, byRt: Uint32Array): Uint32Array {
  const neighbour = Uint32Array.from(byRt.keys());
  const { rt } = city.households;
  byRt.forEach((h, i) => {
    const after = byRt[i + 1] ?? h;
    const before = byRt[i - 1] ?? h;
    neighbour[h] = rt[after] === rt[h] && after !== h ? after : rt[before] === rt[h] ? before : h;
  });
  return neighbour;
}

function couples(city: City, memberStart: Uint32Array, members: Uint32Array): Pick<CityIndex, 'father' | 'mother'> {
  const father = new Int32Array(city.households.count).fill(-1);
  const mother = new Int32Array(city.households.count).fill(-1);
  const { shdk, sex } = city.persons;
  for (let h = 0; h < city.households.count; h++) {
    for (let m = memberStart[h]!; m < memberStart[h + 1]!; m++) {
      const p = members[m]!;
      if (shdk[p] !== SHDK.head && shdk[p] !== SHDK.husband && shdk[p] !== SHDK.wife) continue;
      const parent = sex[p] === MALE ? father : mother;
      if (parent[h] === -1) parent[h] = p;
    }
  }
  return { father, mother };
}

function sameBirths(city: City): Int32Array {
  const { count, bornOn, sex } = city.persons;
  const other = new Int32Array(count).fill(-1);
  const lastSeen = new Map<number, number>();
  for (let p = 0; p < count; p++) {
    const key = bornOn[p]! * 2 + (sex[p] === MALE ? 1 : 0);
    const before = lastSeen.get(key);
    if (before !== undefined) {
      other[p] = before;
      if (other[before] === -1) other[before] = p;
    }
    lastSeen.set(key, p);
  }
  return other;
}

function areaLabels(geography: Geography): AreaLabels {
  const { kelurahan, kecamatan, rt, rw } = geography.levels;
  const facts = kelurahanFacts();
  const fact = (code: string): KelurahanFact => {
    const found = facts.get(code);
    if (found === undefined) throw unknownKelurahan(code);
    return found;
  };
  return {
    kelurahan: kelurahan.names.map((name) => name.toUpperCase()),
    kecamatan: Array.from(kelurahan.parent, (parent) => kecamatan.names[parent]!.toUpperCase()),
    kecamatanIndex: kelurahan.parent,
    kemendagri: kelurahan.codes.map((code) => code.replaceAll('.', '')),
    bps: kelurahan.codes.map((code) => fact(code).bps_code),
    postal: kelurahan.codes.map((code) => fact(code).postal_code),
    rtNumber: Uint16Array.from(rt.codes, lastNumber),
    rwNumber: Uint16Array.from(rw.codes, lastNumber),
  };
}

/** 7 of 35.77.01.1001.rw03.rt07 */
const lastNumber = (code: string): number => Number(/(\d+)$/.exec(code)?.[1] ?? 0);

interface KelurahanFact {
  readonly code: string;
  readonly bps_code: string;
  readonly postal_code: string;
}

function kelurahanFacts(): Map<string, KelurahanFact> {
  const text = readFileSync(projectPath('geodata', 'facts', 'kelurahan.csv'), 'utf8');
  const rows = parse(text, { columns: true, skip_empty_lines: true }) as KelurahanFact[];
  return new Map(rows.map((row) => [row.code, row]));
}

const unknownKelurahan = (code: string): TwinError =>
  new TwinError('configuration', {
    code: 'kelurahan-without-facts',
    what: `The kelurahan ${code} has no BPS code.`,
    where: { file: 'kelurahan.csv', column: 'code' },
    todo: 'Add it to geodata/facts/kelurahan.csv: DTSEN writes BPS codes.',
  });
