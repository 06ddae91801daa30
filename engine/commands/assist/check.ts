import { openCityFacts } from '../../city-facts.ts';
import { recipientAccuracy, type Hits, type ListAccuracy } from '../../recipient-accuracy.ts';
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
  `${' '.repeat(22)}  on record    ${hits(knownGone)}`,
];

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
      `  if each that the twin shows stays on one list:                ${percent(overlap.shareIfSettled)}`,
      `  if only those are settled whom the rules speak against:       ${percent(overlap.shareIfRulesSettled)}`,
    ],
    json: { snapshotId: city.snapshotId, ...accuracy },
  };
}

export const assistCheckCommand: Command = {
  name: 'assist check',
  summary: 'Holds doubles, the dead and the moved on the recipient lists of the sample city against its truth',
  operands: [],
  options: [],
  run,
};
