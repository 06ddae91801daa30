/** Files that are not read, each with what to do about it. */
import { TwinError } from '../kernel/errors.ts';

export const emptyFile = (file: string): TwinError =>
  new TwinError('input', {
    code: 'file-empty',
    what: 'The file is empty.',
    where: { file },
    expected: 'headings, and a row for each record',
    todo: 'Export it again, or take it out of the folder and of registers.yaml.',
  });

export const oldWorkbook = (file: string): TwinError =>
  new TwinError('input', {
    code: 'workbook-old',
    what: 'The file is an old Excel workbook (.xls).',
    where: { file },
    expected: '.xlsx, CSV or Parquet',
    todo: 'Open it and save it as "Excel Workbook (.xlsx)".',
  });

export const encryptedWorkbook = (file: string): TwinError =>
  new TwinError('input', {
    code: 'workbook-encrypted',
    what: 'The workbook is protected by a password.',
    where: { file },
    todo: 'Open it with the password, remove the password (File, Info, Protect Workbook) and save it.',
  });

export const webPage = (file: string): TwinError =>
  new TwinError('input', {
    code: 'html-not-table',
    what: 'The file is a web page with the name of a table, as some systems export it.',
    where: { file },
    expected: '.xlsx, CSV or Parquet',
    todo: 'Open it in Excel, look whether the numbers of identity still have 16 digits, and save it as .xlsx.',
  });

export const xmlFile = (file: string): TwinError =>
  new TwinError('input', {
    code: 'xml-not-table',
    what: 'The file is XML (perhaps "XML Spreadsheet 2003"), not a workbook.',
    where: { file },
    expected: '.xlsx, CSV or Parquet',
    todo: 'Open it in Excel and save it as "Excel Workbook (.xlsx)".',
  });

export const foreignFormat = (file: string): TwinError =>
  new TwinError('input', {
    code: 'format-unknown',
    what: 'The file is neither a text table, nor a workbook, nor Parquet.',
    where: { file },
    expected: '.xlsx, CSV or Parquet',
    todo: 'Export the register in one of these formats.',
  });
