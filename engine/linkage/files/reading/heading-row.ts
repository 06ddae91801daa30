/**
 * Tells headings from a record. In a file without headings the first row is about somebody: it must not be lost, and what
 * stands in it must not be shown.
 */
import type { HeadRow } from '../../../registers/headings.ts';
import { isNeverAValue } from '../../core/values/texts/placeholders.ts';
import { asciiDigits } from '../../core/values/texts/text-digits.ts';
import { isKnownHeading } from '../model/heading-kinds.ts';
import { isDate } from '../model/value-looks.ts';

/** `open`: nothing in the row says which of the two it is. */
export type RowVerdict = 'headings' | 'record' | 'open';

const LONG_NUMBER = 6;
/** Digits in a row that a heading has no use for. */
const MANY_DIGITS = /\d{8}/;
const NUMBER_ALONE = /^[\d\s.,:/+()-]*\d[\d\s.,:/+()-]*$/;
const PARTS_WITH_DIGITS = /[\s,;|^~]+/;

/** What a cell is made of: `date`, `long` or short `number`, `text`; of letters and digits the letters. */
function shapeOf(written: string): string {
  const cell = asciiDigits(written);
  if (cell === '') return '';
  if (isDate(cell)) return 'date';
  if (NUMBER_ALONE.test(cell)) return cell.replace(/\D/g, '').length >= LONG_NUMBER ? 'long' : 'number';
  return /\d/.test(cell) ? `mixed ${cell.replace(/\d+/g, '#')}` : 'text';
}

const isOfDigits = (shape: string): boolean => shape === 'date' || shape === 'long' || shape === 'number';
const isMixed = (shape: string): boolean => shape.startsWith('mixed');

/** What programs make ids of: 8 characters or more, letters and digits as chance has it; the dashes of a UUID are none. */
const HEXADECIMAL = /^\{?[\da-f]{8}[\da-f-]*\}?$/i;
const LETTERS_AND_DIGITS = /^[\da-z]{8,}$/i;

/** The cell and half of those below are random numbers of one length, written with letters. */
function areRandom(cell: string, below: readonly string[]): boolean {
  const areLike = (pattern: RegExp): boolean => {
    if (!pattern.test(cell)) return false;
    const others = below.filter((other) => pattern.test(other) && other.length === cell.length);
    const mixed = [cell, ...others].filter((each) => /\d/.test(each) && /[a-z]/i.test(each));
    return others.length * 2 >= below.length && mixed.length * 2 > others.length;
  };
  return [HEXADECIMAL, LETTERS_AND_DIGITS].some(areLike);
}

/** A cell that tells something of somebody: a long number, a date, an address of mail. */
export function isTelling(cell: string): boolean {
  const shape = shapeOf(cell);
  if (shape === 'date' || shape === 'long') return true;
  const plain = asciiDigits(cell);
  if (MANY_DIGITS.test(plain) || cell.includes('@')) return true;
  return /\d/.test(plain) && plain.split(PARTS_WITH_DIGITS).some((part) => isDate(part));
}

const FEWEST_COUNTED = 3;

/** 0, 1, 2 … or 1, 2, 3 …: what programs write above columns without names. */
const areCounted = (cells: readonly string[]): boolean =>
  cells.length >= FEWEST_COUNTED && [0, 1].some((first) => cells.every((cell, i) => cell === String(first + i)));

type Likeness = 'like' | 'unlike' | 'open';

/** A cell beside those below it. @param isId in the column of the ids, which are not words now and codes then */
function likenessOf(cell: string, below: readonly string[], isId: boolean): Likeness {
  const shape = shapeOf(cell);
  const told = below.filter((other) => other !== '');
  const shapes = told.map(shapeOf);
  if (shape === '' || shapes.length === 0) return 'open';
  const shareOf = (test: (other: string) => boolean): number => shapes.filter(test).length / shapes.length;
  if (shape !== 'text' && shareOf((other) => other === shape) >= (isOfDigits(shape) ? 0.5 : Number.MIN_VALUE)) {
    return 'like';
  }
  if (shape !== 'text' && areRandom(cell, told)) return 'like';
  if (isOfDigits(shape)) return shareOf((other) => !isOfDigits(other)) > 0.5 ? 'unlike' : 'open';
  // Of somebody who has no number a record says so in words.
  if (isNeverAValue(cell)) return 'open';
  const isOther = (other: string): boolean => isOfDigits(other) || (isId && shape === 'text' && isMixed(other));
  return shareOf(isOther) > 0.5 ? 'unlike' : 'open';
}

/**
 * @param id    0-based column of the ids, which are of one shape in most files; undefined where it is not known
 * @param below the rows under it
 */
export function verdictOf(row: HeadRow, id: number | undefined, below: readonly HeadRow[]): RowVerdict {
  const cells = row.cells.map((cell) => cell.trim());
  if (areCounted(cells)) return 'headings';
  const likeness = cells.map((cell, column) =>
    likenessOf(
      cell,
      below.map((other) => (other.cells[column] ?? '').trim()),
      column === id,
    ),
  );
  const ofId = id === undefined ? undefined : likeness[id];
  if (ofId === 'unlike') return 'headings';
  if (ofId === 'like') return 'record';
  const count = (wanted: Likeness): number => likeness.filter((one) => one === wanted).length;
  const [like, unlike] = [count('like'), count('unlike')];
  const isLike = (test: (cell: string) => boolean): boolean =>
    cells.some((cell, column) => likeness[column] === 'like' && test(cell));
  if (isLike(isTelling)) return 'record';
  const filled = cells.filter((cell) => cell !== '');
  const areKnown = filled.filter(isKnownHeading).length * 2 > filled.length;
  // A code beside codes of its make is of a record, whatever the words around it are.
  const mayBeKnown = areKnown && !isLike((cell) => isMixed(shapeOf(cell)));
  if (!mayBeKnown && like > 0 && like >= unlike) return 'record';
  if (!areKnown && cells.some(isTelling) && unlike === 0) return 'record';
  return unlike > 0 || areKnown ? 'headings' : 'open';
}

/** Headings as an error may show them. @param verdict what their row was taken for */
export const shownHeadings = (headings: readonly string[], verdict: RowVerdict): string[] =>
  headings.map((heading, i) => (verdict !== 'headings' || isTelling(heading) ? `column ${i + 1}` : heading));
