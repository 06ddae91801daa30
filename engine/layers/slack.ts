/**
 * Whether a hidden number could be larger, all else being as it is shown. Looks for another table that has the same sums: one
 * such table is proof that nobody can rule it out; where there is none, the sums that forbid it are named.
 *
 * Some cells are free, all others stay at their true numbers; the free ones move along the sums and stay at 0 or above. This
 * is linear programming by the primal simplex method, started at the true numbers, which need not be a corner.
 * Source: Dantzig (1963), "Linear Programming and Extensions", with Bland's rule (1977) against going in circles.
 */
import type { Cells } from './cells.ts';

const NEARLY_ZERO = 1e-9;
/** Steps by the steepest way up; after that the rule that cannot go in circles takes over. */
const STEEPEST_STEPS = 60;

/** One sum that forbids more, and how often it counts in the proof. */
export interface Binding {
  readonly equation: number;
  readonly multiplier: number;
}

export class Slack {
  /** [row] free cell, by its place in `free`, that the row gives from the others. */
  readonly #basic: number[] = [];
  /** [column] free cell, by its place, that moves the others. */
  readonly #others: number[];
  /** [row][column], then [row][columns + sum]: how much the basic cell moves with each other cell, and with each sum. */
  readonly #rates: Float64Array[];
  readonly #sums: readonly number[];
  /** [place] number now. */
  readonly #now: Float64Array;
  readonly #placeOf: ReadonlyMap<number, number>;
  readonly #mostSteps: number;

  /**
   * @param free      cells that may move, hidden ones
   * @param mostSteps a search that takes longer is given up, as if there were nothing to find
   */
  constructor(cells: Cells, free: readonly number[], mostSteps: number) {
    this.#mostSteps = mostSteps;
    this.#placeOf = new Map(free.map((cell, place) => [cell, place]));
    this.#now = Float64Array.from(free, (cell) => cells.values[cell]!);
    const sums = new Set(free.flatMap((c) => [...cells.of.subarray(cells.ofStarts[c]!, cells.ofStarts[c + 1]!)]));
    this.#sums = [...sums].filter((e) => cells.isImplied[e] === 0).sort((a, b) => a - b);
    const rows = this.#rowsOf(cells, free.length);
    this.#solve(rows, free.length);
    const isBasic = new Set(this.#basic);
    this.#others = free.map((_, place) => place).filter((place) => !isBasic.has(place));
    this.#rates = rows.map((row) => {
      const rates = new Float64Array(this.#others.length + this.#sums.length);
      this.#others.forEach((place, j) => (rates[j] = -row[place]!));
      rates.set(row.subarray(free.length), this.#others.length);
      return rates;
    });
  }

  /** Number of a free cell in the table found last. */
  now(cell: number): number {
    return this.#now[this.#placeOf.get(cell)!]!;
  }

  /** Moves the free cells until this one is `least` or more; false when no table of the same sums was found. */
  raise(cell: number, least: number): boolean {
    const place = this.#placeOf.get(cell)!;
    for (let step = 0; this.#now[place]! < least - NEARLY_ZERO; step++) {
      if (step === this.#mostSteps) return false;
      const row = this.#basic.indexOf(place);
      const column = row < 0 ? this.#others.indexOf(place) : this.#wayUp(row, step);
      if (column < 0) return false;
      const isUp = row < 0 || this.#rates[row]![column]! > 0;
      this.#move(column, isUp, row, least);
    }
    return true;
  }

  /** After a raise that failed: the sums that forbid more. */
  binding(cell: number): Binding[] {
    const rates = this.#rates[this.#basic.indexOf(this.#placeOf.get(cell)!)];
    if (rates === undefined) return [];
    return this.#sums
      .map((equation, s) => ({ equation, multiplier: rates[this.#others.length + s]! }))
      .filter(({ multiplier }) => Math.abs(multiplier) > NEARLY_ZERO);
  }

  /** A column that raises the row: by going up, or down where there is something to take. */
  #wayUp(row: number, step: number): number {
    const rates = this.#rates[row]!;
    let best = -1;
    for (let j = 0; j < this.#others.length; j++) {
      const rate = rates[j]!;
      const isWay = rate > NEARLY_ZERO || (rate < -NEARLY_ZERO && this.#now[this.#others[j]!]! > NEARLY_ZERO);
      if (!isWay) continue;
      if (step >= STEEPEST_STEPS) {
        if (best < 0 || this.#others[j]! < this.#others[best]!) best = j;
      } else if (best < 0 || Math.abs(rate) > Math.abs(rates[best]!) + NEARLY_ZERO) best = j;
    }
    return best;
  }

  /** Moves one cell as far as the others stay at 0 or above, and no farther than needed; the one that stops it changes places. */
  #move(column: number, isUp: boolean, goal: number, least: number): void {
    const sign = isUp ? 1 : -1;
    const place = this.#others[column]!;
    const target = goal < 0 ? place : this.#basic[goal]!;
    const rateOfTarget = goal < 0 ? 1 : Math.abs(this.#rates[goal]![column]!);
    let far = (least - this.#now[target]!) / rateOfTarget;
    if (!isUp) far = Math.min(far, this.#now[place]!);
    let stop = -1;
    for (let i = 0; i < this.#rates.length; i++) {
      const rate = this.#rates[i]![column]! * sign;
      if (rate > -NEARLY_ZERO) continue;
      const reach = this.#now[this.#basic[i]!]! / -rate;
      const isTie = stop >= 0 && Math.abs(reach - far) <= NEARLY_ZERO;
      if (reach < far - NEARLY_ZERO || (isTie && this.#basic[i]! < this.#basic[stop]!)) {
        far = reach;
        stop = i;
      }
    }
    this.#now[place] = Math.max(0, this.#now[place]! + sign * far);
    for (let i = 0; i < this.#rates.length; i++) {
      const rate = this.#rates[i]![column]!;
      if (rate !== 0) this.#now[this.#basic[i]!] = Math.max(0, this.#now[this.#basic[i]!]! + rate * sign * far);
    }
    if (stop >= 0) this.#exchange(stop, column);
  }

  #exchange(row: number, column: number): void {
    const rates = this.#rates[row]!;
    const pivot = rates[column]!;
    [this.#basic[row], this.#others[column]] = [this.#others[column]!, this.#basic[row]!];
    for (let j = 0; j < rates.length; j++) rates[j] = j === column ? 1 / pivot : -rates[j]! / pivot;
    for (let i = 0; i < this.#rates.length; i++) {
      const other = this.#rates[i]!;
      const factor = other[column]!;
      if (i === row || factor === 0) continue;
      other[column] = 0;
      for (let j = 0; j < rates.length; j++) other[j]! += factor * rates[j]!;
    }
  }

  /** One row a sum: +1 and -1 at its free cells, then 1 at the sum itself. */
  #rowsOf(cells: Cells, width: number): Float64Array[] {
    return this.#sums.map((e, s) => {
      const row = new Float64Array(width + this.#sums.length);
      for (let i = cells.starts[e]!; i < cells.starts[e + 1]!; i++) {
        const place = this.#placeOf.get(cells.members[i]!);
        if (place !== undefined) row[place] = cells.signs[i]!;
      }
      row[width + s] = 1;
      return row;
    });
  }

  /** Gauss and Jordan, in place: each row left gives one basic cell; the largest are chosen, which stop moves late. */
  #solve(rows: Float64Array[], width: number): void {
    let done = 0;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]!;
      let best = -1;
      for (let j = 0; j < width; j++)
        if (Math.abs(row[j]!) > NEARLY_ZERO && (best < 0 || this.#now[j]! > this.#now[best]!)) best = j;
      if (best < 0) continue;
      const pivot = row[best]!;
      for (let j = 0; j < row.length; j++) row[j]! /= pivot;
      for (let i = 0; i < rows.length; i++) {
        const other = rows[i]!;
        const factor = other[best]!;
        // Rows before `done` are the same objects as later ones that were empty: never twice the same.
        if (other === row || Math.abs(factor) <= NEARLY_ZERO) continue;
        for (let j = 0; j < row.length; j++) other[j]! -= factor * row[j]!;
        other[best] = 0;
      }
      this.#basic.push(best);
      rows[done++] = row;
    }
    rows.length = done;
  }
}
