/** Times the steps of linkage, by the clock and by the processors, and tells progress of them. */
import type { Progress } from '../../kernel/progress.ts';
import type { StageTime } from './pairs.ts';

/** Told what a part of the work took of the thread that did it, when it is done. */
export type Spent = (cpuSeconds: number) => void;

/** Times by `performance.now()`. */
interface Work {
  readonly startedAt: number;
  readonly parts: { readonly endedAt: number; readonly cpuSeconds: number }[];
}

/** A step that is over, and when it was under way, what it did beside others left out. */
interface Past {
  readonly stage: StageTime;
  readonly startedAt: number;
  readonly endedAt: number;
}

export class Stopwatch {
  readonly #progress: Progress;
  readonly #past: Past[] = [];
  /** By name of the stage that waits for it. */
  readonly #besides = new Map<string, Work>();
  #startedAt = performance.now();
  #cpuAt = process.cpuUsage();
  #name: string | undefined;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** Ends the step under way and starts the next. */
  start(name: string, total?: number, unit?: string): void {
    this.#stop();
    this.#name = name;
    this.#progress.stage(name, total, unit);
  }

  readonly at = (done: number): void => this.#progress.at(done);

  /** Begins work of a step that is to come and that waits for it: what it takes meanwhile is told of that step. */
  beside<T>(name: string, work: (spent: Spent) => Promise<T>): Promise<T> {
    const parts: Work['parts'] = [];
    this.#besides.set(name, { startedAt: performance.now(), parts });
    return work((cpuSeconds) => void parts.push({ endedAt: performance.now(), cpuSeconds }));
  }

  /** Ends the last step; all steps in order. */
  stages(): readonly StageTime[] {
    this.#stop();
    this.#name = undefined;
    this.#progress.end();
    return this.#past.map(({ stage }) => stage);
  }

  #stop(): void {
    const endedAt = performance.now();
    const { user, system } = process.cpuUsage(this.#cpuAt);
    const seconds = (endedAt - this.#startedAt) / 1000;
    if (this.#name !== undefined) {
      const stage = this.#withBeside({ name: this.#name, seconds, cpuSeconds: (user + system) / 1e6 });
      this.#past.push({ stage, startedAt: this.#startedAt, endedAt });
    }
    this.#startedAt = endedAt;
    this.#cpuAt = process.cpuUsage();
  }

  /** The step under way, as it was alone, with what was done of it beside the steps before. */
  #withBeside(alone: StageTime): StageTime {
    const work = this.#besides.get(alone.name);
    // Nothing of it was done before where one thread does one thing after the other, or there was nothing to do.
    if (work === undefined || work.startedAt >= this.#startedAt || work.parts.length === 0) return alone;
    const before = work.parts.filter(({ endedAt }) => endedAt <= this.#startedAt);
    const isWhole = before.length === work.parts.length;
    const until = isWhole ? Math.max(...before.map(({ endedAt }) => endedAt)) : this.#startedAt;
    const seconds = (until - work.startedAt) / 1000;
    const cpuSeconds = before.reduce((sum, part) => sum + part.cpuSeconds, 0);
    const during = this.#past.filter(({ startedAt, endedAt }) => startedAt < until && endedAt > work.startedAt);
    return {
      ...alone,
      seconds: seconds + alone.seconds,
      cpuSeconds: cpuSeconds + alone.cpuSeconds,
      beside: { stages: during.map(({ stage }) => stage.name), seconds, cpuSeconds },
    };
  }
}
