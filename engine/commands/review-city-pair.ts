/** twin review city-pair: the evidence about any two rows of the city's registers, compared by the build or not. */
import { tellCityPair, type CityPair, type CityRow } from '../city-pair.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { LinkKind } from '../linkage/linkage.ts';
import { requireRegisters } from '../sample.ts';
import { chanceText } from './chance-text.ts';
import { BORROWED, nameOf, placeOf, recordOf } from './city-decision.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import { bothLines, rulesLines } from './pair-lines.ts';
import { waterfallLines } from './waterfall.ts';

const KINDS: Readonly<Record<LinkKind, Bilingual>> = {
  anchor: { id: 'baris register penduduk', en: 'a row of the population register' },
  decision: { id: 'ditautkan menurut keputusan petugas', en: 'linked by a decision of people' },
  number: { id: 'ditautkan lewat NIK', en: 'linked by its NIK' },
  evidence: { id: 'ditautkan lewat bukti', en: 'linked by evidence' },
  alone: { id: 'tidak ada di register penduduk', en: 'of nobody in the population register' },
  review: { id: 'menunggu pemeriksaan', en: 'waits for review' },
};

async function pair({ config, progress, operands }: CommandContext): Promise<CommandResult> {
  const [one, other] = operands as [string, string];
  const names = [recordOf(one), recordOf(other)] as const;
  requireRegisters(config.registersFolder);
  const told = await tellCityPair(config, names, progress);
  return {
    lines: [
      ...[told.left, told.right].flatMap(rowLines),
      `${told.isOnePerson ? 'Sekarang satu orang / now one person' : 'Sekarang bukan satu orang / now not one person'}; peluang / chance ${chanceText(told.probability)}`,
      ...bothLines(whyCompared(told)),
      '',
      ...waterfallLines(told.evidence, told.thresholdBits),
      ...(told.isNikCounted ? [] : BORROWED),
      '',
      ...rulesLines(told.rules),
    ],
    json: told,
  };
}

function rowLines(row: CityRow): string[] {
  const { id, en } = KINDS[row.kind];
  return [`${nameOf(row.record)}  (${placeOf(row)})`, `  ${id} / ${en}`];
}

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
  summary: "The evidence for and against any two rows of the city's registers, in words and bits, without a value",
  operands: ['REGISTER:KEY', 'REGISTER:KEY'],
  options: [],
  details: [
    'Rows are named as review city, city-clusters and city-events name them. The two are compared as they stand, whatever a third',
    'row says of them; rows that say the very same have one name, and the first of them speaks for all.',
  ],
  run: pair,
};
