/** What the commands about rows of the city's registers have in common: names of rows, and writing a decision. */
import type { DoubtfulRow } from '../city-doubts.ts';
import { findAbsentRow } from '../city-row-keys.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import { decisionsOf, inForce } from '../linkage/review/binding.ts';
import {
  recordName,
  type DecisionKind,
  type DecisionLine,
  type NewDecision,
  type RecordId,
} from '../linkage/review/decision.ts';
import { readDecisions } from '../linkage/review/decisions-file.ts';
import { settleRecords } from '../linkage/review/settle.ts';
import { describeRegisters } from '../registers/description.ts';
import { usageError, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { toldOption } from './review.ts';
import { say } from './words.ts';

export const BINDS: Bilingual = {
  id: 'Keputusan ini mengikat setiap pembangunan berikutnya, yang juga menyebut jika barisnya tidak ada: npm run twin -- build',
  en: 'It binds every later build, which also tells where its rows are not there: npm run twin -- build',
};

export const BORROWED: Bilingual = {
  id: 'NIK-nya dianggap milik orang lain, maka tidak dihitung.',
  en: 'Its NIK is taken to be that of somebody else, and is not counted.',
};

/** What was decided of two rows or of two sides. */
export const DECIDED: Readonly<Record<DecisionKind, Bilingual>> = {
  same: { id: 'satu orang', en: 'one person' },
  different: { id: 'orang berbeda', en: 'different people' },
  later: { id: 'ditunda', en: 'put off' },
};

export const nameOf = ([register, key]: RecordId): string => `${register}:${key}`;
export const placeOf = ({ file, row }: Pick<DoubtfulRow, 'file' | 'row'>, language: Language): string =>
  say({ id: '{} baris {}', en: '{} row {}' }, language, file, row);
/** A row as a line of its own names it. */
export const rowWords = (row: DoubtfulRow, language: Language): string =>
  `${nameOf(row.record)}  (${placeOf(row, language)})`;

/** @throws TwinError usage */
export function recordOf(text: string): RecordId {
  const found = /^([a-z0-9-]+):([0-9a-f]{24}-[0-9a-f]{12})$/.exec(text);
  if (found !== null) return [found[1]!, found[2]!];
  throw usageError(
    'A row is named by its register and its key: REGISTER:KEY.',
    'npm run twin -- review city and review city-clusters list rows by these names.',
    'REGISTER:KEY, the key of 24 and 12 hexadecimal digits',
  );
}

/**
 * Writes a decision, unless it contradicts those in force.
 *
 * @throws TwinError usage: a register that is named is none, it contradicts others, or it is not told who decides or why
 */
export function writeCityDecision(
  context: CommandContext,
  about: { readonly kind: DecisionKind; readonly left: RecordId[]; readonly right: RecordId[] },
): CommandResult {
  const language = languageOf(context);
  requireRegistersOf([...about.left, ...about.right], context.config.modelsFolder);
  const decision: NewDecision = { ...about, reason: toldOption(context, 'reason'), by: toldOption(context, 'by') };
  const undo = 'npm run twin -- review city-undo DECISION';
  const path = context.config.decisionsFile;
  const line = ofCity(() => settleRecords(path, decision, new Date(), undo, context.progress));
  const others = about.kind === 'same' ? joinedBy(readDecisions(path).lines, line) : [];
  const pairs = about.left.length * about.right.length;
  const told = pairs === 1 ? '' : say({ id: ', {} pasangan', en: ', {} pairs' }, language, pairs);
  const heading = say({ id: 'Keputusan {}: ', en: 'Decision {}: ' }, language, line.decision);
  return {
    lines: [
      `${heading}${DECIDED[about.kind][language]}${told}.`,
      ...(others.length === 0 ? [] : [say(TOGETHER, language, others.join(', '))]),
      BINDS[language],
    ],
    json: line,
  };
}

function requireRegistersOf(rows: readonly RecordId[], modelsFolder: string): void {
  const known = describeRegisters(modelsFolder).map(({ id }) => id);
  if (rows.every(([register]) => known.includes(register))) return;
  throw rowUnknown('A row that is named is in no register.', `a row of one of these registers: ${known.join(', ')}`);
}

/**
 * What no row is cannot be decided about. Before a first build, and while register files wait for one, only reading them
 * tells which rows they have, a minute in a large city: then the next build tells.
 *
 * @throws TwinError usage: a row that is named is in no register; configuration
 */
export async function requireRows(rows: readonly RecordId[], { config, progress }: CommandContext): Promise<void> {
  requireRegistersOf(rows, config.modelsFolder);
  const absent = await findAbsentRow(config, rows, progress);
  if (absent === undefined) return;
  throw rowUnknown(
    `No row of the register ${absent[0]} has the key ${absent[1]}.`,
    'a key of a row that is in the register files now',
  );
}

const rowUnknown = (what: string, expected: string): TwinError =>
  new TwinError('usage', {
    code: 'row-unknown',
    what,
    expected,
    todo: 'npm run twin -- review city and review city-clusters list rows by these names.',
  });

const TOGETHER: Bilingual = {
  id: 'Bersama keputusan {} semua baris yang disebut menjadi satu orang, juga baris dua penduduk Dukcapil; jika bukan itu maksudnya, batalkan salah satunya dengan review city-undo.',
  en: 'Together with decision {} all rows that are named are one person, those of two residents of Dukcapil as well; where that is not meant, take one back with review city-undo.',
};

/** Decisions in force that join one of the two with a third row. */
function joinedBy(lines: readonly DecisionLine[], line: DecisionLine): number[] {
  const settling = decisionsOf(inForce(lines));
  const rows = (each: DecisionLine): string[] =>
    each.kind === 'undo' ? [] : [...each.left, ...each.right].map(recordName);
  const own = new Set(rows(line));
  return lines
    .filter((each) => each.kind === 'same' && each.decision !== line.decision && settling.has(each.decision))
    .filter((each) => rows(each).some((row) => own.has(row)))
    .map(({ decision }) => decision);
}

/** What cannot be decided is told with the command that lists the decisions about the city. */
export function ofCity<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TwinError) || error.text.code !== 'decision-impossible') throw error;
    const todo = 'npm run twin -- review city-history lists the decisions.';
    throw new TwinError(error.kind, { ...error.text, todo }, { cause: error });
  }
}
