/** The evidence of a pair as lines: each step in both languages, its bits and the sum so far. */
import type { Evidence } from '../linkage/files/explain.ts';

const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;

const WIDTH = 64;

/** @param thresholdBits weight from which on a pair is linked */
export function waterfallLines(evidence: readonly Evidence[], thresholdBits: number): string[] {
  let sum = 0;
  return [
    'Bukti / evidence                                                     bits      sum',
    ...evidence.flatMap(({ id, en, bits }) => {
      sum += bits;
      const figures = `${signed(bits).padStart(9)}${signed(sum).padStart(9)}`;
      // Words that are too long for the column have a line of their own.
      const words = id.length > WIDTH ? [id, ''.padEnd(WIDTH) + figures] : [id.padEnd(WIDTH) + figures];
      return [...words, `  ${en}`];
    }),
    ...(evidence.length === 0 ? ['Keduanya tidak dibandingkan. / The two were not compared.'] : []),
    '',
    `Ambang / threshold: ${signed(thresholdBits)} bits`,
  ];
}
