/** Two ways of doing the same work, in turn within one run: their ratio holds where the machine's speed drifts. */

export interface Side {
  readonly name: string;
  /** Does the work once and returns what it found, which both sides must agree on. */
  run(): unknown;
}

export interface Paired {
  readonly what: string;
  readonly unit: string;
  /** How many of `unit` one run handles. */
  readonly size: number;
  readonly ours: string;
  readonly yardstick: string;
  readonly oursMedianMs: number;
  readonly yardstickMedianMs: number;
  /** The same by the processors, all threads together: what a machine that others use as well leaves alone. */
  readonly oursMedianCpuMs: number;
  readonly yardstickMedianCpuMs: number;
  /** Median over the rounds of yardstick / ours by the processors: above 1 ours is faster. */
  readonly ratio: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

interface Timed {
  readonly ms: number;
  readonly cpuMs: number;
  readonly found: string;
}

async function timed(side: Side): Promise<Timed> {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const found = await side.run();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000, found: JSON.stringify(found) };
}

/**
 * @throws Error when the two sides do not find the same
 */
export async function pair(
  work: { readonly what: string; readonly unit: string; readonly size: number },
  ours: Side,
  yardstick: Side,
  rounds = 5,
): Promise<Paired> {
  const [own, other]: [Timed[], Timed[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const first = await timed(ours);
    const second = await timed(yardstick);
    if (first.found !== second.found) throw new Error(`${work.what}: ${first.found} against ${second.found}`);
    // The first round warms up.
    if (round === 0) continue;
    own.push(first);
    other.push(second);
  }
  return {
    ...work,
    ours: ours.name,
    yardstick: yardstick.name,
    oursMedianMs: median(own.map(({ ms }) => ms)),
    yardstickMedianMs: median(other.map(({ ms }) => ms)),
    oursMedianCpuMs: median(own.map(({ cpuMs }) => cpuMs)),
    yardstickMedianCpuMs: median(other.map(({ cpuMs }) => cpuMs)),
    ratio: median(own.map(({ cpuMs }, i) => other[i]!.cpuMs / cpuMs)),
  };
}

const sideLine = (label: string, name: string, ms: number, cpuMs: number): string =>
  `  ${label.padEnd(10)} ${name.padEnd(56)} ${ms.toFixed(0).padStart(7)} ms ${cpuMs.toFixed(0).padStart(7)} CPU-ms`;

export const pairedLine = (result: Paired): string =>
  [
    `${result.what} (${result.size.toLocaleString('en')} ${result.unit})`,
    sideLine('ours', result.ours, result.oursMedianMs, result.oursMedianCpuMs),
    sideLine('yardstick', result.yardstick, result.yardstickMedianMs, result.yardstickMedianCpuMs),
    `  ratio      ${result.ratio.toFixed(2)} × as fast; ${(result.size / result.oursMedianCpuMs / 1000).toFixed(2)} M ${result.unit} a CPU-second`,
  ].join('\n');
