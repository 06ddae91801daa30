/** twin review city-pair: the evidence about any two rows of the city's registers, compared by the build or not. */
import { tellCityPair, type CityPair } from '../city-pair.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { requireRegisters } from '../sample.ts';
import { BORROWED, recordOf, rowWords } from './city-decision.ts';
import { cityEvidence, ROW_WORDS } from './city-words.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { rulesLines } from './pair-lines.ts';
import { waterfallLines } from './waterfall.ts';
import { chanceWords, say } from './words.ts';

async function pair(context: CommandContext): Promise<CommandResult> {
  const { config, progress, operands } = context;
  const language = languageOf(context);
  const [one, other] = operands as [string, string];
  const names = [recordOf(one), recordOf(other)] as const;
  requireRegisters(config.registersFolder);
  const told = await tellCityPair(config, names, progress);
  return {
    lines: [
      ...[told.left, told.right].flatMap((row) => [rowWords(row, language), `  ${ROW_WORDS[row.kind][language]}`]),
      say(told.isOnePerson ? ONE : NOT_ONE, language, chanceWords(told.probability, language)),
      ...whyCompared(told).map(({ [language]: why }) => why),
      '',
      ...waterfallLines(cityEvidence(told.evidence), told.thresholdBits, language),
      ...(told.isNikCounted ? [] : [BORROWED[language]]),
      '',
      ...rulesLines(told.rules, language),
    ],
    json: told,
  };
}

const ONE: Bilingual = { id: 'Sekarang satu orang; peluang {}', en: 'Now one person; chance {}' };
const NOT_ONE: Bilingual = { id: 'Sekarang bukan satu orang; peluang {}', en: 'Now not one person; chance {}' };

function whyCompared({ decided, isByNumber, rules }: CityPair): Bilingual[] {
  const isProposed = rules.some(({ state }) => state === 'finds');
  return [
    ...(decided === undefined ? [] : [DECIDED[decided]]),
    ...(isByNumber ? [BY_NUMBER] : isProposed ? [] : [NOT_PROPOSED]),
  ];
}

const DECIDED = {
  same: { id: 'Petugas memutuskan: satu orang.', en: 'People decided: one person.' },
  different: { id: 'Petugas memutuskan: dua orang.', en: 'People decided: two people.' },
} as const;
const BY_NUMBER: Bilingual = {
  id: 'Sebuah baris sudah ditetapkan lewat NIK-nya, jadi calon lain tidak dicari untuknya.',
  en: 'A row was settled by its NIK, so that no other candidate was sought for it.',
};
const NOT_PROPOSED: Bilingual = {
  id: 'Tidak ada aturan pencarian yang mengusulkan pasangan ini; bobotnya dihitung karena ditanyakan.',
  en: 'No blocking rule proposes this pair; it was weighed because it was asked about.',
};

export const reviewCityPairCommand: Command = {
  name: 'review city-pair',
  summary: {
    id: 'Bukti yang mendukung dan menentang dua baris mana pun di register kota, dalam kata dan bit, tanpa isinya',
    en: "The evidence for and against any two rows of the city's registers, in words and bits, without a value",
  },
  operands: ['REGISTER:KEY', 'REGISTER:KEY'],
  options: [],
  details: {
    id: [
      'Baris disebut seperti di review city, city-clusters, dan city-events. Keduanya dibandingkan apa adanya, apa pun kata baris',
      'ketiga; baris yang isinya persis sama punya satu nama, dan yang pertama mewakili semuanya.',
    ],
    en: [
      'Rows are named as review city, city-clusters and city-events name them. The two are compared as they stand, whatever a third',
      'row says of them; rows that say the very same have one name, and the first of them speaks for all.',
    ],
  },
  run: pair,
};
