/** A first look at a file: its fingerprint, what kind of file it is whatever its name says, and how its text is encoded. */
import { createHash } from 'node:crypto';
import type { Encoding } from './encodings.ts';
import { chunksOf } from './file-chunks.ts';
import { shownFileName } from './file-name.ts';
import { emptyFile, encryptedWorkbook, foreignFormat, oldWorkbook, webPage, xmlFile } from './format-errors.ts';
import { TextSurvey, type TextEncoding } from './text-survey.ts';

export interface FileSurvey {
  /** Without its folder, and as it may be shown. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: 'workbook' | 'parquet' | 'text';
  /** Of a text: what it is encoded in; undefined for the other formats. */
  readonly encoding: Encoding | undefined;
  /** How sure that is, where it was found out and may be another. */
  readonly guess?: TextEncoding['guess'];
}

/**
 * Reads the file once, whole.
 *
 * @param declared the encoding that registers.yaml names, which outweighs what the bytes look like
 * @throws TwinError input: empty, of a format that is not read, or text in no encoding that is known
 */
export async function surveyFile(path: string, declared?: Encoding): Promise<FileSurvey> {
  const name = shownFileName(path);
  const hash = createHash('sha256');
  let bytes = 0;
  let format: 'workbook' | 'parquet' | 'ole' | 'text' | undefined;
  let text: TextSurvey | undefined;
  let isEncrypted = false;
  for await (const piece of chunksOf(path)) {
    format ??= formatOf(piece, name);
    if (format === 'text') (text ??= new TextSurvey(piece)).add(piece, bytes);
    if (format === 'ole') isEncrypted ||= piece.includes(ENCRYPTED_PACKAGE);
    hash.update(piece);
    bytes += piece.length;
  }
  if (format === undefined || text?.isBlank === true) throw emptyFile(name);
  if (format === 'ole') throw isEncrypted ? encryptedWorkbook(name) : oldWorkbook(name);
  const { encoding, guess } = (await text?.encoding(path, declared)) ?? {};
  return { name, path, bytes, sha256: hash.digest('hex'), format, encoding, ...(guess && { guess }) };
}

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Name of the stream in which a workbook with a password keeps its content. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

function formatOf(head: Buffer, name: string): 'workbook' | 'parquet' | 'ole' | 'text' {
  if (head.subarray(0, 8).equals(OLE)) return 'ole';
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'workbook';
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0005\u0006') throw emptyFile(name);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const start = head
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/^[\s\u00ef\u00bb\u00bf\u00ff\u00fe]+/, '');
  if (/^<(!doctype\s+html|html|head|body|meta|style|table|div|script)\b/i.test(start)) throw webPage(name);
  if (start.startsWith('<?xml') || start.startsWith('<Workbook')) throw xmlFile(name);
  if (/^(%PDF|\{\\rtf|\u001f\u008b|7z\u00bc|Rar!|\u0089PNG|\u00ff\u00d8\u00ff)/.test(start)) throw foreignFormat(name);
  return 'text';
}
