/** The order of places in a table. */
import type { Cell } from '../columns.ts';

export interface Sort<By> {
  readonly by: By;
  readonly direction: 'ascending' | 'descending';
}

interface SortableRow<By extends string> {
  readonly name: string;
  readonly parent: string;
  readonly cells: Readonly<Record<By, Cell>>;
}

/** Differences by their size, whichever way they go; what is not told stands last. */
export function sortedRows<By extends string, Row extends SortableRow<By>>(
  rows: readonly Row[],
  { by, direction }: Sort<By | 'name' | 'parent'>,
): readonly Row[] {
  const turn = direction === 'ascending' ? 1 : -1;
  const { compare } = new Intl.Collator('id', { numeric: true });
  if (by === 'name') return rows.toSorted((a, b) => turn * compare(a.name, b.name));
  if (by === 'parent') return rows.toSorted((a, b) => turn * compare(a.parent, b.parent) || compare(a.name, b.name));
  const valueOf = ({ cells }: Row): number => {
    const cell = cells[by as By];
    if (cell.kind !== 'value') return NaN;
    return by.endsWith('difference') ? Math.abs(cell.value) : cell.value;
  };
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || turn * (x - y) || compare(a.name, b.name);
  });
}

/** The first press sorts numbers from many to few and names from A to Z; the next turns the order round. */
export function nextSort<By extends string>(sort: Sort<By>, by: By): Sort<By> {
  const isText = by === 'name' || by === 'parent';
  const turned = sort.direction === 'ascending' ? 'descending' : 'ascending';
  return { by, direction: sort.by === by ? turned : isText ? 'ascending' : 'descending' };
}
