/** twin review: doubtful pairs and clusters of a result, what people decide about them, and taking it back. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { decisionsOf, standing } from '../linkage/review/binding.ts';
import {
  DECISION_KINDS,
  recordName,
  type DecisionKind,
  type NewDecision,
  type RecordId,
} from '../linkage/review/decision.ts';
import { appendDecision } from '../linkage/review/decisions-file.ts';
import { explainStored } from '../linkage/review/explain-item.ts';
import { findItem } from '../linkage/review/find-item.ts';
import { reviewQueue, type ReviewItem } from '../linkage/review/queue.ts';
import { openResult, type ResultFolder } from '../linkage/review/result-folder.ts';
import { separateRecords } from '../linkage/review/separate.ts';
import { settleRecords } from '../linkage/review/settle.ts';
import { undoMerge } from '../linkage/review/undo-merge.ts';
import { growResult } from '../linkage/files/state/grow-result.ts';
import { recordIdOf, sourceOfRecord } from '../linkage/files/state/links-file.ts';
import { readRows } from '../linkage/files/state/rows-file.ts';
import { ROWS_FILE } from '../linkage/files/writing/out-folder.ts';
import {
  usageError,
  wholeOption,
  type Command,
  type CommandContext,
  type CommandResult,
  type Option,
} from './command.ts';
import { languageOf } from './language.ts';
import { appliedLines } from './link-lines.ts';
import {
  contradictionLines,
  decisionWords,
  historyLines,
  questionLine,
  questionsLines,
  writtenLines,
  type State,
} from './review-lines.ts';
import { waterfallLines } from './waterfall.ts';

const DEFAULT_TOP = 20;
const MOST_TOP = 100_000;

export const DECISIONS: Option = {
  name: 'decisions',
  value: 'FILE',
  help: {
    id: 'Keputusan petugas; bawaan: decisions.jsonl di DIR',
    en: 'Decisions of people; default: decisions.jsonl of DIR',
  },
};
export const WHO: readonly Option[] = [
  { name: 'by', value: 'NAME', help: { id: 'Siapa yang memutuskan', en: 'Who decides' } },
  { name: 'reason', value: 'TEXT', help: { id: 'Alasannya', en: 'Why' } },
];
export const SHOW_VALUES: Option = {
  name: 'show-values',
  help: {
    id: 'Tampilkan id dan nilai catatannya (isinya tentang orang)',
    en: 'Show ids and values of the records (they are about persons)',
  },
};

export function openedResult({ operands, options }: CommandContext): ResultFolder {
  const decisions = options['decisions'];
  return openResult(resolve(operands[0]!), typeof decisions === 'string' ? resolve(decisions) : undefined);
}

/** @throws TwinError usage: it is not told who decides, or why */
export function toldOption(context: CommandContext, name: string): string {
  const text = context.options[name];
  if (typeof text === 'string' && text.trim() !== '') return text.trim();
  const [expected, todo] =
    name === 'by'
      ? (['the name of who decides', 'Say who decides: --by NAME'] as const)
      : (['the reason of the decision', 'Say why: --reason TEXT'] as const);
  throw usageError(`--${name} is missing.`, todo, expected);
}

/** What is told of a question without a value of a person. */
function toldItem({ links }: ResultFolder, item: ReviewItem) {
  const entity = (record: number): number => links.entity[record]!;
  const source = (record: number): string => links.sources[sourceOfRecord(links, record)]!;
  return {
    item: item.item,
    isLinked: item.isLinked,
    probability: item.probability,
    expectedChange: item.expectedChange,
    doubts: item.doubts,
    isLater: item.isLater,
    left: { source: source(item.left), cluster: entity(item.left) },
    right: { source: source(item.right), cluster: entity(item.right) },
  };
}

function list(context: CommandContext): CommandResult {
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  const result = openedResult(context);
  const queue = reviewQueue({ links: result.links, parameters: result.trained.parameters, decisions: result.force });
  const shown = queue.slice(0, top);
  const language = languageOf(context);
  const items = shown.map((item) => toldItem(result, item));
  const json = {
    questions: queue.length,
    items,
    ...contradictionsOf(result),
  };
  const lines = questionsLines(queue.length, items, language);
  return { lines: [...lines, ...contradictionLines(result.force.contradictions, language)], json };
}

const contradictionsOf = ({ force }: ResultFolder) => ({ contradictions: force.contradictions });

function show(context: CommandContext): CommandResult {
  const result = openedResult(context);
  const item = findItem(result, context.operands[1]!);
  const evidence = explainStored(result, item.pair);
  const threshold = result.trained.parameters.threshold.weightBits;
  const values = context.options['show-values'] === true ? valuesOf(result, item) : undefined;
  const lines = [
    questionLine(toldItem(result, item), languageOf(context)),
    '',
    ...waterfallLines(evidence, threshold, languageOf(context)),
    ...(values === undefined ? [] : ['', ...values.map(({ field, left, right }) => `${field}: ${left} | ${right}`)]),
  ];
  const json = { ...toldItem(result, item), evidence, thresholdBits: threshold, ...(values && { values }) };
  return { lines, json };
}

export function valuesOf(
  { folder, links, trained }: ResultFolder,
  { left, right }: Pick<ReviewItem, 'left' | 'right'>,
) {
  const ids = [
    { field: 'source', left: recordIdOf(links, left)[0], right: recordIdOf(links, right)[0] },
    { field: 'id', left: recordIdOf(links, left)[1], right: recordIdOf(links, right)[1] },
  ];
  const path = join(folder, ROWS_FILE);
  if (!existsSync(path)) return ids;
  const rows = readRows(path, 'Link again with --keep-rows.');
  const fields = trained.parameters.model.fields.map(({ name }) => ({
    field: name,
    left: rows.textOf(left, name),
    right: rows.textOf(right, name),
  }));
  return [...ids, ...fields];
}

function decide(context: CommandContext): CommandResult {
  const [, name, answer] = context.operands as [string, string, string];
  const kind = decisionKind(answer);
  const result = openedResult(context);
  const { left, right } = findItem(result, name);
  const [one, other] = [recordIdOf(result.links, left), recordIdOf(result.links, right)];
  return written(context, result, { kind, left: [one], right: [other] });
}

/** @throws TwinError usage: nothing that can be decided */
export function decisionKind(answer: string): DecisionKind {
  const kind = DECISION_KINDS.find((each) => each === answer);
  if (kind !== undefined) return kind;
  const kinds = DECISION_KINDS.join(', ');
  throw usageError(`"${answer.slice(0, 20)}" is no decision.`, `Say one of ${kinds}.`, `one of ${kinds}`);
}

/** Writes a decision, unless it contradicts those in force. */
export function written(
  context: CommandContext,
  result: ResultFolder,
  about: { kind: DecisionKind; left: RecordId[]; right: RecordId[] },
): CommandResult {
  const decision: NewDecision = { ...about, reason: toldOption(context, 'reason'), by: toldOption(context, 'by') };
  const line = settleRecords(result.decisionsPath, decision, new Date(), undefined, context.progress);
  return { lines: writtenLines(line, relative('.', result.decisionsPath), languageOf(context)), json: line };
}

function part(context: CommandContext): CommandResult {
  const [, entity, ...records] = context.operands as [string, string, ...string[]];
  const result = openedResult(context);
  const chosen = records.map((record): RecordId => {
    const at = record.indexOf(':');
    if (at > 0) return [record.slice(0, at), record.slice(at + 1)];
    throw usageError(
      'A record is named by its source and its id.',
      'Write it as SOURCE:ID, as clusters.csv has them.',
      'SOURCE:ID',
    );
  });
  if (!/^\d+$/.test(entity))
    throw usageError(
      `"${entity.slice(0, 20)}" is no cluster.`,
      'Give its number, as clusters.csv has it.',
      'the number of a cluster',
    );
  const { left, right } = separateRecords(result, Number(entity), chosen);
  return written(context, result, { kind: 'different', left, right });
}

function undo(context: CommandContext): CommandResult {
  const [, which] = context.operands as [string, string];
  const result = openedResult(context);
  const merge = /^event-(\d+)$/.exec(which)?.[1];
  if (merge !== undefined) {
    const { left, right } = undoMerge(result, Number(merge));
    return written(context, result, { kind: 'different', left, right });
  }
  const undoes = Number(which);
  if (!Number.isInteger(undoes) || undoes < 1) {
    throw usageError(
      `"${which.slice(0, 20)}" is no decision.`,
      'Give the number of a decision, or event-N for a merge that event N tells of.',
      'the number of a decision, or event-N',
    );
  }
  const decision: NewDecision = {
    kind: 'undo',
    undoes,
    reason: toldOption(context, 'reason'),
    by: toldOption(context, 'by'),
  };
  const line = appendDecision(result.decisionsPath, decision, new Date(), context.progress);
  return { lines: writtenLines(line, relative('.', result.decisionsPath), languageOf(context)), json: line };
}

function history(context: CommandContext): CommandResult {
  const result = openedResult(context);
  const { lines } = result.decisions;
  const stand = new Set(standing(lines).map(({ decision }) => decision));
  const showsValues = context.options['show-values'] === true;
  const there = new Set<string>();
  result.links.entity.forEach((_, record) => there.add(recordName(recordIdOf(result.links, record))));
  const isThere = (records: readonly RecordId[]): boolean => records.every((record) => there.has(recordName(record)));
  const contradicting = new Set(result.force.contradictions.map(({ decision }) => decision));
  const settling = decisionsOf(result.force);
  const stateOf = (line: (typeof lines)[number]): State => {
    if (line.kind === 'undo') return 'undo';
    if (!stand.has(line.decision)) return 'undone';
    if (contradicting.has(line.decision)) return 'not applied';
    if (!settling.has(line.decision)) return 'replaced';
    return isThere([...line.left, ...line.right]) ? 'in force' : 'records not there';
  };
  const told = lines.map((line) => ({ line, state: stateOf(line) }));
  const rows = told.map(({ line, state }) => {
    // Who is spoken of is told where that is asked for alone.
    const records = line.kind === 'undo' || !showsValues ? {} : { left: line.left, right: line.right };
    const { decision, kind, by, at, reason } = line;
    return { decision, kind, what: decisionWords(line, 'en'), state, by, at, reason, ...records };
  });
  const language = languageOf(context);
  return {
    lines: [...historyLines(told, language), ...contradictionLines(result.force.contradictions, language)],
    json: { decisions: rows, ...contradictionsOf(result) },
  };
}

const MOST_THREADS = 64;

async function apply(context: CommandContext): Promise<CommandResult> {
  const result = openedResult(context);
  const growth = await growResult({
    folder: result.folder,
    records: [],
    removed: [],
    decisionsPath: result.decisionsPath,
    threads: wholeOption(context, 'threads', 1, MOST_THREADS) ?? Math.min(MOST_THREADS, availableParallelism()),
    progress: context.progress,
  });
  const language = languageOf(context);
  return {
    lines: [...appliedLines(growth, language), ...contradictionLines(result.force.contradictions, language)],
    json: growth,
  };
}

/** What fails, fails as a promise does. */
const soon =
  (run: (context: CommandContext) => CommandResult): Command['run'] =>
  (context) =>
    Promise.resolve().then(() => run(context));

export const reviewCommands: readonly Command[] = [
  {
    name: 'review list',
    summary: {
      id: 'Pasangan dan kelompok meragukan dari sebuah hasil, yang jawabannya paling mengubah lebih dahulu',
      en: 'Doubtful pairs and clusters of a result, those first whose answer changes most',
    },
    operands: ['DIR'],
    options: [
      {
        name: 'top',
        value: 'N',
        help: { id: `Berapa banyak (bawaan ${DEFAULT_TOP})`, en: `How many (default ${DEFAULT_TOP})` },
      },
      DECISIONS,
    ],
    run: soon(list),
  },
  {
    name: 'review show',
    summary: {
      id: 'Bukti yang mendukung dan menentang salah satunya, dalam kata dan bit',
      en: 'The evidence for and against one of them, in words and bits',
    },
    operands: ['DIR', 'ITEM'],
    options: [SHOW_VALUES, DECISIONS],
    run: soon(show),
  },
  {
    name: 'review decide',
    summary: {
      id: 'Memutuskan apakah kedua catatan satu: same (satu), different (berbeda), atau later (nanti)',
      en: 'Settles whether the two records are one: same, different or later',
    },
    operands: ['DIR', 'ITEM', 'same|different|later'],
    options: [...WHO, DECISIONS],
    run: soon(decide),
  },
  {
    name: 'review part',
    summary: {
      id: 'Memisahkan catatan dari yang lain di kelompoknya: membatalkan penggabungan',
      en: 'Parts records from the others of their cluster: takes back a merge',
    },
    operands: ['DIR', 'CLUSTER', 'SOURCE:ID…'],
    options: [...WHO, DECISIONS],
    run: soon(part),
  },
  {
    name: 'review undo',
    summary: {
      id: 'Membatalkan keputusan menurut nomornya, atau penggabungan pada event-N di events.jsonl',
      en: 'Takes back a decision by its number, or the merge that event-N of events.jsonl tells of',
    },
    operands: ['DIR', 'DECISION|event-N'],
    options: [...WHO, DECISIONS],
    run: soon(undo),
  },
  {
    name: 'review history',
    summary: {
      id: 'Semua keputusan: siapa, kapan, sebabnya, dan apakah berlaku',
      en: 'All decisions: who, when, why, and whether they are in force',
    },
    operands: ['DIR'],
    options: [SHOW_VALUES, DECISIONS],
    run: soon(history),
  },
  {
    name: 'review apply',
    summary: {
      id: 'Menerapkan keputusan pada hasil di DIR; barisnya harus sudah disimpan (link --keep-rows); report.html dari proses yang belajar dihapus',
      en: 'Brings the result in DIR up to the decisions; its rows must have been kept (link --keep-rows); report.html of the run that learnt is taken away',
    },
    operands: ['DIR'],
    options: [
      {
        name: 'threads',
        value: 'N',
        help: { id: 'Utas (bawaan: semua prosesor)', en: 'Threads (default: all processors)' },
      },
      DECISIONS,
    ],
    run: apply,
  },
];
