/** One run as the history keeps it: what was asked, where it stands, what went wrong. Holds nothing about persons. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FOR_OWNER, writeFileAtomic } from '../../kernel/files.ts';
import type { RunGround, RunSpec } from './run-identity.ts';

export const RUN_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What a TwinError says. */
export interface RunFault {
  readonly code: string;
  readonly what: string;
  /** A file of models/, and its line. */
  readonly where?: { readonly file?: string; readonly row?: number };
  readonly expected?: string;
  readonly todo: string;
}

export interface RunRecord {
  /** Name of the run's folder and how many replicates were asked: 9f86d081884c7d65-200. */
  readonly id: string;
  /** The name under which models/scenarios has the scenario; undefined where it was put together on the screen. */
  readonly scenarioName?: string;
  readonly baselineName?: string;
  readonly spec: RunSpec;
  readonly ground: RunGround;
  readonly replicates: number;
  /** What the numbers speak of. */
  readonly about: RunAbout;
  readonly state: RunState;
  /** ISO moments. */
  readonly askedAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly fault?: RunFault;
}

export interface RunAbout {
  /** Content id of the snapshot: the checksum that the other pages show. */
  readonly contentId: string;
  /** Day on which the residents were counted. */
  readonly referenceDate: string;
  readonly isSample: boolean;
}

export const idOfRun = (name: string, replicates: number): string => `${name}-${replicates}`;
export const isRunId = (text: string): boolean => /^[0-9a-f]{16}-\d{1,5}$/.test(text);

export const folderOfRun = (simulations: string, id: string): string => join(simulations, id.split('-')[0]!);
const recordFile = (simulations: string, id: string): string =>
  join(folderOfRun(simulations, id), `asked-${id.split('-')[1]!}.json`);
/** What a browser may see of the run, as far as it is. */
export const shownFile = (simulations: string, id: string): string =>
  join(folderOfRun(simulations, id), `shown-${id.split('-')[1]!}.bin`);

export const saveRecord = (simulations: string, record: RunRecord): void =>
  writeFileAtomic(recordFile(simulations, record.id), `${JSON.stringify(record, null, 2)}\n`, FOR_OWNER);

/** Takes a run out of the history; its replicates go with the last entry that needs them. */
export function removeRecord(simulations: string, id: string): void {
  rmSync(recordFile(simulations, id), { force: true });
  rmSync(shownFile(simulations, id), { force: true });
  const folder = folderOfRun(simulations, id);
  const isNeeded = existsSync(folder) && readdirSync(folder).some((name) => /^(asked-\d+\.json|results-)/.test(name));
  if (!isNeeded) rmSync(folder, { recursive: true, force: true });
}

export interface FoundRecords {
  readonly records: readonly RunRecord[];
  /** Files that are no record any more, by name. */
  readonly unreadable: readonly string[];
}

/** Every run that was ever asked for and not taken out, the oldest first. */
export function readRecords(simulations: string): FoundRecords {
  const records: RunRecord[] = [];
  const unreadable: string[] = [];
  if (!existsSync(simulations)) return { records, unreadable };
  // Beside the runs lie other files: the lock of whoever simulates, which a killed process leaves behind.
  const folders = readdirSync(simulations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: folder } of folders)
    for (const file of filesOf(join(simulations, folder))) {
      const record = readRecord(join(simulations, folder, file));
      if (record === undefined) unreadable.push(`${folder}/${file}`);
      else records.push(record);
    }
  records.sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1));
  return { records, unreadable };
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^asked-\d+\.json$/.test(entry.name))
    .map(({ name }) => name);

function readRecord(path: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as Partial<RunRecord>;
    const isWhole = isRunId(String(record.id)) && RUN_STATES.includes(record.state!) && record.spec !== undefined;
    return isWhole ? (record as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}
