/** Divorces, and who leaves the parents' home: a household is founded in the same kelurahan. */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { NONE } from '../../households.ts';
import { DIVORCED, MARRIED, NEVER_MARRIED } from '../family-persons.ts';
import { GROWN_AGE } from '../family-tables.ts';
import { ageAtEnd, HERE, setStatus, type FamilyYear } from '../family-year.ts';
import { changeHousehold, found } from '../moves/moving-out.ts';
import { familyOf, headOf } from '../nucleus.ts';

interface Going {
  readonly members: readonly number[];
  readonly why: 'parting' | 'leavingHome';
}

/** All who go are found before one of them goes. */
export function partAndLeaveHome(year: FamilyYear): void {
  const going = [...divorce(year), ...leaversOfHome(year)];
  const { persons, households } = year;
  for (const { members, why } of going) {
    const household = persons.household[members[0]!]!;
    const opened = found(year, members[0]!, why, households.region[household]!, households.desil[household]!);
    for (const member of members) changeHousehold(year, member, opened);
  }
}

function divorce(year: FamilyYear): Going[] {
  const { persons, households, keys, asked, gone, account, families } = year;
  const { partner, marital, region, low, high } = persons;
  const going: Going[] = [];
  for (let i = 0; i < asked.parting.count; i++) {
    const wife = asked.parting.rows[i]!;
    if (gone[wife] !== HERE || marital[wife] !== MARRIED) continue;
    account.families.divorces[region[wife]!]!++;
    const husband = partner[wife]!;
    setStatus(year, wife, DIVORCED);
    if (husband === NONE) continue;
    partner[wife] = partner[husband] = NONE;
    setStatus(year, husband, DIVORCED);
    const leavesWife = drawBits(keys.parting, low[wife]!, high[wife]!, 0) < families.wifeLeaves;
    const members: number[] = [];
    familyOf(persons, households.first, leavesWife ? wife : husband, members);
    going.push({ members, why: 'parting' });
  }
  return going;
}

function leaversOfHome(year: FamilyYear): Going[] {
  const { persons, households, asked, gone } = year;
  const going: Going[] = [];
  for (let i = 0; i < asked.leavingHome.count; i++) {
    const row = asked.leavingHome.rows[i]!;
    if (gone[row] !== HERE || persons.marital[row] !== NEVER_MARRIED || headOf(persons, row) !== row) continue;
    const members: number[] = [];
    familyOf(persons, households.first, row, members);
    if (leavesAnAdult(year, members, members.length)) going.push({ members, why: 'leavingHome' });
  }
  return going;
}

function isAmong(members: readonly number[], size: number, row: number): boolean {
  for (let i = 0; i < size; i++) if (members[i] === row) return true;
  return false;
}

/** Whether somebody grown stays behind in the household that the first `size` of them live in. */
export function leavesAnAdult(year: FamilyYear, members: readonly number[], size: number): boolean {
  const { persons, households } = year;
  for (let row = households.first[persons.household[members[0]!]!]!; row !== NONE; row = persons.next[row]!)
    if (ageAtEnd(year, row) >= GROWN_AGE && !isAmong(members, size, row)) return true;
  return false;
}
