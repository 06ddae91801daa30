/** What the printed map of a comparison says, from what the page shows. */
import { shortId } from '../format.ts';
import { boundaryDoubt } from '../map/boundaries.ts';
import type { MapSheetContent } from '../map/map-image.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import type { ComparedAreas } from './compared-areas.svelte.ts';

export interface SheetWords {
  readonly title: string;
  readonly subtitle: string;
  readonly unit: string;
  /** That classes stay the same. */
  readonly locked: string;
  readonly hiddenWhy: string;
  readonly isSample: boolean;
  readonly snapshotId: string;
  readonly codeVersion: string;
}

/** @returns undefined until the map is there, or where all kelurahan have the same */
export function comparedSheet(
  areas: ComparedAreas<string>,
  { title, subtitle, unit, locked, hiddenWhy, isSample, snapshotId, codeVersion }: SheetWords,
  publication: Publication,
  { t, format }: Preferences,
): MapSheetContent | undefined {
  // Paper is light.
  const picture = areas.pictureOn('light');
  const { classes, counts } = areas;
  const meta = publication.meta.value;
  if (!meta || !classes || !picture) return undefined;
  const [hidden, noData] = [counts.at(-2) ?? 0, counts.at(-1) ?? 0];
  const doubt = boundaryDoubt(meta.provenance, 'kelurahan');
  return {
    picture,
    colours: classes.colours('light'),
    title,
    subtitle,
    unit,
    legendHead: [locked, t('level.kelurahan.in')],
    classes: classes.labels.map((label, i) => ({ label, count: format.count(counts[i] ?? 0) })),
    hidden: [t('legend.hidden'), format.count(hidden)],
    noData: [t('legend.no-data'), format.count(noData)],
    notes: [
      t('scenario.not-official'),
      ...(isSample ? [`${t('notice.sample.short')} ${t('notice.sample')}`] : []),
      ...(hidden > 0 ? [hiddenWhy] : []),
      ...(doubt ? [t(`map.indicative.${doubt}`)] : []),
      t('picture.snapshot', { snapshot: shortId(snapshotId), version: codeVersion }),
    ],
  };
}
