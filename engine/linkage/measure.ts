/** What every measure can do: say at which level two rows agree on a field, and how common the value is. */
import type { ComparableRecords } from './comparable.ts';

export interface MeasureOfPair {
  /**
   * Level at which two rows agree: index into the levels of the measure plus 1; 0 where either row does not tell. The
   * same for either order of the two.
   */
  level(left: number, right: number): number;
  /** Of the pair compared last: -log2 of the share of residents that have the value agreed on. */
  rarityBits: number;
  /** Chance that two unrelated rows reach a level, where value frequencies tell it; index as `level`. */
  readonly agreementShare: readonly (number | undefined)[];
}

/**
 * @param rows rows of reference, whose values count as usual or rare
 */
export type MakeMeasure = (records: ComparableRecords, rows: Uint32Array) => MeasureOfPair;
