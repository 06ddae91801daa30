/**
 * Whether a hidden number could be larger, all else being as it is shown. Looks for another table that has the same sums: one
 * such table is proof that nobody can rule it out; where there is none, the sums that forbid it are named.
 *
 * The hidden cells move along the sums and stay at 0 or above. This is linear programming by the primal simplex method,
 * started at the true numbers, which need not be a corner; rows are kept sparse, as each sum has few cells.
 * Source: Dantzig (1963), "Linear Programming and Extensions", with Bland's rule (1977) against going in circles.
 */
import type { Cells } from './cells.ts';

const NEARLY_ZERO = 1e-9;
/** Steps by the steepest way up that moves; after that the rule that cannot go in circles takes over. */
const STEEPEST_STEPS = 200;
/** A search that takes more steps is given up. */
const MOST_STEPS = 2000;

/** Work that a run may still do, in terms moved: the same for the same numbers, whatever the machine. */
export interface Effort {
  left: number;
}

/** `raised`: a table was found; `bound`: there is none, see `binding`; `given-up`: the effort did not suffice to tell. */
export type RaiseOutcome = 'raised' | 'bound' | 'given-up';

/** One sum that forbids more, and how often it counts in the proof. */
export interface Binding {
  readonly equation: number;
  readonly multiplier: number;
}

/** What a variable moves with: other variable to rate. */
type Row = Map<number, number>;

export class Slack {
  /** Variables: first the free cells in their order, then the sums, which stand still and only mark what a row rests on. */
  readonly #cellCount: number;
  readonly #sums: readonly number[];
  /** [cell variable] number now. */
  readonly #now: Float64Array;
  readonly #variableOf: ReadonlyMap<number, number>;
  /** Basic cells, each with its row: it is given by the variables that are not basic. */
  readonly #rows = new Map<number, Row>();
  /** [variable] basic cells whose rows have it. */
  readonly #users: readonly Set<number>[];

  readonly #effort: Effort;

  /** @param free hidden cells that may move; all others stay at their true numbers */
  constructor(cells: Cells, free: readonly number[], effort: Effort) {
    this.#effort = effort;
    this.#cellCount = free.length;
    this.#variableOf = new Map(free.map((cell, variable) => [cell, variable]));
    this.#now = Float64Array.from(free, (cell) => cells.values[cell]!);
    const sums = new Set(free.flatMap((c) => [...cells.of.subarray(cells.ofStarts[c]!, cells.ofStarts[c + 1]!)]));
    this.#sums = [...sums].filter((e) => cells.isImplied[e] === 0).sort((a, b) => a - b);
    this.#users = Array.from({ length: free.length + this.#sums.length }, () => new Set());
    this.#sums.forEach((e, s) => {
      this.#addSum(cells, e, free.length + s);
    });
  }

  /** Number of a free cell in the table found last. */
  now(cell: number): number {
    return this.#now[this.#variableOf.get(cell)!]!;
  }

  /** Moves the free cells until this one is `least` or more. */
  raise(cell: number, least: number): RaiseOutcome {
    const goal = this.#variableOf.get(cell)!;
    for (let step = 0; this.#now[goal]! < least - NEARLY_ZERO; step++) {
      if (step === MOST_STEPS || this.#effort.left <= 0) return 'given-up';
      const row = this.#rows.get(goal);
      const moved = row === undefined ? goal : this.#wayUp(row, step);
      if (moved < 0) return 'bound';
      this.#move(moved, row === undefined ? 1 : row.get(moved)!, goal, least);
    }
    return 'raised';
  }

  /** After a raise that is bound: the sums that forbid more. */
  binding(cell: number): Binding[] {
    const row = this.#rows.get(this.#variableOf.get(cell)!) ?? new Map<number, number>();
    return [...row]
      .filter(([variable]) => variable >= this.#cellCount)
      .map(([variable, multiplier]) => ({ equation: this.#sums[variable - this.#cellCount]!, multiplier }));
  }

  /** The cell that raises the row most steeply of those that can move at all; where none can, the one that Bland's rule names. */
  #wayUp(row: Row, step: number): number {
    const ways = [...row].filter(
      ([variable, rate]) => variable < this.#cellCount && (rate > 0 || this.#now[variable]! > NEARLY_ZERO),
    );
    if (step < STEEPEST_STEPS) {
      ways.sort(([a, rateA], [b, rateB]) => Math.abs(rateB) - Math.abs(rateA) || a - b);
      for (const [variable, rate] of ways)
        if (this.#reach(variable, Math.sign(rate)).far > NEARLY_ZERO) return variable;
    }
    return ways.reduce((least, [variable]) => (least < 0 || variable < least ? variable : least), -1);
  }

  /** How far a cell can move before another one comes to 0, and which (-1: none does). */
  #reach(moved: number, sign: number): { far: number; stop: number } {
    let far = sign < 0 ? this.#now[moved]! : Infinity;
    let stop = -1;
    this.#effort.left -= this.#users[moved]!.size;
    for (const basic of this.#users[moved]!) {
      const rate = this.#rows.get(basic)!.get(moved)! * sign;
      if (rate >= 0) continue;
      const reach = this.#now[basic]! / -rate;
      const isTie = stop >= 0 && Math.abs(reach - far) <= NEARLY_ZERO;
      if (reach < far - NEARLY_ZERO || (isTie && basic < stop)) {
        far = Math.min(far, reach);
        stop = basic;
      }
    }
    return { far, stop };
  }

  /** Moves a cell as far as the others stay at 0 or above, and no farther than needed; the one that stops it changes places. */
  #move(moved: number, rateOfGoal: number, goal: number, least: number): void {
    const sign = Math.sign(rateOfGoal);
    const needed = (least - this.#now[goal]!) / Math.abs(rateOfGoal);
    const { far: free, stop } = this.#reach(moved, sign);
    const far = Math.min(free, needed);
    this.#now[moved] = Math.max(0, this.#now[moved]! + sign * far);
    for (const basic of this.#users[moved]!)
      this.#now[basic] = Math.max(0, this.#now[basic]! + this.#rows.get(basic)!.get(moved)! * sign * far);
    if (stop >= 0 && free <= needed) this.#exchange(stop, moved);
  }

  /** A sum of cells becomes the row of one of them: the largest, which stops moves late. */
  #addSum(cells: Cells, e: number, marker: number): void {
    const row: Row = new Map([[marker, -1]]);
    for (let i = cells.starts[e]!; i < cells.starts[e + 1]!; i++) {
      const variable = this.#variableOf.get(cells.members[i]!);
      if (variable === undefined) continue;
      const known = this.#rows.get(variable);
      if (known === undefined) addTo(row, variable, cells.signs[i]!);
      else for (const [other, rate] of known) addTo(row, other, cells.signs[i]! * rate);
    }
    let largest = -1;
    for (const variable of row.keys())
      if (variable < this.#cellCount && (largest < 0 || this.#now[variable]! > this.#now[largest]!)) largest = variable;
    // A sum that follows from those before has no cell left.
    if (largest >= 0) this.#makeBasic(largest, row);
  }

  /** @param row a sum that is constant; solved for the variable */
  #makeBasic(variable: number, row: Row): void {
    const pivot = row.get(variable)!;
    const solved: Row = new Map();
    for (const [other, rate] of row) if (other !== variable) solved.set(other, -rate / pivot);
    this.#effort.left -= this.#users[variable]!.size * solved.size;
    for (const user of this.#users[variable]!) {
      const target = this.#rows.get(user)!;
      const factor = target.get(variable)!;
      target.delete(variable);
      for (const [other, rate] of solved) {
        addTo(target, other, factor * rate);
        if (target.has(other)) this.#users[other]!.add(user);
        else this.#users[other]!.delete(user);
      }
    }
    this.#users[variable]!.clear();
    this.#rows.set(variable, solved);
    for (const other of solved.keys()) this.#users[other]!.add(variable);
  }

  #exchange(leaving: number, entering: number): void {
    const row = this.#rows.get(leaving)!;
    this.#rows.delete(leaving);
    for (const other of row.keys()) this.#users[other]!.delete(leaving);
    this.#makeBasic(entering, row.set(leaving, -1));
  }
}

function addTo(row: Row, variable: number, rate: number): void {
  const sum = (row.get(variable) ?? 0) + rate;
  if (Math.abs(sum) < NEARLY_ZERO) row.delete(variable);
  else row.set(variable, sum);
}
