/** Whether two files hold the same rows, whatever their bytes, the order of their rows and how they are written. */
import { NO_DATE } from '../kernel/time.ts';

/** The columns of one register while they grow; equal code of a text means equal text. */
export type ColumnValues =
  | { readonly kind: 'text'; readonly values: Uint32Array }
  | { readonly kind: 'date'; readonly values: Int32Array }
  | { readonly kind: 'code'; readonly values: Uint16Array }
  | { readonly kind: 'number'; readonly values: Float64Array };

const SEEDS = [0x9e3779b1, 0x85ebca6b] as const;

/**
 * A checksum over the rows from `from` to before `to`: equal for equal rows in any order. A field that a file has no
 * column for counts as one that is blank in all its rows.
 *
 * @param columns [field] undefined where no file has a column for it
 */
export function checksumOfRows(columns: readonly (ColumnValues | undefined)[], from: number, to: number): string {
  const sums = SEEDS.map((seed) => {
    const rows = new Int32Array(to - from).fill(seed);
    columns.forEach((column, field) => {
      if (column !== undefined) addColumn(rows, column, Math.imul(field + 1, seed), from);
    });
    return sumOf(rows);
  });
  return [to - from, ...sums].join(' ');
}

/** Adds the told values of a column to the checksum of each row. */
function addColumn(rows: Int32Array, { kind, values }: ColumnValues, salt: number, from: number): void {
  const blank = kind === 'date' ? NO_DATE : 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[from + i]!;
    if (kind === 'number' ? Number.isNaN(value) : value === blank) continue;
    const bits = kind === 'number' ? bitsOf(value) : value;
    rows[i] = mix(rows[i]! ^ mix(bits ^ salt));
  }
}

/** Whole, and below 2^53 for up to two million rows: no order of adding changes it. */
function sumOf(rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += row >>> 0;
  return sum;
}

const oneNumber = new Float64Array(1);
const itsHalves = new Int32Array(oneNumber.buffer);

function bitsOf(value: number): number {
  oneNumber[0] = value;
  return itsHalves[0]! ^ mix(itsHalves[1]!);
}

/** Mixes 32 bits so that each bit of the input reaches each bit of the output (Wellons, "triple32"). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51);
  x = Math.imul(x ^ (x >>> 15), 0x31848bab);
  return (x ^ (x >>> 14)) | 0;
}
