/** A sheet as the XML of a workbook, some hundred rows at a time. */
import { harmless } from '../harmless.ts';
import type { AnySheet, Cell } from '../lists/sheet.ts';
import { HEADING, PLAIN, TEXT, TEXT_HEADING } from './workbook-parts.ts';
import { attributeText, cellText } from './xml-text.ts';

const ROWS_AT_ONCE = 500;
/** Of a column that nothing is told of. */
const USUAL_WIDTH = 9;

type SheetColumn = AnySheet['columns'][number];

/** As text, a number of 16 digits keeps all of them. */
const isText = ({ isText: is, isOpen }: SheetColumn): boolean => is === true || isOpen === true;

/** Letters of the column, from 0: A, B … Z, AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** @param watermark at the foot of every printed page */
export function* sheetXml(sheet: AnySheet, watermark: string): Generator<string> {
  const { columns, rowCount } = sheet;
  const letters = columns.map((_, i) => columnLetters(i));
  const plain = rowWriter(
    letters,
    columns.map((column) => (isText(column) ? TEXT : PLAIN)),
  );
  const heading = rowWriter(
    letters,
    columns.map((column) => (isText(column) ? TEXT_HEADING : HEADING)),
    ` s="${HEADING}" customFormat="1"`,
  );
  yield `${OPENING}${view(sheet.fixedColumns)}${columnsXml(columns)}<sheetData>${heading(
    1,
    columns.map((column) => column.heading),
  )}`;
  for (let first = 0; first < rowCount; first += ROWS_AT_ONCE) {
    const end = Math.min(rowCount, first + ROWS_AT_ONCE);
    let rows = '';
    for (let row = first; row < end; row++) rows += plain(row + 2, sheet.cells(row));
    yield rows;
  }
  yield `</sheetData><autoFilter ref="A1:${letters.at(-1)!}1"/>${choicesXml(sheet, letters)}${closing(watermark)}`;
}

const OPENING =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"' +
  ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
  ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"' +
  ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">' +
  '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** The heading row and the first columns stay in sight. */
function view(fixedColumns: number): string {
  const pane = fixedColumns > 0 ? 'bottomRight' : 'bottomLeft';
  const split = fixedColumns > 0 ? `xSplit="${fixedColumns}" ySplit="1"` : 'ySplit="1"';
  return (
    `<sheetViews><sheetView workbookViewId="0"><pane ${split} topLeftCell="${columnLetters(fixedColumns)}2"` +
    ` activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15" outlineLevelRow="0" outlineLevelCol="0" x14ac:dyDescent="55"/>'
  );
}

/** Columns that are alike and side by side are told together, usual ones not at all. */
function columnsXml(columns: readonly SheetColumn[]): string {
  const runs: { first: number; last: number; width: number; isText: boolean }[] = [];
  columns.forEach((column, i) => {
    const run = { first: i + 1, last: i + 1, width: column.width, isText: isText(column) };
    const last = runs.at(-1);
    const isSame = last?.last === i && last.width === run.width && last.isText === run.isText;
    if (isSame) last.last = i + 1;
    else if (run.width !== USUAL_WIDTH || run.isText) runs.push(run);
  });
  if (runs.length === 0) return '';
  const of = (run: (typeof runs)[number]): string =>
    `<col min="${run.first}" max="${run.last}" width="${run.width}"${run.isText ? ` style="${TEXT}"` : ''} customWidth="1"/>`;
  return `<cols>${runs.map(of).join('')}</cols>`;
}

/** @returns of the number of a row and its cells; '' for a row of blanks, which no workbook tells */
function rowWriter(letters: readonly string[], styles: readonly number[], ofRow = '') {
  const openings = letters.map((each) => `<c r="${each}`);
  const styled = styles.map((style) => (style === PLAIN ? '' : ` s="${style}"`));
  return (number: number, cells: readonly Cell[]): string => {
    let [first, last, xml] = [-1, -1, ''];
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      // A blank is no cell at all: the style of its column is enough.
      if (cell === '' || cell !== cell) continue;
      if (first < 0) first = i;
      last = i;
      const opening = `${openings[i]!}${number}"${styled[i]!}`;
      xml +=
        typeof cell === 'number'
          ? `${opening}><v>${cell}</v></c>`
          : `${opening} t="str"><v>${cellText(harmless(cell))}</v></c>`;
    }
    if (first < 0) return '';
    return `<row r="${number}" spans="${first + 1}:${last + 1}"${ofRow} x14ac:dyDescent="0.25">${xml}</row>`;
  };
}

/** A choice of answers where only some can be given. */
function choicesXml({ columns, rowCount }: AnySheet, letters: readonly string[]): string {
  if (rowCount === 0) return '';
  const found = columns.flatMap(({ choices }, i) => {
    if (choices === undefined) return [];
    const range = `${letters[i]!}2:${letters[i]!}${rowCount + 1}`;
    const formula = attributeText(`"${choices.join(',')}"`);
    return [
      `<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>${formula}</formula1></dataValidation>`,
    ];
  });
  return found.length === 0 ? '' : `<dataValidations count="${found.length}">${found.join('')}</dataValidations>`;
}

const closing = (watermark: string): string =>
  '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
  '<pageSetup orientation="landscape" horizontalDpi="4294967295" verticalDpi="4294967295" scale="100" fitToWidth="1" fitToHeight="0"/>' +
  // A printed ampersand starts a code.
  `<headerFooter><oddFooter>${attributeText(`&L${watermark.replaceAll('&', '&&')}&R&P / &N`)}</oddFooter></headerFooter></worksheet>`;
