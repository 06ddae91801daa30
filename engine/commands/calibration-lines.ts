/** Chances told against what came true, as lines. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { percent } from '../linkage/files/report/both.ts';
import type { Calibration } from '../linkage/files/calibration.ts';
import { decimalText } from './words.ts';

/** All bins in one sentence. */
export function calibrationNote({ pairs, expectedError, brierScore }: Calibration): Bilingual {
  const error = percent(expectedError);
  return {
    id: `peluang yang disebut pada ${pairs} pasangan: rata-rata meleset ${error.id} (galat kalibrasi), skor Brier ${brierScore.toFixed(4).replace('.', ',')}`,
    en: `chances told of ${pairs} pairs: off by ${error.en} on average (calibration error), Brier score ${brierScore.toFixed(4)}`,
  };
}

const share = (value: number, language: Language): string => `${decimalText(value * 100, 2, language)} %`.padStart(9);

const COLUMNS: Readonly<Record<Language, readonly [string, string, string, string, string]>> = {
  id: ['peluang antara', 'pasangan', 'disebut', 'benar', 'benar, 95 %'],
  en: ['chance between', 'pairs', 'told', 'true', 'true, 95 %'],
};
const headingOf = (columns: readonly string[]): string =>
  columns.map((name, i) => (i < WIDTHS.length ? name.padStart(WIDTHS[i]!) : `  ${name}`)).join(' ');
const WIDTHS = [15, 10, 9, 9];
const OFF: Bilingual = { id: '  meleset', en: '  off' };

/** Bin by bin: chance told, share that came true with its interval, and how many; `off` where the chance is outside of it. */
export const calibrationTable = ({ bins }: Calibration, indent = '', language: Language = 'en'): string[] => [
  indent + headingOf(COLUMNS[language]),
  ...bins.map(({ from, to, pairs, meanChance, shareTrue, low, high }) => {
    const isOff = meanChance < low || meanChance > high;
    const range = `${decimalText(from * 100, 1, language)}–${decimalText(to * 100, 1, language)} %`.padStart(15);
    return `${indent}${range} ${String(pairs).padStart(10)} ${share(meanChance, language)} ${share(shareTrue, language)}  [${share(low, language)},${share(high, language)}]${isOff ? OFF[language] : ''}`;
  }),
];
