/** What the printed map of a transition says, from what the page shows. */
import { shortId } from '../format.ts';
import { boundaryDoubt } from '../map/boundaries.ts';
import type { MapSheetContent } from '../map/map-image.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import type { DigitalView } from './digital-view.svelte.ts';

/** @returns undefined until the map is there, or where the measure is the same everywhere */
export function digitalSheetOf(
  view: DigitalView,
  publication: Publication,
  { t, pick, format }: Preferences,
): MapSheetContent | undefined {
  // Paper is light.
  const picture = view.pictureOn('light');
  const { classes, measure, answer, asked } = view;
  const meta = publication.meta.value;
  if (!meta || !classes || !answer || !asked || !picture) return undefined;
  const [hidden, noData] = [view.counts.at(-2) ?? 0, view.counts.at(-1) ?? 0];
  const doubt = boundaryDoubt(meta.provenance, 'kelurahan');
  const { side } = view.look;
  return {
    picture,
    colours: classes.colours('light'),
    title: t('digital.legend', { name: pick(measure.name), side: t(`digital.side.${side}`), month: view.month }),
    subtitle: t('digital.against.title', { path: view.pathName(asked.key) }),
    unit: side === 'difference' && measure.unit === 'share' ? t('digital.points.unit') : '',
    legendHead: [t('digital.legend.locked'), t('level.kelurahan.in')],
    classes: classes.labels.map((label, i) => ({ label, count: format.count(view.counts[i] ?? 0) })),
    hidden: [t('legend.hidden'), format.count(hidden)],
    noData: [t('legend.no-data'), format.count(noData)],
    notes: [
      t('scenario.not-official'),
      ...(answer.isSample ? [`${t('notice.sample.short')} ${t('notice.sample')}`] : []),
      ...(hidden > 0 ? [t('digital.hidden.why', { limit: format.count(answer.smallestShownCount) })] : []),
      ...(doubt ? [t(`map.indicative.${doubt}`)] : []),
      t('picture.snapshot', { snapshot: shortId(answer.snapshotId), version: answer.codeVersion }),
    ],
  };
}
