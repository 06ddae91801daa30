/** Whether the dates of a column are written in the order that they are read in. */
import { TwinError } from '../kernel/errors.ts';
import type { DateOrder } from './description-shape.ts';
import { readDate } from './standardise.ts';

/** Slips stay below this share of a column; a wrong order shows in three dates of five, all those after the twelfth. */
const MOST_CONTRARY_SHARE = 0.05;
/** Fewer than this may be slips whatever their share. */
const FEWEST_CONTRARY = 10;

const OTHER = { dmy: 'mdy', mdy: 'dmy' } as const;
const FIRST = { dmy: 'day', mdy: 'month' } as const;

/** Dates of one column so far. */
export class DateEvidence {
  /** Dates written as text. */
  told = 0;
  /** Dates that there are not in the order that is read, and are in the other. */
  contrary = 0;
  /** Row of the first of these. */
  contraryRow = 0;

  count(row: number, isContrary: boolean): void {
    this.told++;
    if (!isContrary) return;
    this.contrary++;
    if (this.contrary === 1) this.contraryRow = row;
  }

  get isContradicted(): boolean {
    return this.contrary >= FEWEST_CONTRARY && this.contrary > this.told * MOST_CONTRARY_SHARE;
  }
}

/** 07/13/1985 is no date day first, and is one month first. @param text that is no date in this order */
export const isOfOtherOrder = (text: string, order: DateOrder | undefined): boolean =>
  (order === 'dmy' || order === 'mdy') && readDate(text, OTHER[order]).fault === '';

/** Where a column is, and who says how its dates are written. */
export interface DatePlace {
  readonly file: string;
  readonly sheet?: string;
  readonly column: string;
  readonly register: string;
  readonly order: 'dmy' | 'mdy';
  readonly isDeclared: boolean;
}

export function orderContradicted({ told, contrary, contraryRow }: DateEvidence, place: DatePlace): TwinError {
  const { file, sheet, column, register, order, isDeclared } = place;
  const other = OTHER[order];
  return new TwinError('input', {
    code: 'date-order-contradicted',
    what: `${contrary} of ${told} dates are none with the ${FIRST[order]} first, and are dates with the ${FIRST[other]} first.`,
    where: { file, ...(sheet === undefined ? {} : { sheet }), row: contraryRow, column },
    expected: `dates with the ${FIRST[order]} first, as ${isDeclared ? 'registers.yaml declares' : 'this register is exported'}`,
    todo:
      `Look at that column, and declare in registers.yaml what the file writes: - { file: ${file}, register: ${register}, ` +
      `dates: ${other} }. Where it writes both, export it again in one order.`,
  });
}
