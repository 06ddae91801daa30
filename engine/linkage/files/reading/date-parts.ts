/** Dates that a file writes in three columns, year, month and day: read as the one date that they are. */
import type { Note } from '../../core/values/standardise.ts';
import { arenaOfTexts, textAt, textsOfArena } from '../../core/values/text-arena.ts';
import type { ReadSource } from './read-source.ts';
import { ReadColumn } from './text-column.ts';

type Part = 'year' | 'month' | 'day';
/** Under which a reading is kept. */
const READING = 'date in three columns';

/** Names of fields. */
type DateFields = Readonly<Record<Part, string>>;

/** A month is told from a day by none beyond twelve; a day from other small numbers by nearly all of its 31 values. */
const [MOST_MONTHS, MOST_DAYS, FEWEST_MONTHS, FEWEST_DAYS] = [12, 31, 10, 24];
const [FIRST_YEAR, LAST_YEAR] = [1500, 2100];
/** Values beyond these bounds are slips of the keyboard where they are fewer than one row in so many. */
const ROWS_A_SLIP = 50;

/**
 * Joins the three fields in which all files write a date, where there are just three that can be one.
 *
 * @param isOpen   fields whose kind the model leaves open; others are what it says
 * @param readings what an earlier run found out about the files, which holds for this one; what is found out is added
 */
export function joinDateParts(
  sources: readonly ReadSource[],
  isOpen: (field: string) => boolean,
  readings: Record<string, unknown>,
): { readonly sources: readonly ReadSource[]; readonly notes: readonly Note[] } {
  const parts = (readings[READING] as DateFields | undefined) ?? datePartsOf(sources, isOpen);
  if (parts === undefined) return { sources, notes: [] };
  readings[READING] = parts;
  const name = [parts.year, parts.month, parts.day].join(' + ');
  return { sources: sources.map((source) => withDate(source, parts, name)), notes: [joined(name)] };
}

function datePartsOf(sources: readonly ReadSource[], isOpen: (field: string) => boolean): DateFields | undefined {
  const found: Record<Part, string[]> = { year: [], month: [], day: [] };
  for (const field of new Set(sources.flatMap(({ columns }) => [...columns.keys()]))) {
    const part = isOpen(field) ? partOf(sources.map(({ columns }) => columns.get(field))) : undefined;
    if (part !== undefined) found[part].push(field);
  }
  const [[year, otherYear], [month, otherMonth], [day, otherDay]] = [found.year, found.month, found.day];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const isSure = otherYear === undefined && otherMonth === undefined && otherDay === undefined;
  return isSure ? { year, month, day } : undefined;
}

/** Which part of a date a field holds in every file; undefined where it is none. */
function partOf(columns: readonly (ReadColumn | undefined)[]): Part | undefined {
  const rows = new Map<number, number>();
  const records = columns.reduce((sum, column) => sum + (column?.codes.length ?? 0), 0);
  let [told, odd] = [0, 0];
  for (const column of columns) {
    if (column === undefined) return undefined;
    const counts = new Uint32Array(column.texts.count);
    for (let record = 0; record < column.codes.length; record++) counts[column.codes[record]!]!++;
    for (let code = 0; code < counts.length; code++) {
      const text = counts[code] === 0 ? '' : textAt(column.texts, code);
      if (text === '') continue;
      told += counts[code]!;
      const number = /^\d{1,4}([.,]0+)?$/.test(text) ? parseInt(text, 10) : NaN;
      if (!Number.isNaN(number)) rows.set(number, (rows.get(number) ?? 0) + counts[code]!);
      // Most fields are soon seen to be something else.
      else if ((odd += counts[code]!) > records / ROWS_A_SLIP) return undefined;
    }
  }
  const most = told / ROWS_A_SLIP;
  const outside = (first: number, last: number): number =>
    [...rows].reduce((sum, [number, count]) => sum + (number < first || number > last ? count : 0), odd);
  const distinct = rows.size;
  if (distinct >= FEWEST_MONTHS && outside(1, MOST_MONTHS) <= most) return 'month';
  if (distinct >= FEWEST_DAYS && outside(1, MOST_DAYS) <= most) return 'day';
  return distinct >= FEWEST_MONTHS && outside(FIRST_YEAR, LAST_YEAR) <= most ? 'year' : undefined;
}

function withDate(source: ReadSource, { year, month, day }: DateFields, name: string): ReadSource {
  const columns = new Map([...source.columns].filter(([field]) => ![year, month, day].includes(field)));
  const headings = new Map([...source.headings].filter(([field]) => columns.has(field)));
  const partsOf = [year, month, day].map((field) => source.columns.get(field)!);
  columns.set(name, dateColumn(partsOf));
  headings.set(name, [year, month, day].map((field) => source.headings.get(field) ?? field).join(' + '));
  return { ...source, columns, headings };
}

/** Texts like 1967-09-27, zeros where a part is not told. */
function dateColumn(parts: readonly ReadColumn[]): ReadColumn {
  const dictionary = [''];
  const known = new Map<string, number>([['', 0]]);
  const texts = parts.map((part, i) => textsOfArena(part.texts).map((text) => partText(text, i === 0 ? 4 : 2)));
  const codes = Uint32Array.from(parts[0]!.codes, (_, record) => {
    const [year, month, day] = texts.map((of, i) => of[parts[i]!.codes[record]!]!) as [string, string, string];
    const text = `${year}-${month}-${day}` === '0000-00-00' ? '' : `${year}-${month}-${day}`;
    let code = known.get(text);
    if (code === undefined) {
      known.set(text, (code = dictionary.length));
      dictionary.push(text);
    }
    return code;
  });
  return new ReadColumn({ texts: arenaOfTexts(dictionary), codes });
}

const partText = (text: string, width: number): string => {
  const number = parseInt(text, 10);
  return Number.isNaN(number) ? '0'.repeat(width) : String(number).padStart(width, '0');
};

const joined = (name: string): Note => ({
  id: `Kolom ${name} dibaca sebagai satu tanggal. Bila keliru, tulis jenis masing-masing di MODEL.yaml pada fields.`,
  en: `The columns ${name} are read as one date. Where that is wrong, say the kind of each in MODEL.yaml under fields.`,
});
