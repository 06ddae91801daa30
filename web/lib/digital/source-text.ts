/** Where a value comes from, in the reader's language: a name that is the same in both stands as one text. */
import type { Bilingual } from '#engine';

export const sourceText = (source: Bilingual | string, pick: (text: Bilingual) => string): string =>
  typeof source === 'string' ? source : pick(source);
