/** What the money of a what-if could do at best, beside that of now, and how much a target needs. */
import { amountsOfUse, bestUse, budgetFor, type BestUse, type NeededBudget } from './best-use.ts';
import type { Spending } from './poverty.ts';
import type { ProgrammePool } from './programme-pool.ts';
import type { WhatIf } from './what-if.ts';

export interface Money {
  /** The most that the money of the what-if could do for the gap, each family getting its own amount; a bound, no list. */
  readonly best: BestUse | undefined;
  /** The same of the money of now: to hold what it does now against. */
  readonly bestNow: BestUse | undefined;
  /** The budget of the programme with which the gap would fall to the target, at its best use. */
  readonly needed: NeededBudget | undefined;
}

export interface MoneyInputs {
  readonly result: WhatIf;
  /** [household] what each gets on the list that is tried. */
  readonly rupiahPerYear: Float64Array;
  /** Under the rules that are tried, and under those of now. */
  readonly own: ProgrammePool;
  readonly now: ProgrammePool;
  /** `spendingWithout` the programme; undefined where nobody knows it: nothing can be told then. */
  readonly without: Spending | undefined;
  readonly lineRupiahPerPersonPerMonth: number;
  readonly targetGapShare: number | undefined;
}

export function moneyOf(inputs: MoneyInputs): Money {
  const { result, own, now, without, lineRupiahPerPersonPerMonth: line, targetGapShare } = inputs;
  const amounts = amountsOfUse(result.isChosen, inputs.rupiahPerYear, own.rupiahPerYear);
  const amountsNow = amountsOfUse(now.pool.receives, now.presentRupiahPerYear, now.rupiahPerYear);
  const use = (rupiah: Float64Array, cost: number): BestUse | undefined =>
    without !== undefined && cost > 0 ? bestUse(without, line, rupiah, cost) : undefined;
  return {
    best: use(amounts, result.costRupiahPerYear),
    bestNow: use(amountsNow, result.costNowRupiahPerYear),
    needed:
      without === undefined || targetGapShare === undefined
        ? undefined
        : budgetFor(without, line, amounts, targetGapShare),
  };
}
