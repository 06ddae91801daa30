/** Boundaries of one level as the map needs them: rings to draw, boxes to search, a point to write the name at. */
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

export type Point = readonly [lon: number, lat: number];
export type Box = readonly [west: number, south: number, east: number, north: number];
/** Outer ring first, then holes. */
export type Rings = readonly (readonly Point[])[];

export interface AreaShape {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly polygons: readonly Rings[];
  readonly box: Box;
  /** Inside the largest polygon, far from its edges. */
  readonly label: Point;
}

export interface AreaShapes {
  readonly areas: readonly AreaShape[];
  readonly byCode: ReadonlyMap<string, AreaShape>;
  readonly box: Box;
  /** The area that holds a point, or none. */
  areaAt(lon: number, lat: number): AreaShape | undefined;
}

interface AreaProperties {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

export function shapesOf(collection: FeatureCollection<Polygon | MultiPolygon, AreaProperties>): AreaShapes {
  const areas = collection.features.map(({ geometry, properties: { code, name, parent } }): AreaShape => {
    const polygons = (geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.coordinates) as unknown as Point[][][];
    return {
      code,
      name,
      parent,
      polygons,
      box: boxOf(polygons.flatMap((rings) => rings[0]!)),
      label: labelOf(polygons),
    };
  });
  return {
    areas,
    byCode: new Map(areas.map((area) => [area.code, area])),
    box: boxOf(
      areas.flatMap(({ box: [west, south, east, north] }): Point[] => [
        [west, south],
        [east, north],
      ]),
    ),
    areaAt: (lon, lat) => areas.find((area) => isInBox(lon, lat, area.box) && isInArea(lon, lat, area)),
  };
}

function boxOf(points: readonly Point[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

const isInBox = (lon: number, lat: number, [west, south, east, north]: Box): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

const isInArea = (lon: number, lat: number, area: AreaShape): boolean =>
  area.polygons.some((rings) => isInRings(lon, lat, rings));

/** Counts the edges that a line to the east crosses; holes turn the answer round. */
function isInRings(lon: number, lat: number, rings: Rings): boolean {
  let isInside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [lonA, latA] = ring[i]!;
      const [lonB, latB] = ring[j]!;
      if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA)
        isInside = !isInside;
    }
  return isInside;
}

/** Twice the area of a ring, without its sign. */
function ringSize(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return Math.abs(sum);
}

const GRID = 14;

/** The point of a grid over the largest polygon that lies farthest from its edges, sought twice, the second time finer. */
function labelOf(polygons: readonly Rings[]): Point {
  const rings = polygons.reduce((a, b) => (ringSize(b[0]!) > ringSize(a[0]!) ? b : a));
  const [west, south, east, north] = boxOf(rings[0]!);
  const coarse = farthest(
    rings,
    [(west + east) / 2, (south + north) / 2],
    (east - west) / GRID,
    (north - south) / GRID,
  );
  return farthest(rings, coarse, (east - west) / GRID / GRID, (north - south) / GRID / GRID);
}

function farthest(rings: Rings, centre: Point, stepLon: number, stepLat: number): Point {
  let best: Point = centre;
  let bestDistance = -Infinity;
  for (let i = -GRID / 2; i <= GRID / 2; i++)
    for (let j = -GRID / 2; j <= GRID / 2; j++) {
      const [lon, lat] = [centre[0] + i * stepLon, centre[1] + j * stepLat];
      const distance = isInRings(lon, lat, rings) ? edgeDistance(lon, lat, rings) : -Infinity;
      if (distance > bestDistance) [best, bestDistance] = [[lon, lat], distance];
    }
  return best;
}

/** Squared degrees; near the equator a degree is the same length both ways. */
function edgeDistance(lon: number, lat: number, rings: Rings): number {
  let nearest = Infinity;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [aLon, aLat] = ring[j]!;
      const [dLon, dLat] = [ring[i]![0] - aLon, ring[i]![1] - aLat];
      const length = dLon * dLon + dLat * dLat;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((lon - aLon) * dLon + (lat - aLat) * dLat) / length));
      nearest = Math.min(nearest, (lon - aLon - along * dLon) ** 2 + (lat - aLat - along * dLat) ** 2);
    }
  return nearest;
}
