/**
 * Runs wait for their turn: one is simulated, the others stand behind it in the order in which they were asked for. What is
 * asked, and how each ended, is on disk, so that a reload, a restart or a killed server loses nothing: a run that was under
 * way is simulated on from the replicates that are there.
 */
import { TwinError } from '../../kernel/errors.ts';
import { readRecords, removeRecord, saveRecord, type RunFault, type RunRecord, type RunState } from './run-record.ts';

/** What the work tells while it goes on. */
export interface RunReports {
  /** Replicates that are there. */
  readonly onDone: (replicates: number) => void;
  /** Results of so many replicates can be shown. */
  readonly onShown: (replicates: number) => void;
  /** Another process simulates: this run waits for it, or waits no longer. */
  readonly onHeldUp?: (isHeldUp: boolean) => void;
}

/** Simulates a run; ends when everything is on disk. */
export type RunWork = (record: RunRecord, reports: RunReports, signal: AbortSignal) => Promise<void>;

/** A run and how far it is. */
export interface RunView {
  readonly record: RunRecord;
  /** Replicates that are there. */
  readonly done: number;
  /** Replicates of which results can be shown, 0 for expected numbers; undefined while there is nothing to show. */
  readonly shown: number | undefined;
  /** Runs that come before it. */
  readonly ahead: number;
  /** Its turn has come, and another process simulates a run of its own: there where it waits for that. */
  readonly isHeldUp?: true;
}

interface Entry {
  record: RunRecord;
  done: number;
  shown: number | undefined;
  isHeldUp?: boolean;
}

const OPEN: readonly RunState[] = ['waiting', 'running'];

export interface QueueOptions {
  /** Folder of all runs. */
  readonly simulations: string;
  readonly work: RunWork;
  /** Replicates of which a run that ended or was stopped has results to show. */
  readonly shownOf: (record: RunRecord) => number | undefined;
  /** Replicates of a run that are on disk. */
  readonly storedOf: (record: RunRecord) => number;
  /** Whether results of a run that is done, but has none to show any more, can be had again from its replicates. */
  readonly mayRecompute: (record: RunRecord) => boolean;
  readonly now?: () => Date;
}

export class RunQueue {
  readonly #options: QueueOptions;
  readonly #entries = new Map<string, Entry>();
  /** Ids, the one that is simulated first. */
  #line: string[] = [];
  #stop: AbortController | undefined;
  /** Files of the history that nobody can read any more. */
  readonly unreadable: readonly string[];

  constructor(options: QueueOptions) {
    this.#options = options;
    const { records, unreadable } = readRecords(options.simulations);
    this.unreadable = unreadable;
    for (const record of records) {
      const done = record.state === 'done' ? record.replicates : options.storedOf(record);
      this.#entries.set(record.id, { record, shown: options.shownOf(record), done });
    }
    // What a stopped server left goes on, and what lost its results has them made again.
    for (const entry of this.#entries.values()) {
      if (entry.record.state === 'done' && entry.shown === undefined && options.mayRecompute(entry.record))
        this.#change(entry, { ...begun(entry.record), state: 'waiting' });
      if (OPEN.includes(entry.record.state)) this.#line.push(entry.record.id);
    }
    this.#next();
  }

  /** Newest first. */
  list(): RunView[] {
    return [...this.#entries.values()].map((entry) => this.#viewOf(entry)).toReversed();
  }

  find(id: string): RunView | undefined {
    const entry = this.#entries.get(id);
    return entry && this.#viewOf(entry);
  }

  /** A run that is there already is not simulated again: it is shown, or goes on where it was stopped. */
  ask(record: RunRecord): RunView {
    const known = this.#entries.get(record.id);
    if (known !== undefined && isThere(this.#viewOf(known))) return this.#viewOf(known);
    const entry: Entry = { record, done: known?.done ?? 0, shown: known?.shown };
    // Asked for again, it stands as the newest.
    this.#entries.delete(record.id);
    this.#entries.set(record.id, entry);
    this.#change(entry, { ...begun(record), state: 'waiting', askedAt: this.#moment() });
    this.#line.push(record.id);
    this.#next();
    return this.#viewOf(entry);
  }

  /** Those replicates that are done stay, so that it can be taken up again. @returns undefined where there is no such run */
  cancel(id: string): RunView | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    const isRunning = entry.record.state === 'running';
    if (OPEN.includes(entry.record.state)) {
      // The first is on its way out by itself, even if it was asked for again meanwhile; whoever asks again stands behind.
      const isOnItsWay = this.#stop !== undefined && this.#line[0] === id;
      this.#line = this.#line.filter((each, i) => each !== id || (isOnItsWay && i === 0));
      this.#change(entry, { ...entry.record, state: 'cancelled', endedAt: this.#moment() });
      if (isRunning) this.#stop?.abort();
    }
    return this.#viewOf(entry);
  }

  /** Its results are gone or damaged: whoever asks again has them made from the replicates. */
  lose(id: string): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined && !OPEN.includes(entry.record.state)) entry.shown = undefined;
  }

  /** @returns whether there was such a run; one that is not over is cancelled first and stays */
  remove(id: string): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined || OPEN.includes(entry.record.state) || this.#line.includes(id)) return false;
    this.#entries.delete(id);
    removeRecord(this.#options.simulations, id);
    return true;
  }

  #next(): void {
    const entry = this.#entries.get(this.#line[0] ?? '');
    if (entry === undefined || this.#stop !== undefined) return;
    this.#stop = new AbortController();
    const { id } = entry.record;
    void this.#simulate(entry, this.#stop.signal).finally(() => {
      this.#stop = undefined;
      // Its own place, and nobody else's: whoever asked for the same run again stands further behind.
      const own = this.#line.indexOf(id);
      this.#line = this.#line.filter((_, i) => i !== own);
      this.#next();
    });
  }

  async #simulate(entry: Entry, signal: AbortSignal): Promise<void> {
    this.#change(entry, { ...begun(entry.record), state: 'running', startedAt: this.#moment() });
    const reports: RunReports = {
      onDone: (replicates) => (entry.done = replicates),
      onShown: (replicates) => (entry.shown = replicates),
      onHeldUp: (isHeldUp) => (entry.isHeldUp = isHeldUp),
    };
    try {
      await this.#options.work(entry.record, reports, signal);
      // Who cancelled at the last moment has cancelled.
      if (!signal.aborted) this.#change(entry, { ...entry.record, state: 'done', endedAt: this.#moment() });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TwinError))
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      this.#change(entry, { ...entry.record, state: 'failed', endedAt: this.#moment(), fault: faultOf(error) });
    }
  }

  #change(entry: Entry, record: RunRecord): void {
    entry.record = record;
    saveRecord(this.#options.simulations, record);
  }

  #moment(): string {
    return (this.#options.now?.() ?? new Date()).toISOString();
  }

  #viewOf({ record, done, shown, isHeldUp }: Entry): RunView {
    const ahead = Math.max(0, this.#line.lastIndexOf(record.id));
    const isWaiting = isHeldUp === true && record.state === 'running';
    return { record, done, shown, ahead, ...(isWaiting ? { isHeldUp } : {}) };
  }
}

/** Whether asking for it again would do nothing: it is under way, or done with results to show. */
export const isThere = ({ record: { state }, shown }: RunView): boolean =>
  OPEN.includes(state) || (state === 'done' && shown !== undefined);

/** Without what an earlier attempt left. */
const begun = (record: RunRecord): RunRecord =>
  Object.fromEntries(
    Object.entries(record).filter(([key]) => key !== 'endedAt' && key !== 'fault'),
  ) as unknown as RunRecord;

export function faultOf(error: unknown): RunFault {
  if (!(error instanceof TwinError))
    return {
      code: 'unforeseen',
      what: 'The run ended with an error that nobody foresaw.',
      todo: 'See the terminal in which the twin runs.',
    };
  const { code, what, where, expected, todo } = error.text;
  return {
    code,
    what,
    todo,
    ...(where === undefined ? {} : { where }),
    ...(expected === undefined ? {} : { expected }),
  };
}
