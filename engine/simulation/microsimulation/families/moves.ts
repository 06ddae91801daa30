/**
 * Moves between kelurahan. As many move as the rates of their ages say; part of them as whole households, with the mean of
 * its members, the others as families, with the mean of theirs, or alone.
 */
import { drawBits } from '../../chance/keyed-draws.ts';
import { addRow } from '../growing-rows.ts';
import { NONE } from '../households.ts';
import { pick } from '../summed-shares.ts';
import { MOST_BITS } from '../thresholds.ts';
import { goingBits } from './family-keys.ts';
import { HERE, type FamilyYear } from './family-year.ts';
import { changeHousehold, changeRegion, found } from './moving-out.ts';
import { familyOf, headOf, isHead } from './nucleus.ts';

interface Move {
  readonly members: readonly number[];
  /** The household itself where nobody else lives in it. */
  readonly household: number;
  readonly isWhole: boolean;
  readonly to: number;
}

export function move(year: FamilyYear): void {
  const households = householdsWhoMove(year);
  const moves = [...households.values(), ...familiesWhoMove(year, households), ...personsWhoMove(year, households)];
  for (const { members, household, isWhole, to } of moves) {
    if (isWhole) {
      year.households.region[household] = to;
      for (const member of members) changeRegion(year, member, to);
      continue;
    }
    const opened = found(year, members[0]!, 'move', to, year.households.desil[household]!);
    for (const member of members) changeHousehold(year, member, opened);
    if (members.length === 1) mayLiveWithKin(year, members[0]!);
  }
}

/** Who comes alone may be taken in, when everybody has come. */
export function mayLiveWithKin({ persons, keys, families, homeless }: FamilyYear, person: number): void {
  const bits = drawBits(keys.placing, persons.low[person]!, persons.high[person]!, 2);
  if (bits < families.livingWithKin) addRow(homeless, person);
}

/** By household, so that nobody moves away from one that moves; and by the same draw who would take somebody in. */
function householdsWhoMove(year: FamilyYear): Map<number, Move> {
  const { households, tables, families, keys, offering } = year;
  const { rows, size, low, high } = households;
  const share = families.movingTogether;
  const most = share * tables.moves.reduce((largest, each) => Math.max(largest, each), 0);
  const moves = new Map<number, Move>();
  for (let household = 0; household < rows; household++) {
    if (size[household] === 0) continue;
    const bits = drawBits(keys.household, low[household]!, high[household]!, 0);
    if (bits > families.hostsAbove) addRow(offering, household);
    if (bits >= most) continue;
    if (bits >= share * meanMovingOf(year, household)) continue;
    const members = membersOf(year, household);
    const to = destination(year, low[household]!, high[household]!, households.region[household]!);
    moves.set(household, { members, household, isWhole: true, to });
  }
  return moves;
}

const family: number[] = [];

function familiesWhoMove(year: FamilyYear, moving: ReadonlyMap<number, Move>): Move[] {
  const { persons, households, families, keys, asked, gone } = year;
  const moves: Move[] = [];
  for (let i = 0; i < asked.movingTogether.count; i++) {
    const head = asked.movingTogether.rows[i]!;
    // Who has lost her husband since she was asked is a head no more if she has borne no children: she stays.
    if (gone[head] !== HERE || !isHead(persons, head) || moving.has(persons.household[head]!)) continue;
    const size = familyOf(persons, households.first, head, family);
    const bits = goingBits(keys, persons.low[head]!, persons.high[head]!);
    if (bits <= MOST_BITS - families.movingAlone * meanMoving(year, family, size)) continue;
    moves.push(moveOf(year, head, family.slice(0, size)));
  }
  return moves;
}

function personsWhoMove(year: FamilyYear, moving: ReadonlyMap<number, Move>): Move[] {
  const { persons, asked, gone, keys, tables, families } = year;
  const moves: Move[] = [];
  for (let i = 0; i < asked.movingAlone.count; i++) {
    const row = asked.movingAlone.rows[i]!;
    if (gone[row] !== HERE || moving.has(persons.household[row]!) || headOf(persons, row) !== row) continue;
    const bits = goingBits(keys, persons.low[row]!, persons.high[row]!);
    if (bits <= MOST_BITS - families.movingAlone * tables.moves[persons.sexAge[row]!]!) continue;
    moves.push(moveOf(year, row, [row]));
  }
  return moves;
}

function moveOf(year: FamilyYear, head: number, members: readonly number[]): Move {
  const { persons, households } = year;
  const household = persons.household[head]!;
  const isWhole = households.size[household] === members.length;
  const to = destination(year, persons.low[head]!, persons.high[head]!, persons.region[head]!);
  return { members, household, isWhole, to };
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

function meanMovingOf({ persons, households, tables: { moves } }: FamilyYear, household: number): number {
  let sum = 0;
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!)
    sum += moves[persons.sexAge[row]!]!;
  return sum / households.size[household]!;
}

function meanMoving(
  { persons: { sexAge }, tables: { moves } }: FamilyYear,
  members: readonly number[],
  size: number,
): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += moves[sexAge[members[i]!]!]!;
  return sum / size;
}
