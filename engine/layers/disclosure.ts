/**
 * The one disclosure rule. A count under the limit is hidden, none included; so is every number made of one; and of the
 * others as few as can be, so that nothing hidden is found again by adding and taking away (audit.ts tries).
 *
 * Hidden is what may not be shown; a hidden cell must keep at least one possible value of the limit or more, so that nobody
 * can tell that it is a small one, and at least two possible values. The choice is greedy and the same each time: the least
 * missed number goes, by the weights of models/indicators/relations.yaml.
 * Source of the idea: Hundepool and others (2012), "Statistical Disclosure Control", chapter 4, on tables with sums.
 */
import { propagate, type Bounds } from './attack.ts';
import type { Cells } from './cells.ts';
import { fixedCells } from './elimination.ts';
import type { DisclosureRules } from './relations.ts';

/** [cell] 1 for numbers that may be shown, or made something of that is shown. */
export function chooseShown(cells: Cells, rules: DisclosureRules): Uint8Array {
  const isShown = cells.mayShow.map((may, c) => (may === 1 && cells.isSmall[c] === 0 ? 1 : 0));
  const chooser = new Chooser(cells, rules, isShown);
  do chooser.hideAgainstBounds();
  while (chooser.hideAgainstElimination());
  // What follows from the numbers shown is as good as shown.
  for (const c of fixedCells(cells, isShown)) if (cells.isInTable[c] === 1 && cells.isSmall[c] === 0) isShown[c] = 1;
  return isShown;
}

/**
 * Cells that an attacker finds out: those that must not be under the limit for sure, and hidden ones that have one possible
 * value. Cells that nobody hid and that are not small may be found out.
 */
export function isFoundOut(cells: Cells, { low, high }: Bounds, limit: number, c: number): boolean {
  if (cells.isSmall[c] === 1 && high[c]! < limit) return true;
  return low[c] === high[c] && cells.isSmall[c] === 1;
}

/** Sums farther off than this are not searched one by one. */
const MOST_RINGS = 2;

class Chooser {
  readonly #cells: Cells;
  readonly #rules: DisclosureRules;
  readonly #isShown: Uint8Array;
  readonly #loss: Float64Array;

  constructor(cells: Cells, rules: DisclosureRules, isShown: Uint8Array) {
    this.#cells = cells;
    this.#rules = rules;
    this.#isShown = isShown;
    this.#loss = Float64Array.from(cells.values, (value, c) => {
      const key = cells.keys[Math.floor(c / cells.areaCount)]!;
      // Among equals the smaller number goes.
      return rules.loss(key, cells.levelOf[c % cells.areaCount]!) * (1 + Math.log10(1 + Math.max(value, 0)) / 10);
    });
  }

  hideAgainstBounds(): void {
    for (let hasHidden = true; hasHidden;) {
      hasHidden = false;
      const bounds = propagate(this.#cells, this.#isShown);
      const touched = new Set<number>();
      for (let c = 0; c < this.#cells.values.length; c++) {
        if (this.#isShown[c] === 1 || !isFoundOut(this.#cells, bounds, this.#rules.limit, c)) continue;
        hasHidden = this.#protect(c, bounds.cause[c]!, touched) || hasHidden;
      }
    }
  }

  /** @returns whether something was hidden */
  hideAgainstElimination(): boolean {
    const touched = new Set<number>();
    return fixedCells(this.#cells, this.#isShown)
      .filter((c) => this.#cells.isSmall[c] === 1)
      .map((c) => this.#protect(c, -1, touched))
      .includes(true);
  }

  /**
   * Hides one more number near a cell that is found out: in the sum that gave it away, else in the nearest sums that still
   * show one, else, where nearly all is hidden, a whole column or a whole area. Sums already touched in this round are left
   * for the next, which sees what the first change did.
   */
  #protect(cell: number, cause: number, touched: Set<number>): boolean {
    let sums = cause >= 0 ? [cause] : this.#sumsOf(cell);
    const seen = new Set<number>();
    for (let ring = 0; ring < MOST_RINGS && sums.length > 0; ring++) {
      if (sums.some((e) => touched.has(e))) return false;
      const candidate = this.#leastMissed(sums);
      if (candidate !== undefined) {
        this.#hide(candidate, touched);
        return true;
      }
      for (const e of sums) seen.add(e);
      sums = this.#neighbours(sums).filter((e) => !seen.has(e));
    }
    return this.#hideAround(cell, touched);
  }

  /** All that is shown of the same count; where that is nothing, all that is shown of the area, then of those above it. */
  #hideAround(cell: number, touched: Set<number>): boolean {
    const { areaCount, keys, parent } = this.#cells;
    const key = Math.floor(cell / areaCount);
    const column = Array.from({ length: areaCount }, (_, area) => key * areaCount + area);
    if (this.#hideAll(column, touched)) return true;
    for (let area = cell % areaCount; ; area = parent[area]!) {
      const row = keys.map((_, k) => k * areaCount + area);
      if (this.#hideAll(row, touched)) return true;
      if (area === 0) return false;
    }
  }

  #hideAll(cells: readonly number[], touched: Set<number>): boolean {
    const shown = cells.filter((c) => this.#isShown[c] === 1 && this.#loss[c]! < Infinity);
    for (const c of shown) this.#hide(c, touched);
    return shown.length > 0;
  }

  #sumsOf(cell: number): number[] {
    return [...this.#cells.of.subarray(this.#cells.ofStarts[cell]!, this.#cells.ofStarts[cell + 1]!)];
  }

  #membersOf(e: number): Uint32Array {
    return this.#cells.members.subarray(this.#cells.starts[e]!, this.#cells.starts[e + 1]!);
  }

  /** Sums that share a hidden cell with these. */
  #neighbours(sums: readonly number[]): number[] {
    const cells = sums.flatMap((e) => [...this.#membersOf(e)]).filter((c) => this.#isShown[c] === 0);
    return [...new Set(cells.flatMap((c) => this.#sumsOf(c)))].sort((a, b) => a - b);
  }

  #leastMissed(sums: readonly number[]): number | undefined {
    const shown = sums
      .flatMap((e) => [...this.#membersOf(e)])
      .filter((c) => this.#isShown[c] === 1 && this.#loss[c]! < Infinity);
    return shown.length === 0 ? undefined : shown.reduce((best, c) => (this.#isMissedLess(c, best) ? c : best));
  }

  #isMissedLess(cell: number, than: number): boolean {
    const difference = this.#cost(cell) - this.#cost(than);
    return difference < 0 || (difference === 0 && cell < than);
  }

  #hide(cell: number, touched: Set<number>): void {
    this.#isShown[cell] = 0;
    for (const e of this.#sumsOf(cell)) touched.add(e);
  }

  /** A number is dearer when each of its sums would then hide it alone, so that more must go. */
  #cost(cell: number): number {
    const alone = this.#sumsOf(cell).filter((e) => this.#membersOf(e).every((c) => this.#isShown[c] === 1));
    return this.#loss[cell]! * (1 + 2 * alone.length);
  }
}
