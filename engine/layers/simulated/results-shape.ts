/** Results of a simulated scenario: medians and bands of baseline, scenario and difference, by indicator, year and area. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { QUANTILES, VARIANTS } from '../../simulation/replicates/bands.ts';

export interface SimulatedIndicator {
  readonly key: string;
  /** `stock` persons who are there on the date; `flow` what happened in the year that ends there, nothing at the start;
   * `derived` a share, an index, money or places that follow from a count. */
  readonly kind: 'stock' | 'flow' | 'derived';
  readonly name: Bilingual;
  /** What it is counted in, and its difference where that is something else; none where its name says it. */
  readonly unit?: Bilingual;
  readonly unitOfDifference?: Bilingual;
  /** How many decimals a value of the city has; none where persons are counted. */
  readonly decimals?: number;
  /** Of a derived one: the count from which it comes, and the steps in which it is told below the city. */
  readonly follows?: string;
  readonly stepBelowCity?: number;
}

/** How the columns of a block lie: [indicator × variant × quantile × year × area]. */
export interface ResultBlock {
  readonly areas: number;
  readonly values: Float32Array;
}

export interface SimulatedResults {
  /** Codes of the kelurahan, then that of the city. */
  readonly areaCodes: readonly string[];
  /** [year] the start first. */
  readonly dates: readonly string[];
  readonly indicators: readonly SimulatedIndicator[];
  /** Replicates that the bands are made of. */
  readonly replicates: number;
  /** Of too few replicates for quantiles, bands are told by Student's t (simulation/replicates/few-bands.ts): then `median` is a mean. */
  readonly bandsBy?: 'student';
  /** Of these, what the bands of each block rest on: replicates, pairs of them with the same rates, draws of rates. */
  readonly restsOn: Readonly<Record<(typeof BLOCKS)[number], number>>;
  /** Luck and rates vary, all areas. */
  readonly together: ResultBlock;
  /** The city alone: only luck varies, only the rates vary. */
  readonly chance: ResultBlock;
  readonly parameters: ResultBlock;
  readonly moves: ResultMoves;
}

/** Who comes from where and goes where, in periods of years: between kelurahan, from and to the outside of the city, and all. */
export interface ResultMoves {
  /** Years of each period, by the days on which the first and the last of them end. */
  readonly periods: readonly { readonly first: string; readonly last: string }[];
  /** [variant × MOVE_QUANTILES × period × from × to] persons of the whole period; places are the kelurahan, the outside, all. */
  readonly values: Float32Array;
}

export const MOVE_QUANTILES = ['median', 'low80', 'high80'] as const;
/** Places beside the kelurahan: the outside of the city, and all places together. */
export const PLACES_BESIDE = 2;

export const BLOCKS = ['together', 'chance', 'parameters'] as const;

/** Place of a value in a block. */
export function placeIn(
  { dates }: Pick<SimulatedResults, 'dates'>,
  areas: number,
  indicator: number,
  variant: number,
  quantile: number,
  year: number,
  area: number,
): number {
  const column = (indicator * VARIANTS.length + variant) * QUANTILES.length + quantile;
  return (column * dates.length + year) * areas + area;
}
