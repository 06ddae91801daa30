/** Weddings: who has found each other, and where they live. */
import { drawBits, uniformOf } from '../../chance/keyed-draws.ts';
import { NONE } from '../households.ts';
import { MARRIED } from './family-persons.ts';
import { ADULT_AGE } from './family-tables.ts';
import { ageAtEnd, type FamilyYear } from './family-year.ts';
import { couplesOf, type Couple } from './marriage-market.ts';
import { changeHousehold, found } from './moving-out.ts';
import { familyOf } from './nucleus.ts';
import { leavesAnAdult } from './partings.ts';

interface Wedding {
  /** The wife and the children who go where she goes. */
  readonly bride: readonly number[];
  readonly husband: number;
  /** Whose household they live in, or found one beside. */
  readonly host: number;
  readonly isNew: boolean;
}

/** All decide before one of them moves. */
export function marry(year: FamilyYear): void {
  const { persons, households, account } = year;
  const couples = couplesOf(year);
  // A daughter below 18 who marries in the same year does not go where her mother goes.
  const marrying = new Set(couples.flatMap(({ wife, husband }) => [wife, husband]));
  const weddings = couples.map((couple) => weddingOf(year, couple, marrying));
  for (const { bride, husband, host, isNew } of weddings) {
    const home = persons.household[host]!;
    const region = households.region[home]!;
    const household = isNew ? found(year, host, 'wedding', region, households.desil[home]!) : home;
    for (const member of [...bride, husband])
      if (persons.household[member] !== household) changeHousehold(year, member, household);
    const wife = bride[0]!;
    persons.partner[wife] = husband;
    persons.partner[husband] = wife;
    persons.marital[wife] = persons.marital[husband] = MARRIED;
    account.families.marriages[region]!++;
  }
}

/**
 * Who lives apart from older relatives takes the other in; where both do, or neither, one draw says which. A man does not
 * leave children alone: his wife comes to live with them.
 */
function weddingOf(year: FamilyYear, { wife, husband }: Couple, marrying: ReadonlySet<number>): Wedding {
  const { persons, households, keys, families } = year;
  const family: number[] = [];
  familyOf(persons, households.first, wife, family);
  const bride = family.filter((member) => member === wife || !marrying.has(member));
  const draw = (number: number): number => drawBits(keys.wedding, persons.low[wife]!, persons.high[wife]!, number);
  const isHis = uniformOf(draw(0)) < 0.5;
  const wifeHasOwn = !leavesAnAdult(year, bride);
  const husbandHasOwn = !leavesAnAdult(year, [husband]);
  const wedding = (host: number, isNew: boolean): Wedding => ({ bride, husband, host, isNew });
  if (leavesChildrenAlone(year, husband)) return wedding(husband, false);
  if (wifeHasOwn !== husbandHasOwn) return wedding(wifeHasOwn ? wife : husband, false);
  return wedding(isHis ? husband : wife, !wifeHasOwn && draw(1) < families.market.ownHousehold);
}

function leavesChildrenAlone(year: FamilyYear, person: number): boolean {
  const { persons, households } = year;
  const household = persons.household[person]!;
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!)
    if (row !== person && ageAtEnd(year, row) >= ADULT_AGE) return false;
  return households.size[household]! > 1;
}
