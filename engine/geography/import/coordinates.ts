/** In which coordinate system a file is, and whether its areas lie where the city is. */
import type { CityFacts } from '../../../geodata/facts.ts';
import { importFault } from './faults.ts';

/** [polygon][ring][point] in the coordinates of the file, two to a point, rings closed. */
export type FilePolygons = readonly (readonly (readonly (readonly [number, number])[])[])[];

/** `degrees`: longitude and latitude on WGS84, as GeoJSON has it; `projected`: to be transformed by the store. */
export type CoordinateSystem = { readonly kind: 'degrees' } | { readonly kind: 'projected'; readonly epsg: number };

const DEGREES: CoordinateSystem = { kind: 'degrees' };
/** WGS84, and DGN95 and SRGI2013 of Indonesia, which lie within a metre of it. */
const DEGREE_CODES: ReadonlySet<number> = new Set([4326, 4755, 9470]);

/**
 * Reads the `crs` member that older GeoJSON has.
 *
 * @throws TwinError input `crs-unknown`
 */
export function coordinateSystem(path: string, crs: unknown): CoordinateSystem {
  if (crs === undefined || crs === null) return DEGREES;
  const name = String((crs as { properties?: { name?: unknown } }).properties?.name ?? '');
  if (/CRS:?84$/i.test(name)) return DEGREES;
  const epsg = Number(/EPSG:.*?(\d{4,6})$/i.exec(name)?.[1]);
  if (DEGREE_CODES.has(epsg)) return DEGREES;
  if (Number.isInteger(epsg)) return { kind: 'projected', epsg };
  throw importFault(path, 'crs-unknown', {
    what: `The coordinate system "${name.slice(0, 80)}" is not known.`,
    expected: 'none (longitude and latitude, WGS84) or a number such as urn:ogc:def:crs:EPSG::32749',
    todo: 'Export the file in WGS84 (EPSG:4326).',
  });
}

/**
 * Checks where the areas lie, and turns them round where latitude stands before longitude.
 *
 * @param polygons [kelurahan]
 * @throws TwinError input `coordinates-projected`, `coordinates-elsewhere`, `crs-contradicts`
 */
export function placed(
  path: string,
  city: CityFacts,
  system: CoordinateSystem,
  polygons: readonly FilePolygons[],
): { polygons: readonly FilePolygons[]; isSwapped: boolean } {
  const box = boxOf(polygons.flat(3));
  if (system.kind === 'projected') {
    // Where projected coordinates lie is seen once the store has transformed them.
    if (Math.max(Math.abs(box.west), Math.abs(box.south), Math.abs(box.east), Math.abs(box.north)) > 180) {
      return { polygons, isSwapped: false };
    }
    throw importFault(path, 'crs-contradicts', {
      what: `The file says that it is in EPSG:${system.epsg}, but its coordinates look like degrees.`,
      expected: 'metres in that projection, or degrees and no "crs"',
      todo: 'Remove the "crs" member if the coordinates are longitude and latitude, or export the file again.',
    });
  }
  if (isWithin(box, city)) return { polygons, isSwapped: false };
  if (isWithin({ west: box.south, south: box.west, east: box.north, north: box.east }, city)) {
    return { polygons: polygons.map(swapped), isSwapped: true };
  }
  if (Math.max(Math.abs(box.west), Math.abs(box.east), Math.abs(box.south), Math.abs(box.north)) > 180) {
    throw importFault(path, 'coordinates-projected', {
      what: `The coordinates are not degrees (the first is ${polygons[0]![0]![0]![0]!.join(', ')}).`,
      expected: `longitude and latitude, or a "crs" that names the projection (for ${city.name} mostly ${city.metricProjection})`,
      todo: `Export in WGS84 (EPSG:4326), or: ogr2ogr -s_srs ${city.metricProjection} -t_srs EPSG:4326 kelurahan.geojson FILE`,
    });
  }
  throw elsewhere(path, city, box);
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export const isWithin = (box: Box, { boundingBox }: CityFacts): boolean =>
  box.west >= boundingBox.west &&
  box.south >= boundingBox.south &&
  box.east <= boundingBox.east &&
  box.north <= boundingBox.north;

export function elsewhere(path: string, city: CityFacts, box: Box): Error {
  const { west, south, east, north } = city.boundingBox;
  const degrees = (value: number): string => value.toFixed(4);
  return importFault(path, 'coordinates-elsewhere', {
    what:
      `The areas reach from longitude ${degrees(box.west)} to ${degrees(box.east)} ` +
      `and from latitude ${degrees(box.south)} to ${degrees(box.north)}.`,
    expected: `${city.name}: longitude ${west} to ${east}, latitude ${south} to ${north}`,
    todo: 'Check that the file is of this city and in WGS84 (EPSG:4326).',
  });
}

function boxOf(points: readonly (readonly [number, number])[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return { west, south, east, north };
}

const swapped = (polygons: FilePolygons): FilePolygons =>
  polygons.map((polygon) => polygon.map((ring) => ring.map(([lat, lon]) => [lon, lat] as const)));
