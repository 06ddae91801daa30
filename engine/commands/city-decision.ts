/** What the commands about rows of the city's registers have in common: names of rows, and writing a decision. */
import type { DoubtfulRow } from '../city-doubts.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import type { DecisionKind, NewDecision, RecordId } from '../linkage/review/decision.ts';
import { settleRecords } from '../linkage/review/settle.ts';
import { usageError, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { toldOption } from './review.ts';
import { say } from './words.ts';

export const BINDS: Bilingual = {
  id: 'Keputusan ini mengikat setiap pembangunan berikutnya: npm run twin -- build',
  en: 'It binds every later build: npm run twin -- build',
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
  );
}

/**
 * Writes a decision, unless it contradicts those in force.
 *
 * @throws TwinError usage: it contradicts others, or it is not told who decides or why
 */
export function writeCityDecision(
  context: CommandContext,
  about: { readonly kind: DecisionKind; readonly left: RecordId[]; readonly right: RecordId[] },
): CommandResult {
  const language = languageOf(context);
  const decision: NewDecision = { ...about, reason: toldOption(context, 'reason'), by: toldOption(context, 'by') };
  const undo = 'npm run twin -- review city-undo DECISION';
  const line = settleRecords(context.config.decisionsFile, decision, new Date(), undo, context.progress);
  const pairs = about.left.length * about.right.length;
  const told = pairs === 1 ? '' : say({ id: ', {} pasangan', en: ', {} pairs' }, language, pairs);
  const heading = say({ id: 'Keputusan {}: ', en: 'Decision {}: ' }, language, line.decision);
  return { lines: [`${heading}${DECIDED[about.kind][language]}${told}.`, BINDS[language]], json: line };
}
