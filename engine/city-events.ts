/** events.jsonl of a snapshot: what happened to persons from build to build, one event a line, without a value of a row. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { systemCode, TwinError } from './kernel/errors.ts';
import { EVENT_KINDS, type EntityEvent } from './linkage/core/entities/entity-events.ts';
import type { KeptPersons } from './linkage/residents/entities/keep-persons.ts';
import { RECORD, type RecordId } from './linkage/review/decision.ts';

export const CITY_EVENTS_FILE = 'events.jsonl';

/** Rows that come to a person, and go from one who stays, are counted alone: a new list is about everybody on it. */
const COUNTED = ['join', 'leave'] as const;
const TOLD = EVENT_KINDS.filter((kind): kind is Exclude<EntityEvent['kind'], (typeof COUNTED)[number]> =>
  COUNTED.every((each) => each !== kind),
);

const COUNTS = z.partialRecord(z.enum(EVENT_KINDS), z.int().min(0));
const BUILD = z.object({
  kind: z.literal('build'),
  /** Number of the build, from 1 on. */
  run: z.int().min(1),
  persons: z.int().min(0),
  /** Events of the build, those that are not told one by one included. */
  counts: COUNTS,
  /** All ids are those that a first build gives. */
  isFirst: z.literal(true).optional(),
});
const PERSON = z.string().regex(/^[0-9a-f]{32}$/);
const EVENT = z.object({
  kind: z.enum(TOLD),
  event: z.int().min(1),
  run: z.int().min(1),
  /** Who goes on: of `absorb` and `move` the one that rows come to, of `split` the one that they leave. */
  person: PERSON,
  other: PERSON.optional(),
  /** Rows that it is about, and those that the person had besides, by the names that decisions have for them. */
  rows: z.array(RECORD),
  beside: z.array(RECORD),
  /** Rows that it is about and that are no more. */
  rowsGone: z.int().min(0),
  /** The person had been there once. */
  isRevived: z.literal(true).optional(),
});
const LINE = z.discriminatedUnion('kind', [BUILD, ...TOLD.map((kind) => EVENT.extend({ kind: z.literal(kind) }))]);
export type CityEvent = z.infer<typeof EVENT>;
export type CityEventLine = z.infer<typeof LINE>;
export type EventCounts = z.infer<typeof COUNTS>;

/** @returns by kind, those alone that happened */
export function countEvents(events: readonly EntityEvent[]): EventCounts {
  const counts: Partial<Record<EntityEvent['kind'], number>> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/**
 * @param kept    who this build's persons are
 * @param persons how many there are
 * @param nameRow name of a row, by its register and place there
 * @param before  number of the last event before
 */
export function cityEventLines(
  { events, idOf, records, state }: KeptPersons,
  persons: number,
  nameRow: (register: number, row: number) => RecordId,
  before: number,
): CityEventLine[] {
  const told = events.filter(({ kind }) => (TOLD as readonly string[]).includes(kind));
  const named = namesOfRecords(told, records, nameRow);
  const hex = (entity: number): string => Buffer.from(idOf(entity)).toString('hex');
  const rowsOf = (names: readonly string[]): RecordId[] =>
    names.flatMap((name) => (named.has(name) ? [named.get(name)!] : []));
  const build: CityEventLine = {
    kind: 'build',
    run: state.run,
    persons,
    counts: countEvents(events),
    ...(state.run === 1 && { isFirst: true as const }),
  };
  const lines = told.map(({ kind, entity, other, records: about, before: was, isRevived }, i): CityEvent => {
    const rows = rowsOf(about);
    const isMerge = kind === 'absorb' || kind === 'move';
    return {
      kind: kind as CityEvent['kind'],
      event: before + i + 1,
      run: state.run,
      person: hex(entity),
      ...(other !== undefined && { other: hex(other) }),
      rows,
      beside: isMerge ? rowsOf(was[entity] ?? []) : [],
      rowsGone: about.length - rows.length,
      ...(isRevived && { isRevived }),
    };
  });
  return [build, ...(lines as CityEventLine[])];
}

/** Rows that are there, by the numbers of their records. */
function namesOfRecords(
  events: readonly EntityEvent[],
  records: KeptPersons['records'],
  nameRow: (register: number, row: number) => RecordId,
): Map<string, RecordId> {
  const wanted = new Set<number>();
  for (const { records: about, before, entity } of events) {
    for (const name of [...about, ...(before[entity] ?? [])]) wanted.add(Number(name));
  }
  const named = new Map<string, RecordId>();
  records.forEach((of, register) =>
    of.forEach((record, row) => {
      if (wanted.has(record)) named.set(String(record), nameRow(register, row));
    }),
  );
  return named;
}

export const eventText = (lines: readonly CityEventLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** @throws TwinError input: not there, not JSON, or of another shape */
export function readCityEvents(path: string): CityEventLine[] {
  const damaged = (row: number | undefined, what: string, cause?: unknown): TwinError =>
    new TwinError(
      'input',
      {
        code: 'events-shape',
        what,
        where: { file: basename(path), ...(row !== undefined && { row }) },
        expected: 'the events of persons as twin build writes them',
        todo: 'Put the folder of the snapshot back from a copy, or build anew: npm run twin -- build --force',
      },
      { cause },
    );
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw damaged(undefined, `The events cannot be read (${systemCode(error) ?? 'unknown reason'}).`, error);
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      try {
        return LINE.parse(JSON.parse(line));
      } catch (error) {
        throw damaged(i + 1, 'The line is no event.', error);
      }
    });
}
