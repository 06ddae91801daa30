/**
 * While nobody asks for anything, baselines of what is asked most are simulated ahead: whoever then moves a lever waits for his
 * own side alone. They are those that a run would keep, so that no result changes. At once when a run comes, or another process
 * simulates, they let go.
 */
import { availableParallelism } from 'node:os';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import { bytesOfRun } from '../simulation/replicates/memory.ts';
import { askedOf } from '../simulation/replicates/pair-of-runs.ts';
import { replicateOrder } from '../simulation/runs/replicate-order.ts';
import { isTurnTaken } from '../simulation/runs/simulation-turn.ts';
import type { AheadOrder } from './protocol.ts';
import type { LoadedSnapshot } from './simulate-run.ts';

/** So long nobody has asked for anything: between the check of a run and the run nothing begins. */
const IDLE_MS = 2000;

/** After so long it is looked whether what was in the way is over. */
const LATER_MS = 30_000;

/** Whether the work came to its end, or something was in its way. */
export type IdleEnd = 'done' | 'later';

/** One processor stays free for whoever looks at pages, or opens them. */
export const threadsAhead = (): number => Math.max(1, availableParallelism() - 1);

/**
 * @returns `later` while another process simulates, or where there is no memory for it now
 * @throws the signal's reason
 */
export async function keepAhead(
  { ground, pool }: Pick<LoadedSnapshot, 'ground' | 'pool'>,
  { spec, replicates, baselineIdentity, baselines, simulations }: AheadOrder,
  signal: AbortSignal,
  availableBytes = process.availableMemory(),
): Promise<IdleEnd> {
  const pair = { ...ground, ...spec, scenario: spec.baseline };
  if (bytesOfRun(pair, 0, availableParallelism()) > availableBytes) return 'later';
  let isInTheWay = false;
  await pool.keepBaselines(askedOf(pair), replicateOrder(replicates), threadsAhead(), {
    baselines: new BaselineStore(baselines, baselineIdentity),
    signal,
    isToGoOn: () => !(isInTheWay ||= isTurnTaken(simulations)),
  });
  return isInTheWay ? 'later' : 'done';
}

/** Work that is done while nothing else is, and begun again after whatever came between until it has come to its end. */
export class WhileIdle {
  readonly #idleMs: number;
  readonly #laterMs: number;
  #work: ((signal: AbortSignal) => Promise<IdleEnd>) | undefined;
  #stop: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = 0;

  constructor(idleMs = IDLE_MS, laterMs = LATER_MS) {
    this.#idleMs = idleMs;
    this.#laterMs = laterMs;
  }

  /** @param work in place of what was to be done before; what goes wrong in it is told to the terminal, and it is left */
  want(work: (signal: AbortSignal) => Promise<IdleEnd>): void {
    this.#stop?.abort();
    this.#work = work;
    this.#wait(this.#idleMs);
  }

  /** Stops what is done while idle, as long as something else goes on. */
  async during(other: () => Promise<void>): Promise<void> {
    this.#busy++;
    clearTimeout(this.#timer);
    this.#stop?.abort();
    try {
      await other();
    } finally {
      this.#busy--;
      this.#wait(this.#idleMs);
    }
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#busy > 0 || this.#work === undefined) return;
    this.#timer = setTimeout(() => void this.#begin(), ms);
  }

  async #begin(): Promise<void> {
    const work = this.#work;
    if (work === undefined) return;
    const stop = new AbortController();
    this.#stop = stop;
    try {
      const end = await work(stop.signal);
      if (this.#work !== work || stop.signal.aborted) return;
      if (end === 'done') this.#work = undefined;
      else this.#wait(this.#laterMs);
    } catch (error) {
      if (stop.signal.aborted) return;
      if (this.#work === work) this.#work = undefined;
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    } finally {
      if (this.#stop === stop) this.#stop = undefined;
    }
  }
}
