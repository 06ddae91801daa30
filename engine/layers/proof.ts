/**
 * Proof, cell by cell, that a small hidden number could be one of the limit or more: another table with the same sums in
 * which it is. What moves is widened step by step, as most cells have such a table close by: the RW of one kelurahan, all
 * areas of one kecamatan, the whole city.
 */
import type { Cells } from './cells.ts';
import { Slack, type Binding, type Effort } from './slack.ts';

const ROUNDING = 1e-6;

/** A small hidden cell for which there is no other table, and the sums that forbid one. */
export interface Unproven {
  readonly cell: number;
  readonly binding: readonly Binding[];
}

/** Which group of cells moves together with those of an area; -1 where none of the area move. */
type GroupOfArea = (area: number) => number;

/**
 * @param isShown  [cell] 1 for cells whose number can be read
 * @param isProven [cell] set to 1 for small hidden cells for which another table was found; hiding more never undoes it
 * @param effort   is used up; cells that it did not suffice for are neither proven nor among those returned
 * @returns        small hidden cells for which there is no other table
 */
export function findUnproven(
  cells: Cells,
  isShown: Uint8Array,
  isProven: Uint8Array,
  limit: number,
  effort: Effort,
): Unproven[] {
  const within = (level: 'kelurahan' | 'kecamatan') => (area: number) => ancestor(cells, area, level);
  const groupings: GroupOfArea[] = [within('kelurahan'), within('kecamatan'), () => 0];
  let unproven: Unproven[] = [];
  for (const groupOf of groupings) {
    unproven = [...freeCells(cells, isShown, groupOf).values()].flatMap((free) => {
      const open = free.filter((c) => cells.isSmall[c] === 1 && isProven[c] === 0);
      // To set the sums up for nothing would take long in a city where nearly all is hidden.
      if (open.length === 0 || effort.left <= 0) return [];
      return proveTogether(new Slack(cells, free, effort), open, isProven, limit);
    });
  }
  return unproven;
}

/** The area of that level that an area lies in; -1 for that area itself and those above it. */
function ancestor({ levelOf, parent }: Cells, area: number, level: 'kelurahan' | 'kecamatan'): number {
  for (let above = parent[area]!; above >= 0; above = parent[above]!) if (levelOf[above] === level) return above;
  return -1;
}

/** Hidden cells by the group of their area. */
function freeCells(cells: Cells, isShown: Uint8Array, groupOf: GroupOfArea): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let cell = 0; cell < isShown.length; cell++) {
    if (isShown[cell] === 1 || Number.isNaN(cells.values[cell])) continue;
    const group = groupOf(cell % cells.areaCount);
    if (group < 0) continue;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [cell]);
    else members.push(cell);
  }
  return groups;
}

function proveTogether(slack: Slack, open: readonly number[], isProven: Uint8Array, limit: number): Unproven[] {
  return open.flatMap((cell) => {
    if (isProven[cell] === 1) return [];
    const outcome = slack.raise(cell, limit);
    if (outcome === 'raised') for (const c of open) if (slack.now(c) >= limit - ROUNDING) isProven[c] = 1;
    return outcome === 'bound' ? [{ cell, binding: slack.binding(cell) }] : [];
  });
}
