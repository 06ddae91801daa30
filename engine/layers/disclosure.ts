/**
 * The one disclosure rule. A count under the limit is hidden, none included; so is every number made of one; and of the
 * others as few as can be, so that nothing hidden is found again by adding and taking away.
 *
 * A small hidden number must be able to be of the limit or more, all else being as it is shown: another table with the same
 * sums, in which it is, proves that nobody can tell it is small (proof.ts). The choice is greedy and the same each time: of
 * the numbers that a small one could be found from, the least missed goes, by models/indicators/relations.yaml.
 * Source of the idea: Hundepool and others (2012), "Statistical Disclosure Control", chapter 4, on tables with sums.
 */
import { INDICATOR_LEVELS } from '../indicators/counts.ts';
import { propagate, type Bounds } from './attack.ts';
import type { Cells } from './cells.ts';
import { fixedCells } from './elimination.ts';
import { findUnproven, type Unproven } from './proof.ts';
import type { DisclosureRules } from './relations.ts';
import type { Effort } from './slack.ts';

/**
 * [cell] 1 for numbers that may be shown, or made something of that is shown.
 *
 * @param effort for the proof; where it does not suffice, whole levels are hidden in its place
 */
export function chooseShown(cells: Cells, rules: DisclosureRules, effort = PROOF_EFFORT): Uint8Array {
  const isShown = cells.mayShow.map((may, c) => (may === 1 && cells.isSmall[c] === 0 ? 1 : 0));
  const chooser = new Chooser(cells, rules, isShown, effort);
  do {
    // What single sums give away is quickly mended; the proof is for what many of them give away together.
    do chooser.hideAgainstBounds();
    while (chooser.hideUnproven());
    while (chooser.hideAgainstElimination());
  } while (chooser.hideLevelWithoutProof(effort));
  // What follows from the numbers shown is as good as shown.
  for (const c of fixedCells(cells, isShown)) if (cells.isInTable[c] === 1 && cells.isSmall[c] === 0) isShown[c] = 1;
  return isShown;
}

/** Whether an attacker can tell a small cell: what it is, or that it must be under the limit. */
export const isFoundOut = (cells: Cells, { low, high }: Bounds, limit: number, c: number): boolean =>
  cells.isSmall[c] === 1 && (high[c]! < limit || low[c] === high[c]);

const NEARLY_ZERO = 1e-9;
/** Terms that the proof may move: twice what a city of 200,000 takes. */
export const PROOF_EFFORT = 12_000_000;

class Chooser {
  readonly #cells: Cells;
  readonly #rules: DisclosureRules;
  readonly #isShown: Uint8Array;
  readonly #loss: Float64Array;
  /** [cell] 1 when another table was found in which it is not small. */
  readonly #isProven: Uint8Array;
  readonly #effort: Effort;

  constructor(cells: Cells, rules: DisclosureRules, isShown: Uint8Array, effort: number) {
    this.#effort = { left: effort };
    this.#cells = cells;
    this.#rules = rules;
    this.#isShown = isShown;
    this.#isProven = new Uint8Array(isShown.length);
    this.#loss = Float64Array.from(cells.values, (value, c) => {
      const key = cells.keys[Math.floor(c / cells.areaCount)]!;
      // Among equals the smaller number goes.
      return rules.loss(key, cells.levelOf[c % cells.areaCount]!) * (1 + Math.log10(1 + Math.max(value, 0)) / 10);
    });
  }

  /** In the sum that gives a cell away one more number goes, until no sum by itself gives one away that has another. */
  hideAgainstBounds(): void {
    while (this.#hideWhatGivesAway(this.#isShown, (cause) => (cause < 0 ? [] : [cause])));
  }

  /** The same with what follows from the shown numbers by elimination. @returns whether something was hidden */
  hideAgainstElimination(): boolean {
    const isKnown = this.#isShown.slice();
    for (const c of fixedCells(this.#cells, this.#isShown)) isKnown[c] = 1;
    return this.#hideWhatGivesAway(isKnown, (_, cell) => this.#sumsOf(cell));
  }

  /** @param sumsOf which sums to hide one more number of, for a cell that was found out by the sum `cause` (-1: by none) */
  #hideWhatGivesAway(isKnown: Uint8Array, sumsOf: (cause: number, cell: number) => Iterable<number>): boolean {
    const bounds = propagate(this.#cells, isKnown);
    const touched = new Set<number>();
    let hasHidden = false;
    for (let c = 0; c < this.#cells.values.length; c++) {
      if (this.#isShown[c] === 1 || !isFoundOut(this.#cells, bounds, this.#rules.limit, c)) continue;
      hasHidden = this.#hideOneOf([...sumsOf(bounds.cause[c]!, c)], touched) || hasHidden;
    }
    return hasHidden;
  }

  /** @returns whether something was hidden; where nothing is, nothing shown gives a small cell away */
  hideUnproven(): boolean {
    const unproven = findUnproven(this.#cells, this.#isShown, this.#isProven, this.#rules.limit, this.#effort);
    const touched = new Set<number>();
    return unproven.map((one) => this.#loosen(one, touched)).includes(true);
  }

  /**
   * Where the effort did not suffice to prove that nobody can tell a small cell, the smallest areas with such a cell are hidden
   * altogether, and the rest is tried again.
   *
   * @returns whether something was hidden; where nothing is, every small cell is proven, or all around it is hidden
   */
  hideLevelWithoutProof(effort: number): boolean {
    const { isSmall, values, levelOf, areaCount } = this.#cells;
    const isOpen = (c: number): boolean => isSmall[c] === 1 && this.#isProven[c] === 0 && !Number.isNaN(values[c]);
    for (const level of INDICATOR_LEVELS.toReversed()) {
      const cells = [...values.keys()].filter((c) => levelOf[c % areaCount] === level);
      if (!cells.some(isOpen)) continue;
      const shown = cells.filter((c) => this.#isShown[c] === 1);
      if (shown.length === 0) continue;
      for (const c of shown) this.#isShown[c] = 0;
      this.#effort.left = effort;
      return true;
    }
    return false;
  }

  /**
   * Hides the least missed of the numbers that keep a cell small. Sums already touched in this round are left for the next,
   * which sees what the first change did.
   */
  #loosen({ binding }: Unproven, touched: Set<number>): boolean {
    if (binding.some(({ equation }) => touched.has(equation))) return false;
    const weight = new Map<number, number>();
    for (const { equation, multiplier } of binding)
      for (let i = this.#cells.starts[equation]!; i < this.#cells.starts[equation + 1]!; i++) {
        const c = this.#cells.members[i]!;
        if (this.#isShown[c] === 1) weight.set(c, (weight.get(c) ?? 0) + multiplier * this.#cells.signs[i]!);
      }
    // A number that two of the sums take against each other keeps nothing small, unless there is no other.
    const keepers = [...weight].filter(([, w]) => Math.abs(w) > NEARLY_ZERO).map(([c]) => c);
    return this.#hideLeastMissed(keepers.length > 0 ? keepers : [...weight.keys()], touched);
  }

  #hideOneOf(sums: readonly number[], touched: Set<number>): boolean {
    if (sums.some((sum) => touched.has(sum))) return false;
    const shown = sums.flatMap((sum) => [...this.#membersOf(sum)]).filter((c) => this.#isShown[c] === 1);
    return this.#hideLeastMissed(shown, touched);
  }

  #hideLeastMissed(shown: readonly number[], touched: Set<number>): boolean {
    let best: number | undefined;
    let least = Infinity;
    for (const c of shown) {
      const cost = this.#cost(c);
      if (cost > least || (cost === least && c > best!)) continue;
      best = c;
      least = cost;
    }
    if (best === undefined) return false;
    this.#isShown[best] = 0;
    for (const e of this.#sumsOf(best)) touched.add(e);
    return true;
  }

  /** A number is dearer when each of its sums would then hide it alone, so that more must go. */
  #cost(cell: number): number {
    const alone = this.#sumsOf(cell).filter((e) => this.#membersOf(e).every((c) => this.#isShown[c] === 1));
    return this.#loss[cell]! * (1 + 2 * alone.length);
  }

  #sumsOf(cell: number): Uint32Array {
    return this.#cells.of.subarray(this.#cells.ofStarts[cell]!, this.#cells.ofStarts[cell + 1]!);
  }

  #membersOf(e: number): Uint32Array {
    return this.#cells.members.subarray(this.#cells.starts[e]!, this.#cells.starts[e + 1]!);
  }
}
