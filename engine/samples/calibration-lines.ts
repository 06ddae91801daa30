/** The calibration report as lines for people. */
import type { CalibrationRow } from './calibration.ts';

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });

const BOUNDS: Readonly<Record<CalibrationRow['bound'], string>> = { about: '', 'at-most': '≤ ', 'at-least': '≥ ' };

const line = (name: string, [target, got, gap, tolerance]: readonly string[], end: string): string =>
  `  ${name.padEnd(52)} ${target!.padStart(12)} ${got!.padStart(10)} ${gap!.padStart(10)} ${tolerance!.padStart(10)}  ${end}`;

/** Target, got, gap and tolerance of each figure, whether it is within, and which targets nobody has measured. */
export function calibrationLines(rows: readonly CalibrationRow[]): string[] {
  const outside = rows.filter((row) => !row.isWithin).length;
  return [
    line('Figure', ['target', 'got', 'gap', 'tolerance'], 'within  unit'),
    ...rows.map((row) =>
      line(
        row.name.en,
        [
          BOUNDS[row.bound] + number.format(row.target),
          number.format(row.got),
          number.format(row.gap),
          number.format(row.tolerance),
        ],
        `${row.isWithin ? 'yes' : 'NO '}     ${row.unit}${row.isAssumption ? ' (target is an assumption)' : ''}`,
      ),
    ),
    '  ≤ at most, ≥ at least: a bound that is kept has no gap.',
    `  ${rows.length - outside} of ${rows.length} figures within their tolerance, which is for cities of 20,000 residents or more.`,
  ];
}
