/** In which row of a CSV a byte stands: what an error about bytes says, since nobody counts bytes. */
import { CsvParser } from './csv.ts';
import { DELIMITERS, type Delimiter } from './declaration.ts';
import { chunksOf } from './file-chunks.ts';
import { shownFileName } from './file-name.ts';
import { DEFAULT_CAPS } from './source.ts';

/** 1-based, as a spreadsheet shows it: a line end inside quotes starts no row. */
export async function rowOfByte(path: string, position: number): Promise<number> {
  let rowsBefore = 0;
  let parser: CsvParser | undefined;
  let at = 0;
  for await (const piece of chunksOf(path)) {
    parser ??= new CsvParser(
      { file: shownFileName(path), delimiter: likelyDelimiter(piece) },
      DEFAULT_CAPS,
      ({ row }) => {
        rowsBefore = row;
      },
    );
    const start = at === 0 ? markLength(piece) : 0;
    // With the byte itself, so that a CR before it is not taken for half of a line end.
    parser.push(piece.subarray(start, Math.max(start, position + 1 - at)));
    at += piece.length;
    if (at > position) break;
  }
  return rowsBefore + 1;
}

const markLength = (head: Buffer): number => (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0);

/** The one that stands most often at the top of the file; it matters for rows with quotes alone. */
function likelyDelimiter(head: Buffer): Delimiter {
  const top = head.toString('latin1', 0, 4096);
  const count = (delimiter: Delimiter): number => top.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
