/** assistance-work.jsonl: what people wrote onto lists, one row a line, only ever added to. No name and no number of a resident. */
import { z } from 'zod';
import { appendChain, readChain, type Chain, type LineKind } from '../../kernel/chained-lines.ts';
import { NOTHING_WORKED, WORKED, type Worked } from './worked.ts';

const LINE = z.strictObject({
  /** From 1 on. */
  entry: z.int().min(1),
  programme: z.string().min(1),
  /** Of the row of the list: an id without meaning. */
  id: z.string().min(1),
  work: WORKED,
  /** Entry that it stands instead of. */
  replaces: z.int().min(1).optional(),
  /** Snapshot and rules of the list that people had before them. */
  list: z.string().min(1),
  by: z.string().min(1),
  at: z.iso.datetime(),
  follows: z.string(),
});
export type WorkLine = z.infer<typeof LINE>;
export type NewWork = Pick<WorkLine, 'programme' | 'id' | 'work' | 'list' | 'by'>;

const WORK: LineKind<WorkLine> = {
  code: 'work',
  noun: 'a row of work',
  todo: 'Put back the file as it was, from a copy.',
  parse(written) {
    const parsed = LINE.safeParse(written);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    return { key: issue?.path.map(String).join('.') ?? '', expected: issue?.message ?? 'a row of work' };
  },
  fault: ({ entry }, before) =>
    entry === before.length + 1
      ? undefined
      : { what: 'Entries are not numbered one after the other.', expected: String(before.length + 1) },
};

/** @throws TwinError input when the file was cut off or changed */
export const readWork = (path: string): Chain<WorkLine> => readChain(path, WORK);

/** The newest entry of each row of a programme. */
export function newestWork({ lines }: Pick<Chain<WorkLine>, 'lines'>, programme: string): Map<string, WorkLine> {
  const newest = new Map<string, WorkLine>();
  for (const line of lines) if (line.programme === programme) newest.set(line.id, line);
  return newest;
}

export const workOf = (newest: ReadonlyMap<string, WorkLine>): Map<string, Worked> =>
  new Map([...newest].map(([id, { work }]) => [id, work]));

/**
 * Adds entries; what they stand instead of is named in each, and stays in the file.
 *
 * @throws TwinError input: the file is damaged; storage: it cannot be written
 */
export function appendWork(path: string, entries: readonly NewWork[], at: Date): WorkLine[] {
  const { lines, last } = readWork(path);
  const newest = new Map(lines.map((line) => [`${line.programme} ${line.id}`, line.entry]));
  const made = entries.map((entry, i) => {
    const replaces = newest.get(`${entry.programme} ${entry.id}`);
    return {
      entry: lines.length + 1 + i,
      ...entry,
      ...(replaces === undefined ? {} : { replaces }),
      at: at.toISOString(),
    };
  });
  return made.length === 0 ? [] : appendChain<WorkLine>(path, last, made);
}

/** What a row holds now. */
export const workNow = (newest: ReadonlyMap<string, WorkLine>, id: string): Worked =>
  newest.get(id)?.work ?? NOTHING_WORKED;
