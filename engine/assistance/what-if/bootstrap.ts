/** How far a what-if could have come out otherwise, had other families like these lived here. */
import { chance } from '../../kernel/random.ts';
import { AreaBootstrap, type AreaIntervals, type Areas } from './bootstrap-areas.ts';
import { middle, type Interval } from './intervals.ts';
import { measureLinedUp, type LinedUp, type WelfareMeasures } from './poverty.ts';

export interface BootstrapInputs {
  /** At the same line, the same families. */
  readonly before: LinedUp;
  readonly after: LinedUp;
  readonly isChosen: Uint8Array;
  readonly rupiahPerYear: Float64Array;
  /** Told apart by kelurahan as well. */
  readonly areas?: Areas | undefined;
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
export interface Intervals {
  readonly recipients: Interval;
  readonly costRupiahPerYear: Interval;
  readonly before: Readonly<Record<Measured, Interval>>;
  readonly after: Readonly<Record<Measured, Interval>>;
  /** Of after less before, family by family the same draws. */
  readonly change: Readonly<Record<Measured, Interval>>;
  /** [kelurahan], where they were asked for. */
  readonly byKelurahan: readonly AreaIntervals[] | undefined;
}

const MEASURES: readonly Measured[] = ['headcountShare', 'gapShare', 'severityShare', 'gini'];

/** Draws one replicate after the other, so that a server can answer others in between. */
export class Bootstrap {
  readonly #inputs: BootstrapInputs;
  readonly #seed: number;
  readonly #replicates: number;
  /** Draws lie in the order of the spending of now: only the other order has to look them up. */
  readonly #times: Uint8Array;
  readonly #afterTimes: Uint8Array;
  readonly #afterPlaces: Uint32Array;
  readonly #chosenPlaces: Uint32Array;
  readonly #chosenRupiah: Float64Array;
  readonly #recipients: Float64Array;
  readonly #cost: Float64Array;
  readonly #values: Readonly<Record<'before' | 'after' | 'change', Columns>>;
  readonly #areas: AreaBootstrap | undefined;
  #done = 0;

  constructor(inputs: BootstrapInputs, replicates: number, seed: number) {
    const { before, after, isChosen, rupiahPerYear, areas } = inputs;
    this.#inputs = inputs;
    this.#seed = seed;
    this.#replicates = replicates;
    const placeOf = placesOf(before.household, isChosen.length);
    this.#times = new Uint8Array(isChosen.length + (isChosen.length % 2));
    this.#afterTimes = new Uint8Array(after.household.length);
    this.#afterPlaces = after.household.map((household) => placeOf[household]!);
    const chosen = Array.from(isChosen.keys()).filter((h) => isChosen[h] === 1);
    this.#chosenPlaces = Uint32Array.from(chosen, (household) => placeOf[household]!);
    this.#chosenRupiah = Float64Array.from(chosen, (household) => rupiahPerYear[household]!);
    this.#areas = areas && new AreaBootstrap(areas, inputs, placeOf, replicates);
    this.#recipients = new Float64Array(replicates);
    this.#cost = new Float64Array(replicates);
    this.#values = { before: columns(replicates), after: columns(replicates), change: columns(replicates) };
  }

  /** @returns whether more are to be drawn */
  draw(count: number): boolean {
    const end = Math.min(this.#replicates, this.#done + count);
    for (; this.#done < end; this.#done++) this.#drawOne(this.#done);
    return this.#done < this.#replicates;
  }

  /** Percentile intervals of 95 %, once all are drawn. */
  intervals(): Intervals {
    const { before, after, change } = this.#values;
    return {
      recipients: middle(this.#recipients),
      costRupiahPerYear: middle(this.#cost),
      before: intervals(before),
      after: intervals(after),
      change: intervals(change),
      byKelurahan: this.#areas?.intervals(),
    };
  }

  #drawOne(replicate: number): void {
    const { before, after } = this.#inputs;
    drawTimes(this.#times, this.#seed, replicate);
    const [times, afterTimes, afterPlaces, chosenPlaces] = [
      this.#times,
      this.#afterTimes,
      this.#afterPlaces,
      this.#chosenPlaces,
    ];
    for (let i = 0; i < afterTimes.length; i++) afterTimes[i] = times[afterPlaces[i]!]!;
    let [recipients, cost] = [0, 0];
    for (let i = 0; i < chosenPlaces.length; i++) {
      const often = times[chosenPlaces[i]!]!;
      recipients += often;
      cost += often * this.#chosenRupiah[i]!;
    }
    this.#recipients[replicate] = recipients;
    this.#cost[replicate] = cost;
    this.#areas?.add(replicate, times);
    const first = measureLinedUp(before, times);
    const second = measureLinedUp(after, afterTimes);
    for (const each of MEASURES) {
      this.#values.before[each][replicate] = first[each];
      this.#values.after[each][replicate] = second[each];
      this.#values.change[each][replicate] = second[each] - first[each];
    }
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

/** [household] its place in the order; those that are not in it stand behind. */
function placesOf(order: Uint32Array, count: number): Uint32Array {
  const places = new Uint32Array(count).fill(count);
  order.forEach((household, place) => (places[household] = place));
  let next = order.length;
  for (let h = 0; h < count; h++) if (places[h] === count) places[h] = next++;
  return places;
}

type Columns = Record<Measured, Float64Array>;

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
