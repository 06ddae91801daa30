/** Names of places and lines of street and house number, without the words that say what follows. */
import type { Standardise } from '../standardise.ts';
import { blankWords } from './placeholders.ts';
import { plainText } from './plain-text.ts';

/** Fields of kind address with the format `place`: KAB. MADIUN and Kota Madiun are MADIUN, as forms name the kind or do not. */
export const standardisePlaces: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : placeName(text)));
};

/**
 * Fields of kind address with the format `street`: JL. SERAYU NO 012 RT 03/RW 02 is SERAYU 12, where RT and RW are fields
 * of their own.
 */
export const standardiseStreets: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : streetLine(text)));
};

const KINDS_OF_PLACES = /\b(KABUPATEN|KAB|KOTAMADYA|KODYA|KOTA|KECAMATAN|KEC|KELURAHAN|KEL|DESA)\b/g;
const RT_AND_RW = /\bR[TW] *\d+( *R[TW]? *\d+)?\b/g;
const WORDS_OF_STREETS = /\b(JALAN|JLN|JL|GANG|GG|NOMOR|NOMER|NO|BLOK|BLK|PERUMAHAN|PERUM|PRM)\b/g;

/** A name of nothing but such a word keeps it. */
function placeName(text: string): string {
  const plain = plainText(text);
  return oneSpace(plain.replace(KINDS_OF_PLACES, ' ')) || plain;
}

function streetLine(text: string): string {
  const plain = plainText(text);
  const bare = plain
    .replace(RT_AND_RW, ' ')
    .replace(WORDS_OF_STREETS, ' ')
    .replace(/\b0+(?=\d)/g, '');
  return oneSpace(bare);
}

const oneSpace = (text: string): string => text.replace(/ +/g, ' ').trim();
