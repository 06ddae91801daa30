/** A programme as a what-if sees it: family by family, whatever it is given to. */
import { rupiahColumn } from '../evaluation/amount-columns.ts';
import { YES } from '../evaluation/truth.ts';
import type { TruthColumn, TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact } from '../facts/catalogue.ts';
import type { Pool } from './select.ts';

export interface ProgrammePool {
  readonly pool: Pool;
  /** [household] for a programme of persons: that of the member whom it fits best. */
  readonly due: TruthColumn;
  /** [household] what the components come to, whether or not the conditions hold: what it gets once it is on the list. */
  readonly rupiahPerYear: Float64Array;
  /** [household] the same for who receives now, else 0. */
  readonly presentRupiahPerYear: Float64Array;
}

/**
 * @param kelurahan [household] index of the kelurahan
 * @param score     [household] lower is poorer
 */
export function programmePool(
  found: ProgrammeColumns,
  columns: TruthColumns,
  kelurahan: ArrayLike<number>,
  score?: Float64Array,
  communityRank?: Float64Array,
): ProgrammePool {
  const { table } = columns;
  const everybody = new Uint8Array(found.fits.length).fill(YES);
  const amounts = rupiahColumn(found.rules, columns, found.level, everybody, YES);
  const isOfFamilies = found.level === 'household';
  const due = isOfFamilies ? found.fits : new Uint8Array(table.householdCount);
  const rupiahPerYear = isOfFamilies ? amounts : new Float64Array(table.householdCount);
  if (!isOfFamilies) {
    found.fits.forEach((truth, person) => {
      const household = table.householdRow[person]!;
      due[household]! |= truth;
      // Only members whom it fits would be named; where none does, the family gets nothing by it.
      if (truth === YES) rupiahPerYear[household]! += amounts[person]!;
    });
  }
  const onList = table.columns.get(familyReceivesFact(found.rules.programme.id))!.values;
  const receives = new Uint8Array(table.householdCount);
  const fits = new Uint8Array(table.householdCount);
  for (let household = 0; household < table.householdCount; household++) {
    receives[household] = onList[household] === 1 ? 1 : 0;
    fits[household] = due[household] === YES ? 1 : 0;
  }
  return {
    pool: {
      count: table.householdCount,
      kelurahan,
      receives,
      desil: table.columns.get('desil')!.values,
      fits,
      score,
      communityRank,
    },
    due,
    rupiahPerYear,
    presentRupiahPerYear: rupiahPerYear.map((rupiah, household) => (receives[household] === 1 ? rupiah : 0)),
  };
}
