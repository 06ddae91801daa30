/** Children: who bears is found while everybody is as he was asked, then each child is named, given a sex and a household. */
import { childIdentity } from '../../../chance/identities.ts';
import { drawBits } from '../../../chance/keyed-draws.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../../../demography/ages.ts';
import { addRow } from '../../growing-rows.ts';
import { join, NONE } from '../../households.ts';
import { OLDER, reserve } from '../../persons.ts';
import { NEVER_MARRIED } from '../family-persons.ts';
import { arrive, DIED, HERE, LEFT_CITY, type FamilyYear } from '../family-year.ts';
import { found } from '../moves/moving-out.ts';

export interface Delivery {
  /** Row of the mother; NONE where she is no resident any more. */
  readonly mother: number;
  readonly motherLow: number;
  readonly motherHigh: number;
  readonly bornIn: number;
  /** Region in which the child lives at the end, and the household; OUTSIDE with a mother who left, NONE where nobody is left of it. */
  readonly livesIn: number;
  readonly household: number;
}

const OUTSIDE = -1;

/** Before rows are given to anybody else. */
export function deliveries(year: FamilyYear): Delivery[] {
  const { asked, gone, persons, gradients, tables } = year;
  const found: Delivery[] = [];
  for (let i = 0; i < asked.early.count; i++)
    found.push(deliveryOf(year, asked.early.rows[i]!, asked.earlyRegion.rows[i]!));
  for (let i = 0; i < asked.late.count; i++) {
    const row = asked.late.rows[i]!;
    if (gone[row] !== HERE) continue;
    const cell = persons.sexAge[row]!;
    const region = persons.region[row]!;
    const half = tables.halfBirths[tables.offset[region]! + OLDER[cell]!]!;
    const limit = half * gradients.births[asked.latePlace.rows[i]!]!;
    if (asked.lateRest.rows[i]! < limit) found.push(deliveryOf(year, row, region));
  }
  return found;
}

function deliveryOf({ persons, households, gone }: FamilyYear, row: number, bornIn: number): Delivery {
  const motherLow = persons.low[row]!;
  const motherHigh = persons.high[row]!;
  if (gone[row] === LEFT_CITY)
    return { mother: NONE, motherLow, motherHigh, bornIn, livesIn: OUTSIDE, household: NONE };
  const household = persons.household[row]!;
  if (gone[row] !== DIED)
    return { mother: row, motherLow, motherHigh, bornIn, livesIn: persons.region[row]!, household };
  const isLeft = households.size[household]! > 0;
  const livesIn = isLeft ? households.region[household]! : bornIn;
  return { mother: NONE, motherLow, motherHigh, bornIn, livesIn, household: isLeft ? household : NONE };
}

export function bear(year: FamilyYear, delivered: readonly Delivery[]): void {
  const { keys, families } = year;
  reserve(year.persons, 2 * delivered.length);
  for (const delivery of delivered) {
    const { motherLow, motherHigh } = delivery;
    const children = drawBits(keys.twins, motherLow, motherHigh, 0) < families.twins ? 2 : 1;
    for (let child = 0; child < children; child++) {
      const identity = childIdentity(keys.child, motherLow, motherHigh, child);
      bearOne(year, delivery, identity[0], identity[1]);
    }
  }
}

function bearOne(year: FamilyYear, { mother, bornIn, livesIn, household }: Delivery, low: number, high: number): void {
  const { persons, households, tables, keys, account, step, homeless } = year;
  const { flows } = account;
  const sex = drawBits(keys.childSex, low, high, 0) < tables.maleBirths[tables.ratesOf[bornIn]!]! ? MALE : FEMALE;
  flows.births[bornIn * 2 + sex]!++;
  if (mother !== NONE) persons.parity[mother] = Math.min(254, persons.parity[mother]! + 1);
  if (livesIn === OUTSIDE) return void flows.departures[bornIn * 2 + sex]!++;
  if (livesIn !== bornIn) flows.moves[(bornIn * tables.regions + livesIn) * 2 + sex]!++;
  if (drawBits(keys.fate, low, high, 0) < tables.newbornDies[tables.ratesOf[livesIn]! * 2 + sex]!)
    return void flows.deaths[livesIn * 2 + sex]!++;
  const sexAge = sex * SINGLE_YEARS.count;
  const row = arrive(year, { low, high, sexAge, region: livesIn, mother, status: NEVER_MARRIED, step });
  // Of a mother who died and lived alone: a household of the child alone, until it is given a place.
  join(persons, households, row, household === NONE ? found(year, row, 'birth', livesIn, 0) : household);
  if (household === NONE) addRow(homeless, row);
  else if (mother === NONE) addRow(year.shrunk, household);
}
