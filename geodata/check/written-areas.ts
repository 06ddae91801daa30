/** Areas as a boundary file has them, read back in whole units, so that every comparison is exact. */
import type { Geometry } from 'geojson';
import type { BoundaryLevel } from '../grow/boundaries.ts';
import { toUnits } from '../grow/plane.ts';

export interface PartitionFault {
  readonly kind: 'file' | 'code' | 'parent' | 'ring' | 'overlap' | 'gap' | 'crossing' | 'area' | 'label' | 'count';
  readonly level: BoundaryLevel;
  /** Code of the area, or of one of the areas, where it was seen. */
  readonly code: string;
  readonly text: string;
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly label: readonly [number, number];
  readonly areaSquareMetres: number;
  /** [polygon][ring][point] whole units, closed. */
  readonly polygons: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

export function readAreas(text: string): Area[] {
  const file = JSON.parse(text) as { features: { properties: Omit<Area, 'polygons'>; geometry: Geometry }[] };
  return file.features.map(({ properties, geometry }) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error(`${geometry.type} in a file.`);
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const inUnits = polygons.map((rings) =>
      rings.map((ring) => ring.map(([lon, lat]) => [toUnits(lon!), toUnits(lat!)] as const)),
    );
    return { ...properties, polygons: inUnits };
  });
}

export type Point = readonly [number, number];

/** Twice the signed area, exact in whole units. */
export function twiceArea(ring: readonly Point[]): number {
  const [x0, y0] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    twice += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
  }
  return twice;
}
