/** Areas found by their code. */
import type { PublicationMeta } from '#engine';

type MetaArea = NonNullable<PublicationMeta['areas'][string]>[number];

/** Areas of all levels; a code tells its level. */
export const areasByCode = (meta: PublicationMeta | undefined): ReadonlyMap<string, MetaArea> =>
  new Map(Object.values(meta?.areas ?? {}).flatMap((areas) => areas.map((area) => [area.code, area] as const)));

/** Place of each code in a table. */
export const placesByCode = (codes: readonly string[]): ReadonlyMap<string, number> =>
  new Map(codes.map((code, place) => [code, place]));
