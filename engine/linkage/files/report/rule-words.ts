/** What a blocking rule looks at, in words. */
import type { BlockingKeySpec, BlockingRuleSpec } from '../../core/link-model.ts';
import type { Both } from './both.ts';

/** What of a field two records share; `value` is the field itself. */
const PARTS: Readonly<Record<string, Both>> = {
  sound: { id: 'bunyi sebuah kata', en: 'the sound of a word' },
  spelling: { id: 'ejaan sebuah kata', en: 'the spelling of a word' },
  words: { id: 'sebuah kata', en: 'a word' },
  'word-set': { id: 'semua kata', en: 'all words' },
  'spelling-set': { id: 'ejaan semua kata', en: 'the spelling of all words' },
  'whole-spelling': { id: 'ejaan keseluruhan', en: 'the spelling of the whole' },
  initial: { id: 'huruf pertama', en: 'the first letter' },
  'one-left-out': { id: 'semua selain satu tanda', en: 'all but one character' },
  'first-half': { id: 'separuh depan', en: 'the first half' },
  'last-half': { id: 'separuh belakang', en: 'the last half' },
  year: { id: 'tahun', en: 'the year' },
  'near-year': { id: 'tahun yang berdekatan', en: 'a near year' },
  'year-month': { id: 'tahun dan bulan', en: 'year and month' },
  'year-day': { id: 'tahun dan hari', en: 'year and day' },
  'month-day': { id: 'bulan dan hari', en: 'month and day' },
  'date-either': {
    id: 'tanggal, juga dengan bulan dan hari tertukar',
    en: 'the date, also with month and day swapped',
  },
};

function partInWords(part: string): Both {
  const [, end, length] = /^(prefix|suffix)-(\d+)$/.exec(part) ?? [];
  if (end === 'prefix') return { id: `${length} tanda pertama`, en: `the first ${length} characters` };
  if (end === 'suffix') return { id: `${length} tanda terakhir`, en: `the last ${length} characters` };
  return PARTS[part] ?? { id: part, en: part };
}

/** `bunyi sebuah kata (given)`; fields keep the names that the model gives them. */
export function keyInWords({ part, fields }: BlockingKeySpec): Both {
  const [id, en] = [fields.join(' atau '), fields.join(' or ')];
  if (part === 'value') return { id, en };
  const words = partInWords(part);
  return { id: `${words.id} (${id})`, en: `${words.en} (${en})` };
}

/** What two records must share for a rule to find them. */
export function ruleInWords({ keys }: Pick<BlockingRuleSpec, 'keys'>): Both {
  if (keys.length === 0) return { id: 'semua pasangan', en: 'all pairs' };
  const words = keys.map(keyInWords);
  return { id: words.map(({ id }) => id).join(' + '), en: words.map(({ en }) => en).join(' + ') };
}
