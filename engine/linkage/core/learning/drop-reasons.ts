/** Why a comparison, or a level of one, is left out of the weights, as models keep it, and in Indonesian. */
import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { LevelSpace } from './level-space.ts';
import type { SilentLevel } from './silent-level.ts';
import type { SilentReason } from './silent-levels.ts';

const INDONESIAN = {
  'no match tells it': 'tidak ada pasangan satu entitas yang mengisinya',
  'every record tells the same': 'isinya sama di semua catatan',
  'each file gives its own numbers':
    'tiap berkas memberi nomornya sendiri: catatan satu entitas hampir tidak pernah sama di isian ini',
} as const;
export type DropReason = keyof typeof INDONESIAN;

/** @param reason of a trained model as well, which may be of another version */
export const dropReasonInWords = (reason: string): Bilingual => ({
  id: (INDONESIAN as Readonly<Record<string, string>>)[reason] ?? reason,
  en: reason,
});

/** @param levels of the comparison, whose first one stands at `first` of the space */
export function silentLevelOf(
  reason: SilentReason | undefined,
  { first }: LevelSpace,
  comparison: number,
  levels: readonly { readonly name: string }[],
): SilentLevel | undefined {
  if (reason?.kind !== 'unseen') return reason;
  return { kind: 'unseen', as: levels[reason.into - first[comparison]! - 1]!.name };
}
