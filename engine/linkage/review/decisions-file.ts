/** decisions.jsonl: one decision a line, only ever added to. Each line names the one before by its fingerprint. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from '../../kernel/checksum.ts';
import { TwinError } from '../../kernel/errors.ts';
import { FOR_OWNER, storageError } from '../../kernel/files.ts';
import { LINE, recordName, type DecisionLine, type NewDecision } from './decision.ts';

export const DECISIONS_FILE = 'decisions.jsonl';

const FINGERPRINT_LETTERS = 16;
const fingerprint = (line: string): string => sha256(line).slice(0, FINGERPRINT_LETTERS);
/** What the first line follows. */
const BEGINNING = fingerprint('');

const TODO =
  'Put back the file as it was, from a copy; or move the lines from there on away and decide anew: npm run twin -- review.';

export interface ReadDecisions {
  readonly lines: readonly DecisionLine[];
  /** Fingerprint of the last line. */
  readonly last: string;
}

/**
 * All lines, undone ones included; none where there is no file.
 *
 * @throws TwinError input: not JSON, of another shape, cut off, changed, or a line about a decision that is not before it
 */
export function readDecisions(path: string): ReadDecisions {
  if (!existsSync(path)) return { lines: [], last: BEGINNING };
  const file = basename(path);
  const text = readFileSync(path, 'utf8');
  if (text !== '' && !text.endsWith('\n')) {
    const row = text.split('\n').length;
    throw damaged(file, row, 'decisions-cut', 'The last line is not whole: writing it was cut off.', 'a line break');
  }
  const lines: DecisionLine[] = [];
  let last = BEGINNING;
  text
    .split('\n')
    .slice(0, -1)
    .forEach((line, i) => {
      const read = readLine(file, i + 1, line);
      if (read.follows !== last) {
        const what = 'The line does not follow from the one before: the file was changed.';
        throw damaged(file, i + 1, 'decisions-changed', what, 'lines as they were written');
      }
      checkOrder(file, i + 1, read, lines);
      lines.push(read);
      last = fingerprint(line);
    });
  return { lines, last };
}

function readLine(file: string, row: number, line: string): DecisionLine {
  let written: unknown;
  try {
    written = JSON.parse(line);
  } catch (error) {
    throw damaged(file, row, 'decisions-shape', 'The line is not JSON.', 'a decision', error);
  }
  const parsed = LINE.safeParse(written);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.map(String).join('.') ?? '';
  throw damaged(file, row, 'decisions-shape', `The line is no decision at "${key}".`, issue?.message ?? 'a decision');
}

function checkOrder(file: string, row: number, line: DecisionLine, before: readonly DecisionLine[]): void {
  if (line.decision !== before.length + 1) {
    const expected = String(before.length + 1);
    throw damaged(file, row, 'decisions-order', 'Decisions are not numbered one after the other.', expected);
  }
  const fault = faultOf(line, before);
  if (fault !== undefined) throw damaged(file, row, 'decisions-order', fault, 'what can be decided there');
}

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

function damaged(file: string, row: number, code: string, what: string, expected: string, cause?: unknown): TwinError {
  return new TwinError('input', { code, what, where: { file, row }, expected, todo: TODO }, { cause });
}

/**
 * Adds one decision at the end of the file, on the disk when it returns.
 *
 * @throws TwinError usage: it cannot be decided there; input: the file is damaged; storage: it cannot be written
 */
export function appendDecision(path: string, decision: NewDecision, at: Date): DecisionLine {
  const { lines, last } = readDecisions(path);
  const fault = faultOf(decision, lines);
  if (fault !== undefined) {
    const todo = 'npm run twin -- review history DIR lists the decisions.';
    throw new TwinError('usage', { code: 'decision-impossible', what: fault, todo });
  }
  const line = LINE.parse({ decision: lines.length + 1, ...decision, at: at.toISOString(), follows: last });
  try {
    appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: FOR_OWNER, flush: true });
  } catch (error) {
    throw storageError(error, path);
  }
  return line;
}
