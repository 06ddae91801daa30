/** What the printed map of a scenario says, from what the page shows. */
import { boundaryDoubt } from '../map/boundaries.ts';
import type { MapSheetContent } from '../map/map-image.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import type { RunView } from '#engine';
import { shortId } from '../format.ts';
import type { ResultsView } from './results-view.svelte.ts';

/** @returns undefined until the map is there */
export function scenarioSheetOf(
  view: ResultsView,
  { record }: RunView,
  publication: Publication,
  { t, pick, format }: Preferences,
): MapSheetContent | undefined {
  // Paper is light.
  const picture = view.pictureOn('light');
  const { classes, indicator, results } = view;
  const meta = publication.meta.value;
  if (!meta || !classes || !indicator || !results || !picture) return undefined;
  const [hidden, noData] = [view.counts.at(-2) ?? 0, view.counts.at(-1) ?? 0];
  const doubt = boundaryDoubt(meta.provenance, 'kelurahan');
  const { scenario, baseline } = record.spec;
  return {
    picture,
    colours: classes.colours('light'),
    title: t('scenario.legend', {
      name: pick(indicator.name),
      side: t(`scenario.side.${view.look.variant}`),
      year: results.years[view.year] ?? '',
    }),
    subtitle: t('scenario.against', { scenario: pick(scenario.name), baseline: pick(baseline.name) }),
    unit: '',
    legendHead: [t('scenario.legend.locked'), t('level.kelurahan.in')],
    classes: classes.labels.map((label, i) => ({ label, count: format.count(view.counts[i] ?? 0) })),
    hidden: [t('legend.hidden'), format.count(hidden)],
    noData: [t('legend.no-data'), format.count(noData)],
    notes: [
      t('scenario.not-official'),
      ...(record.about.isSample ? [`${t('notice.sample.short')} ${t('notice.sample')}`] : []),
      ...(hidden > 0 ? [t('scenario.hidden.why', { limit: format.count(meta.smallestShownCount) })] : []),
      ...(doubt ? [t(`map.indicative.${doubt}`)] : []),
      t('picture.snapshot', { snapshot: shortId(record.about.contentId), version: record.ground.codeVersion }),
    ],
  };
}
