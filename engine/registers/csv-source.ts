/** A CSV of any dialect that Excel writes in Indonesia, as rows of cells. */
import { isAscii } from 'node:buffer';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { rowTexts } from './cells.ts';
import { CsvParser, type CsvPlace } from './csv.ts';
import { DELIMITERS, type Delimiter } from './declaration.ts';
import { encodingName } from './encodings.ts';
import { chunksOf, fileChanged } from './file-chunks.ts';
import { HEADING_ROWS, type HeadRow } from './headings.ts';
import type { ReadingCaps, RowSource } from './source.ts';
import type { FileSurvey } from './survey.ts';

const describeDelimiter = (delimiter: string): string => (delimiter === '\t' ? 'tab' : JSON.stringify(delimiter));

/** Opens a CSV with one delimiter; which one it is shows when its headings make sense. */
export function csvSource(survey: FileSurvey, delimiter: string, caps: ReadingCaps): RowSource {
  const encoding = survey.encoding!;
  const place = { file: survey.name, delimiter };
  return {
    sheets: [''],
    dialect: `CSV, ${describeDelimiter(delimiter)}, ${encodingName(encoding)}`,
    hasAllCells: true,
    is1904: false,
    head: () => headOf(survey, place, caps),
    read: (_sheet, onRow, onBytes) => readCsv(survey, new CsvParser(place, caps, onRow), onBytes),
    close: () => Promise.resolve(),
  };
}

/**
 * The rows at the top. A row that cannot be parted ends them: the headings above it may show what the file is, and
 * reading it then says what is wrong and in which row.
 */
async function headOf(survey: FileSurvey, place: CsvPlace, caps: ReadingCaps): Promise<HeadRow[]> {
  const rows: HeadRow[] = [];
  const parser = new CsvParser(place, caps, (row) => {
    if (rows.length <= HEADING_ROWS + 2) rows.push({ row: row.row, cells: rowTexts(row) });
  });
  try {
    for await (const { text } of textOfFile(survey)) {
      parser.push(text);
      if (rows.length > HEADING_ROWS + 2) return filled(rows);
    }
    parser.end();
  } catch (error) {
    if (!(error instanceof TwinError) || rows.length === 0) throw error;
  }
  return filled(rows);
}

const filled = (rows: readonly HeadRow[]): HeadRow[] =>
  rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).slice(0, HEADING_ROWS + 2);

async function readCsv(survey: FileSurvey, parser: CsvParser, onBytes: (bytes: number) => void): Promise<void> {
  let bytes = 0;
  for await (const { text, size } of textOfFile(survey)) {
    parser.push(text);
    bytes += size;
    onBytes(size);
  }
  if (bytes !== survey.bytes) throw fileChanged(survey.path);
  parser.end();
}

/** The delimiters to try: the declared one, the one of a line `sep=;`, else all. */
export async function delimitersOf<D extends string = Delimiter>(
  survey: FileSurvey,
  declared: D | undefined,
): Promise<readonly (D | Delimiter)[]> {
  if (declared !== undefined) return [declared];
  for await (const { text } of textOfFile(survey)) {
    const line = /^sep=(.)[\r\n]/.exec(text.toString('latin1', 0, 16));
    const named = DELIMITERS.find((delimiter) => delimiter === line?.[1]);
    return named === undefined ? DELIMITERS : [named];
  }
  return DELIMITERS;
}

/** The file as UTF-8 without a byte order mark, piece by piece; `size` is what the piece takes in the file. */
async function* textOfFile(survey: FileSurvey): AsyncGenerator<{ text: Buffer; size: number }, void, undefined> {
  const { encoding, path, name } = survey;
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding, { fatal: true });
  let isFirst = true;
  for await (const piece of chunksOf(path)) {
    const size = piece.length;
    if (decoder === undefined) yield { text: isFirst ? withoutMark(piece) : piece, size };
    else if (encoding === 'windows-1252' && isAscii(piece)) yield { text: piece, size };
    else yield { text: Buffer.from(decoded(decoder, piece, name)), size };
    isFirst = false;
  }
  if (decoder !== undefined) decoded(decoder, undefined, name);
}

const withoutMark = (piece: Buffer): Buffer =>
  piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;

function decoded(decoder: InstanceType<typeof TextDecoder>, piece: Buffer | undefined, file: string): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch (error) {
    if (systemCode(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new TwinError(
      'input',
      {
        code: 'encoding-wrong',
        what: `The file holds bytes that are not ${decoder.encoding}.`,
        where: { file },
        todo: 'Correct the encoding in registers.yaml, or export the file as UTF-8.',
      },
      { cause: error },
    );
  }
}
