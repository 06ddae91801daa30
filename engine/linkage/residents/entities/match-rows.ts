/** Which rows of a register are rows that it had before: those that say the same, then those of which one part was corrected. */
import { MARK_PARTS, type MarkPart, type RowMarks } from './row-marks.ts';

/** Rows of one register, before or now. */
export interface OwnedRows extends RowMarks {
  /** [row] whose it is; the same number for rows of one person, 0 for nobody's. */
  readonly owner: ArrayLike<number>;
}

/** What a corrected row is known by: two parts at least stay. */
const KNOWN_BY: readonly (readonly MarkPart[])[] = [
  ['nik', 'fullName'],
  ['nik', 'bornOn'],
  ['fullName', 'bornOn', 'motherName'],
  ['fullName', 'bornOn', 'kkNumber'],
];

/** Fits two hashes into the 53 bits of a number; rows are compared in full after that. */
const HIGH = 2 ** 21;

/**
 * Rows that say the very same are matched first. Of those left a row is one before where both share a NIK and a name, or
 * another two parts that tell a person (`KNOWN_BY`), and no row of anybody else shares them on either side.
 *
 * @returns [row of now] row before, -1 where there was none; each row before once. Which of several rows of one owner that
 *          say the same is which does not matter, and is left open
 */
export function matchRows(before: OwnedRows, now: OwnedRows): Int32Array {
  const found = new Int32Array(now.count).fill(-1);
  const isTaken = new Uint8Array(before.count);
  const take = (rowsBefore: readonly number[], rowsNow: readonly number[]): void => {
    const pairs = Math.min(rowsBefore.length, rowsNow.length);
    for (let i = 0; i < pairs; i++) {
      found[rowsNow[i]!] = rowsBefore[i]!;
      isTaken[rowsBefore[i]!] = 1;
    }
  };
  const ownerOf = (rows: OwnedRows) => (a: number, b: number) => rows.owner[a]! - rows.owner[b]!;
  const whole = ({ whole: marks }: RowMarks, row: number): string | number =>
    marks[row * 2]! * HIGH + (marks[row * 2 + 1]! >>> 11);
  pairGroups(before, now, isTaken, found, whole, (rowsBefore, rowsNow) => {
    const alike = rowsBefore.filter((row) => isSameWhole(before, row, now, rowsNow[0]!));
    take(alike.sort(ownerOf(before)), rowsNow.sort(ownerOf(now)));
  });
  for (const parts of KNOWN_BY) {
    const places = parts.map((part) => MARK_PARTS.indexOf(part));
    const keyOf = ({ parts: marks }: RowMarks, row: number): string | undefined => {
      const told = places.map((place) => marks[row * MARK_PARTS.length + place]!);
      return told.includes(0) ? undefined : told.join(' ');
    };
    pairGroups(before, now, isTaken, found, keyOf, (rowsBefore, rowsNow) => {
      if (isOneOwners(before, rowsBefore) && isOneOwners(now, rowsNow)) take(rowsBefore, rowsNow);
    });
  }
  return found;
}

const isSameWhole = (a: RowMarks, i: number, b: RowMarks, j: number): boolean =>
  a.whole[i * 2] === b.whole[j * 2] && a.whole[i * 2 + 1] === b.whole[j * 2 + 1];

/** One row, or rows of one person: then it does not matter which is which. */
const isOneOwners = ({ owner }: OwnedRows, rows: readonly number[]): boolean =>
  rows.length === 1 || (owner[rows[0]!] !== 0 && rows.every((row) => owner[row] === owner[rows[0]!]));

type KeyOf = (rows: RowMarks, row: number) => string | number | undefined;

/** Visits rows of both sides that are not matched yet and share a key. */
function pairGroups(
  before: OwnedRows,
  now: OwnedRows,
  isTaken: Uint8Array,
  found: Int32Array,
  keyOf: KeyOf,
  visit: (rowsBefore: readonly number[] & number[], rowsNow: number[]) => void,
): void {
  const groups = new Map<string | number, { before: number[]; now: number[] }>();
  for (let row = 0; row < now.count; row++) {
    if (found[row]! >= 0) continue;
    const key = keyOf(now, row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { before: [], now: [row] });
    else group.now.push(row);
  }
  for (let row = 0; row < before.count; row++) {
    if (isTaken[row] === 1) continue;
    const key = keyOf(before, row);
    if (key !== undefined) groups.get(key)?.before.push(row);
  }
  for (const group of groups.values()) if (group.before.length > 0) visit(group.before, group.now);
}
