/** Which column of a sheet is which field: the headings of a file laid against a description. */
import { TwinError } from '../kernel/errors.ts';
import {
  outputsOf,
  type DialectDescription,
  type FieldDescription,
  type RegisterDescription,
} from './description-shape.ts';
import { foldHeading } from './fold.ts';
import { columnLetters, type Heading, type HeadingBlock } from './headings.ts';

/** A field that has a column in this sheet. */
export interface BoundField {
  readonly field: FieldDescription;
  /** 0-based. */
  readonly column: number;
  /** Heading as the file writes it, where that holds nothing but the heading; else as the description writes it. */
  readonly heading: string;
  /** Columns that repeat it, as templates do. */
  readonly repeats: readonly number[];
}

/**
 * A column whose heading nobody knows. A line of headings may hold a record by mistake, so the heading itself is never
 * kept: where it stands and what it is made of is enough to find it.
 */
export interface UnknownColumn {
  /** 0-based. */
  readonly column: number;
  readonly letters: number;
  readonly digits: number;
}

export interface SheetLayout {
  readonly register: RegisterDescription;
  readonly dialect: DialectDescription;
  /** 1-based row of the last line of headings; records follow. */
  readonly headingRow: number;
  /** Columns up to the last heading. */
  readonly width: number;
  /** Fields that fill others come first, so that a field's own column has the last word. */
  readonly bound: readonly BoundField[];
  readonly unknown: readonly UnknownColumn[];
}

/** Where a layout is made for, in errors. */
export interface LayoutPlace {
  readonly file: string;
  readonly sheet?: string;
}

/**
 * Lays headings against a dialect.
 *
 * @throws TwinError input `heading-doubled` two columns for one field; `column-missing` a field that must be there is not
 */
export function layOut(
  register: RegisterDescription,
  dialect: DialectDescription,
  block: HeadingBlock,
  place: LayoutPlace,
): SheetLayout {
  const columns = new Map<string, { column: number; heading: string; repeats: number[] }>();
  const unknown: UnknownColumn[] = [];
  for (const written of block.headings) {
    const fold = written.folds.find((one) => dialect.known.has(one));
    if (fold === undefined) unknown.push(unknownColumn(written));
    const field = fold === undefined ? undefined : dialect.known.get(fold);
    if (field === undefined) continue;
    const { column } = written;
    const heading = shownHeading(written, fold!, dialect.headings[field]!);
    const known = columns.get(field);
    if (known === undefined) columns.set(field, { column, heading, repeats: [] });
    else if (dialect.repeats.includes(field)) known.repeats.push(column);
    else throw doubled(place, block.row, known, { column, heading });
  }
  const bound = register.fields.flatMap((field) => {
    const found = columns.get(field.name);
    return found === undefined ? [] : [{ field, ...found }];
  });
  const missing = register.fields.find(({ name, required }) => required && !columns.has(name));
  if (missing !== undefined)
    throw columnMissing(place, block.row, register, [dialect.headings[missing.name]?.[0] ?? missing.name]);
  bound.sort((a, b) => Number(isOwn(a.field)) - Number(isOwn(b.field)));
  return { register, dialect, headingRow: block.lastRow, width: block.width, bound, unknown };
}

const isOwn = (field: FieldDescription): boolean => {
  const outputs = outputsOf(field);
  return outputs.length === 1 && outputs[0]!.name === field.name;
};

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

function unknownColumn({ column, written }: Heading): UnknownColumn {
  const digits = written.replace(/\P{N}/gu, '').length;
  return { column, letters: lettersOf(written).length - digits, digits };
}

/** A heading that is known by a part of what stands there is shown as the description writes it: the rest may be anything. */
function shownHeading({ written }: Heading, fold: string, described: readonly string[]): string {
  if (foldHeading(written) === fold && lettersOf(written).length === fold.length) return written;
  return described.find((heading) => foldHeading(heading) === fold)!;
}

function doubled(
  place: LayoutPlace,
  row: number,
  first: { readonly column: number; readonly heading: string },
  second: { readonly column: number; readonly heading: string },
): TwinError {
  const told = [first, second].map(({ column, heading }) => `"${heading}" in column ${columnLetters(column)}`);
  return new TwinError('input', {
    code: 'heading-doubled',
    what: `Two columns have headings of one meaning: ${told.join(' and ')}.`,
    where: { ...place, row, column: second.heading },
    expected: 'one column for each field',
    todo: 'Remove or rename the column that does not count.',
  });
}

/** A column that the register cannot do without. */
export function columnMissing(
  place: LayoutPlace,
  row: number | undefined,
  register: RegisterDescription,
  headings: readonly string[],
): TwinError {
  return new TwinError('input', {
    code: 'column-missing',
    what: `The file lacks ${headings.map((heading) => `the column "${heading}"`).join(', ')}, without which it is no ${register.name.en}.`,
    where: row === undefined ? place : { ...place, row },
    expected: headings.join(', '),
    todo: `Export it with that column; models/registers/${register.id}.yaml names the headings that are understood.`,
  });
}
