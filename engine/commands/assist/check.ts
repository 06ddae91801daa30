import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { openCityFacts } from '../../city-facts.ts';
import { recipientAccuracy, type Hits, type ListAccuracy, type RecipientAccuracy } from '../../recipient-accuracy.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { languageOf } from '../language.ts';
import { decimalText, say } from '../words.ts';

/** Exactly as much as it is: what is nearly all may read as 100,00 % here, beside the count of what is missed. */
const percent = (share: number, language: Language): string => `${decimalText(share * 100, 2, language)} %`;
const hits = ({ truly, told, recall, precision }: Hits, language: Language): string =>
  [
    String(truly).padStart(7),
    String(told).padStart(7),
    percent(recall, language).padStart(10),
    percent(precision, language).padStart(10),
  ].join(' ');

function line(
  name: string,
  { rows, doubles, gone, knownGone }: Omit<ListAccuracy, 'programme'>,
  language: Language,
): string[] {
  const told = (what: Bilingual, of: Hits): string => `${what[language].padEnd(26)}${hits(of, language)}`;
  return [
    `${name.padEnd(12)} ${String(rows).padStart(7)}  ${told(DOUBLES, doubles)}`,
    `${' '.repeat(22)}${told(GONE, gone)}`,
    `${' '.repeat(22)}${told(KNOWN_GONE, knownGone)}`,
  ];
}

function headings(language: Language): string {
  const [rows, truly, told, found, right] = HEADINGS[language];
  const cells = [truly!.padStart(7), told!.padStart(7), found!.padStart(10), right!.padStart(10)];
  return `${rows!.padStart(20)}${' '.repeat(28)}${cells.join(' ')}`;
}

const DOUBLES: Bilingual = { id: 'ganda', en: 'doubles' };
const GONE: Bilingual = { id: 'meninggal atau pindah', en: 'dead or moved' };
const KNOWN_GONE: Bilingual = { id: '  menurut suatu register', en: '  by a register' };

/** What is asked of the sample city. */
const LEAST_DOUBLES = 0.99;
const LEAST_GONE = 0.98;
const MOST_OVERLAP = 0.05;

const asked = (least: number, share: number, language: Language): string =>
  say(
    ASKED,
    language,
    percent(share, language),
    (least * 100).toFixed(0),
    (share >= least ? KEPT : NOT_KEPT)[language],
  );
const rowsText = (count: number, language: Language): string =>
  language === 'id' ? `${count} baris` : `${count} row${count === 1 ? '' : 's'}`;

const ASKED: Bilingual = { id: '{} (diminta {} % atau lebih: {})', en: '{} (asked {} % or more: {})' };
const KEPT: Bilingual = { id: 'terpenuhi', en: 'kept' };
const NOT_KEPT: Bilingual = { id: 'tidak terpenuhi', en: 'not kept' };

function againstAsked({ all, overlap }: Pick<RecipientAccuracy, 'all' | 'overlap'>, language: Language): string[] {
  const { doubles, gone, knownGone, missed } = all;
  const settled = overlap.shareIfSettled;
  const told = (text: Bilingual, ...values: readonly (string | number)[]): string => say(text, language, ...values);
  const found = (least: number, share: number): string => asked(least, share, language);
  return [
    AGAINST_ASKED[language],
    told(DOUBLES_FOUND, found(LEAST_DOUBLES, doubles.recall), found(LEAST_DOUBLES, doubles.precision)),
    told(DOUBLES_MISSED, rowsText(missed.doublesInReview, language), missed.doublesLinkedApart),
    told(GONE_FOUND, found(LEAST_GONE, gone.recall)),
    told(GONE_UNREPORTED, missed.goneInNoRegister, gone.truly),
    told(KNOWN_GONE_FOUND, found(LEAST_GONE, knownGone.recall)),
    told(KNOWN_GONE_MISSED, rowsText(missed.goneInReview, language), missed.goneLinkedApart),
    told(
      SEVERAL_LISTS,
      percent(overlap.shareBefore, language),
      percent(settled, language),
      (settled < MOST_OVERLAP ? KEPT : NOT_KEPT)[language],
    ),
  ];
}

const AGAINST_ASKED: Bilingual = { id: 'Terhadap yang diminta:', en: 'Against what is asked:' };
const DOUBLES_FOUND: Bilingual = {
  id: '  Ganda: ditemukan {}, benar di antara yang disebut {}.',
  en: '  Doubles: found {}, right of those told {}.',
};
const DOUBLES_MISSED: Bilingual = {
  id: '    Terlewat: {} yang harus diperiksa orang dahulu (review city), {} tertaut ke orang yang berbeda.',
  en: '    Missed: {} that a person has to look at first (review city), {} linked to different persons.',
};
const GONE_FOUND: Bilingual = {
  id: '  Meninggal atau pindah, dari semuanya: ditemukan {}.',
  en: '  Dead or moved, of all: found {}.',
};
const GONE_UNREPORTED: Bilingual = {
  id: '    {} dari {} meninggal atau pindah tanpa tercatat di register mana pun: tidak ada yang melapor, dan hanya kunjungan yang dapat menemukannya.',
  en: '    {} of the {} are dead or moved by no register at all: nobody reported it, and only a visit can find it.',
};
const KNOWN_GONE_FOUND: Bilingual = {
  id: '  Meninggal atau pindah, dari yang tercatat di suatu register: ditemukan {}.',
  en: '  Dead or moved, of those of whom a register tells: found {}.',
};
const KNOWN_GONE_MISSED: Bilingual = {
  id: '    Terlewat: {} yang harus diperiksa orang dahulu (review city), {} tertaut ke orang lain, bukan yang dilaporkan.',
  en: '    Missed: {} that a person has to look at first (review city), {} linked to another person than the one reported.',
};
const SEVERAL_LISTS: Bilingual = {
  id: '  Keluarga di beberapa daftar jika setiap kasus yang ditandai diselesaikan: {} turun menjadi {} (diminta di bawah 5 %: {}).',
  en: '  Families on several lists if every flagged case is settled: {} come down to {} (asked under 5 %: {}).',
};

async function run(context: CommandContext): Promise<CommandResult> {
  const { config } = context;
  const language = languageOf(context);
  const city = await openCityFacts(config);
  const accuracy = recipientAccuracy(city, config.truthFolder);
  const { overlap } = accuracy;
  return {
    lines: [
      AGAINST_TRUTH[language],
      headings(language),
      ...accuracy.lists.flatMap((list) => line(list.programme, list, language)),
      ...line(ALL_LISTS[language], accuracy.all, language),
      '',
      say(OVERLAP, language, overlap.families, overlap.inSeveral, percent(overlap.shareBefore, language)),
      say(IF_SETTLED, language, percent(overlap.shareIfSettled, language)),
      say(IF_RULES_SETTLED, language, percent(overlap.shareIfRulesSettled, language)),
      '',
      ...againstAsked(accuracy, language),
    ],
    json: { snapshotId: city.snapshotId, ...accuracy },
  };
}

const AGAINST_TRUTH: Bilingual = {
  id: 'Terhadap kebenaran kota contoh, baris yang menerima:',
  en: 'Against the truth of the sample city, rows that receive:',
};
const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  id: ['baris', 'nyata', 'disebut', 'ditemukan', 'disebut benar'],
  en: ['rows', 'truly', 'told', 'found', 'right of told'],
};
const ALL_LISTS: Bilingual = { id: 'semua daftar', en: 'all lists' };
const OVERLAP: Bilingual = {
  id: 'Keluarga di daftar untuk keluarga: {}, di beberapa daftar {}: {}.',
  en: 'Families on lists for families: {}, on several {}: {}.',
};
const IF_SETTLED: Bilingual = {
  id: '  jika setiap kasus yang ditandai diselesaikan, sehingga masing-masing tinggal di satu daftar (yang diminta): {}',
  en: '  if every flagged case is settled, so that each stays on one list (what is asked): {}',
};
const IF_RULES_SETTLED: Bilingual = {
  id: '  jika hanya yang dilarang aturan diselesaikan, dan daftar yang boleh bersama tetap: {}',
  en: '  if only what the rules forbid is settled, and lists that they allow together stay: {}',
};

export const assistCheckCommand: Command = {
  name: 'assist check',
  summary: {
    id: 'Membandingkan ganda, meninggal, dan pindah pada daftar penerima kota contoh dengan kebenarannya',
    en: 'Holds doubles, the dead and the moved on the recipient lists of the sample city against its truth',
  },
  operands: [],
  options: [],
  run,
};
