/** How well a score finds who is due, at the coverage of a programme. */
import type { WrittenCoverage } from '../survey/model-shape.ts';
import { areaUnderCurve, ascending, below, cutOf, poorest } from './membership.ts';

/** What is measured against what. Row i of every column is one household. */
export interface Judged {
  /** [household] welfare as the survey found it; the lower, the poorer. */
  readonly amounts: Float64Array;
  /** [household] welfare as predicted. */
  readonly score: Float64Array;
  readonly amountOrder: Uint32Array;
  readonly scoreOrder: Uint32Array;
}

export const judged = (amounts: Float64Array, score: Float64Array): Judged => ({
  amounts,
  score,
  amountOrder: ascending(amounts),
  scoreOrder: ascending(score),
});

/** [household] parts of 0 to 1. */
export interface Chosen {
  readonly due: Float64Array;
  readonly selected: Float64Array;
}

export function choose(data: Judged, weight: Float64Array, { coverage, poor, line }: WrittenCoverage): Chosen {
  const due =
    line === undefined ? poorest(data.amounts, data.amountOrder, weight, poor ?? coverage) : below(data.amounts, line);
  return { due, selected: poorest(data.score, data.scoreOrder, weight, coverage) };
}

export interface TargetingErrors {
  /** Share of those chosen who are not due. */
  readonly inclusionError: number;
  /** Share of those due who are not chosen. */
  readonly exclusionError: number;
  readonly auc: number;
  /** Weight of those not due who are chosen, and of those due who are not. */
  readonly leakedWeight: number;
  readonly missedWeight: number;
  readonly dueShare: number;
}

export function targetingErrors(data: Judged, weight: Float64Array, chosen: Chosen): TargetingErrors {
  let [due, selected, both, total] = [0, 0, 0, 0];
  for (let row = 0; row < weight.length; row++) {
    const w = weight[row]!;
    total += w;
    due += w * chosen.due[row]!;
    selected += w * chosen.selected[row]!;
    // Where both are parts, of the household at the border: those chosen are taken to be those due as far as they reach.
    both += w * Math.min(chosen.due[row]!, chosen.selected[row]!);
  }
  return {
    inclusionError: selected > 0 ? 1 - both / selected : NaN,
    exclusionError: due > 0 ? 1 - both / due : NaN,
    auc: areaUnderCurve(data.score, data.scoreOrder, weight, chosen.due),
    leakedWeight: selected - both,
    missedWeight: due - both,
    dueShare: due / total,
  };
}

/** What each one due lacks on average up to the line: the benefit that is reckoned with where none is named. */
export function meanGap(data: Judged, weight: Float64Array, written: WrittenCoverage): { line: number; gap: number } {
  const line = written.line ?? cutOf(data.amounts, data.amountOrder, weight, written.poor ?? written.coverage);
  let [gap, count] = [0, 0];
  data.amounts.forEach((amount, row) => {
    if (amount >= line) return;
    gap += weight[row]! * (line - amount);
    count += weight[row]!;
  });
  return { line, gap: count > 0 ? gap / count : 0 };
}

/** Aversion to inequality: a rupiah for somebody with half as much counts eight times. */
const AVERSION = 3;

/**
 * What the money does for welfare, as a share of what it would do if it reached exactly the poorest.
 *
 * @returns NaN where amounts are not all above nought
 * Source: Hanna and Olken (2018), "Universal Basic Incomes versus Targeted Transfers".
 */
export function welfareGain(
  { amounts, amountOrder }: Judged,
  weight: Float64Array,
  selected: Float64Array,
  benefit: number,
): number {
  if (!(benefit > 0) || amounts.some((amount) => amount <= 0)) return NaN;
  const utility = (amount: number): number => amount ** (1 - AVERSION) / (1 - AVERSION);
  const gain = (chosen: Float64Array): number =>
    amounts.reduce((sum, amount, row) => {
      return sum + weight[row]! * chosen[row]! * (utility(amount + benefit) - utility(amount));
    }, 0);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const reached = weight.reduce((sum, w, row) => sum + w * selected[row]!, 0);
  const best = gain(poorest(amounts, amountOrder, weight, reached / total));
  return best > 0 ? gain(selected) / best : NaN;
}
