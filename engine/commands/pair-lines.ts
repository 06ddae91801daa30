/** What is told of two records as lines: why they were compared or were not, and by which rules. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { keyInWords, ruleInWords } from '../linkage/files/report/rule-words.ts';
import type { RuleOfPair } from '../linkage/review/rules-of-pair.ts';

/** How a rule stands to the pair. */
export function ruleWords({ keys, state, lacks, records, most }: RuleOfPair): Bilingual {
  const rule = ruleInWords({ keys });
  if (state === 'finds') return { id: `${rule.id}: mengusulkan pasangan ini`, en: `${rule.en}: proposes this pair` };
  if (state === 'too-common') {
    return {
      id: `${rule.id}: sama, tetapi nilainya dimiliki ${records} catatan dan dilewati (paling banyak ${most})`,
      en: `${rule.en}: the same, but ${records} records have that value, and it is passed over (at most ${most})`,
    };
  }
  const key = keyInWords(lacks!.key);
  return lacks!.isBlank
    ? {
        id: `${rule.id}: hampir; ${key.id} kosong di salah satunya`,
        en: `${rule.en}: nearly; ${key.en} is blank in one`,
      }
    : { id: `${rule.id}: hampir; ${key.id} berbeda`, en: `${rule.en}: nearly; not the same in ${key.en}` };
}

export function rulesLines(rules: readonly RuleOfPair[] | undefined, language: Language): string[] {
  if (rules === undefined) return [];
  const lines = rules.length === 0 ? [NONE] : rules.map(ruleWords);
  return [HEADING, ...lines].map(({ [language]: line }) => line);
}

const HEADING = { id: 'Aturan pencarian:', en: 'Blocking rules:' };
const NONE = { id: 'Tidak ada yang mendekati.', en: 'None comes near.' };
