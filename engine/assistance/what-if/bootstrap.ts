/** How far a what-if could have come out otherwise, had other families like these lived here. */
import { chance } from '../../kernel/random.ts';
import { AreaBootstrap, type AreaWelfareIntervals } from './bootstrap-areas.ts';
import { CountBootstrap, type Areas, type CountIntervals } from './bootstrap-counts.ts';
import { WelfareBootstrap, type WelfareIntervals } from './bootstrap-welfare.ts';
import type { ListsCompared } from './effects.ts';
import { drawTimes } from './poisson.ts';
import type { LinedUp } from './poverty.ts';

export interface BootstrapInputs {
  readonly lists: ListsCompared;
  readonly areas: Areas;
  /** Whether intervals are told by kelurahan too. */
  readonly hasAreas: boolean;
  /** At the same line, the same families; undefined where nobody has estimated what they spend. */
  readonly welfare: { readonly before: LinedUp; readonly after: LinedUp } | undefined;
}

/** Intervals of one kelurahan. */
export interface AreaIntervals extends CountIntervals, AreaWelfareIntervals {}

export interface Intervals extends CountIntervals {
  /** Undefined where nobody has estimated what families spend. */
  readonly welfare: WelfareIntervals | undefined;
  /** [kelurahan], where they were asked for. */
  readonly byKelurahan: readonly AreaIntervals[] | undefined;
}

/**
 * Draws one replicate after the other, so that a server can answer others in between. What is counted hangs on nothing that anybody
 * has estimated, and is drawn by kind of family; what families spend is each family's own. No interval is of both together, so
 * that each is drawn apart and has its own draws.
 */
export class Bootstrap {
  readonly #inputs: BootstrapInputs;
  readonly #seed: number;
  readonly #replicates: number;
  /** [place in the line before] */
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
    const count = welfare?.before.household.length ?? 0;
    this.#times = new Uint8Array(count + (count % 2));
    this.#counts = new CountBootstrap(lists, areas, replicates);
    this.#welfare = welfare && new WelfareBootstrap(welfare.before, welfare.after, replicates);
    this.#areas = welfare && hasAreas ? new AreaBootstrap(areas, welfare.before, welfare.after, replicates) : undefined;
  }

  /** @returns whether more are to be drawn */
  draw(count: number): boolean {
    const end = Math.min(this.#replicates, this.#done + count);
    for (; this.#done < end; this.#done++) {
      this.#counts.add(this.#done, chance(this.#seed, 'what-if-counts', this.#done));
      if (this.#welfare === undefined) continue;
      drawTimes(this.#times, chance(this.#seed, 'what-if', this.#done));
      this.#welfare.add(this.#done, this.#times);
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
