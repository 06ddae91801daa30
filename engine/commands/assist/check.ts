import { openCityFacts } from '../../city-facts.ts';
import { recipientAccuracy, type Hits, type ListAccuracy, type RecipientAccuracy } from '../../recipient-accuracy.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const hits = ({ truly, told, recall, precision }: Hits): string =>
  [
    String(truly).padStart(7),
    String(told).padStart(7),
    percent(recall).padStart(10),
    percent(precision).padStart(10),
  ].join(' ');
const line = (name: string, { rows, doubles, gone, knownGone }: Omit<ListAccuracy, 'programme'>): string[] => [
  `${name.padEnd(12)} ${String(rows).padStart(7)}  doubles        ${hits(doubles)}`,
  `${' '.repeat(22)}dead or moved  ${hits(gone)}`,
  `${' '.repeat(22)}  by a register${hits(knownGone)}`,
];

/** What is asked of the sample city. */
const LEAST_DOUBLES = 0.99;
const LEAST_GONE = 0.98;
const MOST_OVERLAP = 0.05;

const asked = (least: number, share: number): string =>
  `${percent(share)} (asked ${(least * 100).toFixed(0)} % or more: ${share >= least ? 'kept' : 'not kept'})`;
const rowsText = (count: number): string => `${count} row${count === 1 ? '' : 's'}`;

function againstAsked({ all, overlap }: Pick<RecipientAccuracy, 'all' | 'overlap'>): string[] {
  const { doubles, gone, knownGone, missed } = all;
  const settled = overlap.shareIfSettled;
  return [
    'Against what is asked:',
    `  Doubles: found ${asked(LEAST_DOUBLES, doubles.recall)}, right of those told ${asked(LEAST_DOUBLES, doubles.precision)}.`,
    `    Missed: ${rowsText(missed.doublesInReview)} that a person has to look at first (review city), ${missed.doublesLinkedApart} linked to different persons.`,
    `  Dead or moved, of all: found ${asked(LEAST_GONE, gone.recall)}.`,
    `    ${missed.goneInNoRegister} of the ${gone.truly} are dead or moved by no register at all: nobody reported it, and only a visit can find it.`,
    `  Dead or moved, of those of whom a register tells: found ${asked(LEAST_GONE, knownGone.recall)}.`,
    `    Missed: ${rowsText(missed.goneInReview)} that a person has to look at first (review city), ${missed.goneLinkedApart} linked to another person than the one reported.`,
    `  Families on several lists if every flagged case is settled: ${percent(overlap.shareBefore)} come down to ${percent(settled)} (asked under 5 %: ${settled < MOST_OVERLAP ? 'kept' : 'not kept'}).`,
  ];
}

async function run({ config }: CommandContext): Promise<CommandResult> {
  const city = await openCityFacts(config);
  const accuracy = recipientAccuracy(city, config.truthFolder);
  const { overlap } = accuracy;
  return {
    lines: [
      'Against the truth of the sample city, rows that receive:',
      '                rows                  truly    told      found   of those told',
      ...accuracy.lists.flatMap((list) => line(list.programme, list)),
      ...line('all lists', accuracy.all),
      '',
      `Families on lists for families: ${overlap.families}, on several ${overlap.inSeveral}: ${percent(overlap.shareBefore)}.`,
      `  if every flagged case is settled, so that each stays on one list (what is asked): ${percent(overlap.shareIfSettled)}`,
      `  if only what the rules forbid is settled, and lists that they allow together stay: ${percent(overlap.shareIfRulesSettled)}`,
      '',
      ...againstAsked(accuracy),
    ],
    json: { snapshotId: city.snapshotId, ...accuracy },
  };
}

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
