/** The most that money can do: the use of a budget that lowers poverty most, and the budget that a target needs. */
import { measure, type Spending } from './poverty.ts';

export interface BestUse {
  /** [household] 1 who would be on such a list. */
  readonly isChosen: Uint8Array;
  readonly recipients: number;
  readonly costRupiahPerYear: number;
  readonly gapShareBefore: number;
  readonly gapShareAfter: number;
}

/** Families whose shortfall falls by the amount, the largest fall first. */
function byFall(spending: Spending, line: number, rupiahPerYear: number): { household: number; fall: number }[] {
  const falls: { household: number; fall: number }[] = [];
  spending.rupiahPerPersonPerMonth.forEach((spent, household) => {
    if (!(spent < line)) return;
    const size = spending.size[household]!;
    falls.push({ household, fall: (size * Math.min(line - spent, rupiahPerYear / 12 / size)) / line });
  });
  return falls.sort((a, b) => b.fall - a.fall || a.household - b.household);
}

/**
 * Where every family would get the same amount, taking those with the largest fall lowers the gap most of all uses of the
 * budget. It knows what families spend, which no list does: a bound to hold lists against, not a list.
 *
 * @param rupiahPerYear a family; above 0
 */
export function bestUse(spending: Spending, line: number, rupiahPerYear: number, budgetRupiahPerYear: number): BestUse {
  return useOf(spending, line, rupiahPerYear, Math.floor(budgetRupiahPerYear / rupiahPerYear));
}

function useOf(spending: Spending, line: number, rupiahPerYear: number, families: number): BestUse {
  const chosen = byFall(spending, line, rupiahPerYear).slice(0, families);
  const isChosen = new Uint8Array(spending.rupiahPerPersonPerMonth.length);
  for (const { household } of chosen) isChosen[household] = 1;
  const gapShareBefore = measure(spending, line).gapShare;
  const fall = chosen.reduce((sum, each) => sum + each.fall, 0) / personsOf(spending);
  return {
    isChosen,
    recipients: chosen.length,
    costRupiahPerYear: chosen.length * rupiahPerYear,
    gapShareBefore,
    gapShareAfter: gapShareBefore - fall,
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

/** The least budget with which the gap falls to the target, each family getting the same amount. */
export function budgetFor(
  spending: Spending,
  line: number,
  rupiahPerYear: number,
  targetGapShare: number,
): NeededBudget {
  const falls = byFall(spending, line, rupiahPerYear);
  const persons = personsOf(spending);
  let gapShare = measure(spending, line).gapShare;
  let recipients = 0;
  while (gapShare > targetGapShare && recipients < falls.length) {
    gapShare -= falls[recipients]!.fall / persons;
    recipients++;
  }
  if (gapShare > targetGapShare) return { kind: 'out-of-reach', lowestGapShare: gapShare };
  return { kind: 'enough', recipients, costRupiahPerYear: recipients * rupiahPerYear, gapShareAfter: gapShare };
}
