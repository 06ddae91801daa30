/** Addresses: words in upper case, each kind of street in one writing, house numbers without leading zeros. */
import { blankWords } from './placeholders.ts';
import { plainText } from './plain-text.ts';
import type { Standardise } from '../standardise.ts';

const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  [
    'JL JALAN JLN',
    'GG GANG',
    'BLK BLOK BLOCK',
    'PRM PERUMAHAN PERUM PERUMNAS',
    'DS DESA',
    'DSN DUSUN',
    'KEL KELURAHAN',
    'KEC KECAMATAN',
    'KAB KABUPATEN',
    'ST STREET STR',
    'RD ROAD',
    'AVE AVENUE AV',
    'PL PLACE PLC',
    'CR CRESCENT CRES CRS',
    'CT COURT CRT',
    'DR DRIVE DRV',
    'LN LANE',
    'TCE TERRACE TER TERR',
    'PDE PARADE',
    'BLVD BOULEVARD BVD',
    'CCT CIRCUIT',
    'CL CLOSE',
    'HWY HIGHWAY',
    'SQ SQUARE',
    'GR GROVE GV',
    'APT APARTMENT',
    'MT MOUNT',
    'RET RETIREMENT RETRMNT',
    'VLGE VILLAGE VLG',
  ].flatMap((line) => {
    const [short, ...long] = line.split(' ') as [string, ...string[]];
    return long.map((word) => [word, short] as const);
  }),
);

/** Say that a number follows and nothing else. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(['NO', 'NOMOR', 'NOMER', 'NR', 'NUMBER']);

const IS_RT_OR_RW = /^R[TW]$/;
const RT_SLASH_RW = /\bRT\.?\s*\/\s*RW\.?\s*:?\s*(\d{1,3})\s*[-/]\s*(\d{1,3})\b/i;

/** `Jalan Serayu No. 012 RT 03 / RW 02` is `JL SERAYU 12 RT3 RW2`. */
export function standardAddress(text: string): string {
  const words = plainText(text.includes('/') ? text.replace(RT_SLASH_RW, 'RT $1 RW $2') : text).split(' ');
  const standard: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = withoutZeros(words[i]!);
    if (EMPTY_WORDS.has(word)) continue;
    const isNumbered = word.length === 2 && IS_RT_OR_RW.test(word) && /^\d+$/.test(words[i + 1] ?? '');
    standard.push(isNumbered ? word + withoutZeros(words[++i]!) : (SHORT_FORMS.get(word) ?? word));
  }
  return standard.join(' ');
}

/** 012 is 12, RT003 is RT3. */
const withoutZeros = (word: string): string =>
  word.startsWith('0') || word.startsWith('R') ? word.replace(/^(R[TW])?0+(?=\d)/, '$1') : word;

export const standardiseAddresses: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : standardAddress(text)));
};
