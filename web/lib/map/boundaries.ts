/** How far the boundaries on the map are to be trusted. */
import type { Provenance } from '#engine';
import type { ShownLevel } from '../state/view-address.ts';

/** `of-rw`: only the boundaries within a kelurahan are estimates. */
export type BoundaryDoubt = 'all' | 'of-rw';

/**
 * Says whether the boundaries of a level are estimates, to be called "batas indikatif" wherever they are shown. An official
 * file has kelurahan and what is made of them; RW and RT within them are grown estimates all the same.
 */
export function boundaryDoubt(boundaries: Provenance['boundaries'], level: ShownLevel): BoundaryDoubt | undefined {
  if (boundaries === 'indicative') return 'all';
  return level === 'rw' ? 'of-rw' : undefined;
}
