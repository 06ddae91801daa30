/** twin review city: what `twin build` left to people, and what they decide about it; binds every later build. */
import { findCityDoubts, type CityDoubt } from '../city-doubts.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { decisionsOf, inForce, pairName, standing } from '../linkage/review/binding.ts';
import { recordName, type DecisionLine, type NewDecision } from '../linkage/review/decision.ts';
import { appendDecision, readDecisions } from '../linkage/review/decisions-file.ts';
import { requireRegisters } from '../sample.ts';
import {
  BINDS,
  BORROWED,
  DECIDED,
  nameOf,
  ofCity,
  placeOf,
  recordOf,
  requireRows,
  rowWords,
  writeCityDecision,
} from './city-decision.ts';
import { cityEvidence, DOUBT_WORDS, PUT_OFF } from './city-words.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { decisionKind, toldOption, WHO } from './review.ts';
import { sidesOfMerge } from './review-city-events.ts';
import { contradictionLines, STATES, type State } from './review-lines.ts';
import { waterfallLines } from './waterfall.ts';
import { percentText, say } from './words.ts';

const [DEFAULT_TOP, MOST_TOP] = [20, 1_000_000];

function doubtLines({ left, right, doubt, probability, share, isLater }: CityDoubt, language: Language): string[] {
  const put = isLater ? `, ${PUT_OFF[language]}` : '';
  const [alone, among] = [probability, share].map((each) => percentText(each, language).padStart(7));
  return [
    `${alone} ${among}  ${DOUBT_WORDS[doubt][language]}${put}`,
    `${''.padEnd(INDENT)}${rowWords(left, language)}`,
    `${''.padEnd(INDENT)}${rowWords(right, language)}`,
  ];
}

const INDENT = 17;

async function list(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  const language = languageOf(context);
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  requireRegisters(config.registersFolder);
  const { doubts, linkage } = await findCityDoubts(config, progress);
  const shown = doubts.slice(0, top);
  const told = linkage.report.decisions;
  return {
    lines: [
      say(HEADING, language, doubts.length, shown.length),
      '',
      COLUMNS[language],
      ...shown.flatMap((doubt) => doubtLines(doubt, language)),
      ...(told?.notes ?? []).map(({ [language]: note }) => note),
      '',
      ...NEXT.map(({ [language]: line }) => line),
    ],
    json: { pairs: doubts.length, doubts: shown, decisions: told },
  };
}

const HEADING: Bilingual = {
  id: '{} pasangan baris meragukan; {} yang pertama, yang jawabannya paling menentukan lebih dahulu:',
  en: '{} doubtful pairs; the first {}, those first that an answer tells most about:',
};
const COLUMNS: Bilingual = { id: 'peluang   antara  sebab', en: ' chance    among  why' };
const NEXT: readonly Bilingual[] = [
  {
    id: 'peluang: bahwa kedua baris satu orang, menurut buktinya sendiri. antara: di antara semua calon baris pertama, yang hanya satu yang benar.',
    en: 'chance: that the two rows are one person, by their own evidence. among: among all candidates of the first row, of whom one at most is right.',
  },
  {
    id: 'npm run twin -- review city-show REGISTER:KEY REGISTER:KEY menerangkan sebabnya;',
    en: 'npm run twin -- review city-show REGISTER:KEY REGISTER:KEY tells why;',
  },
  {
    id: 'npm run twin -- review city-decide REGISTER:KEY REGISTER:KEY same|different|later --by NAMA --reason ALASAN memutuskan: satu, berbeda, nanti.',
    en: 'npm run twin -- review city-decide REGISTER:KEY REGISTER:KEY same|different|later --by NAME --reason TEXT settles it.',
  },
];

/** @throws TwinError usage: the two rows are no doubtful pair, in either order */
async function show(context: CommandContext): Promise<CommandResult> {
  const { config, progress, operands } = context;
  const language = languageOf(context);
  const wanted = operands.map((operand) => recordName(recordOf(operand)));
  requireRegisters(config.registersFolder);
  const { doubts, linkage } = await findCityDoubts(config, progress, true);
  const ends = ({ left, right }: CityDoubt): string => pairName(recordName(left.record), recordName(right.record));
  const doubt = doubts.find((each) => ends(each) === pairName(wanted[0]!, wanted[1]!));
  if (doubt?.explained === undefined) {
    throw usageError(
      'These two rows are no doubtful pair.',
      'npm run twin -- review city lists the doubtful pairs.',
      'the two rows of a doubtful pair',
    );
  }
  const { comparedWith, isNikCounted, evidence } = doubt.explained;
  const thresholdBits = linkage.report.upperThresholdBits;
  const isOther = nameOf(comparedWith.record) !== nameOf(doubt.right.record);
  return {
    lines: [
      COLUMNS[language],
      ...doubtLines(doubt, language),
      ...(isOther ? [''.padEnd(INDENT) + say(COMPARED_WITH, language, placeOf(comparedWith, language))] : []),
      '',
      ...waterfallLines(cityEvidence(evidence), thresholdBits, language),
      ...(isNikCounted ? [] : [BORROWED[language]]),
    ],
    json: { ...doubt, thresholdBits },
  };
}

const COMPARED_WITH: Bilingual = { id: 'Dibandingkan dengan {}', en: 'Compared with {}' };

async function decide(context: CommandContext): Promise<CommandResult> {
  const [left, right, answer] = context.operands as [string, string, string];
  const kind = decisionKind(answer);
  const rows = [recordOf(left), recordOf(right)] as const;
  for (const name of ['by', 'reason']) toldOption(context, name);
  await requireRows(rows, context);
  return writeCityDecision(context, { kind, left: [rows[0]], right: [rows[1]] });
}

async function undo(context: CommandContext): Promise<CommandResult> {
  const which = context.operands[0]!;
  const merge = /^event-(\d+)$/.exec(which)?.[1];
  if (merge !== undefined) {
    for (const name of ['by', 'reason']) toldOption(context, name);
    return writeCityDecision(context, { kind: 'different', ...(await sidesOfMerge(context.config, Number(merge))) });
  }
  const undoes = Number(which);
  if (!Number.isInteger(undoes) || undoes < 1) {
    throw usageError(
      'That is no number of a decision, nor event-N for a merge.',
      'npm run twin -- review city-history lists decisions, review city-events what merged.',
      'the number of a decision, or event-N',
    );
  }
  const decision: NewDecision = {
    kind: 'undo',
    undoes,
    reason: toldOption(context, 'reason'),
    by: toldOption(context, 'by'),
  };
  const line = ofCity(() => appendDecision(context.config.decisionsFile, decision, new Date(), context.progress));
  const language = languageOf(context);
  return { lines: [say(UNDONE, language, line.decision, undoes), BINDS[language]], json: line };
}

const UNDONE: Bilingual = { id: 'Keputusan {}: keputusan {} dibatalkan.', en: 'Decision {}: decision {} is undone.' };

function history(context: CommandContext): CommandResult {
  const { config } = context;
  const language = languageOf(context);
  const { lines } = readDecisions(config.decisionsFile);
  const force = inForce(lines);
  const { contradictions } = force;
  const settling = decisionsOf(force);
  const stand = new Set(standing(lines).map(({ decision }) => decision));
  const contradicting = new Set(contradictions.map(({ decision }) => decision));
  const stateOf = ({ kind, decision }: DecisionLine): State => {
    if (kind === 'undo') return 'undo';
    if (!stand.has(decision)) return 'undone';
    if (contradicting.has(decision)) return 'not applied';
    return settling.has(decision) ? 'in force' : 'replaced';
  };
  const rows = lines.map((line) => ({ ...line, state: stateOf(line) }));
  const about = (line: DecisionLine): string =>
    line.kind === 'undo'
      ? say(UNDOES, language, line.undoes)
      : `${DECIDED[line.kind][language]} ${[line.left, line.right].map((side) => side.map(nameOf).join(' ')).join(' | ')}`;
  return {
    lines: [
      say(rows.length === 1 ? DECISION : DECISIONS, language, rows.length),
      ...rows.map((row) => {
        const when = row.at.slice(0, 16).replace('T', ' ');
        return `${String(row.decision).padStart(4)}  ${when}  ${row.by}: ${about(row)} (${STATES[row.state][language]}). ${row.reason}`;
      }),
      ...contradictionLines(contradictions, language),
    ],
    json: { decisions: rows, contradictions },
  };
}

const UNDOES: Bilingual = { id: 'membatalkan {}', en: 'undoes {}' };
const DECISION: Bilingual = { id: '{} keputusan:', en: '{} decision:' };
const DECISIONS: Bilingual = { id: '{} keputusan:', en: '{} decisions:' };

/** What fails, fails as a promise does. */
const soon =
  (run: (context: CommandContext) => CommandResult): Command['run'] =>
  (context) =>
    Promise.resolve().then(() => run(context));

export const reviewCityCommands: readonly Command[] = [
  {
    name: 'review city',
    summary: {
      id: 'Pasangan meragukan di register kota, menurut kunci dan letak baris, tanpa menampilkan isinya',
      en: "Doubtful pairs of the city's registers, by keys and places of rows, without a value of them",
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
        'Keputusan disimpan di berkas KEMBARAN_DECISIONS (bawaan: decisions.jsonl di folder data) dan mengikat setiap pembangunan',
        'berikutnya. Baris disebut dengan register dan kunci yang dibuat dari kunci setempat dan tidak memuat isinya.',
      ],
      en: [
        'Decisions lie in the file of KEMBARAN_DECISIONS (default: decisions.jsonl of the data folder) and bind every later',
        'build. A row is named by its register and a key that is made with the keys of the site and tells nothing of it.',
      ],
    },
    run: list,
  },
  {
    name: 'review city-show',
    summary: {
      id: 'Bukti yang mendukung dan menentang sebuah pasangan meragukan di register kota, dalam kata dan bit, tanpa isinya',
      en: "The evidence for and against a doubtful pair of the city's registers, in words and bits, without a value",
    },
    operands: ['REGISTER:KEY', 'REGISTER:KEY'],
    options: [],
    run: show,
  },
  {
    name: 'review city-decide',
    summary: {
      id: 'Memutuskan apakah dua baris di register kota satu orang: same (satu), different (berbeda), atau later (nanti)',
      en: "Settles whether two rows of the city's registers are one person: same, different or later",
    },
    operands: ['REGISTER:KEY', 'REGISTER:KEY', 'same|different|later'],
    options: WHO,
    run: decide,
  },
  {
    name: 'review city-undo',
    summary: {
      id: 'Membatalkan keputusan tentang baris di register kota, atau penggabungan pada event-N',
      en: "Takes back a decision about rows of the city's registers, or the merge that event-N tells of",
    },
    operands: ['DECISION|event-N'],
    options: WHO,
    run: undo,
  },
  {
    name: 'review city-history',
    summary: {
      id: 'Semua keputusan tentang baris di register kota: siapa, kapan, sebabnya, dan apakah masih berlaku',
      en: "All decisions about rows of the city's registers: who, when, why, and whether they stand",
    },
    operands: [],
    options: [],
    run: soon(history),
  },
];
