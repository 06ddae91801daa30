/** Times the steps of a stage and tells progress of them. */
import type { Progress } from '../kernel/progress.ts';

export class Stopwatch {
  readonly #progress: Progress;
  readonly #stages: { name: string; seconds: number }[] = [];
  #startedAt = performance.now();
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
  stages(): { readonly name: string; readonly seconds: number }[] {
    this.#stop();
    this.#name = undefined;
    this.#progress.end();
    return this.#stages;
  }

  #stop(): void {
    const now = performance.now();
    if (this.#name !== undefined) this.#stages.push({ name: this.#name, seconds: (now - this.#startedAt) / 1000 });
    this.#startedAt = now;
  }
}
