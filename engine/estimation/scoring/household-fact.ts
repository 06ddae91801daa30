/** A fact that a city knows of its households, as somebody who scores them hands it on. */
import type { Bilingual } from '../../kernel/bilingual.ts';

export interface HouseholdFact {
  /** As MODEL.yaml names it: `floorMaterial`, `head/education`. */
  readonly key: string;
  readonly kind: 'number' | 'yes-no' | 'code';
  readonly name: Bilingual;
  /** [household] yes is 1 and no is 0, codes are those of models/codes; NaN where it is not known. */
  readonly values: Float64Array;
  /** What a value is called; undefined where it is a number. */
  readonly wordOf?: (value: number) => Bilingual | undefined;
  /** Register that tells it; undefined where none does here. */
  readonly register: string | undefined;
}

export const isKnownHere = ({ register }: HouseholdFact): boolean => register !== undefined;
