/** Finds out what a column of a survey is, where nobody says. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { TextColumn } from '../../linkage/files/reading/text-column.ts';
import { dateReader, dialectOf, knownTexts, numberIn, twoReadings, type TwoReadings } from '../survey/cell-text.ts';
import { sentinelOf } from '../survey/sentinels.ts';
import type { Survey } from '../survey/survey.ts';
import type { Feature } from './feature-table.ts';

export type Guess =
  | { readonly kind: 'fact'; readonly feature: Feature; readonly note?: Bilingual }
  | { readonly kind: 'nothing'; readonly reason: Bilingual };

/** So much of a column must be numbers (or dates) for it to be one; the rest counts as not known. */
const MOSTLY = 0.97;
const MOST_ODD_WORDS = 6;
const LEAST_ROWS_OF_WORD = 10;
/** Words that stand in enough rows must cover this share of the rows, else the column is free text. */
const LEAST_COVERED = 0.5;
const ID_NAME =
  /(^|[^a-z])(id|ids|no|nr|nomor|number|serial|uuid|key|index|rownames?|row|case|record|obs)$|(hh|house|household|person|psu|case|ind|int)[_ .-]?(id|no|num|nr|nbr)$|^(id|rownames?|unnamed.*|x\.?1?)$/i;

const nothing = (id: string, en: string): Guess => ({ kind: 'nothing', reason: { id, en } });

export function guessFeature(
  survey: Survey,
  name: string,
  column: TextColumn,
  missing: ReadonlySet<string>,
  decimal: '.' | ',' | undefined,
): Guess {
  const { isBlank, texts } = knownTexts(column, missing);
  if (texts.length === 0) return nothing('semua isinya kosong', 'all its cells are blank');
  const known = column.codes.reduce((sum, code) => sum + Number(!isBlank[code]), 0);
  if (texts.length === 1 && known === column.codes.length)
    return nothing('isinya satu nilai saja', 'it has one value alone');
  const dialect = dialectOf(texts, decimal);
  const asNumber = mostlyNumbers(column, isBlank, (text) => numberIn(text, dialect), known);
  if (asNumber !== undefined)
    return withReading(guessNumber(survey, name, asNumber), name, twoReadings(texts, decimal));
  const asDate = mostlyNumbers(column, isBlank, dateReader(texts), known);
  if (asDate !== undefined) return { kind: 'fact', feature: { kind: 'number', name, values: asDate.values } };
  if (coveredShare(column, isBlank, known) < LEAST_COVERED) {
    return nothing('teks bebas atau nomor pengenal', 'free text, or an identifier');
  }
  return { kind: 'fact', feature: categoryOf(name, column, isBlank) };
}

/** A number that nobody named is not refused where it can be read in two ways; how it was read is said. */
function withReading(guess: Guess, name: string, two: TwoReadings | undefined): Guess {
  if (guess.kind === 'nothing' || two === undefined || two.isScaleAlone) return guess;
  const [read] = two.readings;
  // A comma was read as one before the fraction, a point likewise.
  const other = two.text.includes(',') ? '.' : ',';
  const id = `${name}: "${two.text}" dibaca ${read}; bila tidak benar, tulis file: { decimal: '${other}' }.`;
  const en = `${name}: "${two.text}" is read as ${read}; where that is wrong, write file: { decimal: '${other}' }.`;
  return {
    ...guess,
    note: guess.note === undefined ? { id, en } : { id: `${guess.note.id} ${id}`, en: `${guess.note.en} ${en}` },
  };
}

interface Numbers {
  readonly values: Float64Array;
  readonly oddWords: readonly string[];
}

function mostlyNumbers(
  column: TextColumn,
  isBlank: readonly boolean[],
  read: (text: string) => number,
  known: number,
): Numbers | undefined {
  const values = column.dictionary.map((text, code) => (isBlank[code] ? NaN : read(text)));
  const odd = new Set<string>();
  let fits = 0;
  for (const code of column.codes) {
    if (isBlank[code]) continue;
    if (Number.isFinite(values[code]!)) fits++;
    else odd.add(column.dictionary[code]!);
  }
  if (fits < MOSTLY * known || odd.size > MOST_ODD_WORDS) return undefined;
  const numbers = Float64Array.from(column.codes, (code) => (Number.isFinite(values[code]!) ? values[code]! : NaN));
  return { values: numbers, oddWords: [...odd].sort() };
}

function guessNumber(survey: Survey, name: string, { values, oddWords }: Numbers): Guess {
  if (isRunningNumber(survey, name, values))
    return nothing('nomor urut atau nomor pengenal', 'a running number or an identifier');
  const sentinel = sentinelOf(values);
  const feature: Feature = {
    kind: 'number',
    name,
    values: sentinel.size === 0 ? values : values.map((value) => (sentinel.has(value) ? NaN : value)),
  };
  const blank = [...oddWords.map((word) => `"${word}"`), ...[...sentinel].map(String)];
  if (blank.length === 0) return { kind: 'fact', feature };
  const list = blank.join(', ');
  return {
    kind: 'fact',
    feature,
    note: { id: `${name}: ${list} dibaca sebagai "tidak diketahui".`, en: `${name}: ${list} count as "not known".` },
  };
}

/** All differ, and either the heading says so or they are the rows counted. */
function isRunningNumber(survey: Survey, name: string, values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < values.length || known.some((value) => !Number.isInteger(value))) return false;
  const distinct = new Set(known).size;
  if (distinct === known.length && ID_NAME.test(name)) return true;
  if (ID_NAME.test(name) && distinct > 0.5 * known.length) return true;
  if (distinct < known.length) return false;
  const order = Uint32Array.from(values.keys()).sort((a, b) => survey.rows[a]! - survey.rows[b]!);
  return order.every((row, i) => i === 0 || values[row]! > values[order[i - 1]!]!);
}

function coveredShare(column: TextColumn, isBlank: readonly boolean[], known: number): number {
  const counts = new Uint32Array(column.dictionary.length);
  for (const code of column.codes) counts[code]!++;
  const covered = counts.reduce(
    (sum, count, code) => (!isBlank[code] && count >= LEAST_ROWS_OF_WORD ? sum + count : sum),
    0,
  );
  return known === 0 ? 0 : covered / known;
}

/** Words in the order of their letters. */
export function categoryOf(name: string, column: TextColumn, isBlank: readonly boolean[]): Feature {
  const used = new Set(column.codes);
  const levels = [...new Set(column.dictionary.filter((_, code) => used.has(code) && !isBlank[code]))].sort();
  const place = new Map(levels.map((level, i) => [level, i]));
  const codes = Int32Array.from(column.codes, (code) => (isBlank[code] ? -1 : place.get(column.dictionary[code]!)!));
  return { kind: 'category', name, levels, codes };
}
