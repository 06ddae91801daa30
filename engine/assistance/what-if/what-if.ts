/** What a change of rules would do: who would be on the list, what it costs, poverty before and after, who gains and who loses. */
import { YES, NO } from '../evaluation/truth.ts';
import type { TruthColumn } from '../evaluation/truth-columns.ts';
import { bootstrap, type Intervals } from './bootstrap.ts';
import { measure, withTransfers, type Spending, type WelfareMeasures } from './poverty.ts';
import { selectHouseholds, type Choice, type Pool } from './select.ts';

export interface WhatIfInputs {
  readonly pool: Pool;
  readonly choice: Choice;
  /** [household] what it would get if chosen. */
  readonly rupiahPerYear: Float64Array;
  /** [household] what it gets now; 0 for who gets nothing. */
  readonly presentRupiahPerYear: Float64Array;
  /** [household] whom the rules fit: what errors are counted against. */
  readonly due: TruthColumn;
  /** [household] persons. */
  readonly size: ArrayLike<number>;
  /** Spending as it is now, present aid in it; undefined where nobody has estimated it: no measure of poverty then. */
  readonly spending: Spending | undefined;
  readonly lineRupiahPerPersonPerMonth: number;
  readonly kelurahanCount: number;
  /** 0 for no intervals. */
  readonly replicates: number;
  readonly seed: number;
}

export interface KelurahanEffect {
  readonly recipients: number;
  readonly recipientsNow: number;
  readonly costRupiahPerYear: number;
  /** Families that would get more than now, and less. */
  readonly winners: number;
  readonly losers: number;
}

export interface WhatIf {
  readonly recipients: number;
  /** Persons in their families. */
  readonly persons: number;
  /** NaN where no source tells the amount. */
  readonly costRupiahPerYear: number;
  /** On the list and not due by what is known; due and not on the list. Both stand side by side. */
  readonly inclusionErrors: number;
  readonly exclusionErrors: number;
  /** On the list, and nobody can tell yet whether it is due. */
  readonly undetermined: number;
  /** Families just as good as the last that was taken, and not taken. */
  readonly alikeAtCut: number;
  readonly winners: number;
  readonly losers: number;
  readonly before: WelfareMeasures | undefined;
  readonly after: WelfareMeasures | undefined;
  readonly intervals: Intervals | undefined;
  /** [kelurahan] */
  readonly byKelurahan: readonly KelurahanEffect[];
  /** [household] 1 who would be on the list. */
  readonly isChosen: Uint8Array;
}

export function whatIf(inputs: WhatIfInputs): WhatIf {
  const { pool, choice, rupiahPerYear, presentRupiahPerYear, due, size, spending } = inputs;
  const { isChosen, alikeAtCut } = selectHouseholds(pool, choice, rupiahPerYear);
  const effects = Array.from({ length: inputs.kelurahanCount + 1 }, () => ({
    recipients: 0,
    recipientsNow: 0,
    costRupiahPerYear: 0,
    winners: 0,
    losers: 0,
  }));
  const total = { recipients: 0, persons: 0, costRupiahPerYear: 0, winners: 0, losers: 0 };
  const errors = { inclusionErrors: 0, exclusionErrors: 0, undetermined: 0 };
  const change = new Float64Array(pool.count);
  for (let h = 0; h < pool.count; h++) {
    const effect = effects[Math.min(pool.kelurahan[h]!, inputs.kelurahanCount)]!;
    const isOn = isChosen[h] === 1;
    const rupiah = isOn ? rupiahPerYear[h]! : 0;
    change[h] = rupiah - presentRupiahPerYear[h]!;
    const side = change[h]! > 0 ? 'winners' : change[h]! < 0 ? 'losers' : undefined;
    if (side !== undefined) {
      total[side]++;
      effect[side]++;
    }
    effect.recipientsNow += pool.receives[h]!;
    if (!isOn) {
      if (due[h] === YES) errors.exclusionErrors++;
      continue;
    }
    total.recipients++;
    total.persons += size[h]!;
    total.costRupiahPerYear += rupiah;
    effect.recipients++;
    effect.costRupiahPerYear += rupiah;
    if (due[h] === NO) errors.inclusionErrors++;
    else if (due[h] !== YES) errors.undetermined++;
  }
  const after = spending === undefined ? undefined : withTransfers(spending, change);
  const line = inputs.lineRupiahPerPersonPerMonth;
  return {
    ...total,
    ...errors,
    alikeAtCut,
    before: spending === undefined ? undefined : measure(spending, line),
    after: after === undefined ? undefined : measure(after, line),
    intervals:
      spending === undefined || after === undefined || inputs.replicates === 0
        ? undefined
        : bootstrap({ before: spending, after, line, isChosen, rupiahPerYear }, inputs.replicates, inputs.seed),
    byKelurahan: effects.slice(0, inputs.kelurahanCount),
    isChosen,
  };
}
