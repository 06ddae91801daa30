/**
 * Programmes after the first OFFERS, of few families each. Who comes first is as in recipients.ts: those on a list that stays,
 * then by rank or by lot. The poor are put in turn once, for all of these programmes.
 */
import { addRow, growingRows, type GrowingRows } from '../../microsimulation/growing-rows.ts';
import type { LifeKeys } from '../life-keys.ts';
import {
  choiceOf,
  costIn,
  fitsSomething,
  isMeant,
  priorityOf,
  stays,
  take,
  takeInTurn,
  comes,
  unitsIn,
  type Choice,
  type FurtherGround,
} from './choice.ts';
import { countIn } from './members.ts';
import { isByLot, type AidYear } from './recipients.ts';
import { addTurn, NEVER, noTurns, putInTurn, type Turns } from './turns.ts';

/** [programme] rows of those who have it, and of the poor with a member who fits, in turn; used again. */
const holders: GrowingRows[] = [];
const poorWithMember: Turns[] = [];
/** The poor by rank, those above them, and those whom one programme puts in turn for itself. */
const [poorTurns, otherTurns, ownTurns] = [noTurns(), noTurns(), noTurns()];

/**
 * @param years of further programmes alone, in the order of their places
 * @returns [programme] rows of the households that have it then
 */
export function chooseFurther(
  ground: FurtherGround,
  years: readonly AidYear[],
  keys: LifeKeys,
): readonly GrowingRows[] {
  const having = holdersOf(ground.lists, ground.households.rows, years);
  putPoorInTurn(ground, years);
  years.forEach((year, i) => choose(choiceOf(ground, year, keys, having[i]!), poorWithMember[i]!));
  return having;
}

/** @returns [programme] rows of the households that have it; until it is asked anew */
export function holdersOf(lists: Uint16Array, rows: number, years: readonly AidYear[]): readonly GrowingRows[] {
  while (holders.length < years.length) holders.push(growingRows());
  for (let i = 0; i < years.length; i++) holders[i]!.count = 0;
  const all = years.reduce((bits, { place }) => bits | (1 << place), 0);
  const ofPlace = new Array<GrowingRows>(32);
  years.forEach(({ place }, i) => (ofPlace[place] = holders[i]!));
  for (let row = 0; row < rows; row++)
    for (let on = lists[row]! & all; on !== 0; on &= on - 1) addRow(ofPlace[31 - Math.clz32(on & -on)]!, row);
  return holders;
}

function putPoorInTurn({ homes, poor: { rows, number, below } }: FurtherGround, years: readonly AidYear[]): void {
  const { rank, fits } = homes;
  while (poorWithMember.length < years.length) poorWithMember.push(noTurns());
  for (const turns of poorWithMember) turns.count = 0;
  poorTurns.count = 0;
  const byRank = years.map((year) => year.places > 0 && !isByLot(year));
  if (!byRank.includes(true)) return;
  putInTurn(poorTurns, rows, number, (row) => (rank[row]! < below ? rank[row]! : NEVER));
  const asking = years.flatMap(({ aid: { members } }, i) =>
    members === undefined || !byRank[i]! ? [] : [{ members, turns: poorWithMember[i]! }],
  );
  for (let i = 0; i < poorTurns.count; i++) {
    const row = poorTurns.rows[i]!;
    if (!fitsSomething(fits, row)) continue;
    for (let k = 0; k < asking.length; k++)
      if (countIn(homes, asking[k]!.members, row) > 0) addTurn(asking[k]!.turns, row, poorTurns.bins[i]!);
  }
}

function choose(choice: Choice, withMember: Turns): void {
  const { lists, bit, holders: having } = choice;
  const before = having.rows;
  const number = having.count;
  for (let i = 0; i < number; i++) lists[before[i]!]! &= ~bit;
  having.count = 0;
  if (choice.places <= 0 || (choice.staysListed && !keep(choice, before, number))) return;
  if (choice.places <= 0) return;
  if (choice.byLot) goByLot(choice);
  else goByRank(choice, choice.year.aid.members === undefined ? poorTurns : withMember);
}

/**
 * Who is on a list that stays comes before all others. Those who stay are written over those who were there.
 *
 * @returns whether something is left
 */
function keep(choice: Choice, rows: Uint32Array, number: number): boolean {
  let [staying, units, cost] = [0, 0, 0];
  for (let i = 0; i < number; i++) {
    const row = rows[i]!;
    if (!stays(choice, row)) continue;
    rows[staying++] = row;
    units += unitsIn(choice, row);
    if (choice.isLimited) cost += costIn(choice, row);
  }
  if (units > choice.places || cost > choice.budget) {
    putInTurn(ownTurns, rows, staying, (row) => priorityOf(choice, row));
    takeInTurn(choice, ownTurns, true);
    return false;
  }
  const { lists, bit } = choice;
  for (let i = 0; i < staying; i++) lists[rows[i]!]! |= bit;
  choice.holders.count = staying;
  choice.places -= units;
  choice.budget -= cost;
  return true;
}

function goByLot(choice: Choice): void {
  const { rows, size } = choice.ground.households;
  if (choice.places === Infinity && !choice.isLimited) {
    for (let row = 0; row < rows; row++) if (comes(choice, row)) take(choice, row);
    return;
  }
  putInTurn(ownTurns, everyRow(size.length), rows, (row) => (isMeant(choice, row) ? priorityOf(choice, row) : NEVER));
  takeInTurn(choice, ownTurns, false);
}

/** Those of low rank come before all others: where they take all places, nobody else is looked at. */
function goByRank(choice: Choice, poor: Turns): void {
  const { rank, ground, rankLimit } = choice;
  const { below } = ground.poor;
  if (!takeInTurn(choice, poor, false) || rankLimit <= below) return;
  const { rows, size } = ground.households;
  const priority = (row: number): number => (rank[row]! >= below && isMeant(choice, row) ? rank[row]! : NEVER);
  putInTurn(otherTurns, everyRow(size.length), rows, priority);
  takeInTurn(choice, otherTurns, false);
}

/** [row] itself; as long as the columns, and used again. */
let everybody = new Uint32Array(0);
function everyRow(rows: number): Uint32Array {
  if (everybody.length < rows) everybody = Uint32Array.from({ length: rows }, (_, row) => row);
  return everybody;
}
