/** Where the rows of CSV that this program wrote begin and end: nothing is made of their cells. */

const [COMMA, QUOTE, LINE_FEED, ZERO] = [44, 34, 10, 48];

/** Where the row that begins at a place ends, its line feed included; line feeds in quotes are of a cell. */
export function endOfRow(bytes: Uint8Array, start: number): number {
  let isQuoted = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === LINE_FEED && !isQuoted) return at + 1;
  }
  return bytes.length;
}

/** The whole number that a row begins with. */
export function firstNumber(bytes: Uint8Array, start: number): number {
  let number = 0;
  for (let at = start; bytes[at] !== COMMA; at++) number = number * 10 + bytes[at]! - ZERO;
  return number;
}

/** The cells of one row as they are written, quotes included. */
export function rawCells(bytes: Uint8Array, start: number, end: number): string[] {
  const cells: string[] = [];
  const row = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [isQuoted, from] = [false, start];
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (!isQuoted && (byte === COMMA || byte === LINE_FEED)) {
      cells.push(row.toString('utf8', from, at));
      from = at + 1;
    }
  }
  return cells;
}
