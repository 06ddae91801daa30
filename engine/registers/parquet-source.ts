/** A Parquet file, one row group at a time, as rows of cells. */
import { open, type FileHandle } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
} from 'hyparquet';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { setValue } from './cell-values.ts';
import { CellRowBuilder, type CellRow, type RowHandler } from './cells.ts';
import type { ReadingCaps, RowSource } from './source.ts';
import type { FileSurvey } from './survey.ts';

/** Codecs beside those that hyparquet has; none unpacks more than the page says. */
const COMPRESSORS: Compressors = {
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: length }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: length }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: length }),
};

/** @throws TwinError input `parquet-damaged`, `parquet-too-large` */
export async function parquetSource(survey: FileSurvey, caps: ReadingCaps): Promise<RowSource> {
  const handle = await open(survey.path, 'r');
  try {
    const file = bufferOf(handle, survey.bytes);
    const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
      throw parquetError(error, survey.name);
    });
    return sourceOf(handle, file, metadata, survey, caps);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function sourceOf(
  handle: FileHandle,
  file: AsyncBuffer,
  metadata: FileMetaData,
  survey: FileSurvey,
  caps: ReadingCaps,
): RowSource {
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  return {
    sheets: [''],
    dialect: 'Parquet',
    hasAllCells: false,
    is1904: false,
    head: () => Promise.resolve([{ row: 1, cells: names }]),
    read: async (_sheet, onRow, onBytes) => {
      let start = 0;
      for (const group of metadata.row_groups) {
        const rows = Number(group.num_rows);
        if (Number(group.total_byte_size) > caps.rowGroupBytes) throw tooLarge(survey.name);
        await readGroup(file, metadata, names, start, rows, onRow).catch((error: unknown) => {
          throw parquetError(error, survey.name);
        });
        start += rows;
        onBytes(survey.bytes / metadata.row_groups.length);
      }
    },
    close: () => handle.close(),
  };
}

async function readGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  names: readonly string[],
  start: number,
  count: number,
  onRow: RowHandler,
): Promise<void> {
  const rows = await parquetReadObjects({
    file,
    metadata,
    rowStart: start,
    rowEnd: start + count,
    compressors: COMPRESSORS,
  });
  const cells = new CellRowBuilder();
  rows.forEach((row, i) => {
    // Row 1 is the heading, as in a table.
    cells.begin(start + i + 2);
    names.forEach((name, column) => setValue(cells, column, row[name]));
    onRow(cells as CellRow);
  });
}

function bufferOf(handle: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
      await handle.read(bytes, 0, bytes.length, start);
      return bytes.buffer;
    },
  };
}

/** Errors of ours and of the file system pass; what the reader says is about the file. */
function parquetError(error: unknown, file: string): unknown {
  if (error instanceof TwinError || /^E[A-Z]+$/.test(systemCode(error) ?? '')) return error;
  return new TwinError(
    'input',
    {
      code: 'parquet-damaged',
      what: 'The Parquet file is damaged, or packed in a way that is not known.',
      where: { file },
      todo: 'Write it again, packed with Snappy, Gzip, Zstandard or not at all.',
    },
    { cause: error },
  );
}

const tooLarge = (file: string): TwinError =>
  new TwinError('input', {
    code: 'parquet-too-large',
    what: 'A row group of the Parquet file is too large to be held in memory.',
    where: { file },
    expected: 'row groups of at most 512 MB unpacked',
    todo: 'Write it again with smaller row groups, of 100,000 rows for instance.',
  });
