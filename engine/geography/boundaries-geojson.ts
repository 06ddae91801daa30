/** Boundaries as the web map takes them. */
import type { AreaLevel, Geography } from './geography.ts';
import { AREA_LEVELS } from './geography.ts';

/**
 * GeoJSON of one level; the id of a feature is the index of its area.
 *
 * @returns text; properties are `code`, `name`, `parent` (code of the area that holds it, '' for the city), `label`
 *          ([lon, lat]) and `areaSquareMetres`; the collection tells the `status` of its level
 */
export function boundariesGeoJson(geography: Geography, level: AreaLevel): string {
  const areas = geography.levels[level];
  const holders = geography.levels[AREA_LEVELS[Math.max(0, AREA_LEVELS.indexOf(level) - 1)]!];
  const features = areas.codes.map((code, id) => {
    const parent = level === 'city' ? '' : holders.codes[areas.parent[id]!]!;
    const label = [areas.labelLon[id]!, areas.labelLat[id]!];
    const polygons = areas.polygons[id]!;
    const properties = { code, name: areas.names[id]!, parent, label, areaSquareMetres: areas.areaSquareMetres[id]! };
    const geometry =
      polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons };
    return { type: 'Feature', id, properties, geometry };
  });
  return JSON.stringify({ type: 'FeatureCollection', name: level, status: areas.status, features });
}
