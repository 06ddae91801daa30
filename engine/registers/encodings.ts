/** The encodings in which a text may be declared to be written; found out by themselves are the first four. */
import { z } from 'zod';

export const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-15',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'ibm866',
  'shift_jis',
  'euc-jp',
  'gbk',
  'gb18030',
  'big5',
  'euc-kr',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** In a declaration; what else an encoding is called (latin1, cp1251, sjis, gb2312) is the one that it means. */
export const ENCODING_SHAPE = z.preprocess(meantBy, z.enum(ENCODINGS));

function meantBy(written: unknown): unknown {
  if (typeof written !== 'string') return written;
  try {
    return new TextDecoder(written).encoding;
  } catch {
    // Not known by any name; the list of those that are says so.
    return written;
  }
}

/** For people: UTF-8, Windows-1252, Shift_JIS. */
export const encodingName = (encoding: Encoding): string =>
  encoding === 'shift_jis' ? 'Shift_JIS' : encoding.toUpperCase().replace('WINDOWS', 'Windows');
