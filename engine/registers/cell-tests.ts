/** Looks at cells without making strings of them: blank or not, the same or not. */
import { cellText, textOf, type CellRow } from './cells.ts';
import { isBlankWord } from './standardise.ts';

const isSpace = (byte: number): boolean => byte <= 32;

/** Trims no-break spaces too: C2 A0. */
export function trimmed(bytes: Uint8Array, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  for (;;) {
    if (end - start >= 2 && bytes[start] === 0xc2 && bytes[start + 1] === 0xa0) start += 2;
    else if (start < end && isSpace(bytes[start]!)) start++;
    else break;
  }
  for (;;) {
    if (end - start >= 2 && bytes[end - 2] === 0xc2 && bytes[end - 1] === 0xa0) end -= 2;
    else if (start < end && isSpace(bytes[end - 1]!)) end--;
    else return [start, end];
  }
}

export function isBlankCell(cells: CellRow, cell: number): boolean {
  for (let i = cells.starts[cell]!; i < cells.ends[cell]!; i++) if (!isSpace(cells.bytes[i]!)) return false;
  return true;
}

export function sameCell(cells: CellRow, first: number, second: number): boolean {
  const { bytes, starts, ends } = cells;
  const length = ends[first]! - starts[first]!;
  let isSame = ends[second]! - starts[second]! === length;
  for (let i = 0; i < length && isSame; i++) isSame = bytes[starts[first]! + i] === bytes[starts[second]! + i];
  return isSame || cellText(cells, first).trim() === cellText(cells, second).trim();
}

export function isBlankRow(cells: CellRow): boolean {
  for (let cell = 0; cell < cells.count; cell++) if (!isBlankCell(cells, cell)) return false;
  return true;
}

/** Most cells start with a letter or digit that no blank word starts with. */
export function mayBeBlankWord(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 6) return false;
  const first = bytes[start]!;
  const isSuspect = first < 48 || first === 92 || first === 95 || first === 78 || first === 110;
  return isSuspect && isBlankWord(textOf(bytes, start, end));
}

/** Text of the first cell that holds anything. */
export function firstText(cells: CellRow): string {
  for (let cell = 0; cell < cells.count; cell++) if (!isBlankCell(cells, cell)) return cellText(cells, cell).trim();
  return '';
}
