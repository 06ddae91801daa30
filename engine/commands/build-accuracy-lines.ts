/** What a build of the sample city says of its linkage against the truth, and of the memory that it took. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import type { RegisterCalibration } from '../linkage/residents/calibrate-links.ts';
import type { LinkedRegisterQuality, RegisterQuality } from '../linkage/evaluation.ts';
import { calibrationNote, calibrationTable } from './calibration-lines.ts';
import { decimalText, say } from './words.ts';

const percent = (share: number, language: Language): string => `${decimalText(share * 100, 2, language)} %`;

/** Asked of a linkage, and of a build. */
const [MOST_POINTS_APART, MOST_MEBIBYTES] = [1, 2048];

/** @param changed registers that were changed since the sample was written */
export function accuracyLines(
  accuracy: readonly RegisterQuality[],
  changed: readonly string[],
  language: Language,
): string[] {
  return [
    '',
    AGAINST_TRUTH[language],
    ...accuracy.map((row) => {
      const line = `  ${row.registerId.padEnd(36)} ${percent(row.precision, language).padStart(11)} ${percent(row.recall, language).padStart(9)}`;
      if (row.kind === 'anchors') return line;
      return `${line} ${percent(row.oneWordRecall, language).padStart(19)} ${percent(row.moreWordsRecall, language).padStart(9)}`;
    }),
    ...wordsLines(
      accuracy.filter((row) => row.kind === 'linked'),
      language,
    ),
    ...(changed.length > 0 ? [say(CHANGED, language, changed.join(', '))] : []),
  ];
}

/** How far rows with a name of one word are behind the others, in points. */
function wordsLines(linked: readonly LinkedRegisterQuality[], language: Language): string[] {
  const sum = (of: 'one' | 'more', what: 'right' | 'known'): number =>
    linked.reduce((total, { byWords }) => total + byWords[of][what], 0);
  if (sum('one', 'known') === 0 || sum('more', 'known') === 0) return [];
  const behind = 100 * (sum('more', 'right') / sum('more', 'known') - sum('one', 'right') / sum('one', 'known'));
  const each = linked
    .filter(({ byWords }) => byWords.one.known > 0 && byWords.more.known > 0)
    .map(({ registerId, oneWordRecall, moreWordsRecall }) => ({
      registerId,
      behind: 100 * (moreWordsRecall - oneWordRecall),
    }))
    .sort((a, b) => b.behind - a.behind);
  const [worst] = each;
  const isKept = behind <= MOST_POINTS_APART && worst!.behind <= MOST_POINTS_APART;
  const [of, all] = [sum('one', 'known'), sum('one', 'known') + sum('more', 'known')];
  return [
    say(
      NAMES,
      language,
      ...[of, all, pointsOff(behind, language), pointsOff(worst!.behind, language), worst!.registerId],
      decimalText(MOST_POINTS_APART, 2, language),
      (isKept ? KEPT : NOT_KEPT)[language],
    ),
  ];
}

const pointsOff = (behind: number, language: Language): string =>
  say(behind < 0 ? MORE : LESS, language, decimalText(Math.abs(behind), 2, language));

const AGAINST_TRUTH: Bilingual = {
  id: 'Terhadap kebenaran kota contoh:         ketepatan kelengkapan  nama satu kata   lebih',
  en: 'Against the truth of the sample city:    precision    recall   names of one word   of more',
};
const CHANGED: Bilingual = {
  id: '  tidak dibandingkan, karena berkasnya berubah sejak kota contoh ditulis: {}',
  en: '  not compared, as files were changed since the sample was written: {}',
};
const NAMES: Bilingual = {
  id: '  Nama satu kata ({} dari {} baris) ditemukan {} dari yang lain, di register terburuk {} ({}); diminta: paling banyak {} lebih sedikit: {}',
  en: '  Names of one word ({} of {} rows) are found {} than the others, in the worst register {} ({}); asked: at most {} less: {}',
};
const MORE: Bilingual = { id: '{} poin lebih banyak', en: '{} points more' };
const LESS: Bilingual = { id: '{} poin lebih sedikit', en: '{} points less' };
const KEPT: Bilingual = { id: 'terpenuhi', en: 'kept' };
const NOT_KEPT: Bilingual = { id: 'TIDAK TERPENUHI', en: 'NOT KEPT' };

/** Bin by bin for all registers together, and a line a register. */
export function calibrationLines(calibration: readonly RegisterCalibration[], language: Language): string[] {
  const whole = calibration.find(({ registerId }) => registerId === undefined);
  if (whole === undefined) return [];
  return [
    '',
    CHANCES[language],
    ...calibrationTable(whole.calibration, '  ', language),
    say(ALL, language, calibrationNote(whole.calibration)[language]),
    ...calibration.flatMap(({ registerId, calibration: of }) =>
      registerId === undefined
        ? []
        : [
            [
              `  ${registerId.padEnd(15)} ${String(of.pairs).padStart(10)}`,
              percent(of.meanChance, language).padStart(9),
              percent(of.shareTrue, language).padStart(9),
              say(OFF_BY, language, percent(of.expectedError, language)),
            ].join(' '),
          ],
    ),
  ];
}

const CHANCES: Bilingual = {
  id: 'Peluang yang disebut untuk tautan dan pasangan meragukan, terhadap kebenaran:',
  en: 'Chances told of links and doubtful pairs, against the truth:',
};
const ALL: Bilingual = { id: '  semua register: {}', en: '  all registers: {}' };
const OFF_BY: Bilingual = { id: '  meleset {}', en: '  off by {}' };

export const memoryLine = (mebibytes: number, language: Language): string =>
  say(MEMORY, language, mebibytes, MOST_MEBIBYTES, (mebibytes <= MOST_MEBIBYTES ? KEPT : NOT_KEPT)[language]);

const MEMORY: Bilingual = {
  id: 'Memori terbesar: {} MiB; diminta: paling banyak {}: {}',
  en: 'Memory at most: {} MiB; asked: at most {}: {}',
};
