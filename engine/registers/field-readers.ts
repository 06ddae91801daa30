/** How a cell of each kind becomes the field of a row. Made once a sheet, run for every cell. */
import { parseKkNumber, parseNik, type NumberFault } from '../kernel/ids.ts';
import { NO_DATE } from '../kernel/time.ts';
import { ParseCache } from './byte-table.ts';
import { DATE_CELL, NUMBER_CELL, TEXT_CELL, textOf } from './cells.ts';
import { codeReader, type CodeLists } from './codes.ts';
import { isOfOtherOrder, type DateEvidence } from './date-evidence.ts';
import type { DateOrder, DecimalMark, FieldDescription } from './description-shape.ts';
import { foldLabel } from './fold.ts';
import type { RowReading } from './row-reading.ts';
import {
  dateOfSerial,
  readAreaNumber,
  readDate,
  readNumber,
  readRtRw,
  readRupiah,
  rtRwOfAddress,
  splitPlaceAndDate,
  type KelurahanFinder,
  type Reading,
} from './standardise.ts';

/** Reads one cell, trimmed and not blank, into the row. @param kind index into CELL_KINDS */
export type FieldReader = (bytes: Buffer, start: number, end: number, kind: number) => void;

export interface ReaderContext {
  readonly row: RowReading;
  /** Number of the column among the bound ones, for faults. */
  readonly input: number;
  /** Numbers of the fields that it fills, as `outputsOf` lists them. */
  readonly outputs: readonly number[];
  readonly dates: DateOrder | undefined;
  /** Counts the dates of the column. */
  readonly evidence: DateEvidence;
  readonly decimal: DecimalMark | undefined;
  readonly is1904: boolean;
  /** Days since 1970-01-01; undefined where there is no limit. */
  readonly earliestDay: number | undefined;
  readonly latestDay: number | undefined;
  /** `latestDay` is the reference day. */
  readonly isLatestAsOf: boolean;
  readonly lists: CodeLists;
  /** List of the dialect through which codes are read. */
  readonly via: string | undefined;
  readonly kelurahan: KelurahanFinder;
  /** Text of the row's kecamatan; '' where there is none. */
  readonly kecamatan: () => string;
}

export function fieldReader(field: FieldDescription, context: ReaderContext): FieldReader {
  switch (field.kind) {
    case 'nik':
    case 'kk':
      return numberOfIdentity(field.kind, context);
    case 'name':
      return nameReader(context);
    case 'text':
      return textReader(context);
    case 'date':
      return dateReader(context, context.outputs[0]!);
    case 'code':
      return labelReader(field, context);
    case 'number':
    case 'rupiah':
      return numberReader(field, context);
    case 'rt':
    case 'rw':
      return derivedText(context, (text) => readAreaNumber(plainNumber(text)));
    case 'kelurahan':
      return kelurahanReader(context);
    case 'rt-rw':
      return rtRwReader(context);
    case 'place-and-date':
      return placeAndDateReader(context);
    case 'address':
      return addressReader(context);
  }
}

const ZERO = 48;
const NINE = 57;

/** 16 digits, not one digit repeated: the way of almost every cell. */
function isPlainNumber(bytes: Buffer, start: number, end: number): boolean {
  if (end - start !== 16) return false;
  const first = bytes[start]!;
  let isRepeated = true;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < ZERO || byte > NINE) return false;
    if (byte !== first) isRepeated = false;
  }
  return !isRepeated && !(first === 49 && textOf(bytes, start, end) === '1234567890123456');
}

function numberOfIdentity(prefix: 'nik' | 'kk', { row, input, outputs }: ReaderContext): FieldReader {
  const output = outputs[0]!;
  const parse = prefix === 'nik' ? parseNik : parseKkNumber;
  return (bytes, start, end, kind) => {
    if (kind !== NUMBER_CELL && isPlainNumber(bytes, start, end)) return row.setBytes(output, start, end);
    const written = textOf(bytes, start, end);
    const text = kind === NUMBER_CELL ? digitsThatSurvived(written) : written;
    if (kind === NUMBER_CELL && plainNumber(written).length > 15) row.fault(input, `${prefix}-as-number`);
    const parsed = parse(text);
    if (!parsed.ok && parsed.error === 'blank') return;
    row.setText(output, parsed.ok ? parsed.value : text.replace(/[\s'’`]/g, ''));
    const isSaid = kind === NUMBER_CELL && row.faults > 0 && row.faultInputs[row.faults - 1] === input;
    if (!parsed.ok && !isSaid) row.fault(input, `${prefix}-${parsed.error as Exclude<NumberFault, 'rounded'>}`);
  };
}

/** Digits of a number cell, its exponent written out. */
export function plainNumber(text: string): string {
  if (/^\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

/**
 * A spreadsheet keeps 15 digits of a number: of 16 digits that end in zero the last is not known, and 15 remain. A
 * number that does not end in zero was written by a program and lost nothing.
 */
function digitsThatSurvived(text: string): string {
  const digits = plainNumber(text);
  return digits.length === 16 && digits.endsWith('0') ? digits.slice(0, 15) : digits;
}

function nameReader({ row, input, outputs }: ReaderContext): FieldReader {
  const output = outputs[0]!;
  return (bytes, start, end) => {
    let hasDigit = false;
    let isPlain = true;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte < 32) isPlain = false;
      else if (byte >= ZERO && byte <= NINE) hasDigit = true;
    }
    if (isPlain) row.setBytes(output, start, end);
    else row.setText(output, inOneLine(textOf(bytes, start, end)));
    if (hasDigit) row.fault(input, 'name-has-digits');
  };
}

const APOSTROPHE = 39;
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');

function textReader({ row, outputs }: ReaderContext): FieldReader {
  const output = outputs[0]!;
  return (bytes, start, end, kind) => {
    if (kind === NUMBER_CELL || kind === DATE_CELL) return row.setText(output, plainNumber(textOf(bytes, start, end)));
    // An apostrophe before a digit is what keeps a spreadsheet from making a number of it.
    const next = bytes[start + 1]!;
    const from = bytes[start] === APOSTROPHE && next >= ZERO && next <= NINE ? start + 1 : start;
    for (let i = from; i < end; i++) {
      if (bytes[i]! < 32) return row.setText(output, inOneLine(textOf(bytes, from, end)));
    }
    row.setBytes(output, from, end);
  };
}

/** Text that depends on the writing alone: worked out once for each. */
function derivedText({ row, input, outputs }: ReaderContext, read: (text: string) => Reading<string>): FieldReader {
  const output = outputs[0]!;
  const cache = new ParseCache((bytes, start, end) => read(textOf(bytes, start, end)));
  return (bytes, start, end) => {
    const { value, fault } = cache.get(bytes, start, end);
    if (value !== '') row.setText(output, value);
    if (fault !== '') row.fault(input, fault);
  };
}

function dateReader(context: ReaderContext, output: number): FieldReader {
  const { row, input, dates, evidence, is1904 } = context;
  const ofText = new ParseCache((bytes, start, end) => dateOfText(textOf(bytes, start, end), context));
  const ofSerial = new ParseCache<DateReading>((bytes, start, end) =>
    withinDays(dateOfNumber(textOf(bytes, start, end), dates, is1904), context),
  );
  return (bytes, start, end, kind) => {
    const isText = kind === TEXT_CELL;
    const { value, fault, isContrary } = (isText ? ofText : ofSerial).get(bytes, start, end);
    row.values[output] = value;
    if (isText) evidence.count(row.row, isContrary === true);
    if (fault !== '') row.fault(input, fault);
  };
}

interface DateReading extends Reading<number> {
  /** It is no date in the order that is read, and is one in the other. */
  readonly isContrary?: boolean;
}

function dateOfText(text: string, context: ReaderContext): DateReading {
  const read = withinDays(readDate(text, context.dates), context);
  return read.fault === 'date-impossible' ? { ...read, isContrary: isOfOtherOrder(text, context.dates) } : read;
}

/** A number cell in a date column: a serial, or a date typed as eight digits. */
function dateOfNumber(text: string, dates: DateOrder | undefined, is1904: boolean): Reading<number> {
  return /^\d{8}$/.test(text) ? readDate(text, dates) : dateOfSerial(Number(text), is1904);
}

/** A file is exported some time after the day it is about: so many days more are believed, though said. */
const DAYS_AFTER_AS_OF = 366;

function withinDays(read: Reading<number>, context: ReaderContext): Reading<number> {
  const { earliestDay, latestDay, isLatestAsOf } = context;
  if (read.fault !== '') return read;
  if (earliestDay !== undefined && read.value < earliestDay) return { value: NO_DATE, fault: 'date-too-old' };
  if (latestDay === undefined || read.value <= latestDay) return read;
  const isBelieved = isLatestAsOf && read.value <= latestDay + DAYS_AFTER_AS_OF;
  return { value: isBelieved ? read.value : NO_DATE, fault: 'date-in-future' };
}

function labelReader(field: FieldDescription, { row, input, outputs, lists, via }: ReaderContext): FieldReader {
  const output = outputs[0]!;
  const read = codeReader(lists.get(field.list!)!, via === undefined ? undefined : lists.get(via));
  const blanks = blankWordsOf(field);
  const cache = new ParseCache((bytes, start, end) => {
    const text = textOf(bytes, start, end);
    return blanks.has(foldLabel(text)) ? 0 : (read(text) ?? -1);
  });
  return (bytes, start, end) => {
    const code = cache.get(bytes, start, end);
    if (code >= 0) row.values[output] = code;
    else row.fault(input, 'code-unknown');
  };
}

const blankWordsOf = (field: FieldDescription): ReadonlySet<string> => new Set(field.blankWords.map(foldLabel));

function numberReader(field: FieldDescription, { row, input, outputs, decimal }: ReaderContext): FieldReader {
  const output = outputs[0]!;
  const read = field.kind === 'rupiah' ? readRupiah : readNumber;
  const blanks = blankWordsOf(field);
  const ofText = new ParseCache<Reading<number>>((bytes, start, end) => {
    const text = textOf(bytes, start, end);
    return blanks.has(foldLabel(text)) ? { value: NaN, fault: '' } : withinRange(read(text, decimal), field);
  });
  const ofCells = new ParseCache((bytes, start, end) => withinRange(cellNumber(textOf(bytes, start, end)), field));
  return (bytes, start, end, kind) => {
    const { value, fault } = (kind === TEXT_CELL ? ofText : ofCells).get(bytes, start, end);
    row.values[output] = value;
    if (fault !== '') row.fault(input, fault);
  };
}

function cellNumber(text: string): Reading<number> {
  const value = Number(text);
  return Number.isFinite(value) ? { value, fault: '' } : { value: NaN, fault: 'number-unreadable' };
}

function withinRange(read: Reading<number>, { min, max }: FieldDescription): Reading<number> {
  if (read.fault !== '') return read;
  const isInside = (min === undefined || read.value >= min) && (max === undefined || read.value <= max);
  return isInside ? read : { value: NaN, fault: 'number-out-of-range' };
}

function kelurahanReader({ row, input, outputs, kelurahan, kecamatan }: ReaderContext): FieldReader {
  const output = outputs[0]!;
  const cache = new ParseCache<Reading<string>>((bytes, start, end) =>
    kelurahan.find(plainNumberOrText(textOf(bytes, start, end)), ''),
  );
  return (bytes, start, end) => {
    let found = cache.get(bytes, start, end);
    if (found.fault === 'kelurahan-ambiguous') found = kelurahan.find(textOf(bytes, start, end), kecamatan());
    row.setText(output, found.value);
    if (found.fault !== '') row.fault(input, found.fault);
  };
}

/** 3577011001.0 and 3.577011001E9 are codes; MADIUN LOR is none. */
const plainNumberOrText = (text: string): string => (/^[\d.]+(E\+?\d+)?$/i.test(text) ? plainCode(text) : text);
const plainCode = (text: string): string => (text.split('.').length > 2 ? text : plainNumber(text));

function rtRwReader({ row, input, outputs }: ReaderContext): FieldReader {
  const [rt, rw] = outputs as [number, number];
  const cache = new ParseCache((bytes, start, end) => readRtRw(textOf(bytes, start, end)));
  return (bytes, start, end) => {
    const { value, fault } = cache.get(bytes, start, end);
    if (value[0] !== '') row.setText(rt, value[0]);
    if (value[1] !== '') row.setText(rw, value[1]);
    if (fault !== '') row.fault(input, fault);
  };
}

function placeAndDateReader(context: ReaderContext): FieldReader {
  const { row, input, outputs, evidence } = context;
  const [place, bornOn] = outputs as [number, number];
  return (bytes, start, end) => {
    const [where, when] = splitPlaceAndDate(textOf(bytes, start, end));
    if (where !== '') row.setText(place, where);
    if (when === '') return;
    const { value, fault, isContrary } = dateOfText(when, context);
    row.values[bornOn] = value;
    evidence.count(row.row, isContrary === true);
    if (fault !== '') row.fault(input, fault);
  };
}

function addressReader({ row, outputs }: ReaderContext): FieldReader {
  const [address, rt, rw] = outputs as [number, number, number];
  return (bytes, start, end) => {
    row.setBytes(address, start, end);
    const [rtNumber, rwNumber] = rtRwOfAddress(textOf(bytes, start, end));
    if (rtNumber !== '') row.setText(rt, rtNumber);
    if (rwNumber !== '') row.setText(rw, rwNumber);
  };
}
