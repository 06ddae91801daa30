/** Rolls the dice of the error model for one register, and counts. */
import { chance, type Chance } from '../../../kernel/random.ts';
import {
  ERROR_GROUPS,
  ERROR_KINDS,
  type ErrorKind,
  type ErrorModel,
  isErrorOfWriting,
  type SpoiledKind,
} from '../error-model.ts';
import type { SampleRegister } from '../headings.ts';

/** How many rows could have an error, and how many have it. */
export interface ErrorCount {
  readonly possible: number;
  readonly made: number;
}

const POSITION = new Map(ERROR_KINDS.map((kind, k) => [kind, k]));

/**
 * Errors of one register. A draw depends on the seed, the register, the kind and the number of the line (`key`): changing
 * one rate changes no error but those tried after it in its group.
 *
 * Every rate is met among the rows that are asked about, careless lines or not. In a group the rows still right after one
 * kind are careless less often than before it, so that the rates of careful lines are raised for the kinds after it:
 * careful = (rate - share × careless) / (1 - share), with the share of careless ones among lines with the same luck so far.
 */
export class Mishaps {
  readonly #rates: Float64Array;
  /** [kind] rate on careless lines. */
  readonly #careless: Float64Array;
  /** [kind] index in ERROR_GROUPS, or the one behind them for kinds in no group. */
  readonly #groups: Uint8Array;
  readonly #carelessShare: number;
  readonly #hands: Chance;
  /** Of the line asked about last. */
  #lastKey = -1;
  #isCareless = false;
  /** [group] share of careless lines among those that had none of the errors tried so far; the last is no group's. */
  readonly #shares = new Float64Array(ERROR_GROUPS.length + 1);
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
    this.#careless = this.#rates.map((rate, k) =>
      share > 0 && isErrorOfWriting(ERROR_KINDS[k]!) ? Math.min(1, rate * times) : rate,
    );
    this.#groups = Uint8Array.from(ERROR_KINDS, (kind) => {
      const { group } = model.rates[kind];
      return group === undefined ? ERROR_GROUPS.length : ERROR_GROUPS.indexOf(group);
    });
    this.#chances = ERROR_KINDS.map((kind) => chance(seed, 'registers', register, kind));
  }

  /** Whether it happens on this line; counted where it is possible. The kinds of a group are asked about in their order. */
  happens(kind: ErrorKind, key: number, isPossible = true): boolean {
    if (!isPossible) return false;
    const k = POSITION.get(kind)!;
    this.#possible[k]!++;
    const rate = this.#rates[k]!;
    if (rate === 0 || this.#chances[k]!.uniform(key) >= this.#rateOnLine(k, key)) return false;
    this.#made[k]!++;
    return true;
  }

  /** The rate of a kind on a careful or a careless line; the share of careless ones among those that it spares goes down. */
  #rateOnLine(k: number, key: number): number {
    const [rate, careless, group] = [this.#rates[k]!, this.#careless[k]!, this.#groups[k]!];
    if (careless === rate) return rate;
    this.#takeUp(key);
    const share = this.#shares[group]!;
    if (group < ERROR_GROUPS.length) this.#shares[group] = (share * (1 - careless)) / (1 - rate);
    return this.#isCareless ? careless : (rate - share * careless) / (1 - share);
  }

  /** Begins a line, unless it is the one that was asked about last. */
  #takeUp(key: number): void {
    if (key === this.#lastKey) return;
    this.#lastKey = key;
    this.#isCareless = this.#hands.uniform(key) < this.#carelessShare;
    this.#shares.fill(this.#carelessShare);
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
