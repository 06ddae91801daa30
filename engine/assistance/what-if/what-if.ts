/** What a change of rules would do: who would be on the list, what it costs, poverty before and after, who gains and who loses. */
import type { TruthColumn } from '../evaluation/truth-columns.ts';
import { bootstrap, type BootstrapInputs, type Intervals } from './bootstrap.ts';
import { effectsBy, together, type Effect, type ListsCompared } from './effects.ts';
import { lineUp, measureOnce, withTransfers, type LinedUp, type Spending, type WelfareMeasures } from './poverty.ts';
import { selectHouseholds, type Choice, type Pool } from './select.ts';

export interface WhatIfInputs {
  readonly pool: Pool;
  readonly choice: Choice;
  /** [household] what it would get if chosen, as far as it is sure. */
  readonly rupiahPerYear: Float64Array;
  /** [household] what it would get at most: more than is sure where a fact is missing that the amount hangs on. */
  readonly mostRupiahPerYear?: Float64Array;
  /** [household] what it gets now, for sure and at most; 0 for who gets nothing. */
  readonly presentRupiahPerYear: Float64Array;
  readonly presentMostRupiahPerYear?: Float64Array;
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

export interface WhatIf extends Effect {
  /** Persons in the families on the list. */
  readonly persons: number;
  /** Families just as good as the last that was taken, in their kelurahan where its places are full, and not taken. */
  readonly alikeAtCut: number;
  /** By what is sure of each amount. */
  readonly before: WelfareMeasures | undefined;
  readonly after: WelfareMeasures | undefined;
  readonly intervals: Intervals | undefined;
  /** What intervals are drawn from, for who draws them later. */
  readonly drawing: BootstrapInputs;
  /** [kelurahan] */
  readonly byKelurahan: readonly Effect[];
  /** By key of the groups: [group] */
  readonly byGroup: ReadonlyMap<string, readonly Effect[]>;
  /** [household] 1 who would be on the list. */
  readonly isChosen: Uint8Array;
}

/** NaN costs are of amounts that no source tells. */
export function whatIf(inputs: WhatIfInputs): WhatIf {
  const { pool, rupiahPerYear, presentRupiahPerYear, due, size, kelurahanCount } = inputs;
  const { mostRupiahPerYear = rupiahPerYear, presentMostRupiahPerYear = presentRupiahPerYear } = inputs;
  const { isChosen, alikeAtCut } = selectHouseholds(pool, inputs.choice, mostRupiahPerYear);
  const lists: ListsCompared = {
    isChosen,
    receives: pool.receives,
    due,
    dueNow: inputs.dueNow ?? due,
    rupiahPerYear,
    mostRupiahPerYear,
    presentRupiahPerYear,
    presentMostRupiahPerYear,
  };
  const change = new Float64Array(pool.count);
  let persons = 0;
  for (let h = 0; h < pool.count; h++) {
    change[h] = (isChosen[h] === 1 ? rupiahPerYear[h]! : 0) - presentRupiahPerYear[h]!;
    if (isChosen[h] === 1) persons += size[h]!;
  }
  const line = inputs.lineRupiahPerPersonPerMonth;
  // What nobody knows the price of moves nobody's spending by a known amount.
  const spending = change.some(Number.isNaN) ? undefined : inputs.spending;
  const before = spending && (inputs.linedUp ?? lineUp(spending, line));
  const after = spending && lineUp(withTransfers(spending, change), line);
  const drawing: BootstrapInputs = {
    lists,
    areas: { of: pool.kelurahan, count: kelurahanCount },
    hasAreas: inputs.hasIntervalsByKelurahan ?? false,
    welfare: before && after && { before, after },
  };
  const byKelurahan = effectsBy(lists, pool.kelurahan, kelurahanCount);
  return {
    ...together(byKelurahan),
    persons,
    alikeAtCut,
    before: before && measureOnce(before),
    after: after && measureOnce(after),
    intervals: inputs.replicates > 0 ? bootstrap(drawing, inputs.replicates, inputs.seed) : undefined,
    drawing,
    byKelurahan: byKelurahan.slice(0, kelurahanCount),
    byGroup: new Map(inputs.groups?.map(({ key, of, count }) => [key, effectsBy(lists, of, count).slice(0, count)])),
    isChosen,
  };
}
