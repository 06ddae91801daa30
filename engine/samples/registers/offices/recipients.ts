/** What the lists of PKH, sembako and BLTD share: one line a family, in the name of the one who receives. */
import { type Chance, chance } from '../../../kernel/random.ts';
import { isLiving } from '../people/city-index.ts';
import { DIED } from '../people/fates.ts';
import { type Entries, EntryList, orderBy } from '../people/lines.ts';
import { ageReader } from '../slips/dates.ts';
import { systemNumber, SYSTEMS } from '../slips/numbers.ts';
import type { WritingContext } from './context.ts';

type FamilyList = 'pkh' | 'sembako' | 'bltd';

const ADULT_YEARS = 17;
/** What all three have columns for; BLTD has no mother's name. */
export const RECIPIENT_FIELDS = { kkNumber: true, mother: true, place: true, birthPlace: true, sex: false } as const;

/** Families of one list by kelurahan, each with the one who receives; the remark is the kecamatan where `bySheet`. */
export function familyEntries(context: WritingContext, list: FamilyList, bySheet: boolean): Entries {
  const { city, areas, mishaps } = context;
  const families = context.lists[list];
  const dice = chance(city.seed, 'registers', 'order', list);
  const kelurahan = (i: number): number => city.households.kelurahan[families[i]!]!;
  const ageOf = ageReader(city.referenceDay);
  const entries = new EntryList();
  for (const i of orderBy(families.length, (at) => kelurahan(at) + dice.uniform(families[at]!))) {
    const household = families[i]!;
    entries.add(
      recipientOf(context, list, household, ageOf),
      household,
      bySheet ? areas.kecamatanIndex[kelurahan(i)]! : 0,
    );
  }
  return sheetByRemark(entries.entries(city, mishaps[list]));
}

/** Second lines stand at the end of their own sheet. */
function sheetByRemark(entries: Entries): Entries {
  const order = orderBy(entries.count, (i) => entries.remark[i]!);
  return {
    count: entries.count,
    person: order.map((i) => entries.person[i]!),
    household: order.map((i) => entries.household[i]!),
    key: order.map((i) => entries.key[i]!),
    remark: Uint16Array.from(order, (i) => entries.remark[i]!),
  };
}

/** The mother of the family first, then its head; now and then somebody who died or left. */
function recipientOf(
  { city, index, mishaps }: WritingContext,
  list: FamilyList,
  household: number,
  ageOf: (bornOn: number) => number,
): number {
  const { lifeState, bornOn } = city.persons;
  const members = index.members.subarray(index.memberStart[household], index.memberStart[household + 1]);
  const adults = members.filter((p) => ageOf(bornOn[p]!) >= ADULT_YEARS);
  const gone = adults.find((p) => !isLiving(lifeState[p]!));
  if (gone !== undefined) {
    const kind = lifeState[gone] === DIED ? 'dead-still-listed' : 'moved-still-listed';
    // Where nobody is left the line can name nobody else.
    const isLeft = index.livingMembers[household] === 0;
    if (mishaps[list].happens(kind, household) || isLeft) return gone;
  }
  const head = city.households.headPerson[household]!;
  const first = list === 'bltd' ? [head, index.mother[household]!] : [index.mother[household]!, head];
  const lives = (p: number): boolean => p >= 0 && isLiving(lifeState[p]!);
  return first.find(lives) ?? adults.find(lives) ?? members.find(lives) ?? head;
}

/** Number of a family in PKH. */
export const pkhNumber = (household: number): string => `3577${systemNumber(household, SYSTEMS.pkh)}`;

/** Number of the card of a family, KKS. */
export const cardNumber = (dice: Chance, household: number): string =>
  `6013${String(dice.bits(household, 6)).padStart(10, '0').slice(-10)}${String(dice.below(100, household, 8)).padStart(2, '0')}`;

/** Number of a family in the welfare data. */
export const familyId = (household: number): string => `357700${systemNumber(household, SYSTEMS.family)}`;
