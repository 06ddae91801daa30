/** Residents of whom a register may tell by a row that waits for review: until somebody decides it, "no" cannot be said of them. */
import type { CodeLists } from '../../registers/codes.ts';
import type { RegisterRecords } from '../../registers/records.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import type { Population } from '../../population/columns.ts';
import { receivingReader } from '../../population/facts.ts';
import { CardFamilies } from '../recipients/card-families.ts';
import type { FactLevel } from './catalogue.ts';

export interface WaitingInputs {
  readonly registers: readonly RegisterRecords[];
  readonly linkage: Linkage;
  /** [person of the linkage] row in PersonColumns; -1 for who is no resident. */
  readonly residentOfPerson: Int32Array;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
  readonly codeLists: CodeLists;
}

/** What the waiting rows of one register leave open, level by level: [row] 1 for whom one may be about, else NaN. */
export type LeftOpen = Readonly<Record<FactLevel, Float64Array>>;

/**
 * A waiting row may be about each person that it was weighed against, and about anybody of the family whose card it names: the
 * person meant may be the one that nobody thought of. A row of a recipient list that receives nothing leaves nothing open.
 *
 * @returns [register] undefined where no row of it waits
 */
export function leftOpenByRegister(
  inputs: WaitingInputs,
  { persons, households }: Population,
): (LeftOpen | undefined)[] {
  const { registers, linkage, residentOfPerson, householdOfPerson } = inputs;
  let families: CardFamilies | undefined;
  return registers.map((records, r) => {
    const { person } = linkage.links[r]!;
    const isTelling =
      records.role === 'recipients' ? receivingReader(records.columns.get('status'), inputs.codeLists) : () => true;
    const isOpen = (row: number): boolean => person[row]! < 0 && isTelling(row);
    if (!person.some((_, row) => isOpen(row))) return undefined;
    const ofPerson = new Float64Array(persons.count).fill(NaN);
    const ofHousehold = new Float64Array(households.count).fill(NaN);
    families ??= new CardFamilies(inputs);
    for (let row = 0; row < person.length; row++) {
      const household = isOpen(row) ? families.householdOf(records, row, -1) : -1;
      if (household >= 0) ofHousehold[household] = 1;
    }
    for (let p = 0; p < persons.count; p++) if (ofHousehold[persons.householdRow[p]!] === 1) ofPerson[p] = 1;
    for (const candidate of candidatesOf(linkage, r, isOpen)) {
      if (residentOfPerson[candidate]! < 0) continue;
      ofPerson[residentOfPerson[candidate]!] = 1;
      ofHousehold[householdOfPerson[candidate]!] = 1;
    }
    return { person: ofPerson, household: ofHousehold };
  });
}

/** Persons of the linkage that the open rows of a register may be. */
function candidatesOf({ review }: Linkage, register: number, isOpen: (row: number) => boolean): number[] {
  const found: number[] = [];
  for (let pair = 0; pair < review.count; pair++)
    if (review.register[pair] === register && isOpen(review.row[pair]!)) found.push(review.person[pair]!);
  return found;
}
