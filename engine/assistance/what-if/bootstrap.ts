/** How far a what-if could have come out otherwise, had other families like these lived here. */
import { chance } from '../../kernel/random.ts';
import { AreaBootstrap, type AreaWelfareIntervals } from './bootstrap-areas.ts';
import { CountBootstrap, type Areas, type CountIntervals } from './bootstrap-counts.ts';
import type { ListsCompared } from './effects.ts';
import { middle, type Interval } from './intervals.ts';
import { measureLinedUp, type LinedUp, type WelfareMeasures } from './poverty.ts';

export interface BootstrapInputs {
  readonly lists: ListsCompared;
  readonly areas: Areas;
  /** Whether intervals are told by kelurahan too. */
  readonly hasAreas: boolean;
  /** At the same line, the same families; undefined where nobody has estimated what they spend. */
  readonly welfare: { readonly before: LinedUp; readonly after: LinedUp } | undefined;
}

const DRAWS = 65_536;

/** [16 random bits] how often a household counts: Poisson with mean 1, the bootstrap of one household at a time. */
const TIMES = (() => {
  const times = new Uint8Array(DRAWS);
  let [probability, cumulative, count] = [Math.exp(-1), Math.exp(-1), 0];
  for (let i = 0; i < DRAWS; i++) {
    while ((i + 0.5) / DRAWS > cumulative) {
      count++;
      probability /= count;
      cumulative += probability;
    }
    times[i] = count;
  }
  return times;
})();

export type Measured = keyof WelfareMeasures;

export interface WelfareIntervals {
  readonly before: Readonly<Record<Measured, Interval>>;
  readonly after: Readonly<Record<Measured, Interval>>;
  /** Of after less before, family by family the same draws. */
  readonly change: Readonly<Record<Measured, Interval>>;
}

/** Intervals of one kelurahan. */
export interface AreaIntervals extends CountIntervals, AreaWelfareIntervals {}

export interface Intervals extends CountIntervals {
  /** Undefined where nobody has estimated what families spend. */
  readonly welfare: WelfareIntervals | undefined;
  /** [kelurahan], where they were asked for. */
  readonly byKelurahan: readonly AreaIntervals[] | undefined;
}

const MEASURES: readonly Measured[] = ['headcountShare', 'gapShare', 'severityShare', 'gini'];

/** Draws one replicate after the other, so that a server can answer others in between. */
export class Bootstrap {
  readonly #inputs: BootstrapInputs;
  readonly #seed: number;
  readonly #replicates: number;
  /** [household]: counts are those of the same draws whether or not anybody tells what families spend. */
  readonly #times: Uint8Array;
  readonly #counts: CountBootstrap;
  readonly #welfare: WelfareBootstrap | undefined;
  readonly #areas: AreaBootstrap | undefined;
  #done = 0;

  constructor(inputs: BootstrapInputs, replicates: number, seed: number) {
    const { lists, areas, hasAreas, welfare } = inputs;
    this.#inputs = inputs;
    this.#seed = seed;
    this.#replicates = replicates;
    const count = lists.isChosen.length;
    this.#times = new Uint8Array(count + (count % 2));
    this.#counts = new CountBootstrap(lists, areas, replicates);
    this.#welfare = welfare && new WelfareBootstrap(welfare.before, welfare.after, replicates);
    this.#areas = welfare && hasAreas ? new AreaBootstrap(areas, welfare.before, welfare.after, replicates) : undefined;
  }

  /** @returns whether more are to be drawn */
  draw(count: number): boolean {
    const end = Math.min(this.#replicates, this.#done + count);
    for (; this.#done < end; this.#done++) {
      drawTimes(this.#times, this.#seed, this.#done);
      this.#counts.add(this.#done, this.#times);
      this.#welfare?.add(this.#done, this.#times);
      this.#areas?.add(this.#done, this.#times);
    }
    return this.#done < this.#replicates;
  }

  /** Percentile intervals of 95 %, once all are drawn. */
  intervals(): Intervals {
    const welfare = this.#areas?.intervals();
    const byKelurahan = this.#inputs.hasAreas
      ? this.#counts.byArea().map((counts, area): AreaIntervals => ({
          ...counts,
          ...(welfare?.[area] ?? { headcountShareChange: undefined, gapShareChange: undefined }),
        }))
      : undefined;
    return { ...this.#counts.city(), welfare: this.#welfare?.intervals(), byKelurahan };
  }
}

/**
 * Percentile intervals of 95 % from `replicates` draws; each is a function of the seed and its own number.
 * Source: Efron and Tibshirani (1993), chapter 13; Poisson weights after Chamandy et al. (2012).
 */
export function bootstrap(inputs: BootstrapInputs, replicates: number, seed: number): Intervals {
  const drawing = new Bootstrap(inputs, replicates, seed);
  drawing.draw(replicates);
  return drawing.intervals();
}

function drawTimes(times: Uint8Array, seed: number, replicate: number): void {
  const draw = chance(seed, 'what-if', replicate);
  for (let i = 0; i < times.length; i += 2) {
    const bits = draw.bits(i);
    times[i] = TIMES[bits & 0xffff]!;
    times[i + 1] = TIMES[bits >>> 16]!;
  }
}

type Columns = Record<Measured, Float64Array>;

/** Measures of welfare in each draw. */
class WelfareBootstrap {
  readonly #before: LinedUp;
  readonly #after: LinedUp;
  readonly #times: Uint8Array;
  readonly #values: Readonly<Record<keyof WelfareIntervals, Columns>>;

  constructor(before: LinedUp, after: LinedUp, replicates: number) {
    this.#before = before;
    this.#after = after;
    this.#times = new Uint8Array(Math.max(before.household.length, after.household.length));
    this.#values = { before: columns(replicates), after: columns(replicates), change: columns(replicates) };
  }

  /** @param times [household] */
  add(replicate: number, times: Uint8Array): void {
    const { before, after, change } = this.#values;
    const [first, second] = [this.#measure(this.#before, times), this.#measure(this.#after, times)];
    for (const each of MEASURES) {
      before[each][replicate] = first[each];
      after[each][replicate] = second[each];
      change[each][replicate] = second[each] - first[each];
    }
  }

  #measure(linedUp: LinedUp, times: Uint8Array): WelfareMeasures {
    linedUpTimes(this.#times, linedUp.household, times);
    return measureLinedUp(linedUp, this.#times);
  }

  intervals(): WelfareIntervals {
    const { before, after, change } = this.#values;
    return { before: intervals(before), after: intervals(after), change: intervals(change) };
  }
}

function linedUpTimes(into: Uint8Array, household: Uint32Array, times: Uint8Array): void {
  for (let i = 0; i < household.length; i++) into[i] = times[household[i]!]!;
}

const columns = (replicates: number): Columns => ({
  headcountShare: new Float64Array(replicates),
  gapShare: new Float64Array(replicates),
  severityShare: new Float64Array(replicates),
  gini: new Float64Array(replicates),
});

const intervals = (values: Columns): Record<Measured, Interval> => ({
  headcountShare: middle(values.headcountShare),
  gapShare: middle(values.gapShare),
  severityShare: middle(values.severityShare),
  gini: middle(values.gini),
});
