/** Chances told against what came true, as lines. */
import type { Bilingual } from '../kernel/bilingual.ts';
import { percent } from '../linkage/files/report/both.ts';
import type { Calibration } from '../linkage/files/calibration.ts';

/** All bins in one sentence. */
export function calibrationNote({ pairs, expectedError, brierScore }: Calibration): Bilingual {
  const error = percent(expectedError);
  return {
    id: `peluang yang disebut pada ${pairs} pasangan: rata-rata meleset ${error.id} (galat kalibrasi), skor Brier ${brierScore.toFixed(4).replace('.', ',')}`,
    en: `chances told of ${pairs} pairs: off by ${error.en} on average (calibration error), Brier score ${brierScore.toFixed(4)}`,
  };
}

const share = (value: number): string => `${(value * 100).toFixed(2)} %`.padStart(9);

/** Bin by bin: chance told, share that came true with its interval, and how many; `off` where the chance is outside of it. */
export const calibrationTable = ({ bins }: Calibration, indent = ''): string[] => [
  `${indent}${'chance between'.padStart(15)} ${'pairs'.padStart(10)} ${'told'.padStart(9)} ${'true'.padStart(9)}   true, 95 %`,
  ...bins.map(({ from, to, pairs, meanChance, shareTrue, low, high }) => {
    const isOff = meanChance < low || meanChance > high;
    const range = `${(from * 100).toFixed(1)}–${(to * 100).toFixed(1)} %`.padStart(15);
    return `${indent}${range} ${String(pairs).padStart(10)} ${share(meanChance)} ${share(shareTrue)}  [${share(low)},${share(high)}]${isOff ? '  off' : ''}`;
  }),
];
