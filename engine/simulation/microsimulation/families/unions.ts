/** Weddings: who has found each other, and where they live. */
import { drawBits, uniformOf } from '../../chance/keyed-draws.ts';
import { NONE } from '../households.ts';
import { MARRIED } from './family-persons.ts';
import { ADULT_AGE, GROWN_AGE } from './family-tables.ts';
import { ageAtEnd, ageOfCell, setStatus, type FamilyYear } from './family-year.ts';
import { couplesOf } from './marriage-market.ts';
import { changeHousehold, found } from './moving-out.ts';
import { familyOf } from './nucleus.ts';
import { leavesAnAdult } from './partings.ts';

/** Weddings of a year, in columns: there are thousands. */
interface Weddings {
  readonly wives: readonly number[];
  readonly husbands: readonly number[];
  /** Whose household the two live in, or found one beside. */
  readonly hosts: number[];
  readonly isNew: boolean[];
  /** Wives with the children who go where they go, one after the other; and where those of each end. */
  readonly brides: number[];
  readonly brideEnds: number[];
}

/** All decide before one of them moves. */
export function marry(year: FamilyYear): void {
  const { persons, households, account } = year;
  const weddings: Weddings = { ...couplesOf(year), hosts: [], isNew: [], brides: [], brideEnds: [] };
  const { wives, husbands, hosts, isNew, brides, brideEnds } = weddings;
  const young = youngAmong(year, weddings);
  for (let i = 0; i < wives.length; i++) decide(year, weddings, i, young);
  for (let i = 0, bride = 0; i < wives.length; i++) {
    const [wife, husband, host] = [wives[i]!, husbands[i]!, hosts[i]!];
    const home = persons.household[host]!;
    const region = households.region[home]!;
    const household = isNew[i]! ? found(year, host, 'wedding', region, households.desil[home]!) : home;
    for (; bride < brideEnds[i]!; bride++) comeTo(year, brides[bride]!, household);
    comeTo(year, husband, household);
    persons.partner[wife] = husband;
    persons.partner[husband] = wife;
    setStatus(year, wife, MARRIED);
    setStatus(year, husband, MARRIED);
    account.families.marriages[region]!++;
  }
}

function comeTo(year: FamilyYear, person: number, household: number): void {
  if (year.persons.household[person] !== household) changeHousehold(year, person, household);
}

/** A daughter or son below 18 who marries in the same year does not go where the mother goes. */
function youngAmong({ persons: { sexAge } }: FamilyYear, { wives, husbands }: Weddings): ReadonlySet<number> {
  const young = new Set<number>();
  for (const list of [wives, husbands]) for (const row of list) if (ageOfCell(sexAge[row]!) < GROWN_AGE) young.add(row);
  return young;
}

const family: number[] = [];
const alone: number[] = [];

/**
 * Who lives apart from older relatives takes the other in; where both do, or neither, one draw says which. A man does not
 * leave children alone: his wife comes to live with them.
 */
function decide(year: FamilyYear, weddings: Weddings, place: number, young: ReadonlySet<number>): void {
  const { persons, households, keys, families } = year;
  const [wife, husband] = [weddings.wives[place]!, weddings.husbands[place]!];
  const size = familyOf(persons, households.first, wife, family);
  for (let i = 0; i < size; i++) if (family[i] === wife || !young.has(family[i]!)) weddings.brides.push(family[i]!);
  weddings.brideEnds.push(weddings.brides.length);
  const [low, high] = [persons.low[wife]!, persons.high[wife]!];
  const isHis = uniformOf(drawBits(keys.wedding, low, high, 0)) < 0.5;
  alone[0] = husband;
  const wifeHasOwn = !leavesAnAdult(year, family, size);
  const husbandHasOwn = !leavesAnAdult(year, alone, 1);
  let isHers = wifeHasOwn === husbandHasOwn ? !isHis : wifeHasOwn;
  let isNew = !wifeHasOwn && !husbandHasOwn && drawBits(keys.wedding, low, high, 1) < families.market.ownHousehold;
  if (leavesChildrenAlone(year, husband)) isHers = isNew = false;
  weddings.hosts.push(isHers ? wife : husband);
  weddings.isNew.push(isNew);
}

function leavesChildrenAlone(year: FamilyYear, person: number): boolean {
  const { persons, households } = year;
  const household = persons.household[person]!;
  for (let row = households.first[household]!; row !== NONE; row = persons.next[row]!)
    if (row !== person && ageAtEnd(year, row) >= ADULT_AGE) return false;
  return households.size[household]! > 1;
}
