/** Names of people: words in upper case, titles left out. */
import { standardiseName } from '../../../../registers/names.ts';
import { blankWords } from './placeholders.ts';
import { plainText } from './plain-text.ts';
import type { DistinctTexts, Standardise } from '../standardise.ts';
import { textHash } from '../text-hash.ts';

/** Written before a name in many countries; never one of the words of a name of one word. */
const TITLES_BEFORE: ReadonlySet<string> = new Set(
  'MR MRS MS MISS MSTR DR PROF SIR REV HON MME MLLE HERR FRAU SRA'.split(' '),
);
const TITLES_AFTER: ReadonlySet<string> = new Set('JR SR JNR SNR II III IV ESQ PHD MD'.split(' '));

/** Only Indonesian names have these, beside titles such as H and R that are initials elsewhere. */
const INDONESIAN_TITLE = /\b(HJ|HAJI|S\.? ?PD|DRS|DRA|S\.? ?AG|S\.? ?KOM|S\.? ?KEP|BINTI)\b/i;
const FEWEST_INDONESIAN_ROWS = 3;
const LEAST_INDONESIAN_SHARE = 1 / 2000;

/** Names of one or more words; titles are those of the language that the column shows. */
export const standardiseNames: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  const standard = place.settle('indonesian', () => isIndonesian(distinct)) ? indonesianName : nameWithoutTitles;
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : standard(text)));
};

/** Names known to be Indonesian, whatever titles a column shows. */
export const standardiseIndonesianNames: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => (isBlank(i) ? '' : indonesianName(text)));
};

/** Names looked at for the language of a column: about so many, taken by their hashes. */
const NAMES_LOOKED_AT = 20_000;

function isIndonesian({ texts, counts }: DistinctTexts): boolean {
  const step = Math.ceil(texts.length / NAMES_LOOKED_AT);
  let [rows, shown] = [0, 0];
  for (let i = 0; i < texts.length; i++) {
    if (step > 1 && textHash(texts[i]!) % step !== 0) continue;
    rows += counts[i]!;
    if (INDONESIAN_TITLE.test(texts[i]!)) shown += counts[i]!;
  }
  return shown >= FEWEST_INDONESIAN_ROWS && shown >= rows * LEAST_INDONESIAN_SHARE;
}

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
