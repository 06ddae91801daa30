/** What a build of the sample city says of its linkage against the truth, and of the memory that it took. */
import type { RegisterCalibration } from '../linkage/residents/calibrate-links.ts';
import type { LinkedRegisterQuality, RegisterQuality } from '../linkage/evaluation.ts';
import { calibrationNote, calibrationTable } from './calibration-lines.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** Asked of a linkage, and of a build. */
const [MOST_POINTS_APART, MOST_MEBIBYTES] = [1, 2048];

/** @param changed registers that were changed since the sample was written */
export function accuracyLines(accuracy: readonly RegisterQuality[], changed: readonly string[]): string[] {
  return [
    '',
    'Against the truth of the sample city:    precision    recall   names of one word   of more',
    ...accuracy.map((row) => {
      const line = `  ${row.registerId.padEnd(36)} ${percent(row.precision).padStart(11)} ${percent(row.recall).padStart(9)}`;
      if (row.kind === 'anchors') return line;
      return `${line} ${percent(row.oneWordRecall).padStart(19)} ${percent(row.moreWordsRecall).padStart(9)}`;
    }),
    ...wordsLines(accuracy.filter((row) => row.kind === 'linked')),
    ...(changed.length > 0
      ? [`  not compared, as files were changed since the sample was written: ${changed.join(', ')}`]
      : []),
  ];
}

/** How far rows with a name of one word are behind the others, in points. */
function wordsLines(linked: readonly LinkedRegisterQuality[]): string[] {
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
    `  Names of one word (${of} of ${all} rows) are found ${pointsOff(behind)} than the others, in the worst register ${pointsOff(worst!.behind)} (${worst!.registerId}); asked: at most ${MOST_POINTS_APART.toFixed(2)} less: ${isKept ? 'kept' : 'NOT KEPT'}`,
  ];
}

const pointsOff = (behind: number): string => `${Math.abs(behind).toFixed(2)} points ${behind < 0 ? 'more' : 'less'}`;

/** Bin by bin for all registers together, and a line a register. */
export function calibrationLines(calibration: readonly RegisterCalibration[]): string[] {
  const whole = calibration.find(({ registerId }) => registerId === undefined);
  if (whole === undefined) return [];
  return [
    '',
    'Chances told of links and doubtful pairs, against the truth:',
    ...calibrationTable(whole.calibration, '  '),
    `  all registers: ${calibrationNote(whole.calibration).en}`,
    ...calibration.flatMap(({ registerId, calibration: of }) =>
      registerId === undefined
        ? []
        : [
            `  ${registerId.padEnd(15)} ${String(of.pairs).padStart(10)} ${percent(of.meanChance).padStart(9)} ${percent(of.shareTrue).padStart(9)}   off by ${percent(of.expectedError)}`,
          ],
    ),
  ];
}

export const memoryLine = (mebibytes: number): string =>
  `Memory at most: ${mebibytes} MiB; asked: at most ${MOST_MEBIBYTES}: ${mebibytes <= MOST_MEBIBYTES ? 'kept' : 'NOT KEPT'}`;
