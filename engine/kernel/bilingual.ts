/** Text for people, in both languages of the twin. */
import { z } from 'zod';

export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

/** The shape in which files of models/ and geodata/ write it: `{ id: Laki-laki, en: Male }`. */
export const BILINGUAL = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });

/** A text that is the same in both languages: a name, an abbreviation. */
export const inBoth = (text: string): Bilingual => ({ id: text, en: text });
