/** A workbook that comes back, as rows of cells with what no list may have in them: formulas. Read under the guards of registers. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { isoDate } from '../../kernel/time.ts';
import { DEFAULT_CAPS, type ReadingCaps } from '../../registers/source.ts';
import { readParts, unescaped, type WorkbookParts } from '../../registers/workbook-parts.ts';
import { parseXml, type XmlHandler } from '../../registers/workbook-xml.ts';
import { damaged, GuardedZip } from '../../registers/zip.ts';
import type { Cell } from './sheet.ts';

export interface ReadRow {
  /** As a spreadsheet shows it. */
  readonly row: number;
  /** '' where blank; a date as 2025-12-31. */
  readonly cells: readonly Cell[];
  /** Places of the cells that hold a formula. */
  readonly formulas: readonly number[];
}

export type ReadSheets = ReadonlyMap<string, readonly ReadRow[]>;

/** A city has fewer families and persons than this; a list has fewer columns. */
const CAPS: ReadingCaps = { ...DEFAULT_CAPS, columns: 256 };

/** @throws TwinError input: it cannot be read, is damaged, protected, no workbook, or far larger than a list is */
export async function readWorkbook(path: string): Promise<ReadSheets> {
  const file = basename(path);
  requireZip(path, file);
  const zip = await GuardedZip.open(path, file, CAPS);
  try {
    const parts = await readParts(zip, CAPS);
    const sheets = new Map<string, ReadRow[]>();
    for (const { name, entry } of parts.sheets) {
      const rows: ReadRow[] = [];
      await parseXml(zip, entry, CAPS, new SheetReader(file, parts, rows));
      sheets.set(name, rows);
    }
    return sheets;
  } finally {
    zip.close();
  }
}

/** @throws TwinError input for what is no workbook at all; a file that cannot be read is told by who opens it */
function requireZip(path: string, file: string): void {
  const head = headOf(path);
  if (head === undefined || head === 'PK') return;
  throw new TwinError('input', {
    code: 'not-a-workbook',
    what: 'The file is no workbook.',
    where: { file },
    expected: 'the .xlsx of assist export, or its .csv',
    todo: 'Give it the file that assist export wrote, with .xlsx or .csv at the end of its name.',
  });
}

/** The first two bytes, none of a folder; undefined where it cannot be read. */
function headOf(path: string): string | undefined {
  const head = Buffer.alloc(2);
  try {
    if (!statSync(path).isFile()) return '';
    const opened = openSync(path, 'r');
    try {
      return head.toString('latin1', 0, readSync(opened, head, 0, head.length, 0));
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}

/** Excel counts days from 1899-12-30, or from 1904-01-01. */
const [EPOCH, EPOCH_1904] = [-25_569, -24_107];
const MOST_ROWS = 1_048_576;

class SheetReader implements XmlHandler {
  readonly #file: string;
  readonly #parts: WorkbookParts;
  readonly #rows: ReadRow[];
  #row = 0;
  #cells: Cell[] = [];
  #formulas: number[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #isText = false;
  #phonetic = 0;

  constructor(file: string, parts: WorkbookParts, rows: ReadRow[]) {
    this.#file = file;
    this.#parts = parts;
    this.#rows = rows;
  }

  open(name: string, { r, t, s }: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#row = r === undefined ? this.#row + 1 : Number(r);
      if (!(this.#row >= 1 && this.#row <= MOST_ROWS)) throw damaged(this.#file);
      [this.#cells, this.#formulas, this.#column] = [[], [], -1];
    } else if (name === 'c') {
      this.#column = r === undefined ? this.#column + 1 : columnOf(r);
      if (this.#column < 0 || this.#column >= CAPS.columns) throw tooManyColumns(this.#file, this.#row);
      [this.#type, this.#style, this.#text] = [t ?? 'n', Number(s ?? 0), ''];
    } else if (name === 'f') this.#formulas.push(this.#column);
    else if (name === 'v' || name === 't') this.#isText = this.#phonetic === 0;
    else if (name === 'rPh') this.#phonetic++;
  }

  text(text: string): void {
    if (this.#isText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isText = false;
    else if (name === 'rPh') this.#phonetic--;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#rows.push({ row: this.#row, cells: this.#cells, formulas: this.#formulas });
  }

  #closeCell(): void {
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = this.#text === '' ? '' : this.#value();
  }

  #value(): Cell {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return this.#shared(Number(text));
      case 'n': {
        const number = Number(text);
        if (Number.isNaN(number)) throw damaged(this.#file);
        if (this.#parts.isDateStyle[this.#style] !== true) return number;
        return isoDate(Math.floor(number) + (this.#parts.is1904 ? EPOCH_1904 : EPOCH));
      }
      default:
        return unescaped(text);
    }
  }

  #shared(index: number): string {
    const { strings } = this.#parts;
    if (!(index >= 0 && index < strings.count)) throw damaged(this.#file);
    return new TextDecoder().decode(strings.bytes.subarray(strings.start(index), strings.end(index)));
  }
}

/** AB12 is column 27; -1 where there are no letters. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const tooManyColumns = (file: string, row: number): TwinError =>
  new TwinError('input', {
    code: 'too-many-columns',
    what: 'A row has more columns than a list has.',
    where: { file, row },
    todo: 'Delete the columns that were added, and save the workbook.',
  });
