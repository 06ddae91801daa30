/** What a change of rules would do: who would be on the list, what it costs, poverty before and after, who gains and who loses. */
import { YES, NO } from '../evaluation/truth.ts';
import type { TruthColumn } from '../evaluation/truth-columns.ts';
import { bootstrap, type BootstrapInputs, type Intervals } from './bootstrap.ts';
import { lineUp, measureOnce, withTransfers, type LinedUp, type Spending, type WelfareMeasures } from './poverty.ts';
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
  /** [household] whom the rules of now fit, where other rules are tried: what the errors of now are counted against. */
  readonly dueNow?: TruthColumn;
  /** [household] persons. */
  readonly size: ArrayLike<number>;
  /** Spending as it is now, present aid in it; undefined where nobody has estimated it: no measure of poverty then. */
  readonly spending: Spending | undefined;
  /** `spending` lined up at the same line, where somebody asks often. */
  readonly linedUp?: LinedUp;
  readonly lineRupiahPerPersonPerMonth: number;
  readonly kelurahanCount: number;
  /** Families parted in other ways, each told as the kelurahan are. */
  readonly groups?: readonly Groups[];
  /** 0 for no intervals. */
  readonly replicates: number;
  /** Whether intervals are told by kelurahan too. */
  readonly hasIntervalsByKelurahan?: boolean;
  readonly seed: number;
}

/** A way of parting families: each is in one group. */
export interface Groups {
  readonly key: string;
  /** [household] its group. */
  readonly of: ArrayLike<number>;
  readonly count: number;
}

/** What a list does in one place or group, beside the list of now; families. */
export interface Effect {
  readonly families: number;
  readonly recipients: number;
  readonly recipientsNow: number;
  readonly costRupiahPerYear: number;
  readonly costNowRupiahPerYear: number;
  /** Families that would get more than now, and less. */
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

export interface WhatIf extends Effect {
  /** Persons in the families on the list. */
  readonly persons: number;
  /** Families just as good as the last that was taken, in their kelurahan where its places are full, and not taken. */
  readonly alikeAtCut: number;
  readonly before: WelfareMeasures | undefined;
  readonly after: WelfareMeasures | undefined;
  readonly intervals: Intervals | undefined;
  /** What intervals are drawn from, for who draws them later; undefined where there is no measure. */
  readonly drawing: BootstrapInputs | undefined;
  /** [kelurahan] */
  readonly byKelurahan: readonly Effect[];
  /** By key of the groups: [group] */
  readonly byGroup: ReadonlyMap<string, readonly Effect[]>;
  /** [household] 1 who would be on the list. */
  readonly isChosen: Uint8Array;
}

/** NaN costs are of amounts that no source tells. */
export function whatIf(inputs: WhatIfInputs): WhatIf {
  const { pool, choice, rupiahPerYear, presentRupiahPerYear, size, kelurahanCount } = inputs;
  const { isChosen, alikeAtCut } = selectHouseholds(pool, choice, rupiahPerYear);
  const change = new Float64Array(pool.count);
  const persons = { count: 0 };
  for (let h = 0; h < pool.count; h++) {
    change[h] = (isChosen[h] === 1 ? rupiahPerYear[h]! : 0) - presentRupiahPerYear[h]!;
    if (isChosen[h] === 1) persons.count += size[h]!;
  }
  const effectsBy = (of: ArrayLike<number>, count: number): Effect[] =>
    effects(inputs, isChosen, change, of, count).slice(0, count);
  const line = inputs.lineRupiahPerPersonPerMonth;
  // What nobody knows the price of moves nobody's spending by a known amount.
  const spending = change.some(Number.isNaN) ? undefined : inputs.spending;
  const before = spending && (inputs.linedUp ?? lineUp(spending, line));
  const after = spending && lineUp(withTransfers(spending, change), line);
  const areas = inputs.hasIntervalsByKelurahan
    ? { of: pool.kelurahan, count: kelurahanCount, changeRupiahPerYear: change }
    : undefined;
  const drawing = before && after && { before, after, isChosen, rupiahPerYear, areas };
  const byKelurahan = effects(inputs, isChosen, change, pool.kelurahan, kelurahanCount);
  return {
    ...together(byKelurahan),
    persons: persons.count,
    alikeAtCut,
    before: before && measureOnce(before),
    after: after && measureOnce(after),
    intervals: drawing && inputs.replicates > 0 ? bootstrap(drawing, inputs.replicates, inputs.seed) : undefined,
    drawing,
    byKelurahan: byKelurahan.slice(0, kelurahanCount),
    byGroup: new Map(inputs.groups?.map(({ key, of, count }) => [key, effectsBy(of, count)])),
    isChosen,
  };
}

type Counted = { -readonly [K in keyof Effect]: Effect[K] };

const nothing = (): Counted => ({
  families: 0,
  recipients: 0,
  recipientsNow: 0,
  costRupiahPerYear: 0,
  costNowRupiahPerYear: 0,
  winners: 0,
  losers: 0,
  inclusionErrors: 0,
  inclusionErrorsNow: 0,
  exclusionErrors: 0,
  exclusionErrorsNow: 0,
  undetermined: 0,
  undeterminedNow: 0,
});

/** @returns [group] the last one holds who is in none of `count` */
function effects(
  { pool, rupiahPerYear, presentRupiahPerYear, due, dueNow = due }: WhatIfInputs,
  isChosen: Uint8Array,
  change: Float64Array,
  of: ArrayLike<number>,
  count: number,
): Counted[] {
  const found = Array.from({ length: count + 1 }, nothing);
  for (let h = 0; h < pool.count; h++) {
    const effect = found[Math.min(of[h]!, count)]!;
    effect.families++;
    if (change[h]! > 0) effect.winners++;
    else if (change[h]! < 0) effect.losers++;
    if (pool.receives[h] === 1) {
      effect.recipientsNow++;
      effect.costNowRupiahPerYear += presentRupiahPerYear[h]!;
      if (dueNow[h] === NO) effect.inclusionErrorsNow++;
      else if (dueNow[h] !== YES) effect.undeterminedNow++;
    } else if (dueNow[h] === YES) effect.exclusionErrorsNow++;
    if (isChosen[h] === 1) {
      effect.recipients++;
      effect.costRupiahPerYear += rupiahPerYear[h]!;
      if (due[h] === NO) effect.inclusionErrors++;
      else if (due[h] !== YES) effect.undetermined++;
    } else if (due[h] === YES) effect.exclusionErrors++;
  }
  return found;
}

function together(parts: readonly Effect[]): Effect {
  const total = nothing();
  for (const part of parts) for (const key of Object.keys(total) as (keyof Effect)[]) total[key] += part[key];
  return total;
}
