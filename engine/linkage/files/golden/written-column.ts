/** What golden records are written from: one field of all records as their files have it. */
import { textAt } from '../../core/values/text-arena.ts';
import type { SharedColumn } from '../reading/text-column.ts';
import type { CsvRows } from '../writing/csv-file.ts';
import type { GoldenColumn } from './golden-column.ts';

/** A field as files write it, with what is known of its values. */
export interface WrittenColumn extends GoldenColumn {
  readonly written: WrittenTexts;
}

/** Plain data in shared memory. */
export interface WrittenTexts {
  /** [record] its source. */
  readonly source: Uint8Array;
  /** [source + 1] first record of each source. */
  readonly sourceStart: Uint32Array;
  /** [source] undefined where its file has no such column. */
  readonly columns: readonly (SharedColumn | undefined)[];
}

/** The texts of all sources behind each other, a blank one before them; of a source without the column all is blank. */
export function numberedTexts({ source, sourceStart, columns }: WrittenTexts) {
  const first: number[] = [];
  let count = 1;
  for (const column of columns) {
    first.push(count);
    count += column?.texts.count ?? 0;
  }
  return {
    count,
    numberOf(record: number): number {
      const of = source[record]!;
      const column = columns[of];
      return column === undefined ? 0 : first[of]! + column.codes[record - sourceStart[of]!]!;
    },
    textOf(number: number): string {
      if (number === 0) return '';
      const of = first.findLastIndex((from, s) => from <= number && columns[s] !== undefined);
      return textAt(columns[of]!.texts, number - first[of]!);
    },
  };
}

/** The text of a record as a cell. */
export function writeWritten(file: CsvRows, { source, sourceStart, columns }: WrittenTexts, record: number): void {
  const of = source[record]!;
  const column = columns[of];
  if (column === undefined) return file.text('');
  const { bytes, starts } = column.texts;
  const code = column.codes[record - sourceStart[of]!]!;
  file.utf8(bytes, starts[code]!, starts[code + 1]!);
}

/**
 * How a field is written: as the file has it; days as 2025-12-31, since files write them in many ways. What the reader
 * takes for blank is blank.
 */
export function cellWriter(column: WrittenColumn): (file: CsvRows, record: number) => void {
  const { values, written } = column;
  if (column.kind !== 'date') {
    return (file, record) => (values[record] === 0 ? file.text('') : writeWritten(file, written, record));
  }
  /** [value] the day, '' for what is none. */
  const days = new Array<string | undefined>(column.count);
  return (file, record) => {
    const value = values[record]!;
    const day = value === 0 ? '' : (days[value] ??= isoDay(column.textOf(value)));
    if (day !== '' || value === 0) file.text(day);
    else writeWritten(file, written, record);
  };
}

function isoDay(text: string): string {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  return day !== null && isDay(Number(day[2]), Number(day[3])) ? `${day[1]!}-${day[2]!}-${day[3]!}` : '';
}

const isDay = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;
