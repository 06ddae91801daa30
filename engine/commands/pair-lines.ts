/** What is told of two records as lines, in both languages: why they were compared or were not, and by which rules. */
import type { Bilingual } from '../kernel/bilingual.ts';
import { keyInWords, ruleInWords } from '../linkage/files/report/rule-words.ts';
import type { RuleOfPair } from '../linkage/review/rules-of-pair.ts';

export const bothLines = (texts: readonly Bilingual[]): string[] => texts.flatMap(({ id, en }) => [id, `  ${en}`]);

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

export function rulesLines(rules: readonly RuleOfPair[] | undefined): string[] {
  if (rules === undefined) return [];
  const heading = 'Aturan pencarian / blocking rules:';
  if (rules.length === 0) return [heading, 'Tidak ada yang mendekati. / None comes near.'];
  return [heading, ...bothLines(rules.map(ruleWords))];
}
