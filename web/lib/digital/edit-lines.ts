/** What was edited, in words: `Akses internet 80 % warga dalam model (biasanya 76)`. */
import type { TransitionCatalogue, TransitionQuestion } from '#engine';
import type { Preferences } from '../state/preferences.svelte.ts';
import { usualValue } from './digital-address.ts';

/** Shares are told in per cent; rounded, so that 0.07 × 100 is 7. */
export const shownHeld = (held: number, isShare: boolean): number => Number((isShare ? held * 100 : held).toFixed(6));

export function editLines(
  { path, edits }: TransitionQuestion,
  catalogue: TransitionCatalogue,
  { t, pick, language }: Pick<Preferences, 't' | 'pick' | 'language'>,
): string[] {
  const write = (held: number, isShare: boolean): string =>
    shownHeld(held, isShare).toLocaleString(language, { maximumFractionDigits: 6 });
  return catalogue.fields.flatMap((field): string[] => {
    const value = edits[field.key];
    if (value === undefined) return [];
    const usual = usualValue(field, path, catalogue);
    return [
      t('digital.edit', {
        name: pick(field.name),
        value: write(value, field.isShare),
        unit: pick(field.unit),
        usual: usual === 'unchanged' ? t('digital.field.unchanged') : write(usual, field.isShare),
      }),
    ];
  });
}
