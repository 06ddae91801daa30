/** Kelurahan in which a recipient list names nobody, though it names many elsewhere: perhaps that part of it was never sent. */
import { familyReceivesFact } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';

export interface ListGap {
  readonly programme: string;
  /** Index of the kelurahan. */
  readonly kelurahan: number;
  readonly families: number;
  /** Families that would receive there if as many did as elsewhere. */
  readonly expected: number;
}

/** With fewer a kelurahan may well have none; of so many nobody would be left out by chance but once in 20,000 times. */
const LEAST_EXPECTED = 10;

/**
 * Where a part of a list was not sent, "not on it" tells nothing of those who live there. Nobody can tell that from the list alone: it
 * is said, and changes no fact.
 *
 * @param kelurahan [household] index of the kelurahan; at or above the count where unknown
 * @returns         none for a programme of which no list was read
 */
export function listGaps(
  table: FactTable,
  programmes: readonly string[],
  kelurahan: ArrayLike<number>,
  kelurahanCount: number,
): ListGap[] {
  const families = new Uint32Array(kelurahanCount);
  for (let h = 0; h < table.householdCount; h++) if (kelurahan[h]! < kelurahanCount) families[kelurahan[h]!]!++;
  return programmes.flatMap((programme) => {
    const onList = table.columns.get(familyReceivesFact(programme))!.values;
    const named = new Uint32Array(kelurahanCount);
    for (let h = 0; h < table.householdCount; h++)
      if (kelurahan[h]! < kelurahanCount && onList[h] === 1) named[kelurahan[h]!]!++;
    const all = named.reduce((sum, count) => sum + count, 0);
    const elsewhere = families.reduce((sum, count, k) => sum + (named[k]! > 0 ? count : 0), 0);
    return Array.from(families.keys()).flatMap((k): ListGap[] => {
      const expected = named[k]! > 0 || elsewhere === 0 ? 0 : (families[k]! * all) / elsewhere;
      return expected < LEAST_EXPECTED ? [] : [{ programme, kelurahan: k, families: families[k]!, expected }];
    });
  });
}
