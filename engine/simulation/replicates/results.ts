/** Results of a run as a table: area × year × indicator, with median and bands of both sides and of their difference. */
import { bandOf, QUANTILES, VARIANTS, type Band } from './bands.ts';
import { SIMULATED_INDICATORS } from './indicators.ts';
import { UNCERTAINTIES } from './pair-of-runs.ts';

export interface ResultShape {
  /** Codes of the kelurahan, then that of the city. */
  readonly areaCodes: readonly string[];
  /** [year] day for which it holds: 2026-12-31, the start first. */
  readonly dates: readonly string[];
}

/** What happened in a year has no value at the start. */
const isTold = (year: number, indicator: number): boolean =>
  year > 0 || SIMULATED_INDICATORS[indicator]!.kind === 'stock';

/** One decimal: medians of whole numbers are halves at most, expected numbers are no more certain than that. */
const DECIMALS = 1;
const told = (value: number): string => (Math.round(value * 10) / 10 + 0).toFixed(DECIMALS);

/** date,area,indicator,variant,uncertainty,median,low50,high50,… */
export function resultsCsv(replicates: readonly Float32Array[], { areaCodes, dates }: ResultShape): string {
  const lines = [['date,area,indicator,variant,uncertainty', ...QUANTILES.map(({ key }) => key)].join(',')];
  for (const [year, date] of dates.entries())
    for (const [area, code] of areaCodes.entries())
      for (const [indicator, { key }] of SIMULATED_INDICATORS.entries()) {
        if (!isTold(year, indicator)) continue;
        for (const [variant, variantName] of VARIANTS.entries())
          for (const [uncertainty, uncertaintyName] of UNCERTAINTIES.entries()) {
            const band = bandOf(replicates, areaCodes.length, { uncertainty, variant, year, area, indicator });
            lines.push([date, code, key, variantName, uncertaintyName, ...bandTexts(band)].join(','));
          }
      }
  return `${lines.join('\n')}\n`;
}

const bandTexts = (band: Band): string[] => QUANTILES.map(({ key }) => told(band[key]));

export interface CityResult {
  readonly date: string;
  readonly indicator: string;
  readonly variant: (typeof VARIANTS)[number];
  readonly uncertainty: (typeof UNCERTAINTIES)[number];
  readonly band: Band;
}

/** The city as a whole, all years. */
export function cityResults(replicates: readonly Float32Array[], { areaCodes, dates }: ResultShape): CityResult[] {
  const area = areaCodes.length - 1;
  return dates.flatMap((date, year) =>
    SIMULATED_INDICATORS.flatMap(({ key }, indicator) =>
      VARIANTS.flatMap((variantName, variant) =>
        UNCERTAINTIES.map((uncertaintyName, uncertainty) => ({
          date,
          indicator: key,
          variant: variantName,
          uncertainty: uncertaintyName,
          band: bandOf(replicates, areaCodes.length, { uncertainty, variant, year, area, indicator }),
        })).filter(() => isTold(year, indicator)),
      ),
    ),
  );
}
