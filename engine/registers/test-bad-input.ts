/** For tests of bad input: a sound file to spoil, what reading it tells, and a sink that keeps nothing. */
import { expect } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import type { ReadingContext } from './open-source.ts';
import type { ReadRegistersOptions } from './read.ts';
import type { Finding } from './records.ts';
import type { RowSink } from './row-checker.ts';
import { DEFAULT_CAPS } from './source.ts';
import { declarationOf, LISTS, readFiles, REGISTERS } from './test-files.ts';

export const HEAD = 'Nomor KK;NIK;Nama Penduduk;Tanggal Lahir;Kelamin;SHDK';
export const ROW = '3577010101900001;3577014107900001;SITI AMINAH;01/07/1990;PEREMPUAN;ISTRI';
export const SIAK = `${HEAD}\n${ROW}\n`;
export const DECLARED = declarationOf('{ file: a.csv, register: dukcapil }');

/** The error of reading these files; it must be a word for people that holds nobody's number or name. */
export async function errorOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ReadRegistersOptions> = {},
): Promise<TwinError> {
  const error: unknown = await readFiles(files, options).then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  if (!(error instanceof TwinError)) throw error;
  expect(error.message).not.toMatch(/3577014107900001|SITI|AMINAH/);
  expect(error.text.todo).toMatch(/\.$/);
  return error;
}

/** Counts rows and findings, and keeps none. */
export class CountingSink implements RowSink {
  accepted_ = 0;
  readonly findings = new Map<string, number>();
  lastRow = 0;

  accepted(): void {
    this.accepted_++;
  }

  finding({ severity, code, row }: Finding): void {
    const key = `${severity} ${code}`;
    this.findings.set(key, (this.findings.get(key) ?? 0) + 1);
    this.lastRow = row;
  }
}

export const CONTEXT: ReadingContext = {
  registers: REGISTERS,
  lists: LISTS,
  kelurahan: [],
  asOfDay: undefined,
  caps: DEFAULT_CAPS,
};
