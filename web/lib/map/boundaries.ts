/** How far the boundaries on the map are to be trusted. */
import type { Provenance } from '#engine';
import type { ShownLevel } from '../state/view-address.ts';

/** `of-rw`: only the boundaries within a kelurahan are estimates. */
export type BoundaryDoubt = 'all' | 'of-rw';

/**
 * Says whether the boundaries of a level are estimates, to be called "batas indikatif" wherever they are shown. An official
 * file has kelurahan and what is made of them; RW and RT within them are grown estimates all the same, whether the
 * provenance says so itself or is of a build that told no levels apart (boundaryStatus in engine/layers/area-table.ts).
 */
export function boundaryDoubt(
  { boundaries, boundariesByLevel }: Pick<Provenance, 'boundaries' | 'boundariesByLevel'>,
  level: ShownLevel,
): BoundaryDoubt | undefined {
  const status = boundariesByLevel?.[level] ?? (level === 'rw' ? 'indicative' : boundaries);
  if (status === 'official') return undefined;
  return boundaries === 'official' && level === 'rw' ? 'of-rw' : 'all';
}
