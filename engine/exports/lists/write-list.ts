/** Writes sheets of a list as a workbook or as CSV, for their owner alone; the file is there whole or not at all. */
import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type exceljs from 'exceljs';
import { FOR_OWNER, makeFolderFor, moveIntoPlace, storageError, writeFileAtomic } from '../../kernel/files.ts';
import { csvLine } from '../csv-line.ts';
import { harmless } from '../harmless.ts';
import type { AnySheet, Cell } from './sheet.ts';

/**
 * @param watermark stands at the foot of every printed page: who made it, and when
 * @throws TwinError storage when the disk is full or not writable
 */
export async function writeListWorkbook(path: string, sheets: readonly AnySheet[], watermark: string): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    makeFolderFor(FOR_OWNER, dirname(path));
    const stream = createWriteStream(partial, { mode: FOR_OWNER });
    const failed = new Promise<never>((_, reject) => stream.on('error', reject));
    await Promise.race([fill(stream, sheets, watermark), failed]);
    moveIntoPlace(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw storageError(error, path);
  }
}

/** Rows after which the rest of the program, and the disk, get their turn. */
const ROWS_AT_ONCE = 500;
const AS_TEXT = { numFmt: '@' };
const AS_IS = {};
const styleOf = ({ isText, isOpen }: AnySheet['columns'][number]): Partial<exceljs.Style> =>
  isText === true || isOpen === true ? AS_TEXT : AS_IS;

async function fill(stream: NodeJS.WritableStream, sheets: readonly AnySheet[], watermark: string): Promise<void> {
  // Loading it takes as long as many a command that writes no workbook.
  const { stream: writers } = (await import('exceljs')).default;
  const workbook = new writers.xlsx.WorkbookWriter({ stream: stream as never, useStyles: true });
  for (const sheet of sheets) {
    const { columns, rowCount, fixedColumns } = sheet;
    const written = workbook.addWorksheet(sheet.name, {
      views: [{ state: 'frozen', ySplit: 1, xSplit: fixedColumns }],
      // A printed ampersand starts a code.
      headerFooter: { oddFooter: `&L${watermark.replaceAll('&', '&&')}&R&P / &N` },
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    written.columns = columns.map((column) => ({
      header: column.heading,
      width: column.width,
      // As text, a number of 16 digits keeps all of them.
      style: styleOf(column),
    }));
    written.getRow(1).font = { bold: true };
    written.getRow(1).alignment = { wrapText: true, vertical: 'top' };
    written.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
    addChoices(written, sheet);
    for (let row = 0; row < rowCount; row++) {
      const added = written.addRow(sheet.cells(row).map(cellValue));
      // The writer knows a style again by the object, and makes one a cell where it is left to it.
      added.eachCell((cell, column) => (cell.style = styleOf(columns[column - 1]!)));
      added.commit();
      if (row % ROWS_AT_ONCE === 0) await new Promise(setImmediate);
    }
    written.commit();
  }
  await workbook.commit();
}

/** A blank is no cell at all: the style of its column is enough. */
const cellValue = (cell: Cell): Cell | undefined =>
  typeof cell === 'number' ? (Number.isNaN(cell) ? undefined : cell) : cell === '' ? undefined : inXml(harmless(cell));

/** What XML cannot hold, and what a spreadsheet would take for it, written as spreadsheets write it: _x0007_. */
const inXml = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, hexOf)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, hexOf);
const hexOf = (letter: string): string => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

interface WithValidations {
  readonly dataValidations: { add(range: string, validation: exceljs.DataValidation): void };
}

/** A choice of answers where only some can be given. */
function addChoices(written: exceljs.Worksheet, { columns, rowCount }: AnySheet): void {
  columns.forEach(({ choices }, i) => {
    if (choices === undefined || rowCount === 0) return;
    const letter = written.getColumn(i + 1).letter;
    // The types of exceljs leave out what its writer has.
    (written as unknown as WithValidations).dataValidations.add(`${letter}2:${letter}${rowCount + 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`"${choices.join(',')}"`],
    });
  });
}

/**
 * The first sheet, with the others below it as lines that open with #; as spreadsheets in Indonesian part and read it.
 *
 * @throws TwinError storage when the disk is full or not writable
 */
export function writeListCsv(path: string, [main, ...others]: readonly [AnySheet, ...AnySheet[]]): void {
  const cells = (sheet: AnySheet): Cell[][] => Array.from({ length: sheet.rowCount }, (_, row) => sheet.cells(row));
  const lines: Cell[][] = [
    main.columns.map(({ heading }) => heading),
    ...cells(main),
    [],
    ...others.flatMap((sheet) => cells(sheet).map(([label, ...values]) => [`# ${label}`, ...values])),
  ];
  writeFileAtomic(path, `\uFEFF${lines.map((each) => csvLine(each, 'id')).join('\r\n')}\r\n`, FOR_OWNER);
}
