/** The XML inside a workbook, as it streams by: no document type, no entities, no endless text. */
import { SaxesParser } from 'saxes';
import { TwinError } from '../kernel/errors.ts';
import type { ReadingCaps } from './source.ts';
import { damaged, type GuardedZip } from './zip.ts';

export interface XmlHandler {
  /** @param name without its prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
  /** Read no further. */
  readonly isDone?: boolean;
}

/**
 * Parses one entry of the zip.
 *
 * @param onPiece called with the unpacked size of each piece
 * @throws TwinError input `workbook-damaged`, `workbook-doctype`, `workbook-bomb`
 */
export async function parseXml(
  zip: GuardedZip,
  entry: string,
  caps: ReadingCaps,
  handler: XmlHandler,
  onPiece: (bytes: number) => void = () => {},
): Promise<void> {
  const parser = new SaxesParser({ position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let silentBytes = 0;
  parser.on('opentag', (tag) => {
    silentBytes = 0;
    // Without namespaces every attribute is plain text.
    handler.open(localName(tag.name), tag.attributes as Readonly<Record<string, string>>);
  });
  parser.on('closetag', (tag) => {
    silentBytes = 0;
    handler.close(localName(tag.name));
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('doctype', () => {
    throw doctype(zip.file);
  });
  parser.on('error', (error) => {
    throw damaged(zip.file, error);
  });
  for await (const piece of zip.read(entry)) {
    silentBytes += piece.length;
    parser.write(decodePiece(decoder, piece, zip.file));
    if (silentBytes > caps.xmlTextBytes) throw endlessText(zip.file);
    onPiece(piece.length);
    if (handler.isDone === true) return;
  }
  parser.close();
}

const localName = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

function decodePiece(decoder: InstanceType<typeof TextDecoder>, piece: Uint8Array, file: string): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch (error) {
    throw damaged(file, error);
  }
}

const doctype = (file: string): TwinError =>
  new TwinError('input', {
    code: 'workbook-doctype',
    what: 'The workbook holds a document type declaration, which no spreadsheet writes and attacks use.',
    where: { file },
    todo: 'Find out where it comes from, and do not open it.',
  });

const endlessText = (file: string): TwinError =>
  new TwinError('input', {
    code: 'workbook-bomb',
    what: 'A cell of the workbook is longer than a spreadsheet can hold.',
    where: { file },
    expected: 'at most 32,767 letters a cell',
    todo: 'Find out where it comes from. If it is a true register, export it as CSV.',
  });
