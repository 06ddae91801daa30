/** Small tables that an office fills in and saves again: parted by whatever its spreadsheet parts columns by. */

export interface SmallCsv {
  /** Of the first row, in small letters. */
  readonly headings: readonly string[];
  /** Rows below it that are not blank, with their number in the file. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  /** A whole number as such a file writes it, also as 12,0 (12.0 where commas part it); undefined for anything else. */
  wholeNumber(cell: string): number | undefined;
}

/** @param text cells parted by `;`, a comma or a tab, as the heading row is; with or without quotes around a cell */
export function readSmallCsv(text: string): SmallCsv {
  const [first = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const delimiter = /[;,\t]/.exec(first)?.[0] ?? ',';
  const cellsOf = (line: string): string[] =>
    line.split(delimiter).map((cell) =>
      cell
        .trim()
        .replace(/^"([^"]*)"$/, '$1')
        .trim(),
    );
  const whole = delimiter === ',' ? /^(\d{1,9})(?:\.0{1,2})?$/ : /^(\d{1,9})(?:,0{1,2})?$/;
  return {
    headings: cellsOf(first).map((heading) => heading.toLowerCase()),
    rows: lines
      .map((line, i) => ({ row: i + 2, cells: cellsOf(line) }))
      .filter(({ cells }) => cells.some((cell) => cell !== '')),
    wholeNumber: (cell) => {
      const digits = whole.exec(cell)?.[1];
      return digits === undefined ? undefined : Number(digits);
    },
  };
}
