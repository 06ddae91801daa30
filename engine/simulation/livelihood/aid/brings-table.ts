/**
 * What somebody brings his household besides his earnings, as loops look it up: his component and what he adds of FITS stand
 * beside each other, as they do in the row of the household.
 */
import type { Writer } from '../../../kernel/loops/loop.ts';
import { at, or, plus, shiftLeft, type Place, type Whole } from '../../../kernel/loops/values.ts';
import { BROUGHT, BROUGHT_BITS, FITS, FITS_AT } from '../columns.ts';
import { HAND } from '../people-at-hand.ts';
import { COMPONENTS, type ComponentTables } from './components.ts';
import type { MemberTables } from './members.ts';

export interface Brings {
  readonly components: ComponentTables;
  readonly members: MemberTables;
}

const ROWS = HAND.column('word', COMPONENTS * BROUGHT);

/** To be called before the people of a year are taken to hand; of orphans it is asked apart. */
export function layOutBrings({ components, members }: Brings): void {
  const rows = new Uint32Array(HAND.bytes(), ROWS.offset, COMPONENTS * BROUGHT);
  for (let i = 0; i < COMPONENTS; i++) {
    rows[i * BROUGHT + 1] = components.amounts[i]!;
    for (let k = 0; k < FITS; k++) rows[i * BROUGHT + FITS_AT + k] = members.adds[i * FITS + k]!;
  }
}

/**
 * @param brought columns of households
 * @param home    where that of the person begins
 * @param entry   of the tables: componentAt
 */
export function addBrings({ hold, store, when }: Writer, brought: Place, home: Whole, entry: Whole): void {
  const from = hold(shiftLeft(entry, BROUGHT_BITS));
  const add = (i: number, more: Whole): void => {
    const place = hold(or(home, i));
    store(brought, place, plus(at(brought, place), more));
  };
  add(1, at(ROWS, or(from, 1)));
  const fits = Array.from({ length: FITS }, (_, i) => hold(at(ROWS, or(from, FITS_AT + i))));
  // Most people fit nothing.
  when(hold(fits.reduce((all, each) => or(all, each))), () => fits.forEach((each, i) => add(FITS_AT + i, each)));
}
