/** Any column of a register as numbers. */
import { BLANK } from '../../../kernel/dictionary.ts';
import { NO_DATE } from '../../../kernel/time.ts';
import type { Column } from '../../../registers/records.ts';

/** Numbers of a column, and the one that stands for nothing. */
export function valuesOf(column: Column): {
  values: Uint32Array | Uint16Array | Int32Array | Float64Array;
  blank: number;
} {
  switch (column.kind) {
    case 'text':
    case 'code':
      return { values: column.codes, blank: BLANK };
    case 'date':
      return { values: column.days, blank: NO_DATE };
    case 'number':
      return { values: column.values, blank: NaN };
  }
}
