/** What people settle about records, written where it binds every later run. */
import { basename } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { SILENT, type Progress } from '../../kernel/progress.ts';
import { changeDecisions } from '../files/state/result-lock.ts';
import { inForce } from './binding.ts';
import type { DecisionLine, NewDecision } from './decision.ts';
import { appendToOwn, readDecisions } from './decisions-file.ts';

/**
 * Adds a decision to the file, unless it contradicts those in force: that would not be applied.
 *
 * @param undo command that takes a decision back, for the error
 * @throws TwinError usage: it contradicts others, or cannot be decided; input: the file is damaged; busy: another
 *         process goes on writing to it; storage
 */
export const settleRecords = (
  path: string,
  decision: NewDecision,
  at: Date,
  undo = UNDO,
  progress: Pick<Progress, 'note'> = SILENT,
): DecisionLine => changeDecisions(path, progress, () => settleAlone(path, decision, at, undo));

function settleAlone(path: string, decision: NewDecision, at: Date, undo: string): DecisionLine {
  const { lines } = readDecisions(path);
  const tried = { ...decision, decision: lines.length + 1, at: '', follows: '' } as DecisionLine;
  const against = inForce([...lines, tried]).contradictions.find((each) => each.decision === lines.length + 1);
  if (against === undefined) return appendToOwn(path, decision, at);
  throw new TwinError('usage', {
    code: 'decision-contradicts',
    // Decisions are lines of the file, numbered from 1 on.
    where: { file: basename(path), row: against.with[0]! },
    what: `That contradicts ${against.with.length === 1 ? 'decision' : 'decisions'} ${against.with.join(', ')}.`,
    expected: 'what goes with the decisions in force',
    todo: `Undo one of them first: ${undo} --by NAME --reason TEXT`,
  });
}

const UNDO = 'npm run twin -- review undo DIR DECISION';
