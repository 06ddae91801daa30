/** Rolls the dice of the error model for one register, and counts. */
import { chance, type Chance } from '../../../kernel/random.ts';
import { ERROR_KINDS, type ErrorKind, isErrorOfWriting, type ErrorModel, type SpoiledKind } from '../error-model.ts';
import type { SampleRegister } from '../headings.ts';

/** How many rows could have an error, and how many have it. */
export interface ErrorCount {
  readonly possible: number;
  readonly made: number;
}

const POSITION = new Map(ERROR_KINDS.map((kind, k) => [kind, k]));

/**
 * Errors of one register. A draw depends on the seed, the register, the kind and the number of the line (`key`), and on
 * nothing else: changing one rate changes no other error.
 */
export class Mishaps {
  readonly #rates: Float64Array;
  /** The same on careful and on careless lines. */
  readonly #careful: Float64Array;
  readonly #careless: Float64Array;
  readonly #carelessShare: number;
  readonly #hands: Chance;
  /** Of the line asked about last. */
  #lastKey = -1;
  #isCareless = false;
  readonly #chances: readonly Chance[];
  readonly #possible = new Uint32Array(ERROR_KINDS.length);
  readonly #made = new Uint32Array(ERROR_KINDS.length);
  readonly #spoiled: Record<SpoiledKind, number> = { empty: 0, nameless: 0, 'impossible-date': 0, total: 0 };
  readonly #model: ErrorModel;
  readonly #register: SampleRegister;

  constructor(model: ErrorModel, seed: number, register: SampleRegister) {
    this.#model = model;
    this.#register = register;
    this.#rates = Float64Array.from(ERROR_KINDS, (kind) => model.rates[kind].at[register] ?? 0);
    const { share, times } = model['careless-lines'];
    this.#carelessShare = share;
    this.#hands = chance(seed, 'registers', register, 'careless');
    const onCareless = (rate: number, k: number): number =>
      share > 0 && isErrorOfWriting(ERROR_KINDS[k]!) ? Math.min(1, rate * times) : rate;
    this.#careless = this.#rates.map(onCareless);
    this.#careful = this.#rates.map((rate, k) => (rate - share * this.#careless[k]!) / (1 - share));
    this.#chances = ERROR_KINDS.map((kind) => chance(seed, 'registers', register, kind));
  }

  /** Whether it happens on this line; counted where it is possible. */
  happens(kind: ErrorKind, key: number, isPossible = true): boolean {
    if (!isPossible) return false;
    const k = POSITION.get(kind)!;
    this.#possible[k]!++;
    if (this.#rates[k]! === 0) return false;
    const rate = (this.#isWrittenCarelessly(key) ? this.#careless : this.#careful)[k]!;
    if (this.#chances[k]!.uniform(key) >= rate) return false;
    this.#made[k]!++;
    return true;
  }

  #isWrittenCarelessly(key: number): boolean {
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#isCareless = this.#hands.uniform(key) < this.#carelessShare;
    }
    return this.#isCareless;
  }

  /** A whole number below `count` that says how the error looks; `draw` from 1 on. */
  below(kind: ErrorKind, count: number, key: number, draw = 1): number {
    return this.#chances[POSITION.get(kind)!]!.below(count, key, draw);
  }

  /** Whether any line of this register can have the error; saves the work of finding out whether it is possible. */
  hasRate(kind: ErrorKind): boolean {
    return this.#rates[POSITION.get(kind)!]! > 0;
  }

  /** How many lines of a spoiled kind the file is to have. */
  spoiledRows(kind: SpoiledKind): number {
    return this.#model['spoiled-rows'][kind].at[this.#register] ?? 0;
  }

  /** Kinds that were possible at all. */
  counts(): Record<string, ErrorCount> {
    const counted = ERROR_KINDS.map(
      (kind, k) => [kind, { possible: this.#possible[k]!, made: this.#made[k]! }] as const,
    );
    return Object.fromEntries(counted.filter(([, { possible }]) => possible > 0));
  }

  countSpoiled(kind: SpoiledKind): void {
    this.#spoiled[kind]++;
  }

  /** How many it has; fewer than asked for where it has not so many lines. */
  spoiledCounts(): Readonly<Record<SpoiledKind, number>> {
    return { ...this.#spoiled };
  }
}
