/** Results of a run as a table: area × year × indicator, with median and bands of both sides and of their difference. */
import { bandOfSample, quantile, QUANTILES, VARIANTS, type Band } from './bands.ts';
import { isFlow, SIMULATED_INDICATORS } from './indicators.ts';
import { sampler } from './samples.ts';
import { UNCERTAINTIES } from './sides.ts';

export interface ResultShape {
  /** Codes of the kelurahan, then that of the city. */
  readonly areaCodes: readonly string[];
  /** [year] day for which it holds: 2026-12-31, the start first. */
  readonly dates: readonly string[];
}

/** What happened in a year has no value at the start; of too few replicates nothing can be told. */
const isTold = (year: number, indicator: number, median: number): boolean =>
  !Number.isNaN(median) && (year > 0 || !isFlow(SIMULATED_INDICATORS[indicator]!));

/** Writes values with the decimals of their indicator, and never −0. */
function textsOf(decimals: number): (value: number) => string {
  const times = 10 ** decimals;
  // Whole numbers and halves, which most are, need no digits looked for.
  const zeros = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
  return (value) => {
    const rounded = Math.round(value * times);
    return rounded % times === 0 ? `${rounded / times + 0}${zeros}` : (rounded / times).toFixed(decimals);
  };
}

/** date,area,indicator,variant,uncertainty,median,low50,high50,… line by line: of many areas and years no text could hold it. */
export function* resultLines(
  replicates: readonly Float32Array[],
  { areaCodes, dates }: ResultShape,
): Generator<string> {
  yield ['date,area,indicator,variant,uncertainty', ...QUANTILES.map(({ key }) => key)].join(',');
  const sample = sampler(replicates, areaCodes.length);
  const texts = SIMULATED_INDICATORS.map(({ decimals }) => textsOf(decimals));
  for (const [year, date] of dates.entries())
    for (const [area, code] of areaCodes.entries())
      for (const [indicator, { key }] of SIMULATED_INDICATORS.entries())
        for (const [variant, variantName] of VARIANTS.entries())
          for (const [uncertainty, uncertaintyName] of UNCERTAINTIES.entries()) {
            const sorted = sample({ uncertainty, variant, year, area, indicator });
            if (!isTold(year, indicator, quantile(sorted, 0.5))) continue;
            let line = `${date},${code},${key},${variantName},${uncertaintyName}`;
            for (const { share } of QUANTILES) line += `,${texts[indicator]!(quantile(sorted, share))}`;
            yield line;
          }
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
  const sample = sampler(replicates, areaCodes.length);
  return dates.flatMap((date, year) =>
    SIMULATED_INDICATORS.flatMap(({ key }, indicator) =>
      VARIANTS.flatMap((variantName, variant) =>
        UNCERTAINTIES.map((uncertaintyName, uncertainty) => ({
          date,
          indicator: key,
          variant: variantName,
          uncertainty: uncertaintyName,
          band: bandOfSample(sample({ uncertainty, variant, year, area, indicator })),
        })).filter(({ band }) => isTold(year, indicator, band.median)),
      ),
    ),
  );
}
