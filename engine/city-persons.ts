/** Ids of persons stay from build to build: what the newest snapshot knows of them is taken on, and kept with the next one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './kernel/checksum.ts';
import { TwinError } from './kernel/errors.ts';
import { writeFileAtomic } from './kernel/files.ts';
import type { Progress } from './kernel/progress.ts';
import type { Config } from './config.ts';
import {
  CITY_EVENTS_FILE,
  cityEventLines,
  countEvents,
  eventText,
  readCityEvents,
  type EventCounts,
} from './city-events.ts';
import { personIds, personSources } from './identities.ts';
import { keepPersons } from './linkage/residents/entities/keep-persons.ts';
import { packPersons, unpackPersons, type PersonsState } from './linkage/residents/entities/persons-state.ts';
import { rowKey } from './linkage/residents/decided/row-keys.ts';
import type { LinkedCity } from './linked-city.ts';
import { personId, type Keys } from './store/keys.ts';
import { openSealed, sealBytes } from './store/sealed-bytes.ts';

export const PERSONS_FILE = 'persons.sealed';
const PURPOSE = 'persons of a snapshot';
const WHAT_TO_DO = 'Put the folder of the snapshot back from a copy.';

/** What the snapshot before knew of persons. */
export interface PersonsBefore {
  readonly state: PersonsState;
  /** All events so far, as lines. */
  readonly events: string;
}

export interface CityPersons {
  /** [person of the linkage × 16 bytes] */
  readonly ids: Uint8Array;
  /** Checksum of the ids where they are not those of a first build. */
  readonly idsSha256: string | undefined;
  readonly isFirst: boolean;
  readonly counts: EventCounts;
  /** Writes what the next build needs into the folder of a snapshot. */
  readonly write: (folder: string) => void;
}

/**
 * @param snapshots folders of complete snapshots of the same city, the newest first
 * @returns undefined where none of them knows of persons; what is damaged is told, and the one before it taken
 */
export function personsBefore(
  config: Pick<Config, 'snapshotsFolder'>,
  keys: Keys,
  snapshots: readonly string[],
  progress: Progress,
): PersonsBefore | undefined {
  for (const name of snapshots) {
    const folder = join(config.snapshotsFolder, name);
    if (!existsSync(join(folder, PERSONS_FILE))) continue;
    const before = readPersons(folder, keys);
    if (before !== undefined) return before;
    progress.note(
      `Id orang di snapshot ${name} rusak, atau dibuat dengan kunci atau versi lain. / Ids of persons in snapshot ${name} are damaged, or of other keys or another version.`,
    );
  }
  if (snapshots.length > 0) {
    progress.note(
      'Id orang disusun dari awal: tidak ada snapshot yang menyimpannya. / Ids of persons begin anew: no snapshot holds them.',
    );
  }
  return undefined;
}

/** @returns undefined where the ids or their events are damaged, of other keys or another version, or do not go together */
function readPersons(folder: string, keys: Keys): PersonsBefore | undefined {
  const bytes = openSealed(keys, PURPOSE, readFileSync(join(folder, PERSONS_FILE)));
  if (bytes === undefined) return undefined;
  const eventsFile = join(folder, CITY_EVENTS_FILE);
  try {
    const lines = readCityEvents(eventsFile);
    const state = unpackPersons(bytes, PERSONS_FILE, WHAT_TO_DO);
    const builds = lines.filter(({ kind }) => kind === 'build').length;
    // A file that was cut off between two lines reads well.
    if (builds !== state.run || lines.length - builds !== state.events) return undefined;
    return { state, events: readFileSync(eventsFile, 'utf8') };
  } catch (error) {
    if (error instanceof TwinError && error.kind === 'input') return undefined;
    throw error;
  }
}

/** Gives the persons of a build their ids: those that they had, and new ones to who is new. */
export function keepCityPersons(
  { reading, linkage }: LinkedCity,
  keys: Keys,
  before: PersonsBefore | undefined,
): CityPersons {
  const { registers } = reading;
  const sources = personSources(registers, linkage);
  const kept = keepPersons({
    registers,
    linkage,
    sourceIds: personIds(keys, sources),
    idAgain: (person, time) => personId(keys, `person again ${String(time)} ${sources[person]!}`),
    before: before?.state,
  });
  const digest = (text: string): Uint8Array => personId(keys, text);
  const nameRow = (r: number, row: number): [string, string] => [
    registers[r]!.registerId,
    rowKey(registers[r]!, row, digest),
  ];
  const told = before?.state.events ?? 0;
  const lines = cityEventLines(kept, linkage.personCount, nameRow, told);
  const state = { ...kept.state, events: told + lines.length - 1 };
  return {
    ids: kept.ids,
    idsSha256: kept.areBySource ? undefined : sha256(kept.ids),
    isFirst: before === undefined,
    counts: countEvents(kept.events),
    write(folder) {
      writeFileAtomic(join(folder, PERSONS_FILE), sealBytes(keys, PURPOSE, packPersons(state)));
      writeFileAtomic(join(folder, CITY_EVENTS_FILE), `${before?.events ?? ''}${eventText(lines)}`);
    },
  };
}
