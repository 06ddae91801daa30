/** Times the steps of linkage, by the clock and by the processors, and tells progress of them. */
import type { Progress } from '../../kernel/progress.ts';
import type { LinkResult } from './pairs.ts';

type Stage = LinkResult['stages'][number];

export class Stopwatch {
  readonly #progress: Progress;
  readonly #stages: Stage[] = [];
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

  /** Ends the last step; all steps in order. */
  stages(): readonly Stage[] {
    this.#stop();
    this.#name = undefined;
    this.#progress.end();
    return this.#stages;
  }

  #stop(): void {
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.#cpuAt);
    const seconds = (now - this.#startedAt) / 1000;
    if (this.#name !== undefined) this.#stages.push({ name: this.#name, seconds, cpuSeconds: (user + system) / 1e6 });
    this.#startedAt = now;
    this.#cpuAt = process.cpuUsage();
  }
}
