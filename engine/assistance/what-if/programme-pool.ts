/** A programme as a what-if sees it: family by family, whatever it is given to. */
import { rupiahColumn } from '../evaluation/amount-columns.ts';
import { ALWAYS, resolve } from '../evaluation/resolve.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import type { TruthColumn, TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact, receivesFact } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import { factsOf } from '../programmes/expression.ts';
import type { Pool } from './select.ts';

export interface ProgrammePool {
  readonly pool: Pool;
  /** [household] for a programme of persons: that of the member whom it fits best. */
  readonly due: TruthColumn;
  /**
   * [household] what the components that surely apply come to, whether or not the conditions hold: what it gets once it is on the list. Of a
   * programme of persons the members whom it fits best are named; where it fits none, those whom it is for but for the decile,
   * and else those who are on the list now.
   */
  readonly rupiahPerYear: Float64Array;
  /** [household] the same for who is on the list now and as it is now, else 0. */
  readonly presentRupiahPerYear: Float64Array;
  /** [household] both with the components that may apply: at most, once what nobody knows yet is found out. */
  readonly mostRupiahPerYear: Float64Array;
  readonly presentMostRupiahPerYear: Float64Array;
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
  const everybody = columns.of(ALWAYS, found.level);
  const amounts = rupiahColumn(found.rules, columns, found.level, everybody, YES);
  const mostAmounts = rupiahColumn(found.rules, columns, found.level, everybody, UNKNOWN);
  const isOfFamilies = found.level === 'household';
  const forWhom = columns.all(
    found.rules.conditions
      .filter(({ when }) => !factsOf(when).includes('desil'))
      .map(({ when }) => resolve(when, found.rules)),
    found.level,
  );
  const byAmounts = (of: Float64Array): Amounts =>
    isOfFamilies ? ofFamilies(found, forWhom, of, table) : ofPersons(found, forWhom, of, table);
  const { due, isFor, rupiahPerYear, presentRupiahPerYear } = byAmounts(amounts);
  const most = byAmounts(mostAmounts);
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
      isFor,
      score,
      communityRank,
    },
    due,
    rupiahPerYear,
    presentRupiahPerYear,
    mostRupiahPerYear: most.rupiahPerYear,
    presentMostRupiahPerYear: most.presentRupiahPerYear,
  };
}

type Amounts = Pick<ProgrammePool, 'due' | 'rupiahPerYear' | 'presentRupiahPerYear'> & Pick<Pool, 'isFor'>;

/** @param forWhom [unit] the conditions that do not ask the decile */
function ofFamilies(
  { rules, fits }: ProgrammeColumns,
  forWhom: TruthColumn,
  amounts: Float64Array,
  table: FactTable,
): Amounts {
  const receives = table.columns.get(familyReceivesFact(rules.programme.id))!.values;
  return {
    due: fits,
    isFor: forWhom.map((truth) => (truth === NO ? 0 : 1)),
    rupiahPerYear: amounts,
    presentRupiahPerYear: amounts.map((rupiah, household) => (receives[household] === 1 ? rupiah : 0)),
  };
}

function ofPersons(
  { rules, fits }: ProgrammeColumns,
  forWhom: TruthColumn,
  amounts: Float64Array,
  table: FactTable,
): Amounts {
  const receives = table.columns.get(receivesFact(rules.programme.id))!.values;
  const due = new Uint8Array(table.householdCount);
  const best = new Uint8Array(table.householdCount);
  const rupiahPerYear = new Float64Array(table.householdCount);
  const presentRupiahPerYear = new Float64Array(table.householdCount);
  fits.forEach((truth, person) => (due[table.householdRow[person]!]! |= truth));
  forWhom.forEach((truth, person) => (best[table.householdRow[person]!]! |= truth));
  fits.forEach((truth, person) => {
    const household = table.householdRow[person]!;
    const rupiah = amounts[person]!;
    const isNamed =
      due[household] !== NO
        ? truth === due[household]
        : best[household] !== NO
          ? forWhom[person] === best[household]
          : receives[person] === 1;
    if (isNamed) rupiahPerYear[household]! += rupiah;
    if (receives[person] === 1) presentRupiahPerYear[household]! += rupiah;
  });
  return { due, isFor: best.map((truth) => (truth === NO ? 0 : 1)), rupiahPerYear, presentRupiahPerYear };
}
