/** What a list does beside the list of now, counted by place or by group. */
import { NO, YES } from '../evaluation/truth.ts';
import type { TruthColumn } from '../evaluation/truth-columns.ts';

/** What a list does in one place or group, beside the list of now; families. */
export interface Effect {
  readonly families: number;
  readonly recipients: number;
  readonly recipientsNow: number;
  /** What is sure to be paid, and the most that it can come to where facts are missing that an amount hangs on. */
  readonly costRupiahPerYear: number;
  readonly costNowRupiahPerYear: number;
  readonly mostCostRupiahPerYear: number;
  readonly mostCostNowRupiahPerYear: number;
  /** On the list, and nobody can tell yet how much it gets. */
  readonly amountUnknown: number;
  readonly amountUnknownNow: number;
  /** Families that come onto the list or get more than now, and that leave it or get less. */
  readonly winners: number;
  readonly losers: number;
  /** On the list and not due by what is known; due and not on the list. Both stand side by side. */
  readonly inclusionErrors: number;
  readonly inclusionErrorsNow: number;
  readonly exclusionErrors: number;
  readonly exclusionErrorsNow: number;
  /** On the list, and nobody can tell yet whether it is due. */
  readonly undetermined: number;
  readonly undeterminedNow: number;
}

/** Both lists, family by family; row i is one household. */
export interface ListsCompared {
  /** [household] 1 who would be on the list, and who is on that of now. */
  readonly isChosen: Uint8Array;
  readonly receives: Uint8Array;
  /** [household] whom the rules fit, and those of now. */
  readonly due: TruthColumn;
  readonly dueNow: TruthColumn;
  /** [household] what it would get if chosen: what is sure, and at most; NaN where no source tells. */
  readonly rupiahPerYear: Float64Array;
  readonly mostRupiahPerYear: Float64Array;
  /** [household] the same of now; 0 for who gets nothing. */
  readonly presentRupiahPerYear: Float64Array;
  readonly presentMostRupiahPerYear: Float64Array;
}

/** Above 0 for who gains, under 0 for who loses, 0 for who keeps what it has, as far as anybody can tell. */
export function gainOf(lists: ListsCompared, household: number): number {
  const isOn = lists.isChosen[household]!;
  const moved = isOn - lists.receives[household]!;
  if (moved !== 0) return moved;
  if (isOn === 0) return 0;
  const sure = lists.rupiahPerYear[household]! - lists.presentRupiahPerYear[household]!;
  if (sure !== 0) return sure;
  return lists.mostRupiahPerYear[household]! - lists.presentMostRupiahPerYear[household]!;
}

type Counted = { -readonly [K in keyof Effect]: Effect[K] };

const nothing = (): Counted => ({
  families: 0,
  recipients: 0,
  recipientsNow: 0,
  costRupiahPerYear: 0,
  costNowRupiahPerYear: 0,
  mostCostRupiahPerYear: 0,
  mostCostNowRupiahPerYear: 0,
  amountUnknown: 0,
  amountUnknownNow: 0,
  winners: 0,
  losers: 0,
  inclusionErrors: 0,
  inclusionErrorsNow: 0,
  exclusionErrors: 0,
  exclusionErrorsNow: 0,
  undetermined: 0,
  undeterminedNow: 0,
});

/**
 * @param of    [household] its place or group
 * @param count of them
 * @returns     [group] the last one holds who is in none of `count`
 */
export function effectsBy(lists: ListsCompared, of: ArrayLike<number>, count: number): Effect[] {
  const { isChosen, receives, due, dueNow } = lists;
  const found = Array.from({ length: count + 1 }, nothing);
  for (let h = 0; h < isChosen.length; h++) {
    const effect = found[Math.min(of[h]!, count)]!;
    effect.families++;
    const gain = gainOf(lists, h);
    if (gain > 0) effect.winners++;
    else if (gain < 0) effect.losers++;
    if (receives[h] === 1) {
      const [sure, most] = [lists.presentRupiahPerYear[h]!, lists.presentMostRupiahPerYear[h]!];
      effect.recipientsNow++;
      effect.costNowRupiahPerYear += sure;
      effect.mostCostNowRupiahPerYear += most;
      if (most > sure) effect.amountUnknownNow++;
      if (dueNow[h] === NO) effect.inclusionErrorsNow++;
      else if (dueNow[h] !== YES) effect.undeterminedNow++;
    } else if (dueNow[h] === YES) effect.exclusionErrorsNow++;
    if (isChosen[h] === 1) {
      const [sure, most] = [lists.rupiahPerYear[h]!, lists.mostRupiahPerYear[h]!];
      effect.recipients++;
      effect.costRupiahPerYear += sure;
      effect.mostCostRupiahPerYear += most;
      if (most > sure) effect.amountUnknown++;
      if (due[h] === NO) effect.inclusionErrors++;
      else if (due[h] !== YES) effect.undetermined++;
    } else if (due[h] === YES) effect.exclusionErrors++;
  }
  return found;
}

export function together(parts: readonly Effect[]): Effect {
  const total = nothing();
  for (const part of parts) for (const key of Object.keys(total) as (keyof Effect)[]) total[key] += part[key];
  return total;
}
