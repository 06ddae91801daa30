/** Weddings: who has found each other, and where they live. */
import { drawBits, uniformOf } from '../../../chance/keyed-draws.ts';
import { addRow, growingRows, type GrowingRows } from '../../growing-rows.ts';
import { NONE } from '../../households.ts';
import { MARRIED } from '../family-persons.ts';
import { GROWN_AGE } from '../family-tables.ts';
import { ageAtEnd, ageOfCell, setStatus, type FamilyYear } from '../family-year.ts';
import { couplesOf } from './marriage-market.ts';
import { changeHousehold, found } from '../moves/moving-out.ts';
import { familyOf } from '../nucleus.ts';
import { leavesAnAdult } from './partings.ts';

/** Weddings of a year, in columns: there are thousands. */
interface Weddings {
  readonly couples: number;
  readonly wives: Uint32Array;
  readonly husbands: Uint32Array;
  /** Whose household the two live in, or found one beside. */
  readonly hosts: Uint32Array;
  /** 1 where they found one. */
  readonly isNew: Uint8Array;
  /** Wives with the children who go where they go, one after the other; and where those of each end. */
  readonly brides: GrowingRows;
  readonly brideEnds: Uint32Array;
}

/** All decide before one of them moves. */
export function marry(year: FamilyYear): void {
  const { persons, households, account } = year;
  const weddings = weddingsOf(year);
  const { couples, wives, husbands, hosts, isNew, brides, brideEnds } = weddings;
  const young = youngAmong(year, weddings);
  for (let i = 0; i < couples; i++) decide(year, weddings, i, young);
  for (let i = 0, bride = 0; i < couples; i++) {
    const wife = wives[i]!;
    const husband = husbands[i]!;
    const host = hosts[i]!;
    const home = persons.household[host]!;
    const region = households.region[home]!;
    const household = isNew[i] === 1 ? found(year, host, 'wedding', region, households.desil[home]!) : home;
    for (; bride < brideEnds[i]!; bride++) comeTo(year, brides.rows[bride]!, household);
    comeTo(year, husband, household);
    persons.partner[wife] = husband;
    persons.partner[husband] = wife;
    setStatus(year, wife, MARRIED);
    setStatus(year, husband, MARRIED);
    account.families.marriages[region]!++;
  }
}

function weddingsOf(year: FamilyYear): Weddings {
  const { wives, husbands } = couplesOf(year);
  const couples = wives.count;
  return {
    couples,
    wives: wives.rows,
    husbands: husbands.rows,
    hosts: new Uint32Array(couples),
    isNew: new Uint8Array(couples),
    brides: growingRows(),
    brideEnds: new Uint32Array(couples),
  };
}

function comeTo(year: FamilyYear, person: number, household: number): void {
  if (year.persons.household[person] !== household) changeHousehold(year, person, household);
}

/** A daughter or son below 18 who marries in the same year does not go where the mother goes. */
function youngAmong({ persons: { sexAge } }: FamilyYear, { couples, wives, husbands }: Weddings): ReadonlySet<number> {
  const young = new Set<number>();
  for (const list of [wives, husbands])
    for (let i = 0; i < couples; i++) if (ageOfCell(sexAge[list[i]!]!) < GROWN_AGE) young.add(list[i]!);
  return young;
}

const family: number[] = [];

/**
 * Who lives apart from older relatives takes the other in; where both do, or neither, one draw says which. A man does not
 * leave children alone: his wife comes to live with them.
 */
function decide(year: FamilyYear, weddings: Weddings, place: number, young: ReadonlySet<number>): void {
  const { persons, households, keys, families } = year;
  const { brides } = weddings;
  const wife = weddings.wives[place]!;
  const husband = weddings.husbands[place]!;
  const size = familyOf(persons, households.first, wife, family);
  for (let i = 0; i < size; i++) if (i === 0 || !young.has(family[i]!)) addRow(brides, family[i]!);
  weddings.brideEnds[place] = brides.count;
  const low = persons.low[wife]!;
  const high = persons.high[wife]!;
  const isHis = uniformOf(drawBits(keys.wedding, low, high, 0)) < 0.5;
  const wifeHasOwn = !leavesAnAdult(year, family, size);
  const oldest = oldestBeside(year, husband);
  const husbandHasOwn = oldest < GROWN_AGE;
  let isHers = wifeHasOwn === husbandHasOwn ? !isHis : wifeHasOwn;
  let isNew = !wifeHasOwn && !husbandHasOwn && drawBits(keys.wedding, low, high, 1) < families.market.ownHousehold;
  const leavesChildrenAlone = oldest >= 0 && oldest < GROWN_AGE;
  if (leavesChildrenAlone) isHers = isNew = false;
  weddings.hosts[place] = isHers ? wife : husband;
  weddings.isNew[place] = isNew ? 1 : 0;
}

/** Age at the end of the year of the oldest whom he lives with; -1 where he lives alone. */
function oldestBeside(year: FamilyYear, person: number): number {
  const { persons, households } = year;
  let oldest = -1;
  for (let row = households.first[persons.household[person]!]!; row !== NONE; row = persons.next[row]!)
    if (row !== person) oldest = Math.max(oldest, ageAtEnd(year, row));
  return oldest;
}
