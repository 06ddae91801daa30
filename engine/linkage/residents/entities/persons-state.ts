/** What a build keeps of who is who, for the next one: rows by their marks, whose they are, and the ids of persons. */
import { z } from 'zod';
import { packArrays, unpackArrays } from '../../files/state/arrays-file.ts';
import { MARK_PARTS } from './row-marks.ts';

export interface PersonsState {
  readonly registers: readonly string[];
  /** [register + 1] where its rows begin. */
  readonly starts: Uint32Array;
  /** [row × 2], [row × part]: see row-marks.ts. */
  readonly whole: Uint32Array;
  readonly parts: Uint32Array;
  /** [row] number of the record, which it keeps from build to build. */
  readonly record: Uint32Array;
  /** [row] its entity, from 1 on; 0 where it waits for review, or is no more. */
  readonly entity: Uint32Array;
  /** [row] 1 where it is no more: kept as long as an entity that may come back had it last. */
  readonly isGone: Uint8Array;
  /** [(entity - 1) × 16] id of each entity that ever was. */
  readonly ids: Uint8Array;
  /** Entities that are no more, and the records that each had last: `retiredStarts[i] … [i + 1]` of `retiredRecords`. */
  readonly retired: Uint32Array;
  readonly retiredStarts: Uint32Array;
  readonly retiredRecords: Uint32Array;
  readonly nextRecord: number;
  /** Builds and events so far. */
  readonly run: number;
  readonly events: number;
}

export const ID_BYTES = 16;

const HEADING = z.object({
  kind: z.literal('persons'),
  version: z.literal(1),
  registers: z.array(z.string()),
  nextRecord: z.int().min(0),
  run: z.int().min(1),
  events: z.int().min(0),
});

const ARRAYS = [
  'starts',
  'whole',
  'parts',
  'record',
  'entity',
  'isGone',
  'ids',
  'retired',
  'retiredStarts',
  'retiredRecords',
] as const;

export function packPersons(state: PersonsState): Uint8Array {
  const { registers, nextRecord, run, events } = state;
  const heading: z.infer<typeof HEADING> = {
    kind: 'persons',
    version: 1,
    registers: [...registers],
    nextRecord,
    run,
    events,
  };
  return packArrays(heading, Object.fromEntries(ARRAYS.map((name) => [name, state[name]])));
}

/** @throws TwinError input: not such a file, cut off, or of another version */
export function unpackPersons(bytes: Uint8Array, file: string, todo: string): PersonsState {
  const { heading, arrays } = unpackArrays(bytes, file, HEADING, todo);
  return { ...heading, ...(arrays as unknown as Pick<PersonsState, (typeof ARRAYS)[number]>) };
}

/** Rows of one register before. */
export function rowsBefore(
  { registers, starts, whole, parts, entity, isGone, ...state }: PersonsState,
  registerId: string,
) {
  const r = registers.indexOf(registerId);
  const [from, to] = r < 0 ? [0, 0] : [starts[r]!, starts[r + 1]!];
  const owner = entity.slice(from, to);
  const lastOf = lastOwners(state);
  for (let row = from; row < to; row++) if (isGone[row] === 1) owner[row - from] = lastOf.get(state.record[row]!) ?? 0;
  return {
    first: from,
    rows: {
      count: to - from,
      whole: whole.subarray(from * 2, to * 2),
      parts: parts.subarray(from * MARK_PARTS.length, to * MARK_PARTS.length),
      owner,
    },
  };
}

/** Record to the entity that had it last, of those that are no more. */
function lastOwners({
  retired,
  retiredStarts,
  retiredRecords,
}: Pick<PersonsState, 'retired' | 'retiredStarts' | 'retiredRecords'>): Map<number, number> {
  const owners = new Map<number, number>();
  retired.forEach((entity, i) => {
    for (let at = retiredStarts[i]!; at < retiredStarts[i + 1]!; at++) owners.set(retiredRecords[at]!, entity);
  });
  return owners;
}
