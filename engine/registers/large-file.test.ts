/** A file of any length passes by; one that changes, or cannot be read, is told. */
import { appendFileSync, chmodSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { SILENT } from '../kernel/progress.ts';
import { readRegisterFile } from './read-file.ts';
import { readRegisters } from './read.ts';
import type { RowSink } from './row-checker.ts';
import { surveyFile } from './survey.ts';
import { CONTEXT, CountingSink, DECLARED, errorOf, HEAD, ROW, SIAK } from './test-bad-input.ts';
import { folderOf, MODELS } from './test-files.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use once garbage is gone, buffers included. */
function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a large file', () => {
  test('of 10 million letters without a line end stops at the limit', async () => {
    const folder = folderOf({ 'a.csv': `${SIAK}${'A'.repeat(10_000_000)}\n${ROW}\n` });
    let most = 0;
    const before = bytesInUse();
    const reading = readRegisters({
      folder,
      models: MODELS,
      progress: { ...SILENT, at: () => void (most = Math.max(most, process.memoryUsage().arrayBuffers)) },
    });
    await expect(reading).rejects.toMatchObject({ text: { code: 'row-too-long', where: { file: 'a.csv', row: 3 } } });
    expect(most - before).toBeLessThan(40 << 20);
  });

  test('of 300,000 rows with an error in every tenth is read to the end, and every error is counted', async () => {
    const lines = [HEAD];
    for (let i = 0; i < 300_000; i++) {
      const nik = `357701410790${String(i % 10_000).padStart(4, '0')}`;
      const faulty = i % 20 === 0 ? nik.slice(1) : nik;
      const date = i % 20 === 10 ? '31/02/1990' : '01/07/1990';
      lines.push(
        `35770101${String(i).padStart(8, '0')};${faulty};SITI ${'ABCDEFGHIJ'[i % 10]!.repeat(1 + (i % 7))};${date};P;ISTRI`,
      );
    }
    const folder = folderOf({ 'a.csv': lines.join('\n') });
    const { files, findings, registers } = await readRegisters({ folder, models: MODELS, progress: SILENT });
    expect(files[0]).toMatchObject({
      rowsReceived: 300_000,
      rowsAccepted: 300_000,
      rowsWithFindings: 30_000,
      rowsRefused: 0,
    });
    expect(findings).toHaveLength(30_000);
    const codes = Map.groupBy(findings, ({ code }) => code);
    expect([codes.get('nik-fifteen-digits')!.length, codes.get('date-impossible')!.length]).toEqual([15_000, 15_000]);
    expect(registers[0]!.count).toBe(300_000);
    expect(findings.at(-1)!.row).toBe(300_000 - 10 + 2);
  });

  /** Most memory in use while this many rows go by, above what was in use before. */
  async function growth(rows: number, sink: RowSink): Promise<number> {
    const path = join(folderOf({ 'a.csv': HEAD }), 'a.csv');
    for (let start = 0; start < rows; start += 10_000) {
      const lines = Array.from({ length: 10_000 }, (_, i) => {
        const number = String(start + i).padStart(8, '0');
        const date = i % 10 === 0 ? '31/02/1990' : '01/07/1990';
        return `\n35770101${number};35770141${number};NAMA ${(start + i).toString(36)};${date};P;ISTRI`;
      });
      appendFileSync(path, lines.join(''));
    }
    const survey = await surveyFile(path);
    // Buffers of what ran before are given back a moment after they become garbage.
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, (bytesInUse(), 5)));
    const before = bytesInUse();
    let most = before;
    let piece = 0;
    const look = (): void => void (piece++ % 4 === 3 && (most = Math.max(most, bytesInUse())));
    await readRegisterFile(survey, { context: CONTEXT, fileIndex: 0, sinkFor: () => sink, onBytes: look });
    return Math.max(most, bytesInUse()) - before;
  }

  test('passes by in less memory than it has bytes, however long it is', async () => {
    const sink = new CountingSink();
    expect(await growth(250_000, sink)).toBeLessThan(12 << 20);
    expect(sink.accepted_).toBe(250_000);
    expect(sink.findings.get('finding date-impossible')).toBe(25_000);
  });

  test('and a sink that keeps its rows shows that the measure above can grow', async () => {
    const kept: string[] = [];
    const keeping: RowSink = {
      accepted: (row) => void kept.push(row.text(0), row.text(1), row.text(2)),
      finding: () => {},
    };
    expect(await growth(250_000, keeping)).toBeGreaterThan(12 << 20);
    expect(kept).toHaveLength(750_000);
  });

  test('of nothing but errors stops when nobody could read them all', async () => {
    const error = await errorOf({ 'a.csv': `${HEAD}\n${'x;y;1;z;w;v\n'.repeat(500)}` }, { maximumFindings: 1000 });
    expect(error.text.code).toBe('too-many-findings');
  });
});

describe('a file that changes under the reader', () => {
  const survey = (folder: string) => surveyFile(join(folder, 'a.csv'));
  const read = async (folder: string, change: (path: string) => void): Promise<TwinError> => {
    const looked = await survey(folder);
    change(join(folder, 'a.csv'));
    const error: unknown = await readRegisterFile(looked, {
      context: CONTEXT,
      fileIndex: 0,
      sinkFor: () => new CountingSink(),
    }).then(
      () => 'no error',
      (reason: unknown) => reason,
    );
    if (!(error instanceof TwinError)) throw error;
    return error;
  };

  test('vanished', async () => {
    expect((await read(folderOf({ 'a.csv': SIAK }), (path) => rmSync(path))).text.code).toBe('file-gone');
  });

  test('cut short', async () => {
    const error = await read(folderOf({ 'a.csv': SIAK + `${ROW}\n`.repeat(50) }), (path) => truncateSync(path, 400));
    expect(error.text.code).toBe('file-changed');
  });

  test('still being written', async () => {
    const error = await read(folderOf({ 'a.csv': SIAK }), (path) => appendFileSync(path, `${ROW}\n`));
    expect(error.text.code).toBe('file-changed');
  });

  test('a folder with the name of a file', async () => {
    const error = await errorOf({ 'a.csv/inside.txt': 'x', 'registers.yaml': DECLARED });
    expect(error.text.code).toBe('file-unreadable');
  });

  test('not readable', async () => {
    const folder = folderOf({ 'a.csv': SIAK });
    const path = join(folder, 'a.csv');
    // The superuser may read anything but the first byte of his own memory, which fails as a broken disk does.
    if (process.getuid?.() === 0) {
      rmSync(path);
      symlinkSync('/proc/self/mem', path);
    } else chmodSync(path, 0o000);
    await expect(readRegisters({ folder, models: MODELS, progress: SILENT })).rejects.toMatchObject({
      text: { code: 'file-unreadable' },
    });
  });

  test('a folder that is not there', async () => {
    const reading = readRegisters({ folder: join(folderOf({}), 'nowhere'), models: MODELS, progress: SILENT });
    await expect(reading).rejects.toMatchObject({ text: { code: 'file-gone' } });
  });
});
