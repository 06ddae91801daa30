/** How long each stage took, and what it took of the processors. */
import type { Progress } from '../../kernel/progress.ts';
import type { StageTime } from '../core/pairs.ts';

export class StageClock {
  readonly stages: StageTime[] = [];
  readonly #progress: Progress;
  readonly #startedAt = performance.now();
  readonly #cpuAtStart = process.cpuUsage();

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** @param name for people, Indonesian */
  async time<T>(name: string, work: () => Promise<T> | T, total?: number, unit?: string): Promise<T> {
    this.#progress.stage(name, total, unit);
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    const made = await work();
    this.stages.push({ name, seconds: secondsSince(startedAt), cpuSeconds: cpuSecondsSince(cpu) });
    return made;
  }

  whole(): { readonly seconds: number; readonly cpuSeconds: number } {
    return { seconds: secondsSince(this.#startedAt), cpuSeconds: cpuSecondsSince(this.#cpuAtStart) };
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
const secondsSince = (startedAt: number): number => rounded((performance.now() - startedAt) / 1000);

function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return rounded((user + system) / 1e6);
}
