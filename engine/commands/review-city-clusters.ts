/** twin review city-clusters: persons whose rows may be those of several people, with the evidence, and parting them. */
import { findCityClusters, partOfPerson, type CityCluster, type ClusterQuestion } from '../city-clusters.ts';
import { sameRecord, type RecordId } from '../linkage/review/decision.ts';
import { bitsOf } from '../linkage/core/deciding/match-weights.ts';
import { STURDY } from '../linkage/residents/suspects/find-suspects.ts';
import { requireRegisters } from '../sample.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { BORROWED, nameOf, recordOf, rowWords, writeCityDecision } from './city-decision.ts';
import { cityEvidence, PUT_OFF, ROW_WORDS, SUSPICION_WORDS } from './city-words.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { toldOption, WHO } from './review.ts';
import { waterfallLines } from './waterfall.ts';
import { decimalText, percentText, say } from './words.ts';

const [DEFAULT_TOP, MOST_TOP] = [20, 1_000_000];
/** Three columns of a line, and what stands below them. */
const INDENT = 18;

const reasons = ({ doubts, isLater }: Pick<ClusterQuestion, 'doubts' | 'isLater'>, language: Language): string =>
  [...doubts.map((doubt) => SUSPICION_WORDS[doubt]), ...(isLater ? [PUT_OFF] : [])]
    .map(({ [language]: words }) => words)
    .join(', ');

function clusterLines({ rows, questions }: CityCluster, language: Language): string[] {
  const [first, ...others] = questions;
  const { probability, left, right, expectedChange } = first!;
  const more = others.length === 0 ? '' : say(MORE, language, others.length);
  const [worth, chance] = [decimalText(expectedChange, 2, language), percentText(probability, language)];
  return [
    `${worth.padStart(8)} ${chance.padStart(7)}  ${say(ROWS, language, rows.length)}: ${reasons(first!, language)}${more}`,
    ...[left, right].map((record) => ''.padEnd(INDENT) + memberWords(rows, record, language)),
  ];
}

const memberWords = (rows: CityCluster['rows'], record: RecordId, language: Language): string =>
  rowWords(
    rows.find((each) => sameRecord(each.record, record))!,
    language,
  );

async function list(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  const language = languageOf(context);
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  requireRegisters(config.registersFolder);
  const clusters = await findCityClusters(config, progress);
  const shown = clusters.slice(0, top);
  return {
    lines: [
      say(HEADING, language, clusters.length, shown.length),
      '',
      COLUMNS[language],
      ...shown.flatMap((cluster) => clusterLines(cluster, language)),
      '',
      ...NEXT[language],
    ],
    json: { clusters: clusters.length, shown: shown.map(withoutEvidence) },
  };
}

const MORE: Bilingual = { id: '; dan {} pasangan lagi', en: '; and {} more pairs' };
const ROWS: Bilingual = { id: '{} baris', en: '{} rows' };
const HEADING: Bilingual = {
  id: '{} orang yang barisnya mungkin milik beberapa orang; {} yang pertama, menurut perubahan yang diharapkan dari jawabannya:',
  en: '{} persons whose rows may be those of several; the first {}, by what an answer is expected to change:',
};
const COLUMNS: Bilingual = { id: 'perubahan peluang', en: 'expected  chance' };
const NEXT: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'perubahan: pasangan baris yang diharapkan terpisah oleh jawaban. peluang: bahwa kedua baris yang disebut satu orang.',
    'npm run twin -- review city-cluster REGISTER:KEY menampilkan semua baris dan sebabnya.',
    'Memutuskan: review city-part REGISTER:KEY… --by NAMA --reason ALASAN memisahkan baris dari yang lain;',
    'review city-decide REGISTER:KEY REGISTER:KEY same|later … menyatakan sepasang memang satu, atau menundanya.',
  ],
  en: [
    'expected: pairs of rows that an answer is expected to part. chance: that the two rows named are one person.',
    'npm run twin -- review city-cluster REGISTER:KEY tells all rows and why.',
    'To settle: review city-part REGISTER:KEY… --by NAME --reason TEXT parts rows from the others;',
    'review city-decide REGISTER:KEY REGISTER:KEY same|later … says that a pair is one after all, or puts it off.',
  ],
};

/** The list alone: what the weights are made of is told cluster by cluster. */
const withoutEvidence = (cluster: CityCluster) => ({
  ...cluster,
  questions: cluster.questions.map(({ left, right, doubts, probability, expectedChange, isLater }) => {
    return { left, right, doubts, probability, expectedChange, isLater };
  }),
});

/** @throws TwinError usage: the row is of no suspicious cluster */
async function show(context: CommandContext): Promise<CommandResult> {
  const { config, progress, operands } = context;
  const language = languageOf(context);
  const wanted = recordOf(operands[0]!);
  requireRegisters(config.registersFolder);
  const clusters = await findCityClusters(config, progress);
  const cluster = clusters.find(({ rows }) => rows.some(({ record }) => sameRecord(record, wanted)));
  if (cluster === undefined) {
    throw usageError(
      'This row is of nobody whose rows are doubtful.',
      'npm run twin -- review city-clusters lists those who are.',
      'a row of a doubtful cluster',
    );
  }
  const thresholdBits = bitsOf(STURDY);
  const rows = cluster.rows.map((row) => {
    const sure = Number.isNaN(row.probability) ? '' : `, ${percentText(row.probability, language)}`;
    return `  ${rowWords(row, language)}: ${ROW_WORDS[row.kind][language]}${sure}`;
  });
  return {
    lines: [
      say(OF_ONE, language, cluster.rows.length),
      ...rows,
      ...cluster.questions.flatMap((question) => questionLines(cluster, question, thresholdBits, language)),
    ],
    json: { ...cluster, thresholdBits },
  };
}

const OF_ONE: Bilingual = { id: '{} baris satu orang:', en: '{} rows of one person:' };

function questionLines(
  { rows }: CityCluster,
  question: ClusterQuestion,
  thresholdBits: number,
  language: Language,
): string[] {
  const { left, right, probability, expectedChange, evidence, isNikCounted } = question;
  const [worth, chance] = [decimalText(expectedChange, 2, language), percentText(probability, language)];
  return [
    '',
    say(QUESTION, language, reasons(question, language), chance, worth),
    ...[left, right].map((record) => `  ${memberWords(rows, record, language)}`),
    ...waterfallLines(cityEvidence(evidence), thresholdBits, language),
    ...(isNikCounted ? [] : [BORROWED[language]]),
    ...STEPS.map((step) => say(step, language, nameOf(left), nameOf(right))),
    say(PART, language, nameOf(right)),
  ];
}

/** What to do with the pair, in commands that need but a name and a reason. */
const STEPS: readonly Bilingual[] = [
  { id: 'Buka kedua berkas pada baris itu, lalu:', en: 'Open both files at these rows; then:' },
  {
    id: '  memang satu orang: npm run twin -- review city-decide {} {} same --by NAMA --reason ALASAN',
    en: '  one person after all: npm run twin -- review city-decide {} {} same --by NAME --reason TEXT',
  },
];
const PART: Bilingual = {
  id: '  baris kedua orang lain: npm run twin -- review city-part {} --by NAMA --reason ALASAN',
  en: '  the second row is another: npm run twin -- review city-part {} --by NAME --reason TEXT',
};

const QUESTION: Bilingual = {
  id: 'Meragukan: {}. Peluang satu orang {}, perubahan yang diharapkan {}.',
  en: 'Doubtful: {}. Chance of one person {}, expected change {}.',
};

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
    summary: {
      id: 'Orang di register kota yang barisnya mungkin milik beberapa orang, tanpa menampilkan isinya',
      en: "Persons of the city's registers whose rows may be those of several people, without a value of them",
    },
    operands: [],
    options: [
      {
        name: 'top',
        value: 'N',
        help: { id: `Berapa banyak (bawaan ${DEFAULT_TOP})`, en: `How many (default ${DEFAULT_TOP})` },
      },
    ],
    details: {
      id: [
        'Meragukan: baris satu orang yang memakai NIK orang lain (nik-of-another), dua NIK, jenis kelamin, tanggal lahir, atau nama',
        'yang berbeda (two-numbers, other-sex, other-birth, other-name), dua baris satu register atau satu KK yang bukan jelas ganda',
        '(two-of-one-register, two-of-one-card), terlalu banyak baris (hub), dan baris yang disambung satu pasangan saja dengan peluang',
        'di bawah 98 % (weak-bridge). Pasangan yang sudah diputuskan satu orang tidak ditanyakan lagi.',
      ],
      en: [
        'Doubtful are rows of one person that bear the NIK of another (nik-of-another), two numbers, sexes, births or names',
        '(two-numbers, other-sex, other-birth, other-name), two of one register or family card that are not plainly the same',
        'twice (two-of-one-register, two-of-one-card), too many rows (hub), and rows held by one pair alone that is less sure',
        'than 98 % (weak-bridge). Where people decided that two rows are one, these two are no question any more.',
      ],
    },
    run: list,
  },
  {
    name: 'review city-cluster',
    summary: {
      id: 'Semua baris orang itu, dan bukti yang mendukung serta menentang setiap pasangan meragukan, dalam kata dan bit',
      en: 'All rows of such a person, and the evidence for and against each doubtful pair, in words and bits',
    },
    operands: ['REGISTER:KEY'],
    options: [],
    run: show,
  },
  {
    name: 'review city-part',
    summary: {
      id: 'Memisahkan baris dari semua baris lain orangnya: memecah kelompok, atau membatalkan penggabungan',
      en: 'Parts rows from all other rows of their person: splits a cluster, or takes back a merge',
    },
    operands: ['REGISTER:KEY…'],
    options: WHO,
    run: part,
  },
];
