/** What a task took of the thread that did it. */
export interface Timed<T> {
  readonly result: T;
  readonly cpuSeconds: number;
}

export function timed<T>(work: () => T): Timed<T> {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return { result, cpuSeconds: (user + system) / 1e6 };
}
