/** What the server did not take, or what ended a run, in the reader's words. */
import type { MessageKey, MessageValues } from '../../i18n/index.ts';

const KNOWN = [
  'unreachable',
  'scenario-same',
  'too-many-replicates',
  'lever-out-of-bounds',
  'year-outside',
  'no-snapshot',
  'ground-changed',
  'population-unreadable',
  'disk-full',
  'other-origin',
] as const;

export function refusalText(
  { code, what }: { readonly code: string; readonly what: string },
  t: (key: MessageKey, values?: MessageValues) => string,
): string {
  const known = KNOWN.find((each) => each === code);
  return known === undefined ? t('scenario.refusal.other', { what: what || code }) : t(`scenario.refusal.${known}`);
}
