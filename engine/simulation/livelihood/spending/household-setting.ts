/** What a year of households goes by. */
import type { AidYear } from '../aid/recipients.ts';
import type { SpendingModel } from './consumption.ts';
import type { SpendingTables } from './spending-tables.ts';

export interface HouseholdSetting {
  readonly model: SpendingModel;
  readonly tables: SpendingTables;
  /** Correlation with the year before; 1 leaves every household where it is. */
  readonly persistence: number;
  /** Between what is spent and the ranking of DTSEN. */
  readonly rankCorrelation: number;
  /** Shares of families in deciles 1 to d: ranking.ts. */
  readonly cuts: Float64Array;
  /** Real wages since the start, here and in the baseline, which the deciles of the country follow. */
  readonly wages: number;
  readonly baselineWages: number;
  /** Of the households of each kelurahan, who are flooded this year, and what they lose, as a logarithm. */
  readonly flood: { readonly shareOf: Float64Array; readonly loss: number } | undefined;
  readonly aids: readonly AidYear[];
  /** Poverty line, thousand rupiah a head and month. */
  readonly line: number;
}
