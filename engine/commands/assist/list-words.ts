/** What stands in lists of aid, in the words of either language. */
import type { Finding } from '../../assistance/lists/against-recipients.ts';
import type { ChangeReason } from '../../assistance/lists/frozen-list.ts';
import { FINDING_WORDS } from '../../exports/lists/row-words.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { isoDate } from '../../kernel/time.ts';
import { say } from '../words.ts';

/** The Indonesian is that of the sheets. */
const FINDINGS_IN_ENGLISH: Readonly<Record<Finding, string>> = {
  fits: 'Right by the data',
  'seems-wrongly-in': 'Seem wrongly on it',
  'cannot-tell': 'Cannot be told yet',
  'double-person': 'Double: the same person',
  'double-family': 'Double: the same family',
  'double-aid': 'Double: aid that may not stand beside it',
  'double-number': 'Double: the same account or card',
  'double-house': 'Double: the same house, another family',
  dead: 'Dead by Dukcapil',
  moved: 'Moved by Dukcapil',
  'not-found': 'Not active in Dukcapil',
  unmatched: 'Not matched',
};

export const findingText = (finding: Finding, language: Language): string =>
  (language === 'id' ? FINDING_WORDS : FINDINGS_IN_ENGLISH)[finding];

/** Why somebody comes onto a list or leaves it. */
export const REASON_WORDS: Readonly<Record<ChangeReason, Bilingual>> = {
  'was-not-in-pool': { id: 'sebelumnya di luar usulan', en: 'was not in question before' },
  'was-in-reserve': { id: 'sebelumnya cadangan', en: 'was in reserve before' },
  'had-other-aid': { id: 'sebelumnya menerima bantuan lain', en: 'received other aid before' },
  'was-placeless': { id: 'sebelumnya kelurahan belum diketahui', en: 'kelurahan was not known before' },
  'was-without-quota': { id: 'sebelumnya belum ada kuota', en: 'there was no quota before' },
  'now-in-reserve': { id: 'kini cadangan', en: 'is in reserve now' },
  'now-other-aid': { id: 'kini menerima bantuan lain', en: 'receives other aid now' },
  'now-not-in-pool': { id: 'kini di luar usulan', en: 'is not in question now' },
  'now-placeless': { id: 'kini kelurahan belum diketahui', en: 'kelurahan is not known now' },
  'now-without-quota': { id: 'kini belum ada kuota', en: 'there is no quota now' },
  died: { id: 'meninggal', en: 'died' },
  'moved-away': { id: 'pindah dari kota ini', en: 'moved out of the city' },
  'no-longer-recorded': { id: 'tidak lagi tercatat di kota ini', en: 'is not recorded in the city any more' },
};

/** What would have to be there for a fact to be known; nothing where nothing would. */
export const needsText = (needs: Bilingual | undefined, language: Language): string =>
  needs === undefined ? '' : say(NEEDS, language, needs[language]);
const NEEDS: Bilingual = { id: ' (perlu: {})', en: ' (needs: {})' };

export const spanWords = ({ from, to }: { readonly from: number; readonly to: number }, language: Language): string =>
  to === Infinity ? say(FROM, language, isoDate(from)) : say(FROM_TO, language, isoDate(from), isoDate(to));
const FROM: Bilingual = { id: 'mulai {}', en: 'from {}' };
const FROM_TO: Bilingual = { id: 'dari {} sampai {}', en: 'from {} to {}' };
