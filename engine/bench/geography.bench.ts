/** Which kelurahan holds a point: the grid of our locator against asking each polygon in turn. */
import type { AreaSet } from '../geography/geography.ts';
import { loadGeography } from '../geography/load.ts';
import { chance } from '../kernel/random.ts';
import { pair, type Paired } from './pairing.ts';

const POINTS = 200_000;
const YARDSTICK_SHARE = 20;

function holds(area: AreaSet['polygons'][number], lon: number, lat: number): boolean {
  let isInside = false;
  for (const polygon of area) {
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [x1, y1] = ring[i]!;
        const [x2, y2] = ring[j]!;
        if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) isInside = !isInside;
      }
    }
  }
  return isInside;
}

export async function geographyBench(): Promise<Paired[]> {
  const geography = loadGeography();
  const { rt } = geography.levels;
  const draws = chance(1, 'bench-points');
  const at = (i: number): [number, number] => {
    const area = draws.below(rt.count, i);
    return [
      rt.labelLon[area]! + (draws.uniform(i, 1) - 0.5) * 1e-4,
      rt.labelLat[area]! + (draws.uniform(i, 2) - 0.5) * 1e-4,
    ];
  };
  const points = Array.from({ length: POINTS }, (_, i) => at(i));
  const sample = points.filter((_, i) => i % YARDSTICK_SHARE === 0);
  const locateAll = (some: readonly [number, number][]): number =>
    some.reduce((sum, [lon, lat]) => sum + geography.locate('rt', lon, lat), 0);
  const scanAll = (some: readonly [number, number][]): number =>
    some.reduce((sum, [lon, lat]) => sum + rt.polygons.findIndex((polygon) => holds(polygon, lon, lat)), 0);
  const small = await pair(
    { what: 'Point in RT', unit: 'points', size: sample.length },
    { name: 'grid of the locator', run: () => locateAll(sample) },
    { name: 'each of 950 polygons in turn', run: () => scanAll(sample) },
  );
  const perStep = await pair(
    { what: 'Point in RT, against the limit of reading the points', unit: 'points', size: POINTS },
    { name: 'grid of the locator', run: () => (locateAll(points), 0) },
    { name: 'adding up the coordinates', run: () => (points.reduce((sum, [lon, lat]) => sum + lon + lat, 0), 0) },
  );
  return [small, perStep];
}
