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
  /** Median over the rounds of yardstick / ours: above 1 ours is faster. */
  readonly ratio: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

async function timed(side: Side): Promise<{ ms: number; found: string }> {
  const startedAt = performance.now();
  const found = await side.run();
  return { ms: performance.now() - startedAt, found: JSON.stringify(found) };
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
  const oursMs: number[] = [];
  const yardstickMs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const first = await timed(ours);
    const second = await timed(yardstick);
    if (first.found !== second.found) throw new Error(`${work.what}: ${first.found} against ${second.found}`);
    // The first round warms up.
    if (round === 0) continue;
    oursMs.push(first.ms);
    yardstickMs.push(second.ms);
  }
  return {
    ...work,
    ours: ours.name,
    yardstick: yardstick.name,
    oursMedianMs: median(oursMs),
    yardstickMedianMs: median(yardstickMs),
    ratio: median(oursMs.map((ms, i) => yardstickMs[i]! / ms)),
  };
}

export const pairedLine = (result: Paired): string =>
  [
    `${result.what} (${result.size.toLocaleString('en')} ${result.unit})`,
    `  ours       ${result.ours.padEnd(44)} ${result.oursMedianMs.toFixed(0).padStart(7)} ms`,
    `  yardstick  ${result.yardstick.padEnd(44)} ${result.yardstickMedianMs.toFixed(0).padStart(7)} ms`,
    `  ratio      ${result.ratio.toFixed(2)} × as fast`,
  ].join('\n');
