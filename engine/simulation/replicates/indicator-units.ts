/**
 * What simulated numbers are counted in, as the statistics of the city write it. A number whose name says it already has none:
 * "Murid SD", "Penerima PKH (keluarga)".
 */
import type { Bilingual } from '../../kernel/bilingual.ts';

export interface Counted {
  readonly unit?: Bilingual;
  /** Of its difference, where that is counted in something else: percent differ by percentage points. */
  readonly unitOfDifference?: Bilingual;
}

export const IN_PERSONS: Counted = { unit: { id: 'jiwa', en: 'persons' } };
export const IN_PERSONS_A_YEAR: Counted = { unit: { id: 'jiwa setahun', en: 'persons a year' } };
/** Of events that their name counts: births, visits. */
export const A_YEAR: Counted = { unit: { id: 'setahun', en: 'a year' } };
export const NOUGHT_TO_ONE: Counted = { unit: { id: 'skala 0–1', en: 'scale 0–1' } };
/** Of shares whose name says "(persen)". */
export const POINTS_APART: Counted = { unitOfDifference: { id: 'poin persen', en: '% points' } };
/** Its name says what is counted. */
export const NAMED: Counted = {};
