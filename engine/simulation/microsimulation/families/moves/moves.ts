/**
 * Moves between kelurahan. As many move as the rates of their ages say; part of them as whole households, with the mean of
 * its members, the others as families, with the mean of theirs, or alone.
 */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { addRow, growingRows, withRoom, type GrowingRows } from '../../growing-rows.ts';
import { NONE } from '../../households.ts';
import { pick } from '../../summed-shares.ts';
import { MOST_BITS } from '../../thresholds.ts';
import { residentBits } from '../family-keys.ts';
import { NEVER_MARRIED } from '../family-persons.ts';
import { GROWN_AGE } from '../family-tables.ts';
import { ageAtEnd, HERE, ratesAt, type FamilyYear } from '../family-year.ts';
import { listHouseholds } from './asking-households.ts';
import { changeHousehold, changeRegion, found } from './moving-out.ts';
import { familyOf, headOf, isHead } from '../nucleus.ts';

/** Moves of a year, in columns: there are thousands. */
interface Moves {
  readonly household: GrowingRows;
  readonly to: GrowingRows;
  /** Who moves, one after the other, and where those of each end; nobody is listed where the whole household does. */
  readonly members: GrowingRows;
  readonly ends: GrowingRows;
  /** [household] 1 where all of it moves by a draw of its own: nobody moves away from it. */
  readonly isMoving: Uint8Array;
}

/**
 * All decide before one of them moves.
 *
 * @param isMoving [household] 1 for those that have moved already this year
 */
export function move(year: FamilyYear, isMoving: Uint8Array): void {
  const { households } = year;
  const moves: Moves = {
    household: growingRows(),
    to: growingRows(),
    members: growingRows(),
    ends: growingRows(),
    isMoving,
  };
  householdsWhoMove(year, moves);
  familiesWhoMove(year, moves);
  personsWhoMove(year, moves);
  for (let i = 0, member = 0; i < moves.to.count; i++) {
    const household = moves.household.rows[i]!;
    const to = moves.to.rows[i]!;
    const end = moves.ends.rows[i]!;
    if (member === end) {
      moveHousehold(year, household, to);
      continue;
    }
    const first = moves.members.rows[member]!;
    const isAlone = end === member + 1;
    const opened = found(year, first, 'move', to, households.desil[household]!);
    for (; member < end; member++) changeHousehold(year, moves.members.rows[member]!, opened);
    if (!isAlone) continue;
    if (isChild(year, first)) addRow(year.homeless, first);
    else mayLiveWithKin(year, first);
  }
}

/** Whose mother lives elsewhere: he does not live by himself. */
const isChild = (year: FamilyYear, row: number): boolean =>
  year.persons.marital[row] === NEVER_MARRIED && ageAtEnd(year, row) < GROWN_AGE;

export function moveHousehold(year: FamilyYear, household: number, to: number): void {
  const { persons, households } = year;
  households.region[household] = to;
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!) changeRegion(year, row, to);
}

/** Who comes alone may be taken in, when everybody has come. */
export function mayLiveWithKin({ persons, keys, families, homeless }: FamilyYear, person: number): void {
  const bits = drawBits(keys.placing, persons.low[person]!, persons.high[person]!, 2);
  if (bits < families.livingWithKin) addRow(homeless, person);
}

/** By the same draw households would take somebody in. */
function householdsWhoMove(year: FamilyYear, moves: Moves): void {
  const { households, tables, families, keys, offering, asked } = year;
  const { low, high, size } = households;
  const share = families.movingTogether;
  const most = share * tables.moves.reduce((largest, each) => Math.max(largest, each), 0);
  const rows = withRoom(asked.uncleared, households.rows);
  const count = listHouseholds(households, keys.household, most, families.hostsAbove, rows);
  for (let i = 0; i < count; i++) {
    const household = rows[i]!;
    if (size[household] === 0) continue;
    const bits = drawBits(keys.household, low[household]!, high[household]!, 0);
    if (bits > families.hostsAbove) addRow(offering, household);
    if (moves.isMoving[household] === 1 || bits >= most || bits >= share * meanMovingOf(year, household)) continue;
    moves.isMoving[household] = 1;
    addMove(moves, household, destination(year, low[household]!, high[household]!, households.region[household]!));
  }
}

const family: number[] = [];

function familiesWhoMove(year: FamilyYear, moves: Moves): void {
  const { persons, households, families, keys, asked, gone } = year;
  for (let i = 0; i < asked.movingTogether.count; i++) {
    const head = asked.movingTogether.rows[i]!;
    // Who has lost her husband since she was asked is a head no more if she has borne no children: she stays.
    if (gone[head] !== HERE || !isHead(persons, head) || moves.isMoving[persons.household[head]!] === 1) continue;
    const size = familyOf(persons, households.first, head, family);
    const bits = residentBits(keys, 'going', persons.low[head]!, persons.high[head]!);
    if (bits <= MOST_BITS - families.movingAlone * meanMoving(year, family, size)) continue;
    addMoveOf(year, moves, family, size);
  }
}

function personsWhoMove(year: FamilyYear, moves: Moves): void {
  const { persons, asked, gone, keys, tables, families } = year;
  for (let i = 0; i < asked.movingAlone.count; i++) {
    const row = asked.movingAlone.rows[i]!;
    if (gone[row] !== HERE || moves.isMoving[persons.household[row]!] === 1 || headOf(persons, row) !== row) continue;
    const bits = residentBits(keys, 'going', persons.low[row]!, persons.high[row]!);
    if (bits <= MOST_BITS - families.movingAlone * tables.moves[ratesAt(year, row)]!) continue;
    family[0] = row;
    addMoveOf(year, moves, family, 1);
  }
}

/** Of the first `size` of a household, its head the first of them. */
function addMoveOf(year: FamilyYear, moves: Moves, members: readonly number[], size: number): void {
  const { persons, households } = year;
  const head = members[0]!;
  const household = persons.household[head]!;
  if (households.size[household] !== size) for (let i = 0; i < size; i++) addRow(moves.members, members[i]!);
  addMove(moves, household, destination(year, persons.low[head]!, persons.high[head]!, persons.region[head]!));
}

function addMove(moves: Moves, household: number, to: number): void {
  addRow(moves.household, household);
  addRow(moves.to, to);
  addRow(moves.ends, moves.members.count);
}

const destination = (
  { tables: { destinations, regions }, keys }: FamilyYear,
  low: number,
  high: number,
  from: number,
): number => pick(destinations, from * regions, regions, drawBits(keys.move, low, high, 1));

export function membersOf({ persons, households }: FamilyYear, household: number): number[] {
  const members: number[] = [];
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!) members.push(row);
  return members;
}

function meanMovingOf({ persons, households, tables }: FamilyYear, household: number): number {
  const { moves, offset } = tables;
  const first = offset[households.region[household]!]!;
  let sum = 0;
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!)
    sum += moves[first + persons.sexAge[row]!]!;
  return sum / households.size[household]!;
}

function meanMoving(year: FamilyYear, members: readonly number[], size: number): number {
  const { moves } = year.tables;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += moves[ratesAt(year, members[i]!)]!;
  return sum / size;
}
