/** Which column of a sheet is which field: the headings of a file laid against a description. */
import { TwinError } from '../kernel/errors.ts';
import {
  outputsOf,
  type DialectDescription,
  type FieldDescription,
  type RegisterDescription,
} from './description-shape.ts';
import type { HeadingBlock } from './headings.ts';

/** A field that has a column in this sheet. */
export interface BoundField {
  readonly field: FieldDescription;
  /** 0-based. */
  readonly column: number;
  /** Heading as the file writes it. */
  readonly heading: string;
  /** Columns that repeat it, as templates do. */
  readonly repeats: readonly number[];
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
  /** Headings that the dialect does not know, as written. */
  readonly unknown: readonly string[];
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
  const unknown: string[] = [];
  for (const { column, written, folds } of block.headings) {
    const fold = folds.find((one) => dialect.known.has(one));
    if (fold === undefined) unknown.push(written);
    const field = fold === undefined ? undefined : dialect.known.get(fold);
    if (field === undefined) continue;
    const known = columns.get(field);
    if (known === undefined) columns.set(field, { column, heading: written, repeats: [] });
    else if (dialect.repeats.includes(field)) known.repeats.push(column);
    else throw doubled(place, block.row, known.heading, written);
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

function doubled(place: LayoutPlace, row: number, first: string, second: string): TwinError {
  return new TwinError('input', {
    code: 'heading-doubled',
    what: `Two columns have headings of one meaning: "${first}" and "${second}".`,
    where: { ...place, row, column: second },
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
