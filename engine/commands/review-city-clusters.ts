/** twin review city-clusters: persons whose rows may be those of several people, with the evidence, and parting them. */
import { findCityClusters, partOfPerson, type CityCluster, type ClusterQuestion } from '../city-clusters.ts';
import { sameRecord, type RecordId } from '../linkage/review/decision.ts';
import { bitsOf } from '../linkage/core/deciding/match-weights.ts';
import { STURDY } from '../linkage/residents/suspects/find-suspects.ts';
import { requireRegisters } from '../sample.ts';
import { BORROWED, nameOf, placeOf, recordOf, writeCityDecision } from './city-decision.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { toldOption, WHO } from './review.ts';
import { waterfallLines } from './waterfall.ts';

const [DEFAULT_TOP, MOST_TOP] = [20, 1_000_000];

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`;
const LATER = ', put off';

function clusterLines({ rows, questions, expectedChange, isLater }: CityCluster): string[] {
  const { doubts, probability, left, right } = questions[0]!;
  const more = questions.length === 1 ? '' : `; ${questions.length - 1} more`;
  return [
    `${expectedChange.toFixed(2).padStart(8)}  ${percent(probability)}  ${rows.length} rows  ${doubts.join(', ')}${more}${isLater ? LATER : ''}`,
    `          ${rowWords(rows, left)}`,
    `          ${rowWords(rows, right)}`,
  ];
}

function rowWords(rows: CityCluster['rows'], record: RecordId): string {
  const row = rows.find((each) => sameRecord(each.record, record))!;
  return `${nameOf(record)}  (${placeOf(row)})`;
}

async function list(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  requireRegisters(config.registersFolder);
  const clusters = await findCityClusters(config, progress);
  const shown = clusters.slice(0, top);
  return {
    lines: [
      `${clusters.length} persons whose rows may be those of several; the first ${shown.length}, by what an answer is expected to change:`,
      '',
      'expected   chance',
      ...shown.flatMap(clusterLines),
      '',
      'expected: pairs of rows that an answer is expected to part. chance: that the two rows named are one person.',
      'npm run twin -- review city-cluster REGISTER:KEY tells all rows and why; review city-part REGISTER:KEY… --by NAME',
      '--reason TEXT parts rows from the others; review city-decide REGISTER:KEY REGISTER:KEY same|later … settles a pair.',
    ],
    json: { clusters: clusters.length, shown: shown.map(withoutEvidence) },
  };
}

/** The list alone: what the weights are made of is told cluster by cluster. */
const withoutEvidence = (cluster: CityCluster) => ({
  ...cluster,
  questions: cluster.questions.map(({ left, right, doubts, probability, expectedChange, isLater }) => {
    return { left, right, doubts, probability, expectedChange, isLater };
  }),
});

/** @throws TwinError usage: the row is of no suspicious cluster */
async function show({ config, progress, operands }: CommandContext): Promise<CommandResult> {
  const wanted = recordOf(operands[0]!);
  requireRegisters(config.registersFolder);
  const clusters = await findCityClusters(config, progress);
  const cluster = clusters.find(({ rows }) => rows.some(({ record }) => sameRecord(record, wanted)));
  if (cluster === undefined) {
    throw usageError(
      'This row is of nobody whose rows are doubtful.',
      'npm run twin -- review city-clusters lists those who are.',
    );
  }
  const thresholdBits = bitsOf(STURDY);
  const rows = cluster.rows.map((row) => {
    const sure = Number.isNaN(row.probability) ? '' : `, ${percent(row.probability).trim()}`;
    return `  ${nameOf(row.record)}  (${placeOf(row)}): ${row.kind}${sure}`;
  });
  return {
    lines: [
      `${cluster.rows.length} rows of one person:`,
      ...rows,
      ...cluster.questions.flatMap((question) => questionLines(cluster, question, thresholdBits)),
    ],
    json: { ...cluster, thresholdBits },
  };
}

function questionLines({ rows }: CityCluster, question: ClusterQuestion, thresholdBits: number): string[] {
  const { left, right, doubts, probability, expectedChange, isLater, evidence, isNikCounted } = question;
  return [
    '',
    `${expectedChange.toFixed(2)} expected, ${percent(probability).trim()}: ${doubts.join(', ')}${isLater ? LATER : ''}`,
    `  ${rowWords(rows, left)}`,
    `  ${rowWords(rows, right)}`,
    ...waterfallLines(evidence, thresholdBits),
    ...(isNikCounted ? [] : BORROWED),
  ];
}

/** @throws TwinError usage: no row of that name, rows of several persons, all of one, or contradicted by what is decided */
async function part(context: CommandContext): Promise<CommandResult> {
  const { config, progress, operands } = context;
  const chosen = operands.map(recordOf);
  // What is missing is told before a minute of work.
  for (const name of ['by', 'reason']) toldOption(context, name);
  requireRegisters(config.registersFolder);
  return writeCityDecision(context, await partOfPerson(config, chosen, progress));
}

export const reviewCityClusterCommands: readonly Command[] = [
  {
    name: 'review city-clusters',
    summary: "Persons of the city's registers whose rows may be those of several people, without a value of them",
    operands: [],
    options: [{ name: 'top', value: 'N', help: `How many (default ${DEFAULT_TOP})` }],
    details: [
      'Doubtful are rows of one person that bear the NIK of another (nik-of-another), two numbers, sexes, births or names',
      '(two-numbers, other-sex, other-birth, other-name), two of one register or family card that are not plainly the same',
      'twice (two-of-one-register, two-of-one-card), too many rows (hub), and rows held by one pair alone that is less sure',
      'than 98 % (weak-bridge). Where people decided that two rows are one, these two are no question any more.',
    ],
    run: list,
  },
  {
    name: 'review city-cluster',
    summary: 'All rows of such a person, and the evidence for and against each doubtful pair, in words and bits',
    operands: ['REGISTER:KEY'],
    options: [],
    run: show,
  },
  {
    name: 'review city-part',
    summary: 'Parts rows from all other rows of their person: splits a cluster, or takes back a merge',
    operands: ['REGISTER:KEY…'],
    options: WHO,
    run: part,
  },
];
