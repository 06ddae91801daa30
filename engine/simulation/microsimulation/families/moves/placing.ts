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

/** [person] 1 for those who need a place; used again from year to year. */
let isNeeding = new Uint8Array(0);

/** Everybody's place is found before one of them moves. */
export function place(year: FamilyYear): void {
  const { persons, asked, gone, homeless } = year;
  for (let i = 0; i < asked.joiningKin.count; i++) {
    if (gone[asked.joiningKin.rows[i]!] === HERE) addRow(homeless, asked.joiningKin.rows[i]!);
  }
  addChildrenAlone(year);
  if (isNeeding.length < persons.rows) isNeeding = new Uint8Array(persons.sexAge.length);
  isNeeding.fill(0);
  keepNeeding(year);
  if (homeless.count === 0) return;
  const hosts = hostsFor(year);
  const places = new Uint32Array(homeless.count);
  for (let i = 0; i < places.length; i++) places[i] = placeFor(year, homeless.rows[i]!, hosts);
  for (let i = 0; i < places.length; i++) if (places[i]! !== NONE) changeHousehold(year, homeless.rows[i]!, places[i]!);
}

/** Each once; who is grown needs a place only while nobody lives with him. */
function keepNeeding(year: FamilyYear): void {
  const { homeless, households, persons } = year;
  let kept = 0;
  for (let i = 0; i < homeless.count; i++) {
    const row = homeless.rows[i]!;
    if (isNeeding[row] === 1) continue;
    if (households.size[persons.household[row]!] !== 1 && !isSmall(year, row)) continue;
    isNeeding[row] = 1;
    homeless.rows[kept++] = row;
  }
  homeless.count = kept;
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

/** Households that would take somebody in, those of one kelurahan after those of the one before. */
interface Offering {
  readonly rows: Uint32Array;
  /** The lower halves of their identities. */
  readonly low: Uint32Array;
  /** [region] where its own begin; one more for the end. */
  readonly starts: Uint32Array;
}

interface Hosts {
  /** Households that somebody grown lives in who does not need a place himself. */
  readonly isHost: (household: number) => boolean;
  /** Those that would take somebody in this year. */
  readonly offering: Offering;
  /** All of a kelurahan, of the whole city where it has none: for where nobody offers. */
  readonly others: (region: number) => Offering;
}

function hostsFor(year: FamilyYear): Hosts {
  const { households, offering } = year;
  const isGrownHost = (row: number): boolean => !isSmall(year, row) && isNeeding[row] !== 1;
  const isHost = (household: number): boolean =>
    households.size[household]! > 0 && someMember(year, household, isGrownHost);
  let kept = 0;
  for (let i = 0; i < offering.count; i++) if (isHost(offering.rows[i]!)) offering.rows[kept++] = offering.rows[i]!;
  offering.count = kept;
  return {
    isHost,
    offering: byRegion(year, offering.rows.subarray(0, kept)),
    others: otherHosts(year, isHost),
  };
}

/** @param rows of households, in an order that stays within each kelurahan */
function byRegion({ households: { low, region }, tables: { regions } }: FamilyYear, rows: Uint32Array): Offering {
  const starts = new Uint32Array(regions + 1);
  for (const row of rows) starts[region[row]! + 1]!++;
  for (let at = 0; at < regions; at++) starts[at + 1]! += starts[at]!;
  const next = starts.slice();
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[next[region[row]!]!++] = row;
  return { rows: sorted, low: sorted.map((row) => low[row]!), starts };
}

const ofOne = ({ households: { low } }: FamilyYear, rows: readonly number[]): Offering => ({
  rows: Uint32Array.from(rows),
  low: Uint32Array.from(rows, (row) => low[row]!),
  starts: Uint32Array.of(0, rows.length),
});

/** Looked for where they are asked for, once a year: all that there are stand as those of one kelurahan. */
function otherHosts(year: FamilyYear, isHost: Hosts['isHost']): Hosts['others'] {
  const { rows, region } = year.households;
  let lived: Map<number, number[]> | undefined;
  let all: Offering | undefined;
  const found = new Map<number, Offering>();
  const hosts = (of: number): Offering => {
    const listed = found.get(of);
    if (listed !== undefined) return listed;
    lived ??= Map.groupBy(Array(rows).keys(), (household) => region[household]!);
    const near = ofOne(year, (lived.get(of) ?? []).filter(isHost));
    found.set(of, near);
    return near;
  };
  return (of) => {
    const near = hosts(of);
    return near.rows.length > 0 ? near : (all ??= ofOne(year, Array.from(Array(rows).keys()).filter(isHost)));
  };
}

/** @returns NONE where nobody grown is left in the whole city */
function placeFor(year: FamilyYear, row: number, { isHost, offering, others }: Hosts): number {
  const { persons } = year;
  const mother = isSmall(year, row) ? motherOf(persons, row) : NONE;
  if (mother !== NONE && isHost(persons.household[mother]!)) return persons.household[mother]!;
  const region = persons.region[row]!;
  const isOffered = offering.starts[region]! < offering.starts[region + 1]!;
  return isOffered ? chosen(year, row, offering, region) : chosen(year, row, others(region), 0);
}

/** Brothers and sisters choose alike: by the household that they come from. @param among of which kelurahan */
function chosen(
  { persons, households, keys: { placing } }: FamilyYear,
  row: number,
  { rows, low, starts }: Offering,
  among: number,
): number {
  const { high } = households;
  const from = persons.household[row]!;
  const wish = drawBits(placing, households.low[from]!, high[from]!, 0);
  const end = starts[among + 1]!;
  let found = NONE;
  let least = Infinity;
  for (let i = starts[among]!; i < end; i++) {
    const household = rows[i]!;
    if (household === from) continue;
    const bits = moreBits(wish ^ low[i]!);
    // Two that are wished for alike, which hardly happens, are told apart by the rest of their identity.
    if (bits > least || (bits === least && high[household]! > high[found]!)) continue;
    found = household;
    least = bits;
  }
  return found;
}
