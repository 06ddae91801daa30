/** The calibration report as lines for people. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import type { CalibrationRow } from './calibration.ts';

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });

const BOUNDS: Readonly<Record<CalibrationRow['bound'], string>> = { about: '', 'at-most': '≤ ', 'at-least': '≥ ' };

const line = (name: string, [target, got, gap, tolerance]: readonly string[], end: string): string =>
  `  ${name.padEnd(52)} ${target!.padStart(12)} ${got!.padStart(10)} ${gap!.padStart(10)} ${tolerance!.padStart(10)}  ${end}`;

const YES: Bilingual = { id: 'ya   ', en: 'yes  ' };
const NO: Bilingual = { id: 'TIDAK', en: 'NO   ' };
const ASSUMED: Bilingual = { id: ' (sasarannya asumsi)', en: ' (target is an assumption)' };

/** Target, got, gap and tolerance of each figure, whether it is within, and which targets nobody has measured. */
export function calibrationLines(rows: readonly CalibrationRow[], language: Language = 'en'): string[] {
  const outside = rows.filter((row) => !row.isWithin).length;
  return [
    language === 'en'
      ? line('Figure', ['target', 'got', 'gap', 'tolerance'], 'within  unit')
      : line('Angka', ['sasaran', 'hasil', 'selisih', 'toleransi'], 'cocok   satuan'),
    ...rows.map((row) =>
      line(
        row.name[language],
        [
          BOUNDS[row.bound] + number.format(row.target),
          number.format(row.got),
          number.format(row.gap),
          number.format(row.tolerance),
        ],
        `${(row.isWithin ? YES : NO)[language]}   ${row.unit}${row.isAssumption ? ASSUMED[language] : ''}`,
      ),
    ),
    ...(language === 'en'
      ? [
          '  ≤ at most, ≥ at least: a bound that is kept has no gap.',
          `  ${rows.length - outside} of ${rows.length} figures within their tolerance, which is for cities of 20,000 residents or more.`,
        ]
      : [
          '  ≤ paling banyak, ≥ sekurangnya: batas yang terpenuhi tidak punya selisih.',
          `  ${rows.length - outside} dari ${rows.length} angka dalam toleransinya, yang berlaku untuk kota berisi 20.000 warga atau lebih.`,
        ]),
  ];
}
