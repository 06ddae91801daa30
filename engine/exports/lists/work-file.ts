/**
 * assistance-work.jsonl: what people wrote onto lists, one row a line, and what a second person confirmed; only ever added to.
 * No name and no number of a resident, but in what people write freely.
 */
import { z } from 'zod';
import { TwinError } from '../../kernel/errors.ts';
import { appendChain, readChain, type Chain, type LineKind } from '../../kernel/chained-lines.ts';
import { NOTHING_WORKED, WORKED, type Worked } from './worked.ts';

const WHO = {
  /** From 1 on. */
  entry: z.int().min(1),
  by: z.string().min(1),
  at: z.iso.datetime(),
  follows: z.string(),
};

const WORK = z.strictObject({
  kind: z.literal('work'),
  programme: z.string().min(1),
  /** Of the row of the list: an id without meaning. */
  id: z.string().min(1),
  work: WORKED,
  /** Entry that it stands instead of. */
  replaces: z.int().min(1).optional(),
  /** Snapshot and rules of the list that people had before them. */
  list: z.string().min(1),
  ...WHO,
});
const CONFIRMATION = z.strictObject({ kind: z.literal('confirmation'), confirms: z.int().min(1), ...WHO });
const LINE = z.discriminatedUnion('kind', [WORK, CONFIRMATION]);

export type WorkLine = z.infer<typeof WORK>;
export type Confirmation = z.infer<typeof CONFIRMATION>;
export type AnyLine = z.infer<typeof LINE>;
export type NewWork = Pick<WorkLine, 'programme' | 'id' | 'work' | 'list' | 'by'>;

const LINES: LineKind<AnyLine> = {
  code: 'work',
  noun: 'a row of work',
  todo: 'Put back the file as it was, from a copy.',
  parse(written) {
    const parsed = LINE.safeParse(written);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    return { key: issue?.path.map(String).join('.') ?? '', expected: issue?.message ?? 'a row of work' };
  },
  fault(line, before) {
    if (line.entry !== before.length + 1)
      return { what: 'Entries are not numbered one after the other.', expected: String(before.length + 1) };
    return line.kind === 'work' ? undefined : confirmationFault(line, before);
  },
};

function confirmationFault({ confirms, by }: Pick<Confirmation, 'confirms' | 'by'>, before: readonly AnyLine[]) {
  const confirmed = before[confirms - 1];
  if (confirmed?.kind !== 'work' || isSamePerson(confirmed.by, by))
    return { what: 'It confirms what nobody else wrote.', expected: 'an entry before it, by another person' };
  return confirmationsIn({ lines: before }).has(confirms)
    ? { what: 'It confirms what is confirmed already.', expected: 'an entry that waits' }
    : undefined;
}

/** @throws TwinError input when the file was cut off or changed */
export const readWork = (path: string): Chain<AnyLine> => readChain(path, LINES);

/** The newest entry of each row of one list: what people decided about another stays with that one, and fills none. */
export function newestWork({ lines }: Pick<Chain<AnyLine>, 'lines'>, list: string): Map<string, WorkLine> {
  const newest = new Map<string, WorkLine>();
  for (const line of lines) if (line.kind === 'work' && line.list === list) newest.set(line.id, line);
  return newest;
}

/** Work on a list, as far as other lists tell of it. */
export interface ListWorked {
  /** Name of the list: programme, snapshot and fingerprint. */
  readonly list: string;
  /** Rows that somebody has written onto. */
  readonly rows: number;
  /** When the last was written, in ISO 8601. */
  readonly lastAt: string;
}

/** Lists of a programme that people have worked on, the last one first. */
export function workedLists({ lines }: Pick<Chain<AnyLine>, 'lines'>, programme: string): ListWorked[] {
  const found = new Map<string, { ids: Set<string>; lastAt: string }>();
  for (const line of lines) {
    if (line.kind !== 'work' || line.programme !== programme) continue;
    const ids = found.get(line.list)?.ids ?? new Set();
    // Taken out and put in again: the order is that of the last entry.
    found.delete(line.list);
    found.set(line.list, { ids: ids.add(line.id), lastAt: line.at });
  }
  return [...found].map(([list, { ids, lastAt }]) => ({ list, rows: ids.size, lastAt })).reverse();
}

/** Entry to who else has confirmed it. */
export const confirmationsIn = ({ lines }: Pick<Chain<AnyLine>, 'lines'>): Map<number, Confirmation> =>
  new Map(lines.flatMap((line) => (line.kind === 'confirmation' ? [[line.confirms, line] as const] : [])));

export const workOf = (newest: ReadonlyMap<string, WorkLine>): Map<string, Worked> =>
  new Map([...newest].map(([id, { work }]) => [id, work]));

/** Whether two names are one: capitals and spaces make no other person. */
export const isSamePerson = (a: string, b: string): boolean => folded(a) === folded(b);
const folded = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Adds entries; what they stand instead of is named in each, and stays in the file.
 *
 * @throws TwinError input: the file is damaged; storage: it cannot be written
 */
export function appendWork(path: string, entries: readonly NewWork[], at: Date): WorkLine[] {
  const { lines, last } = readWork(path);
  const newest = new Map<string, number>();
  for (const line of lines) if (line.kind === 'work') newest.set(`${line.list} ${line.id}`, line.entry);
  const made = entries.map((entry, i): Omit<WorkLine, 'follows'> => {
    const replaces = newest.get(`${entry.list} ${entry.id}`);
    return {
      entry: lines.length + 1 + i,
      kind: 'work',
      ...entry,
      ...(replaces === undefined ? {} : { replaces }),
      at: at.toISOString(),
    };
  });
  return made.length === 0 ? [] : appendChain<WorkLine>(path, last, made);
}

/**
 * A second person agrees with entries of others.
 *
 * @param confirms entries that somebody else wrote and nobody has confirmed
 * @throws TwinError usage: one is none such, and nothing is written; input: the file is damaged; storage: it cannot be written
 */
export function appendConfirmations(path: string, confirms: readonly number[], by: string, at: Date): Confirmation[] {
  const { lines, last } = readWork(path);
  const fault = confirms
    .map((entry) => confirmationFault({ confirms: entry, by }, lines))
    .find((each) => each !== undefined);
  if (fault !== undefined)
    throw new TwinError('usage', {
      code: 'confirmation-impossible',
      ...fault,
      todo: 'assist list --json tells what waits.',
    });
  const made = confirms.map((entry, i): Omit<Confirmation, 'follows'> => ({
    entry: lines.length + 1 + i,
    kind: 'confirmation',
    confirms: entry,
    by,
    at: at.toISOString(),
  }));
  return made.length === 0 ? [] : appendChain<Confirmation>(path, last, made);
}

/** What a row holds now. */
export const workNow = (newest: ReadonlyMap<string, WorkLine>, id: string): Worked =>
  newest.get(id)?.work ?? NOTHING_WORKED;
