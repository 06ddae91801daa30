/** Facts as columns: what each rule asks, for every person and family of the city, with where each value comes from. */
import type { FactLevel } from './catalogue.ts';

/** Where a value was read. */
export interface FactOrigin {
  readonly register: string;
  /** Field of the register. */
  readonly field: string;
  /** Day that the register is about, where no row has a day of its own. */
  readonly day: number;
}

/** Stands in FactColumn.origin where nobody knows. */
export const NO_ORIGIN = 255;

/** Row i is one person or one household. */
export interface FactColumn {
  readonly level: FactLevel;
  /** [row] yes is 1 and no is 0; codes of models/codes; NaN where unknown. */
  readonly values: Float64Array;
  /** [row] index into `distinct`: a rule is asked once a distinct value, and its answers are looked up. */
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  /** Distinct values; the first is NaN, which stands for unknown. */
  readonly distinct: Float64Array;
  /** [row] index into `origins`; NO_ORIGIN where unknown. */
  readonly origin: Uint8Array;
  readonly origins: readonly FactOrigin[];
  /** [row] day of the value itself; undefined where no source has one. */
  readonly days: Int32Array | undefined;
}

export interface FactTable {
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly personCount: number;
  readonly householdCount: number;
  /** [person] */
  readonly householdRow: Uint32Array;
  /** Persons by household: `members[memberStart[h]] … members[memberStart[h + 1]]`. */
  readonly memberStart: Uint32Array;
  readonly members: Uint32Array;
  readonly columns: ReadonlyMap<string, FactColumn>;
}

export const rowsAt = (table: FactTable, level: FactLevel): number =>
  level === 'person' ? table.personCount : table.householdCount;

/** Codes of values: the same value has the same code, and 0 is unknown. */
export function coded(values: Float64Array): Pick<FactColumn, 'values' | 'codes' | 'distinct'> {
  const codeOf = new Map<number, number>();
  const wide = new Uint32Array(values.length);
  const distinct = [NaN];
  // Neighbours are often alike: those are not looked up.
  let last = NaN;
  let lastCode = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    if (value !== last) {
      last = value;
      const known = codeOf.get(value);
      lastCode = known ?? distinct.push(value) - 1;
      if (known === undefined) codeOf.set(value, lastCode);
    }
    wide[row] = lastCode;
  }
  const codes =
    distinct.length <= 256 ? Uint8Array.from(wide) : distinct.length <= 65_536 ? Uint16Array.from(wide) : wide;
  return { values, codes, distinct: Float64Array.from(distinct) };
}

/** @param householdRow [person] */
export function membersByHousehold(
  householdRow: Uint32Array,
  householdCount: number,
): Pick<FactTable, 'memberStart' | 'members'> {
  const memberStart = new Uint32Array(householdCount + 1);
  for (const household of householdRow) memberStart[household + 1]!++;
  for (let h = 0; h < householdCount; h++) memberStart[h + 1]! += memberStart[h]!;
  const next = memberStart.slice(0, -1);
  const members = new Uint32Array(householdRow.length);
  householdRow.forEach((household, person) => (members[next[household]!++] = person));
  return { memberStart, members };
}
