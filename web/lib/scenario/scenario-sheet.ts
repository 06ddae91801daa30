/** What the printed map of a scenario says, from what the page shows. */
import type { RunView } from '#engine';
import { comparedSheet } from '../compared/compared-sheet.ts';
import type { MapSheetContent } from '../map/map-image.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import type { ResultsView } from './results-view.svelte.ts';

/** @returns undefined until the map is there */
export function scenarioSheetOf(
  view: ResultsView,
  { record }: RunView,
  publication: Publication,
  preferences: Preferences,
): MapSheetContent | undefined {
  const { t, pick } = preferences;
  const { scenario, baseline } = record.spec;
  return comparedSheet(
    view.areas,
    {
      title: view.legendTitle,
      subtitle: t('scenario.against', { scenario: pick(scenario.name), baseline: pick(baseline.name) }),
      unit: view.indicator ? view.unit(view.indicator, view.look.variant) : '',
      locked: t('scenario.legend.locked'),
      hiddenWhy: view.hiddenWhy,
      isSample: record.about.isSample,
      snapshotId: record.about.contentId,
      codeVersion: record.ground.codeVersion,
    },
    publication,
    preferences,
  );
}
