/** What a text is encoded in, and in which row it is not. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import type { Encoding } from './declaration.ts';
import { surveyFile } from './survey.ts';
import { folderOf } from './test-files.ts';

const HEAD = 'NIK;NAMA;ALAMAT';
const PLAIN = '1;SITI;JL. SERAYU';
const UTF8 = Buffer.from('1;JOSÉ;JL. SERAYU');
const LATIN1 = Buffer.from('1;JOSÉ;JL. SERAYU', 'latin1');

const lines = (rows: readonly (string | Buffer)[], end = '\n'): Buffer =>
  Buffer.concat(rows.flatMap((row) => [Buffer.from(row as Buffer), Buffer.from(end)]));

const encodingOf = async (content: Buffer, declared?: Encoding): Promise<Encoding | undefined> =>
  (await surveyFile(join(folderOf({ 'a.csv': content }), 'a.csv'), declared)).encoding;

async function errorOf(content: Buffer, declared?: Encoding): Promise<TwinError['text']> {
  const error: unknown = await encodingOf(content, declared).catch((reason: unknown) => reason);
  if (!(error instanceof TwinError)) throw new Error(`no error, but ${String(error)}`);
  return error.text;
}

const times = <T>(count: number, row: T): T[] => new Array<T>(count).fill(row);

describe('a text in two encodings is not taken for either', () => {
  test('one byte of Windows-1252 among UTF-8 is named with its row', async () => {
    const { code, where, todo } = await errorOf(lines([HEAD, UTF8, PLAIN, LATIN1, UTF8]));
    expect([code, where?.row]).toEqual(['encoding-mixed', 4]);
    expect(todo).toMatch(/save the file as UTF-8.*encoding: windows-1252/);
  });

  test('declared as Windows-1252 it is read as that', async () => {
    expect(await encodingOf(lines([HEAD, UTF8, LATIN1]), 'windows-1252')).toBe('windows-1252');
  });

  test.each<[string, Encoding, Buffer]>([
    ['letters of UTF-8 alone', 'utf-8', lines([HEAD, ...times(20, UTF8)])],
    ['letters of Windows-1252 alone', 'windows-1252', lines([HEAD, ...times(20, LATIN1)])],
    ['no such letters', 'utf-8', lines([HEAD, PLAIN])],
    [
      'bytes of Windows-1252 that happen to be a letter of UTF-8, once in a long file',
      'windows-1252',
      lines([HEAD, ...times(20, LATIN1), Buffer.from('1;CAFÉ\u00a0JAYA;JL.', 'latin1')]),
    ],
  ])('%s: %s', async (_, encoding, content) => {
    expect(await encodingOf(content)).toBe(encoding);
  });

  test('a letter that lies across two pieces of the file is sound', async () => {
    const filler = Buffer.alloc((1 << 20) - 1 - HEAD.length - 1 - 2, 'x');
    const content = Buffer.concat([lines([HEAD]), Buffer.from('1;'), filler, Buffer.from('É;x\n')]);
    expect(content.indexOf(Buffer.from('É'))).toBe((1 << 20) - 1);
    expect(await encodingOf(content)).toBe('utf-8');
    expect((await errorOf(Buffer.concat([content, lines([LATIN1])]))).where?.row).toBe(3);
  });
});

describe('an error about a byte names the row in which it stands', () => {
  const rows = [HEAD, ...times(29, PLAIN), LATIN1, PLAIN];
  test.each([
    ['LF', lines(rows)],
    ['CR LF', lines(rows, '\r\n')],
    ['CR', lines(rows, '\r')],
    ['the mark of UTF-8 in front', Buffer.concat([Buffer.from('\ufeff'), lines(rows)])],
  ])('lines ended by %s', async (_, content) => {
    expect(await errorOf(content, 'utf-8')).toMatchObject({
      code: 'encoding-wrong',
      where: { file: 'a.csv', row: 31 },
    });
  });

  test('a byte that no encoding has', async () => {
    const content = lines([HEAD, ...times(29, PLAIN), Buffer.from([0x31, 0x3b, 0x81, 0x8d])], '\r');
    expect(await errorOf(content)).toMatchObject({ code: 'encoding-unknown', where: { row: 31 } });
  });

  test('a line end inside quotes starts no row', async () => {
    const content = lines([HEAD, '1;SITI;"JL. SERAYU\nNO. 1"', LATIN1]);
    expect((await errorOf(content, 'utf-8')).where?.row).toBe(3);
  });

  test('a letter that the end of the file cuts off', async () => {
    const content = Buffer.concat([lines([HEAD, PLAIN]), Buffer.from([0x31, 0x3b, 0xc3])]);
    expect((await errorOf(content, 'utf-8')).where?.row).toBe(3);
  });
});

test('a long number in the name of a file is nobody to read in an error', async () => {
  const folder = folderOf({ 'BUDI 3577014107900001 tw4.csv': ' ' });
  const error: unknown = await surveyFile(join(folder, 'BUDI 3577014107900001 tw4.csv')).catch(
    (reason: unknown) => reason,
  );
  expect((error as TwinError).text.where).toEqual({ file: 'BUDI ################ tw4.csv' });
});
