/** By what one of several rows is believed about a field: of any files, and of the registers of a city. */
export const ROW_CRITERIA = ['rank', 'date', 'agreement', 'completeness'] as const;
/**
 * `rank`: the source that is believed most; `date`: the latest row; `agreement`: what most say; `completeness`: most
 * letters and digits.
 */
export type RowCriterion = (typeof ROW_CRITERIA)[number];

/** How much of a text tells something: its letters and digits. */
export const lettersIn = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;
