/**
 * Places for those who need one: children who would live alone, and elderly who move in with kin. A child goes to his mother
 * where she lives in the city; the others to one of the households of their kelurahan that would take somebody in this year.
 */
import { drawBits, moreBits } from '../../../chance/keyed-draws.ts';
import { addRow } from '../../growing-rows.ts';
import { NONE } from '../../households.ts';
import { motherOf, NEVER_MARRIED } from '../family-persons.ts';
import { GROWN_AGE } from '../family-tables.ts';
import { ageAtEnd, HERE, type FamilyYear } from '../family-year.ts';
import { changeHousehold } from './moving-out.ts';
import { membersOf } from './moves.ts';

/** Everybody's place is found before one of them moves. */
export function place(year: FamilyYear): void {
  const { persons, asked, gone, homeless, households } = year;
  for (let i = 0; i < asked.joiningKin.count; i++) {
    if (gone[asked.joiningKin.rows[i]!] === HERE) addRow(homeless, asked.joiningKin.rows[i]!);
  }
  addChildrenAlone(year);
  // Who is grown needs a place only while nobody lives with him.
  const needing = [...new Set(homeless.rows.subarray(0, homeless.count))].filter(
    (row) => isSmall(year, row) || households.size[persons.household[row]!] === 1,
  );
  if (needing.length === 0) return;
  const hosts = hostsFor(year, new Set(needing));
  const places = needing.map((row) => placeFor(year, row, hosts));
  needing.forEach((row, i) => {
    if (places[i]! !== NONE) changeHousehold(year, row, places[i]!);
  });
}

/** Who is not grown at the end, and not married. */
const isSmall = (year: FamilyYear, row: number): boolean =>
  ageAtEnd(year, row) < GROWN_AGE && year.persons.marital[row] === NEVER_MARRIED;

/** In the first year of all households, as the register may have children alone at the start; then of those somebody has left. */
function addChildrenAlone(year: FamilyYear): void {
  const { households, shrunk, homeless } = year;
  const isGrown = (row: number): boolean => !isSmall(year, row);
  const isFirst = year.step === 1;
  const looked = isFirst ? households.rows : shrunk.count;
  for (let i = 0; i < looked; i++) {
    const household = isFirst ? i : shrunk.rows[i]!;
    if (households.size[household] === 0) continue;
    if (someMember(year, household, isGrown)) continue;
    for (const row of membersOf(year, household)) addRow(homeless, row);
  }
}

function someMember({ persons, households }: FamilyYear, household: number, test: (row: number) => boolean): boolean {
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!) if (test(row)) return true;
  return false;
}

interface Hosts {
  /** Households that somebody grown lives in who does not need a place himself. */
  readonly isHost: (household: number) => boolean;
  /** [region] those that would take somebody in this year. */
  readonly offering: ReadonlyMap<number, readonly number[]>;
  /** All of a kelurahan, of the whole city where it has none: for where nobody offers. */
  readonly others: (region: number) => readonly number[];
}

function hostsFor(year: FamilyYear, needing: ReadonlySet<number>): Hosts {
  const { households } = year;
  const { size, region } = households;
  const isHost = (household: number): boolean =>
    size[household]! > 0 && someMember(year, household, (row) => !isSmall(year, row) && !needing.has(row));
  const offering = new Map<number, number[]>();
  for (let i = 0; i < year.offering.count; i++) {
    const household = year.offering.rows[i]!;
    if (!isHost(household)) continue;
    const ofRegion = offering.get(region[household]!);
    if (ofRegion === undefined) offering.set(region[household]!, [household]);
    else ofRegion.push(household);
  }
  return { isHost, offering, others: otherHosts(year, isHost) };
}

/** Looked for where they are asked for, once a year. */
function otherHosts({ households: { rows, region } }: FamilyYear, isHost: Hosts['isHost']): Hosts['others'] {
  let lived: Map<number, number[]> | undefined;
  let all: readonly number[] | undefined;
  const found = new Map<number, readonly number[]>();
  const hosts = (of: number): readonly number[] => {
    const listed = found.get(of);
    if (listed !== undefined) return listed;
    lived ??= Map.groupBy(Array(rows).keys(), (household) => region[household]!);
    const near = (lived.get(of) ?? []).filter(isHost);
    found.set(of, near);
    return near;
  };
  return (of) => {
    const near = hosts(of);
    return near.length > 0 ? near : (all ??= Array.from(Array(rows).keys()).filter(isHost));
  };
}

/** @returns NONE where nobody grown is left in the whole city */
function placeFor(year: FamilyYear, row: number, { isHost, offering, others }: Hosts): number {
  const { persons } = year;
  const mother = isSmall(year, row) ? motherOf(persons, row) : NONE;
  if (mother !== NONE && isHost(persons.household[mother]!)) return persons.household[mother]!;
  const region = persons.region[row]!;
  const offered = offering.get(region);
  if (offered !== undefined) return chosen(year, row, offered);
  return chosen(year, row, others(region));
}

/** Brothers and sisters choose alike: by the household that they come from. */
function chosen(
  { persons, households, keys: { placing } }: FamilyYear,
  row: number,
  offered: readonly number[],
): number {
  const { low, high } = households;
  const from = persons.household[row]!;
  const wish = drawBits(placing, low[from]!, high[from]!, 0);
  let found = NONE;
  let least = Infinity;
  for (const household of offered) {
    if (household === from) continue;
    const bits = moreBits(wish ^ low[household]!);
    // Two that are wished for alike, which hardly happens, are told apart by the rest of their identity.
    if (bits > least || (bits === least && high[household]! > high[found]!)) continue;
    found = household;
    least = bits;
  }
  return found;
}
