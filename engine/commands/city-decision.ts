/** What the commands about rows of the city's registers have in common: names of rows, and writing a decision. */
import type { DoubtfulRow } from '../city-doubts.ts';
import { inForce } from '../linkage/review/binding.ts';
import type { DecisionKind, DecisionLine, NewDecision, RecordId } from '../linkage/review/decision.ts';
import { appendDecision, readDecisions } from '../linkage/review/decisions-file.ts';
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
  const { decisionsFile } = context.config;
  const { lines } = readDecisions(decisionsFile);
  const tried = { ...decision, decision: lines.length + 1, at: '', follows: '' } as DecisionLine;
  const against = inForce([...lines, tried]).contradictions.find((each) => each.decision === lines.length + 1);
  if (against !== undefined) {
    throw usageError(
      `That contradicts ${against.with.length === 1 ? 'decision' : 'decisions'} ${against.with.join(', ')}.`,
      'Undo one of them first: npm run twin -- review city-undo DECISION --by NAME --reason TEXT',
    );
  }
  const line = appendDecision(decisionsFile, decision, new Date());
  const pairs = about.left.length * about.right.length;
  const told = pairs === 1 ? '' : `, ${pairs} pairs`;
  return { lines: [`Decision ${line.decision}: ${line.kind}${told}.`, BINDS], json: line };
}
