/** What the printed map of a transition says, from what the page shows. */
import { comparedSheet } from '../compared/compared-sheet.ts';
import type { MapSheetContent } from '../map/map-image.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import type { DigitalView } from './digital-view.svelte.ts';

/** @returns undefined until the map is there, or where the measure is the same everywhere */
export function digitalSheetOf(
  view: DigitalView,
  publication: Publication,
  preferences: Preferences,
): MapSheetContent | undefined {
  const { answer, asked } = view;
  const { t } = preferences;
  if (!answer || !asked) return undefined;
  return comparedSheet(
    view.areas,
    {
      title: view.legendTitle,
      subtitle: t('digital.against.title', { path: view.pathName(asked.key) }),
      unit: view.legendUnit,
      locked: t('digital.legend.locked'),
      hiddenWhy: view.hiddenWhy,
      isSample: answer.isSample,
      snapshotId: answer.snapshotId,
      codeVersion: answer.codeVersion,
    },
    publication,
    preferences,
  );
}
