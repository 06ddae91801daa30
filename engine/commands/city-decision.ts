/** What the commands about rows of the city's registers have in common: names of rows, and writing a decision. */
import type { DoubtfulRow } from '../city-doubts.ts';
import type { DecisionKind, NewDecision, RecordId } from '../linkage/review/decision.ts';
import { settleRecords } from '../linkage/review/settle.ts';
import { usageError, type CommandContext, type CommandResult } from './command.ts';
import { toldOption } from './review.ts';

export const BINDS = 'It binds every later build: npm run twin -- build';

export const BORROWED = [
  'NIK-nya dianggap milik orang lain, maka tidak dihitung.',
  'Its NIK is taken to be that of somebody else, and is not counted.',
];

export const nameOf = ([register, key]: RecordId): string => `${register}:${key}`;
export const placeOf = ({ file, row }: Pick<DoubtfulRow, 'file' | 'row'>): string => `${file} row ${row}`;

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
  const decision: NewDecision = { ...about, reason: toldOption(context, 'reason'), by: toldOption(context, 'by') };
  const undo = 'npm run twin -- review city-undo DECISION';
  const line = settleRecords(context.config.decisionsFile, decision, new Date(), undo, context.progress);
  const pairs = about.left.length * about.right.length;
  const told = pairs === 1 ? '' : `, ${pairs} pairs`;
  return { lines: [`Decision ${line.decision}: ${line.kind}${told}.`, BINDS], json: line };
}
