/** Results of a run as a table: area × year × indicator, with median and bands of both sides and of their difference. */
import { bandOf, QUANTILES, VARIANTS, type Band } from './bands.ts';
import { isFlow, SIMULATED_INDICATORS } from './indicators.ts';
import { UNCERTAINTIES } from './sides.ts';

export interface ResultShape {
  /** Codes of the kelurahan, then that of the city. */
  readonly areaCodes: readonly string[];
  /** [year] day for which it holds: 2026-12-31, the start first. */
  readonly dates: readonly string[];
}

/** What happened in a year has no value at the start; expected numbers tell nothing of families and how people live. */
const isTold = (year: number, indicator: number, { median }: Band): boolean =>
  !Number.isNaN(median) && (year > 0 || !isFlow(SIMULATED_INDICATORS[indicator]!));

/** A value with the decimals of its indicator, and never −0. */
function told(value: number, decimals: number): string {
  const times = 10 ** decimals;
  return (Math.round(value * times) / times + 0).toFixed(decimals);
}

/** date,area,indicator,variant,uncertainty,median,low50,high50,… */
export function resultsCsv(replicates: readonly Float32Array[], { areaCodes, dates }: ResultShape): string {
  const lines = [['date,area,indicator,variant,uncertainty', ...QUANTILES.map(({ key }) => key)].join(',')];
  for (const [year, date] of dates.entries())
    for (const [area, code] of areaCodes.entries())
      for (const [indicator, { key, decimals }] of SIMULATED_INDICATORS.entries())
        for (const [variant, variantName] of VARIANTS.entries())
          for (const [uncertainty, uncertaintyName] of UNCERTAINTIES.entries()) {
            const band = bandOf(replicates, areaCodes.length, { uncertainty, variant, year, area, indicator });
            if (!isTold(year, indicator, band)) continue;
            const texts = QUANTILES.map((quantile) => told(band[quantile.key], decimals));
            lines.push([date, code, key, variantName, uncertaintyName, ...texts].join(','));
          }
  return `${lines.join('\n')}\n`;
}

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
        })).filter(({ band }) => isTold(year, indicator, band)),
      ),
    ),
  );
}
