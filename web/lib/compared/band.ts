/** Bands as the engine tells them. */

export const QUANTILES = ['median', 'low50', 'high50', 'low80', 'high80', 'low95', 'high95'] as const;
export type Band = Readonly<Record<(typeof QUANTILES)[number], number>>;

/** Quantiles of fewer replicates are no band that means anything. */
export const FEWEST_FOR_BANDS = 10;

/** By quantile. */
export const bandOf = (valueOf: (quantile: (typeof QUANTILES)[number], at: number) => number): Band =>
  Object.fromEntries(QUANTILES.map((quantile, at) => [quantile, valueOf(quantile, at)])) as unknown as Band;

/** A middle of which no ends are told. */
export const medianAlone = (median: number): Band => bandOf((quantile) => (quantile === 'median' ? median : NaN));
