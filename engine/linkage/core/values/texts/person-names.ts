/** Names of people: words in upper case, titles left out. */
import { standardiseName } from '../../../../registers/names.ts';
import { blankWords } from './placeholders.ts';
import { plainText } from './plain-text.ts';
import type { ColumnPlace, DistinctTexts, Note, Standardise } from '../standardise.ts';
import { textHash } from '../text-hash.ts';

/** Written before a name in many countries; never one of the words of a name of one word. */
const TITLES_BEFORE: ReadonlySet<string> = new Set(
  'MR MRS MS MISS MSTR DR PROF SIR REV HON MME MLLE HERR FRAU SRA'.split(' '),
);
const TITLES_AFTER: ReadonlySet<string> = new Set('JR SR JNR SNR II III IV ESQ PHD MD'.split(' '));

/**
 * Degrees and forms of address that Indonesians alone write. Not among them: H, R and DR, which are initials elsewhere; HJ,
 * HAJI and BINTI, which Malaysians write; DRA, a doctora in Spanish; DRS, doctors.
 */
const SIGNS = [
  'S\\.? ?PD(\\.? ?I)?',
  'S\\.? ?AG',
  'S\\.? ?KOM',
  'S\\.? ?KEP',
  'S\\.? ?SOS',
  'S\\.? ?FARM',
  'S\\.? ?HUT',
  'S\\.? ?I\\.? ?KOM',
  'M\\.? ?PD(\\.? ?I)?',
  'M\\.? ?KES',
  'M\\.? ?KOM',
  'M\\.? ?HUM',
  'A\\.? ?MD(\\.? ?K[EO][BPM])?',
  'AM\\.? ?KE[BP]',
  'DRG',
  'BPK|BAPAK',
  'SDRI',
  'ALMH|ALMARHUM(AH)?',
  'USTADZ(AH)?',
] as const;
const wholeWord = (sign: string): RegExp => new RegExp(`(?:^|[^\\p{L}])(?:${sign})(?:[^\\p{L}]|$)`, 'iu');
const INDONESIAN_SIGNS = SIGNS.map(wholeWord);
/** Most names show none, which one look tells. */
const ANY_SIGN = wholeWord(SIGNS.join('|'));
/** One sign may be a word of another language: a column shows its language by two that differ. */
const FEWEST_SIGNS = 2;
const FEWEST_INDONESIAN_ROWS = 3;
const LEAST_INDONESIAN_SHARE = 1 / 2000;

/** Names of one or more words; titles are those of the language that the field shows, in whatever sources tell it. */
export const standardiseNames: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  const standard = place.settleForAll('indonesian', (columns) => isIndonesian(columns, place))
    ? indonesianName
    : nameWithoutTitles;
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : standard(text)));
};

/** Names known to be Indonesian, whatever titles a column shows. */
export const standardiseIndonesianNames: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : indonesianName(text)));
};

/** Names looked at for the language of a field: about so many, taken by their hashes. */
const NAMES_LOOKED_AT = 20_000;

function isIndonesian(
  columns: readonly DistinctTexts[],
  { field, note }: Pick<ColumnPlace, 'field' | 'note'>,
): boolean {
  const step = Math.ceil(columns.reduce((sum, { texts }) => sum + texts.length, 0) / NAMES_LOOKED_AT);
  const seen = new Set<RegExp>();
  let [rows, shown] = [0, 0];
  for (const { texts, counts } of columns) {
    for (let i = 0; i < texts.length; i++) {
      if (step > 1 && textHash(texts[i]!) % step !== 0) continue;
      rows += counts[i]!;
      if (!ANY_SIGN.test(texts[i]!)) continue;
      shown += counts[i]!;
      for (const sign of INDONESIAN_SIGNS) if (sign.test(texts[i]!)) seen.add(sign);
    }
  }
  const is = seen.size >= FEWEST_SIGNS && shown >= FEWEST_INDONESIAN_ROWS && shown >= rows * LEAST_INDONESIAN_SHARE;
  if (is) note(indonesianNote(field));
  return is;
}

const indonesianNote = (field: string): Note => ({
  id: `Isian ${field} memuat gelar yang hanya ditulis di Indonesia: H., Hj., R., Ir., S.Pd. dan sejenisnya dibaca sebagai gelar di semua berkas, dan tidak dibandingkan.`,
  en: `${field} holds titles that are written in Indonesia alone: H., Hj., R., Ir., S.Pd. and the like are read as titles in all files, and are not compared.`,
});

/** Letters that are not Latin keep their words: standardiseName knows Latin ones alone. */
const indonesianName = (text: string): string => standardiseName(text).tokens.join(' ') || plainText(text);

/** `Mr. John  SMITH, Jr.` is JOHN SMITH; a name of titles alone stays as it is. */
function nameWithoutTitles(text: string): string {
  const plain = plainText(text);
  if (!plain.includes(' ')) return plain;
  const words = plain.split(' ');
  let [first, last] = [0, words.length];
  while (first < last - 1 && TITLES_BEFORE.has(words[first]!)) first++;
  while (last > first + 1 && TITLES_AFTER.has(words[last - 1]!)) last--;
  return last - first === words.length ? plain : words.slice(first, last).join(' ');
}
