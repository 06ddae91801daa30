/** twin review pair and decide-pair: the evidence about any two records of a result, compared by the run or not, and settling them. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { checkAreTwo, findRecord } from '../linkage/review/find-pair.ts';
import { tellPair, type PairTold } from '../linkage/review/tell-pair.ts';
import { recordIdOf, sourceOfRecord } from '../linkage/files/state/links-file.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { rulesLines } from './pair-lines.ts';
import { decisionKind, DECISIONS, openedResult, SHOW_VALUES, valuesOf, WHO, written } from './review.ts';
import { waterfallLines } from './waterfall.ts';
import { chanceWords, say } from './words.ts';

function pair(context: CommandContext): CommandResult {
  const [, one, other] = context.operands as [string, string, string];
  const language = languageOf(context);
  const result = openedResult(context);
  const { links } = result;
  const [left, right] = [one, other].map((name) => findRecord(links, name)) as [number, number];
  const told = tellPair(result, left, right);
  const values = context.options['show-values'] === true ? valuesOf(result, { left, right }) : undefined;
  const end = (record: number) => ({
    source: links.sources[sourceOfRecord(links, record)]!,
    cluster: links.entity[record]!,
  });
  const ends = { left: end(left), right: end(right) };
  const { source: from, cluster: of } = ends.left;
  return {
    lines: [
      say(ENDS, language, from, of, ends.right.source, ends.right.cluster),
      ...standing(told, language),
      ...told.why.map(({ [language]: why }) => why),
      '',
      ...(told.from === 'nowhere' ? [] : [...waterfallLines(told.evidence, told.thresholdBits, language), '']),
      ...rulesLines(told.rules, language),
      ...(values === undefined ? [] : ['', ...values.map(({ field, left: l, right: r }) => `${field}: ${l} | ${r}`)]),
      '',
      SETTLING[language],
    ],
    json: { ...ends, ...told, ...(values && { values }) },
  };
}

/** Whether they are one now, how likely that is, and what people said of it. */
function standing({ isLinked, probability, decision }: PairTold, language: Language): string[] {
  const now = (isLinked ? ONE : TWO)[language];
  const chance = probability === undefined ? '' : say(CHANCE, language, chanceWords(probability, language));
  if (decision === undefined) return [`${now}${chance}`];
  return [`${now}${chance}`, say(DECIDED[decision.kind], language, decision.decision)];
}

const ENDS = { id: '{} (kelompok {}) – {} (kelompok {})', en: '{} (cluster {}) – {} (cluster {})' };
const ONE = { id: 'Sekarang satu', en: 'Now one' };
const TWO = { id: 'Sekarang dua', en: 'Now two' };
const CHANCE = { id: '; peluang {}', en: '; chance {}' };
const DECIDED: Readonly<Record<'same' | 'different' | 'later', Bilingual>> = {
  same: { id: 'Keputusan {}: satu', en: 'Decision {}: same' },
  different: { id: 'Keputusan {}: dua', en: 'Decision {}: different' },
  later: { id: 'Keputusan {}: ditunda', en: 'Decision {}: put off' },
};

const SETTLING: Bilingual = {
  id: 'npm run twin -- review decide-pair DIR SOURCE:ID SOURCE:ID same|different|later memutuskan: satu, berbeda, nanti.',
  en: 'npm run twin -- review decide-pair DIR SOURCE:ID SOURCE:ID same|different|later settles it.',
};

/** A decision about any two records, whether the result tells the pair or no rule found it. */
function decidePair(context: CommandContext): CommandResult {
  const [, one, other, answer] = context.operands as [string, string, string, string];
  const kind = decisionKind(answer);
  const result = openedResult(context);
  const [left, right] = [one, other].map((name) => findRecord(result.links, name)) as [number, number];
  checkAreTwo(left, right);
  const ids = [Math.min(left, right), Math.max(left, right)].map((record) => recordIdOf(result.links, record));
  return written(context, result, { kind, left: [ids[0]!], right: [ids[1]!] });
}

export const reviewPairCommand: Command = {
  name: 'review pair',
  summary: {
    id: 'Bukti yang mendukung dan menentang dua catatan mana pun, dalam kata dan bit, dan aturan pencarian mana yang mengusulkannya',
    en: 'The evidence for and against any two records, in words and bits, and which blocking rules propose them',
  },
  operands: ['DIR', 'SOURCE:ID', 'SOURCE:ID'],
  options: [SHOW_VALUES, DECISIONS],
  details: {
    id: [
      'Sumber dan id seperti di clusters.csv. Pasangan yang tidak ada di hasil, karena tidak diusulkan aturan mana pun atau peluangnya',
      'di bawah 0,1 %, ditimbang lagi dengan model hasil itu; barisnya harus sudah disimpan (link --keep-rows).',
    ],
    en: [
      'Source and id as clusters.csv has them. A pair that the result does not tell, because no rule proposed it or its chance is',
      'below 0.1 %, is weighed anew by the model of the result; its rows must have been kept for that (link --keep-rows).',
    ],
  },
  run: (context) => Promise.resolve().then(() => pair(context)),
};

export const reviewDecidePairCommand: Command = {
  name: 'review decide-pair',
  summary: {
    id: 'Memutuskan apakah dua catatan mana pun satu, juga yang tidak ditemukan aturan pencarian: same (satu), different (berbeda), atau later (nanti)',
    en: 'Settles whether any two records are one, those that no blocking rule found as well: same, different or later',
  },
  operands: ['DIR', 'SOURCE:ID', 'SOURCE:ID', 'same|different|later'],
  options: [...WHO, DECISIONS],
  details: {
    id: [
      'Sumber dan id seperti di clusters.csv. Keputusan petugas mendahului model: same menyatukan keduanya, juga jika MODEL.yaml tidak',
      'membandingkannya (how) atau memisahkannya (neverTogether). review pair menerangkan buktinya, review undo membatalkan keputusannya.',
    ],
    en: [
      'Source and id as clusters.csv has them. What people decide goes before the model: same makes the two one, even where MODEL.yaml',
      'does not compare them (how) or keeps them apart (neverTogether). review pair tells the evidence, review undo takes the decision back.',
    ],
  },
  run: (context) => Promise.resolve().then(() => decidePair(context)),
};
