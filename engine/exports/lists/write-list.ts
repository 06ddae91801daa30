/** Writes sheets of a list as a workbook or as CSV, for their owner alone; the file is there whole or not at all. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FOR_OWNER, makeFolderFor, moveIntoPlace, storageError, writeFileAtomic } from '../../kernel/files.ts';
import { csvLine } from '../csv-line.ts';
import { sheetXml } from '../workbook/sheet-xml.ts';
import { workbookParts, sheetPart } from '../workbook/workbook-parts.ts';
import { ZipWriter } from '../workbook/zip-writer.ts';
import type { AnySheet, Cell } from './sheet.ts';

/**
 * @param watermark stands at the foot of every printed page: who made it, and when
 * @throws TwinError storage when the disk is full or not writable
 */
export async function writeListWorkbook(path: string, sheets: readonly AnySheet[], watermark: string): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    makeFolderFor(FOR_OWNER, dirname(path));
    const file = await open(partial, 'w', FOR_OWNER);
    try {
      await fill(new ZipWriter({ write: (bytes) => file.writeFile(bytes) }), sheets, watermark);
      await file.sync();
    } finally {
      await file.close();
    }
    moveIntoPlace(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw storageError(error, path);
  }
}

async function fill(zip: ZipWriter, sheets: readonly AnySheet[], watermark: string): Promise<void> {
  for (const [name, xml] of workbookParts(sheets.map((sheet) => sheet.name))) await zip.add(name, [xml]);
  for (const [i, sheet] of sheets.entries()) await zip.add(sheetPart(i + 1), sheetXml(sheet, watermark));
  await zip.end();
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
