/** events.jsonl: what happened to entities from result to result, one event a line, only ever added to. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { TwinError } from '../../../kernel/errors.ts';
import { EVENT_KINDS, type EntityEvent } from '../../core/entities/entity-events.ts';
import { RECORD, recordName, recordOfName } from '../../review/decision.ts';

export const EVENTS_FILE = 'events.jsonl';

const RECORDS = z.array(RECORD);
const SIDE = z.record(z.string(), RECORDS);
const ENTITY = z.int().min(1);

/** The first result: entities are numbered from 1 on. */
const BEGIN = z.object({ event: z.int(), run: z.int(), kind: z.literal('begin'), records: z.int(), entities: z.int() });
const EVENT = z.object({
  /** Number of the event, from 1 on. */
  event: z.int(),
  /** Result that it led to, from 1 on. */
  run: z.int(),
  kind: z.enum(EVENT_KINDS),
  entity: ENTITY,
  other: ENTITY.optional(),
  records: RECORDS,
  before: SIDE,
  after: SIDE,
  isRevived: z.literal(true).optional(),
});
const LINE = z.discriminatedUnion('kind', [
  BEGIN,
  ...EVENT_KINDS.map((kind) => EVENT.extend({ kind: z.literal(kind) })),
]);
export type EventLine = z.infer<typeof LINE>;

const WHAT_TO_DO =
  'Put back the file as it was; without it, move it away: ids of entities that are no more may then be given again.';

/** @throws TwinError input: not JSON, or of another shape */
export function readEvents(path: string): EventLine[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line, i) => {
    let written: unknown;
    try {
      written = JSON.parse(line);
    } catch {
      throw damaged(path, i + 1, 'a line of JSON');
    }
    const parsed = LINE.safeParse(written);
    if (!parsed.success) throw damaged(path, i + 1, parsed.error.issues[0]?.message ?? 'an event');
    return parsed.data;
  });
}

const damaged = (path: string, row: number, expected: string): TwinError =>
  new TwinError('input', {
    code: 'events-shape',
    what: 'The line is no event.',
    where: { file: basename(path), row },
    expected,
    todo: WHAT_TO_DO,
  });

/** Lines of events that lead to the next result. */
export function eventLines(before: readonly EventLine[], events: readonly EntityEvent[]): EventLine[] {
  const run = (before.at(-1)?.run ?? 0) + 1;
  const side = (records: EntityEvent['before']): z.infer<typeof SIDE> =>
    Object.fromEntries(Object.entries(records).map(([entity, names]) => [entity, names.map(recordOfName)]));
  return events.map(({ kind, entity, other, records, before: was, after, isRevived }, i) => ({
    event: before.length + i + 1,
    run,
    kind,
    entity,
    ...(other !== undefined && { other }),
    records: records.map(recordOfName),
    before: side(was),
    after: side(after),
    ...(isRevived && { isRevived }),
  }));
}

export const beginLine = (records: number, entities: number): EventLine => ({
  event: 1,
  run: 1,
  kind: 'begin',
  records,
  entities,
});

/** Entities that came to an end, with the records that each had last; and the next id that was never given. */
export function pastOf(lines: readonly EventLine[]): {
  readonly retired: ReadonlyMap<number, readonly string[]>;
  readonly next: number;
} {
  const retired = new Map<number, readonly string[]>();
  let next = 1;
  const give = (entity: number): void => void (next = Math.max(next, entity + 1));
  for (const line of lines) {
    if (line.kind === 'begin') {
      give(line.entities);
      continue;
    }
    for (const [entity, records] of Object.entries(line.before)) {
      give(Number(entity));
      if (line.after[entity] === undefined) retired.set(Number(entity), records.map(recordName));
    }
    for (const entity of Object.keys(line.after)) {
      give(Number(entity));
      retired.delete(Number(entity));
    }
  }
  return { retired, next };
}
