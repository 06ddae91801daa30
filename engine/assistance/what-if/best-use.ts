/** The most that money can do: the use of a budget that lowers poverty most, and the budget that a target needs. */
import { measure, type Spending } from './poverty.ts';

export interface BestUse {
  /** [household] 1 who would be on such a list, also who gets a part of its amount. */
  readonly isChosen: Uint8Array;
  readonly recipients: number;
  readonly costRupiahPerYear: number;
  readonly gapShareBefore: number;
  /** No list of this cost leaves less. */
  readonly gapShareAfter: number;
}

interface Fall {
  readonly household: number;
  readonly rupiah: number;
  /** Of the gap, in persons without any means. */
  readonly fall: number;
  /** Share of its money that lowers the gap: 1 for who stays under the line all the same. */
  readonly useShare: number;
}

/** Families whose shortfall falls by their amount, those first of whose money most lowers the gap. */
function byUse(spending: Spending, line: number, rupiahPerYear: Float64Array): Fall[] {
  const falls: Fall[] = [];
  spending.rupiahPerPersonPerMonth.forEach((spent, household) => {
    const rupiah = rupiahPerYear[household]!;
    if (!(spent < line) || !(rupiah > 0)) return;
    const short = spending.size[household]! * (line - spent);
    const useShare = Math.min(1, short / (rupiah / 12));
    falls.push({ household, rupiah, fall: Math.min(short, rupiah / 12) / line, useShare });
  });
  return falls.sort((a, b) => b.useShare - a.useShare || a.household - b.household);
}

/** Money under so small a part of an amount is what is left over by adding up fractions. */
const TOLERANCE = 1e-9;

/**
 * What a budget can do at most where each family would get its own amount: those first of whose money most lowers the gap, the
 * last in part where the money ends within its amount. No list of this cost does more (the bound of Dantzig, 1957, of a
 * knapsack); where all amounts are alike it is a list. It knows what families spend, which no list does: to hold lists against.
 *
 * @param rupiahPerYear [household] its amount; 0 for who can get nothing
 */
export function bestUse(
  spending: Spending,
  line: number,
  rupiahPerYear: Float64Array,
  budgetRupiahPerYear: number,
): BestUse {
  const isChosen = new Uint8Array(rupiahPerYear.length);
  let [left, recipients, fall] = [budgetRupiahPerYear, 0, 0];
  for (const each of byUse(spending, line, rupiahPerYear)) {
    if (left < each.rupiah * TOLERANCE) break;
    const part = left >= each.rupiah * (1 - TOLERANCE) ? 1 : left / each.rupiah;
    isChosen[each.household] = 1;
    recipients++;
    fall += part * each.fall;
    left -= part * each.rupiah;
  }
  const gapShareBefore = measure(spending, line).gapShare;
  return {
    isChosen,
    recipients,
    costRupiahPerYear: budgetRupiahPerYear - Math.max(0, left),
    gapShareBefore,
    gapShareAfter: gapShareBefore - fall / personsOf(spending),
  };
}

function personsOf({ size, rupiahPerPersonPerMonth }: Spending): number {
  let persons = 0;
  rupiahPerPersonPerMonth.forEach((spent, h) => (persons += Number.isNaN(spent) ? 0 : size[h]!));
  return persons;
}

export type NeededBudget =
  | {
      readonly kind: 'enough';
      readonly recipients: number;
      readonly costRupiahPerYear: number;
      readonly gapShareAfter: number;
    }
  /** Not even the amount for every poor family gets there. */
  | { readonly kind: 'out-of-reach'; readonly lowestGapShare: number };

/**
 * The budget with which the gap falls to the target, each family getting its own amount. Where all amounts are alike it is the
 * least; else no budget does that is smaller by more than the last amount.
 *
 * @param rupiahPerYear [household] its amount; 0 for who can get nothing
 */
export function budgetFor(
  spending: Spending,
  line: number,
  rupiahPerYear: Float64Array,
  targetGapShare: number,
): NeededBudget {
  const persons = personsOf(spending);
  let gapShare = measure(spending, line).gapShare;
  let [recipients, costRupiahPerYear] = [0, 0];
  for (const { fall, rupiah } of byUse(spending, line, rupiahPerYear)) {
    if (gapShare <= targetGapShare) break;
    gapShare -= fall / persons;
    recipients++;
    costRupiahPerYear += rupiah;
  }
  if (gapShare > targetGapShare) return { kind: 'out-of-reach', lowestGapShare: gapShare };
  return { kind: 'enough', recipients, costRupiahPerYear, gapShareAfter: gapShare };
}

/**
 * [household] what each would get in the best use of the money of a list: as the list gives it, and else as the rules do. So the
 * list itself is among the uses that are held against each other.
 */
export const amountsOfUse = (
  isOnList: Uint8Array,
  rupiahOfList: Float64Array,
  rupiahByRules: Float64Array,
): Float64Array => rupiahByRules.map((rupiah, h) => (isOnList[h] === 1 ? rupiahOfList[h]! : rupiah));
