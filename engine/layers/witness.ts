/**
 * Proof, cell by cell, that a small hidden number could be one of the limit or more. The search stays near the cell: other
 * hidden numbers far off stand still, which can only make it fail, never succeed wrongly.
 */
import type { Cells } from './cells.ts';
import { Slack, type Binding } from './slack.ts';

/** A search is given up after so many steps; the number is then protected by hiding more. */
const MOST_STEPS = 400;
/** In a wider neighbourhood: areas beside each on the way up to the city, and areas inside each of those. */
const BESIDE = 3;
const INSIDE = 2;
const ROUNDING = 1e-6;

/** A small hidden cell for which no other table was found, and the sums that forbid one. */
export interface Unproven {
  readonly cell: number;
  readonly binding: readonly Binding[];
}

/**
 * @param isShown  [cell] 1 for cells whose number can be read
 * @param isProven [cell] set to 1 for small hidden cells for which another table was found; hiding more never undoes it
 */
export function proveHidden(cells: Cells, isShown: Uint8Array, isProven: Uint8Array, limit: number): Unproven[] {
  const prover = new Prover(cells, isShown, isProven, limit);
  const inside = cells.children.filter((children) => children.length > 0);
  for (const areas of inside) prover.prove(areas, new Set(areas));
  // Where whole columns are hidden the numbers above must move as well.
  const unproven = inside.flatMap((areas) => prover.prove(areas, prover.around(areas)));
  return [...unproven, ...prover.prove([0], prover.around([0]))];
}

class Prover {
  readonly #cells: Cells;
  readonly #isShown: Uint8Array;
  readonly #isProven: Uint8Array;
  readonly #limit: number;
  /** [area] hidden cells. */
  readonly #hidden: Uint32Array;

  constructor(cells: Cells, isShown: Uint8Array, isProven: Uint8Array, limit: number) {
    this.#cells = cells;
    this.#isShown = isShown;
    this.#isProven = isProven;
    this.#limit = limit;
    this.#hidden = new Uint32Array(cells.areaCount);
    for (let c = 0; c < isShown.length; c++) if (this.#isHidden(c)) this.#hidden[c % cells.areaCount]!++;
  }

  /** Tries every small cell of `areas` while the hidden cells of `region` may move; each table proves all that it can. */
  prove(areas: readonly number[], region: ReadonlySet<number>): Unproven[] {
    const isOpen = (c: number): boolean => this.#cells.isSmall[c] === 1 && this.#isProven[c] === 0 && this.#isHidden(c);
    const isAsked = (c: number): boolean => isOpen(c) && areas.includes(c % this.#cells.areaCount);
    if (!areas.some((area) => this.#columnOf(area).some(isOpen))) return [];
    return this.#connected(region).flatMap((free) => {
      const asked = free.filter(isAsked);
      if (asked.length === 0) return [];
      const slack = new Slack(this.#cells, free, MOST_STEPS);
      return asked.flatMap((cell) => {
        if (this.#isProven[cell] === 1) return [];
        if (!slack.raise(cell, this.#limit)) return [{ cell, binding: slack.binding(cell) }];
        for (const c of free) if (isOpen(c) && slack.now(c) >= this.#limit - ROUNDING) this.#isProven[c] = 1;
        return [];
      });
    });
  }

  /** The areas, those above with some beside them, and some inside each: a strip from the city down. */
  around(areas: readonly number[]): Set<number> {
    const region = new Set(areas);
    for (let at = areas[0]!; at > 0; at = this.#cells.parent[at]!) {
      const above = this.#cells.parent[at]!;
      const beside = this.#cells.children[above]!.filter((area) => area !== at && !areas.includes(area));
      for (const area of [at, ...this.#most(beside, BESIDE)]) this.#addWithInside(area, region);
    }
    for (const area of areas) this.#addWithInside(area, region);
    return region.add(0);
  }

  #addWithInside(area: number, region: Set<number>): void {
    region.add(area);
    for (const child of this.#most(this.#cells.children[area]!, INSIDE)) this.#addWithInside(child, region);
  }

  /** Those with the most hidden cells; the first among equals. */
  #most(areas: readonly number[], count: number): number[] {
    return [...areas].sort((a, b) => this.#hidden[b]! - this.#hidden[a]! || a - b).slice(0, count);
  }

  #isHidden(cell: number): boolean {
    return this.#isShown[cell] === 0 && !Number.isNaN(this.#cells.values[cell]);
  }

  #columnOf(area: number): number[] {
    return this.#cells.keys.map((_, key) => key * this.#cells.areaCount + area);
  }

  /** Hidden cells of a region, in groups that share sums. */
  #connected(region: ReadonlySet<number>): number[][] {
    const { ofStarts, of, starts, members } = this.#cells;
    const left = new Set([...region].flatMap((area) => this.#columnOf(area)).filter((c) => this.#isHidden(c)));
    const groups: number[][] = [];
    for (const first of left) {
      left.delete(first);
      const group = [first];
      for (const c of group)
        for (let k = ofStarts[c]!; k < ofStarts[c + 1]!; k++)
          for (let i = starts[of[k]!]!; i < starts[of[k]! + 1]!; i++)
            if (left.delete(members[i]!)) group.push(members[i]!);
      groups.push(group.sort((a, b) => a - b));
    }
    return groups;
  }
}
