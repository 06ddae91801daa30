/** decisions.jsonl: one decision a line, only ever added to. */
import { basename } from 'node:path';
import { appendChain, readChain, type Chain, type LineKind } from '../../kernel/chained-lines.ts';
import { TwinError } from '../../kernel/errors.ts';
import { SILENT, type Progress } from '../../kernel/progress.ts';
import { changeDecisions } from '../files/state/result-lock.ts';
import { LINE, recordName, type DecisionLine, type NewDecision } from './decision.ts';

export const DECISIONS_FILE = 'decisions.jsonl';

const DECISIONS: LineKind<DecisionLine> = {
  code: 'decisions',
  noun: 'a decision',
  todo: 'Put back the file as it was, from a copy; or move the lines from there on away and decide anew: npm run twin -- review.',
  parse(written) {
    const parsed = LINE.safeParse(written);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    return { key: issue?.path.map(String).join('.') ?? '', expected: issue?.message ?? 'a decision' };
  },
  fault(line, before) {
    if (line.decision !== before.length + 1)
      return { what: 'Decisions are not numbered one after the other.', expected: String(before.length + 1) };
    const what = faultOf(line, before);
    return what === undefined ? undefined : { what, expected: 'what can be decided there' };
  },
};

export type ReadDecisions = Chain<DecisionLine>;

/**
 * All lines, undone ones included; none where there is no file.
 *
 * @throws TwinError input: not JSON, of another shape, cut off, changed, or a line about a decision that is not before it
 */
export const readDecisions = (path: string): ReadDecisions => readChain(path, DECISIONS);

/** What is wrong with a decision after those before it; undefined where nothing is. */
function faultOf(line: NewDecision, before: readonly DecisionLine[]): string | undefined {
  if (line.kind !== 'undo') {
    const left = new Set(line.left.map(recordName));
    return line.right.some((record) => left.has(recordName(record)))
      ? 'The same record stands on both sides.'
      : undefined;
  }
  const undone = before[line.undoes - 1];
  if (undone === undefined) return `There is no decision ${String(line.undoes)} to undo.`;
  if (undone.kind === 'undo') return `Decision ${String(line.undoes)} is an undoing itself; decide anew instead.`;
  const isUndone = before.some((each) => each.kind === 'undo' && each.undoes === line.undoes);
  return isUndone ? `Decision ${String(line.undoes)} is undone already.` : undefined;
}

/**
 * Adds one decision at the end of the file, on the disk when it returns. No other process adds to it at that moment.
 *
 * @throws TwinError usage: it cannot be decided there; input: the file is damaged; busy: another process goes on writing to
 *         it; storage: it cannot be written
 */
export const appendDecision = (
  path: string,
  decision: NewDecision,
  at: Date,
  progress: Pick<Progress, 'note'> = SILENT,
): DecisionLine => changeDecisions(path, progress, () => appendToOwn(path, decision, at));

/** As `appendDecision`, for who has the file for himself. */
export function appendToOwn(path: string, decision: NewDecision, at: Date): DecisionLine {
  const { lines, last } = readDecisions(path);
  const fault = faultOf(decision, lines);
  if (fault !== undefined) {
    const todo = 'npm run twin -- review history DIR lists the decisions.';
    const [where, expected] = [{ file: basename(path) }, 'what can be decided there'];
    throw new TwinError('usage', { code: 'decision-impossible', what: fault, where, expected, todo });
  }
  const line = LINE.parse({ decision: lines.length + 1, ...decision, at: at.toISOString(), follows: last });
  return appendChain<DecisionLine>(path, last, [line])[0]!;
}
