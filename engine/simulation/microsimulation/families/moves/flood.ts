/**
 * A flood: of the households of a kelurahan a share has to leave, each by a draw of its own and whole. Some leave the city for
 * good, the others live in a kelurahan that is not flooded, where movers from theirs go, until some of them go back.
 */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { addRow, growingRows, type GrowingRows } from '../../growing-rows.ts';
import { NONE } from '../../households.ts';
import { accumulate, pick } from '../../summed-shares.ts';
import { threshold } from '../../thresholds.ts';
import type { YearTables } from '../../year-tables.ts';
import { leaveCity } from './departures.ts';
import { HERE, type FamilyYear } from '../family-year.ts';
import { moveHousehold } from './moves.ts';

/** Draws of a household; by the first it is flooded as well: who has to leave is among those who lose what they own. */
const DRAWS = { flooded: 0, outside: 1, destination: 2, returning: 3 };

/** @param isMoving [household] set to 1 for those that move by it: nobody else moves them this year */
export function flood(year: FamilyYear, isMoving: Uint8Array): void {
  year.households.displaced.count = 0;
  goBack(year, isMoving);
  if (year.tables.flood === undefined) return;
  const leaving = growingRows();
  const { rows, size } = year.households;
  const targets = dryDestinations(year.tables, year.tables.flood.displaced);
  for (let household = 0; household < rows; household++)
    if (size[household]! > 0 && isMoving[household] === 0) mayBeDisplaced(year, household, targets, leaving, isMoving);
  leaveCity(year, leaving);
}

function mayBeDisplaced(
  year: FamilyYear,
  household: number,
  targets: Uint32Array,
  leaving: GrowingRows,
  isMoving: Uint8Array,
): void {
  const { households, persons, keys, tables, step, displaced } = year;
  const { displaced: shares, outside, returning, years } = tables.flood!;
  const from = households.region[household]!;
  const [low, high] = [households.low[household]!, households.high[household]!];
  const happens = (draw: number, share: number): boolean => drawBits(keys.flood, low, high, draw) < threshold(share);
  if (shares[from] === 0 || !happens(DRAWS.flooded, shares[from]!)) return;
  if (happens(DRAWS.outside, outside)) {
    isMoving[household] = 1;
    for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!)
      if (year.gone[row] === HERE) addRow(leaving, row);
    return;
  }
  const { regions } = tables;
  // Where the whole city is flooded there is nowhere to go.
  if (targets[(from + 1) * regions - 1] === 0) return;
  const to = pick(targets, from * regions, regions, drawBits(keys.flood, low, high, DRAWS.destination));
  isMoving[household] = 1;
  moveHousehold(year, household, to);
  addRow(households.displaced, household);
  if (!happens(DRAWS.returning, returning)) return;
  addRow(displaced.household, household);
  addRow(displaced.low, low);
  addRow(displaced.high, high);
  addRow(displaced.from, from);
  addRow(displaced.due, step + years);
}

/** Who is due goes back, if there is such a household still and its kelurahan is not flooded this year; else a year later. */
function goBack(year: FamilyYear, isMoving: Uint8Array): void {
  const { households, displaced, tables, step } = year;
  let kept = 0;
  for (let i = 0; i < displaced.due.count; i++) {
    const household = displaced.household.rows[i]!;
    const from = displaced.from.rows[i]!;
    const isThere =
      households.size[household]! > 0 &&
      households.low[household] === displaced.low.rows[i] &&
      households.high[household] === displaced.high.rows[i];
    if (!isThere) continue;
    const isFlooded = (tables.flood?.displaced[from] ?? 0) > 0;
    if (displaced.due.rows[i]! <= step && !isFlooded) {
      if (households.region[household] !== from) moveHousehold(year, household, from);
      isMoving[household] = 1;
      continue;
    }
    for (const column of Object.values(displaced) as GrowingRows[]) column.rows[kept] = column.rows[i]!;
    kept++;
  }
  for (const column of Object.values(displaced) as GrowingRows[]) column.count = kept;
}

/** [from × to] where movers of each kelurahan go, but where it is dry; alike where the rates tell of no moves. All 0 where it is dry nowhere. */
function dryDestinations({ regions, destinations }: YearTables, displaced: Float64Array): Uint32Array {
  const dry = new Uint32Array(regions * regions);
  for (let from = 0; from < regions; from++) {
    if (displaced[from] === 0) continue;
    const shareOf = (to: number): number =>
      destinations[from * regions + to]! - (to === 0 ? 0 : destinations[from * regions + to - 1]!);
    const shares = Float64Array.from({ length: regions }, (_, to) => (displaced[to] === 0 ? shareOf(to) : 0));
    const isNobodyMoving = shares.every((share) => share <= 0);
    if (isNobodyMoving) shares.forEach((_, to) => (shares[to] = displaced[to] === 0 ? 1 : 0));
    accumulate(shares, dry, from * regions);
  }
  return dry;
}
