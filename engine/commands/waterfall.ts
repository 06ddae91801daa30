/** The evidence of a pair as lines: each step in words, its bits and the sum so far. */
import type { Language } from '../kernel/bilingual.ts';
import type { Evidence } from '../linkage/files/explain.ts';
import { decimalText, say } from './words.ts';

const WIDTH = 64;

/** @param thresholdBits weight from which on a pair is linked */
export function waterfallLines(evidence: readonly Evidence[], thresholdBits: number, language: Language): string[] {
  const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${decimalText(Math.abs(bits), 1, language)}`;
  let sum = 0;
  return [
    `${HEADING[language].padEnd(WIDTH)}     bits${SUM[language].padStart(9)}`,
    ...evidence.flatMap(({ [language]: words, bits }) => {
      sum += bits;
      const figures = `${signed(bits).padStart(9)}${signed(sum).padStart(9)}`;
      // Words that are too long for the column have a line of their own.
      return words.length > WIDTH ? [words, ''.padEnd(WIDTH) + figures] : [words.padEnd(WIDTH) + figures];
    }),
    ...(evidence.length === 0 ? [NOT_COMPARED[language]] : []),
    '',
    say(THRESHOLD, language, signed(thresholdBits)),
  ];
}

const HEADING = { id: 'Bukti', en: 'Evidence' };
const SUM = { id: 'jumlah', en: 'sum' };
const NOT_COMPARED = { id: 'Keduanya tidak dibandingkan.', en: 'The two were not compared.' };
const THRESHOLD = { id: 'Ambang: {} bits', en: 'Threshold: {} bits' };
