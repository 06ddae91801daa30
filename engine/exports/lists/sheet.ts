/** A list as sheets: what stands in which column, told row by row, so that no writer holds more than one row. */

export type Cell = string | number;

export interface SheetColumn<Row> {
  readonly heading: string;
  /** Letters that fit. */
  readonly width: number;
  /** Holds numbers of which each digit counts: a spreadsheet is told to leave them as texts. */
  readonly isText?: true;
  /** Whoever works on the list fills it in. */
  readonly isOpen?: true;
  /** Answers that may be chosen in an open column. */
  readonly choices?: readonly string[];
  of(row: Row, index: number): Cell;
}

export interface ListSheet<Row = never> {
  readonly name: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly rows: readonly Row[];
  /** Columns at the left that stay in sight. */
  readonly fixedColumns?: number;
}

/** Any sheet, its rows known to its own columns alone. */
export interface AnySheet {
  readonly name: string;
  readonly columns: readonly Omit<SheetColumn<never>, 'of'>[];
  readonly rowCount: number;
  readonly fixedColumns: number;
  cells(row: number): Cell[];
}

export const anySheet = <Row>({ name, columns, rows, fixedColumns = 0 }: ListSheet<Row>): AnySheet => ({
  name,
  columns,
  rowCount: rows.length,
  fixedColumns,
  cells: (row) => columns.map((column) => column.of(rows[row]!, row)),
});

/** Label and value, one below the other. */
export const metadataSheet = (lines: readonly (readonly [string, string])[]): AnySheet =>
  anySheet<readonly [string, string]>({
    name: METADATA_SHEET,
    columns: [
      { heading: 'Keterangan', width: 34, of: ([label]) => label },
      { heading: 'Isi', width: 100, of: ([, value]) => value },
    ],
    rows: lines,
  });
export const METADATA_SHEET = 'Metadata';
