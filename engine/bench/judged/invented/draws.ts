/** Draws of chance one after the other, from a process that is named and seeded: the same seed makes the same set. */
import { chance, type Chance } from '../../../kernel/random.ts';
import { cumulate } from '../../../samples/sampling.ts';

/** Things of which the first ones are drawn more often, as names are. */
export interface Frequent<T> {
  readonly items: readonly T[];
  readonly cumulative: Float64Array;
}

/** @param exponent of Zipf: 0 is all alike, 1 the second half as often as the first */
export const frequent = <T>(items: readonly T[], exponent: number): Frequent<T> => ({
  items,
  cumulative: cumulate(items.map((_, rank) => (rank + 1) ** -exponent)),
});

export class Draws {
  readonly #chance: Chance;
  #next = 0;

  constructor(seed: number, process: string) {
    this.#chance = chance(seed, 'judged', process);
  }

  happens(share: number): boolean {
    return this.#chance.uniform(this.#next++) < share;
  }

  /** 0 to below `count`. */
  below(count: number): number {
    return this.#chance.below(count, this.#next++);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  often<T>({ items, cumulative }: Frequent<T>): T {
    return items[this.#chance.pick(cumulative, this.#next++)]!;
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }

  /** YYYY-MM-DD of a day from the first of a year on to before the first of another. */
  day(fromYear: number, toYear: number): string {
    const [from, to] = [Date.UTC(fromYear, 0, 1), Date.UTC(toYear, 0, 1)].map((time) => time / 86_400_000);
    return new Date((from! + this.below(to! - from!)) * 86_400_000).toISOString().slice(0, 10);
  }

  /** In an order of chance. */
  shuffled<T>(items: readonly T[]): T[] {
    const order = items.slice();
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }
}
