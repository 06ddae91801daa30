/** An .xlsx workbook, streamed, as rows of cells. */
import { TwinError } from '../kernel/errors.ts';
import {
  BOOLEAN_CELL,
  CellRowBuilder,
  DATE_CELL,
  ERROR_CELL,
  NUMBER_CELL,
  rowTexts,
  TEXT_CELL,
  type CellRow,
  type RowHandler,
} from './cells.ts';
import { withoutNumbers } from './file-name.ts';
import { HEADING_ROWS, type HeadRow } from './headings.ts';
import type { ReadingCaps, RowSource } from './source.ts';
import type { FileSurvey } from './survey.ts';
import { readParts, unescaped, type WorkbookParts } from './workbook-parts.ts';
import { parseXml, type XmlHandler } from './workbook-xml.ts';
import { damaged, GuardedZip } from './zip.ts';

/**
 * Opens a workbook.
 *
 * @throws TwinError input: damaged, protected, no workbook, or far larger unpacked than a register is
 */
export async function workbookSource(survey: FileSurvey, caps: ReadingCaps): Promise<RowSource> {
  const zip = await GuardedZip.open(survey.path, survey.name, caps);
  try {
    return sourceOf(zip, await readParts(zip, caps), caps);
  } catch (error) {
    zip.close();
    throw error;
  }
}

function sourceOf(zip: GuardedZip, parts: WorkbookParts, caps: ReadingCaps): RowSource {
  return {
    sheets: parts.sheets.map(({ name }) => withoutNumbers(name)),
    dialect: 'XLSX',
    hasAllCells: false,
    is1904: parts.is1904,
    head: async (sheet) => {
      const rows: HeadRow[] = [];
      const handler = new SheetHandler(zip.file, parts, caps, (row) => {
        const cells = rowTexts(row);
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: row.row, cells });
        handler.isDone = rows.length >= HEADING_ROWS + 2;
      });
      await parseXml(zip, parts.sheets[sheet]!.entry, caps, handler);
      return rows;
    },
    read: async (sheet, onRow, onBytes) => {
      const { entry } = parts.sheets[sheet]!;
      const { packed, unpacked } = zip.sizeOf(entry);
      const share = packed / Math.max(1, unpacked);
      await parseXml(zip, entry, caps, new SheetHandler(zip.file, parts, caps, onRow), (bytes) =>
        onBytes(bytes * share),
      );
    },
    close: () => Promise.resolve(zip.close()),
  };
}

/** Makes rows of the tags of a sheet. */
class SheetHandler implements XmlHandler {
  isDone = false;
  readonly #file: string;
  readonly #parts: WorkbookParts;
  readonly #caps: ReadingCaps;
  readonly #onRow: RowHandler;
  readonly #row = new CellRowBuilder();
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #isText = false;
  #phonetic = 0;

  constructor(file: string, parts: WorkbookParts, caps: ReadingCaps, onRow: RowHandler) {
    this.#file = file;
    this.#parts = parts;
    this.#caps = caps;
    this.#onRow = onRow;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.isDone) return;
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#isText = this.#phonetic === 0;
    else if (name === 'row') this.#openRow(attributes['r']);
    else if (name === 'rPh') this.#phonetic++;
  }

  text(text: string): void {
    if (this.#isText) this.#text += text;
  }

  close(name: string): void {
    if (this.isDone) return;
    if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 't') this.#isText = false;
    else if (name === 'row') this.#onRow(this.#row as CellRow);
    else if (name === 'rPh') this.#phonetic--;
  }

  #openRow(number: string | undefined): void {
    const row = number === undefined ? this.#row.row + 1 : Number(number);
    if (!(row > this.#row.row)) throw damaged(this.#file);
    this.#row.begin(row);
    this.#column = -1;
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column < 0) throw damaged(this.#file);
    if (this.#column >= this.#caps.columns) throw tooManyColumns(this.#file, this.#row.row, this.#caps.columns);
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
    this.#text = '';
  }

  #closeCell(): void {
    const text = this.#text;
    if (text === '') return;
    if (this.#type === 's') return this.#shared(Number(text));
    if (this.#type === 'n') return this.#row.set(this.#column, text, this.#isDate() ? DATE_CELL : NUMBER_CELL);
    if (this.#type === 'b') return this.#row.set(this.#column, text === '1' ? 'TRUE' : 'FALSE', BOOLEAN_CELL);
    this.#row.set(this.#column, unescaped(text), this.#type === 'e' ? ERROR_CELL : TEXT_CELL);
  }

  #isDate(): boolean {
    return this.#parts.isDateStyle[this.#style] === true;
  }

  #shared(index: number): void {
    const { strings } = this.#parts;
    if (!(index >= 0 && index < strings.count)) throw damaged(this.#file);
    this.#row.setBytes(this.#column, strings.bytes, strings.start(index), strings.end(index));
  }
}

/** AB12 is column 27; -1 where there are no letters. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

const tooManyColumns = (file: string, row: number, columns: number): TwinError =>
  new TwinError('input', {
    code: 'too-many-columns',
    what: `A row has more than ${columns} columns.`,
    where: { file, row },
    todo: 'Delete the columns that hold nothing, and save the workbook.',
  });
