/** Workbooks written row by row (Office Open XML), the same bytes for the same rows. */
import type { Cell, TableFile, WrittenFile } from './table-file.ts';
import { ZipFile } from './zip-file.ts';

export interface WorkbookStyle {
  readonly sheets: readonly string[];
  /** The columns, 0 the first, whose numbers are dates (Excel serials). */
  readonly dateColumns: readonly number[];
  /** `shared`: texts kept once, as Excel saves them; `inline`: in the cells, as exports of a server do. */
  readonly strings: 'shared' | 'inline';
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PIECE = 1 << 17;
/** cellXfs below: 0 general, 1 date, 2 text. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

export class XlsxFile implements TableFile {
  readonly #zip: ZipFile;
  readonly #style: WorkbookStyle;
  readonly #letters: readonly string[];
  readonly #isDate: readonly boolean[];
  readonly #shared = new Map<string, number>();
  #sheets = 0;
  #rows = 0;
  #texts = 0;
  #piece = '';

  constructor(path: string, style: WorkbookStyle, columns: number) {
    this.#zip = new ZipFile(path);
    this.#style = style;
    this.#letters = Array.from({ length: columns }, (_, i) => columnLetters(i));
    this.#isDate = Array.from({ length: columns }, (_, i) => style.dateColumns.includes(i));
  }

  async nextSheet(): Promise<void> {
    if (this.#sheets > 0) await this.#endSheet();
    this.#sheets++;
    this.#rows = 0;
    this.#zip.begin(`xl/worksheets/sheet${this.#sheets}.xml`);
    this.#piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  }

  async #endSheet(): Promise<void> {
    this.#zip.write(`${this.#piece}</sheetData></worksheet>`);
    this.#piece = '';
    await this.#zip.end();
  }

  row(cells: readonly Cell[]): number {
    const row = ++this.#rows;
    let line = `<row r="${row}">`;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (cell === '') continue;
      line += `<c r="${this.#letters[i]!}${row}"${this.#cell(cell, i)}</c>`;
    }
    this.#piece += `${line}</row>`;
    if (this.#piece.length >= PIECE) {
      this.#zip.write(this.#piece);
      this.#piece = '';
    }
    return row;
  }

  #cell(cell: Cell, column: number): string {
    if (typeof cell === 'number') return this.#isDate[column] ? ` s="1"><v>${cell}</v>` : `><v>${cell}</v>`;
    if (this.#style.strings === 'inline')
      return ` t="inlineStr" s="2"><is><t${keepsSpace(cell)}>${escaped(cell)}</t></is>`;
    this.#texts++;
    let code = this.#shared.get(cell);
    if (code === undefined) {
      code = this.#shared.size;
      this.#shared.set(cell, code);
    }
    return ` s="2" t="s"><v>${code}</v>`;
  }

  emptyRow(): number {
    return ++this.#rows;
  }

  drained(): Promise<void> {
    return this.#zip.drained();
  }

  async close(): Promise<WrittenFile> {
    await this.#endSheet();
    await this.#zip.add('xl/workbook.xml', this.#workbook());
    await this.#zip.add('xl/_rels/workbook.xml.rels', this.#workbookRelations());
    await this.#zip.add('xl/styles.xml', STYLES);
    if (this.#style.strings === 'shared') await this.#zip.add('xl/sharedStrings.xml', this.#sharedStrings());
    await this.#zip.add('_rels/.rels', relations([[`${OFFICE}/officeDocument`, 'xl/workbook.xml']]));
    await this.#zip.add('[Content_Types].xml', this.#contentTypes());
    return this.#zip.close();
  }

  abandon(): void {
    this.#zip.abandon();
  }

  #workbook(): string {
    const sheets = this.#style.sheets.map(
      (name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
    );
    return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
  }

  #workbookRelations(): string {
    const targets: [string, string][] = this.#style.sheets.map((_, i) => [
      `${OFFICE}/worksheet`,
      `worksheets/sheet${i + 1}.xml`,
    ]);
    targets.push([`${OFFICE}/styles`, 'styles.xml']);
    if (this.#style.strings === 'shared') targets.push([`${OFFICE}/sharedStrings`, 'sharedStrings.xml']);
    return relations(targets);
  }

  #sharedStrings(): string {
    const items = Array.from(this.#shared.keys(), (text) => `<si><t${keepsSpace(text)}>${escaped(text)}</t></si>`);
    const counts = `count="${this.#texts}" uniqueCount="${this.#shared.size}"`;
    return `${HEAD}<sst xmlns="${MAIN}" ${counts}>${items.join('')}</sst>`;
  }

  #contentTypes(): string {
    const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}+xml"/>`;
    return [
      `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Default Extension="xml" ContentType="application/xml"/>',
      override('/xl/workbook.xml', `${SHEET_TYPE}.sheet.main`),
      ...this.#style.sheets.map((_, i) => override(`/xl/worksheets/sheet${i + 1}.xml`, `${SHEET_TYPE}.worksheet`)),
      override('/xl/styles.xml', `${SHEET_TYPE}.styles`),
      ...(this.#style.strings === 'shared' ? [override('/xl/sharedStrings.xml', `${SHEET_TYPE}.sharedStrings`)] : []),
      '</Types>',
    ].join('');
  }
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const items = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** 0 is A, 26 is AA. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

const keepsSpace = (text: string): string => (text.trim() === text ? '' : ' xml:space="preserve"');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => ESCAPES[character]!) : text;
