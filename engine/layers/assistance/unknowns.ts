/** For attacks in tests: numbers that somebody wants to know, with what can be known of them, and sums between them. */
import type { Span } from './told.ts';

export class Unknowns {
  readonly truth: number[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly #sums: { readonly plus: readonly number[]; readonly minus: readonly number[] }[] = [];

  add(truth: number, span: Span | null = null): number {
    this.low.push(Math.max(0, span?.[0] ?? 0));
    this.high.push(span?.[1] ?? Infinity);
    return this.truth.push(truth) - 1;
  }

  /** Both sides are as large. */
  equal(plus: readonly number[], minus: readonly number[]): void {
    this.#sums.push({ plus, minus });
  }

  /**
   * Carries bounds through the sums until nothing narrows.
   *
   * @returns numbers under the limit that are told to be so
   * @throws Error when something told does not hold the truth
   */
  foundOut(limit: number): number[] {
    for (let narrows = true; narrows;) {
      narrows = false;
      for (const { plus, minus } of this.#sums)
        narrows = this.#narrow(plus, minus) || this.#narrow(minus, plus) || narrows;
    }
    return this.truth.flatMap((truth, i) => {
      if (this.low[i]! > truth || this.high[i]! < truth) throw new Error('What is told does not hold the truth.');
      return truth < limit && truth > 0 && this.high[i]! < limit ? [i] : [];
    });
  }

  #narrow(side: readonly number[], other: readonly number[]): boolean {
    const total = (of: readonly number[], bound: readonly number[]): number =>
      of.reduce((sum, i) => sum + bound[i]!, 0);
    let narrows = false;
    for (const i of side) {
      const others = side.filter((j) => j !== i);
      const high = total(other, this.high) - total(others, this.low);
      const low = total(other, this.low) - total(others, this.high);
      narrows ||= high < this.high[i]! || low > this.low[i]!;
      this.high[i] = Math.min(high, this.high[i]!);
      this.low[i] = Math.max(low, this.low[i]!);
    }
    return narrows;
  }
}
