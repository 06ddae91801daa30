/** Why a comparison is left out of the weights, as models keep it, and in Indonesian. */
import type { Bilingual } from '../../../kernel/bilingual.ts';

const INDONESIAN = {
  'no match tells it': 'tidak ada pasangan satu entitas yang mengisinya',
  'every record tells the same': 'isinya sama di semua catatan',
} as const;
export type DropReason = keyof typeof INDONESIAN;

/** @param reason of a trained model as well, which may be of another version */
export const dropReasonInWords = (reason: string): Bilingual => ({
  id: (INDONESIAN as Readonly<Record<string, string>>)[reason] ?? reason,
  en: reason,
});
