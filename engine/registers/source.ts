/** A table of any format, as rows of cells. */
import type { RowHandler } from './cells.ts';
import type { HeadRow } from './headings.ts';

export interface RowSource {
  /** Names of the sheets; one blank name for formats without sheets. */
  readonly sheets: readonly string[];
  /** How the file is written, in words that are the same in every language: `CSV, ";", Windows-1252`. */
  readonly dialect: string;
  /** Rows must have a cell for every heading, as those of a CSV have. */
  readonly hasAllCells: boolean;
  /** Dates are counted from 1904, as some workbooks do. */
  readonly is1904: boolean;
  /** Rows at the top of a sheet that hold anything. */
  head(sheet: number): Promise<readonly HeadRow[]>;
  /**
   * Hands over every row of a sheet, from the top.
   *
   * @param onBytes how much of the file has gone by since the last call
   */
  read(sheet: number, onRow: RowHandler, onBytes: (bytes: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** Limits against files that are broken or meant to break. */
export interface ReadingCaps {
  /** Longest row of a CSV, in bytes. */
  readonly rowBytes: number;
  readonly columns: number;
  /** Zip entries of a workbook. */
  readonly zipEntries: number;
  /** Unpacked size of one zip entry, and of all that are read. */
  readonly entryBytes: number;
  readonly workbookBytes: number;
  /** Unpacked over packed, for entries above 1 MiB; deflate cannot exceed 1032. */
  readonly zipRatio: number;
  readonly sharedStrings: number;
  readonly sharedStringBytes: number;
  /** Longest text between two tags. */
  readonly xmlTextBytes: number;
  /** Unpacked size of a row group of Parquet. */
  readonly rowGroupBytes: number;
}

const MEBIBYTE = 1 << 20;

/** Excel has at most 32,767 letters a cell and 1,048,576 rows a sheet; the largest city list takes a tenth of these. */
export const DEFAULT_CAPS: ReadingCaps = {
  rowBytes: MEBIBYTE,
  columns: 4096,
  zipEntries: 2000,
  entryBytes: 1024 * MEBIBYTE,
  workbookBytes: 2048 * MEBIBYTE,
  zipRatio: 400,
  sharedStrings: 8_000_000,
  sharedStringBytes: 256 * MEBIBYTE,
  xmlTextBytes: MEBIBYTE,
  rowGroupBytes: 512 * MEBIBYTE,
};
