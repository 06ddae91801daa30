/** What the sheet with the map says, from what the page shows: the same for the picture and for paper. */
import { shortId } from '../format.ts';
import type { MapModel } from '../state/map-model.svelte.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { ShownLevel } from '../state/view-address.ts';
import { boundaryDoubt } from './boundaries.ts';
import { classLabel } from './class-label.ts';
import type { MapSheetContent } from './map-image.ts';

/** @returns undefined until the map is there */
export function mapSheetOf(model: MapModel, level: ShownLevel, preferences: Preferences): MapSheetContent | undefined {
  // Paper is light.
  const picture = model.pictureOn('light');
  const { meta, card, legend } = model;
  if (!meta || !card || !legend || !picture) return undefined;
  const { t, pick, format } = preferences;
  const { provenance } = meta;
  const doubt = boundaryDoubt(provenance, level);
  return {
    picture,
    colours: model.coloursOn('light'),
    title: pick(card.name),
    subtitle: t('picture.subtitle', {
      city: meta.city.name,
      level: t(`level.${level}.in`),
      date: format.date(provenance.referenceDate),
    }),
    unit: card.format === 'share' ? '' : pick(card.unit),
    legendHead: [t(`legend.method.${legend.method}`), t(`level.${level}.in`)],
    classes: legend.classes.map((shown) => ({
      label: classLabel(shown, card, format, t),
      count: format.count(shown.count),
    })),
    hidden: [t('legend.hidden'), format.count(legend.hiddenCount)],
    noData: [t('legend.no-data'), format.count(legend.noDataCount)],
    notes: [
      ...(provenance.isSample ? [`${t('notice.sample.short')} ${t('notice.sample')}`] : []),
      ...(legend.hiddenCount > 0 ? [t('cell.hidden.why', { limit: format.count(meta.smallestShownCount) })] : []),
      ...(doubt ? [t(`map.indicative.${doubt}`)] : []),
      t('picture.source', { source: pick(card.source) }),
      t('picture.snapshot', { snapshot: shortId(provenance.snapshotId), version: provenance.codeVersion }),
    ],
  };
}
