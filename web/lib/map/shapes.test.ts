import fc from 'fast-check';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { expect, test } from 'vitest';
import { shapesOf } from './shapes.ts';

type Given = FeatureCollection<Polygon | MultiPolygon, { code: string; name: string; parent: string }>;

const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

const collection = (...geometries: (Polygon | MultiPolygon)[]): Given => ({
  type: 'FeatureCollection',
  features: geometries.map((geometry, i) => ({
    type: 'Feature',
    properties: { code: `c${i}`, name: `n${i}`, parent: 'p' },
    geometry,
  })),
});

const withHole: Polygon = { type: 'Polygon', coordinates: [square(0, 0, 10), square(4, 4, 2)] };
const inTwoParts: MultiPolygon = { type: 'MultiPolygon', coordinates: [[square(20, 0, 1)], [square(30, 0, 6)]] };
const shapes = shapesOf(collection(withHole, inTwoParts));

test('a point is found in the area that holds it, in a hole or outside in none', () => {
  expect(shapes.areaAt(1, 1)?.code).toBe('c0');
  expect(shapes.areaAt(5, 5)).toBeUndefined();
  expect(shapes.areaAt(20.5, 0.5)?.code).toBe('c1');
  expect(shapes.areaAt(33, 3)?.code).toBe('c1');
  expect(shapes.areaAt(25, 0.5)).toBeUndefined();
});

test('the box holds every part', () => {
  expect(shapes.box).toEqual([0, 0, 36, 10]);
});

test('the label lies inside the largest part and outside its holes', () => {
  const [holed, parted] = shapes.areas;
  expect(shapes.areaAt(...holed!.label)?.code).toBe('c0');
  expect(parted!.label[0]).toBeCloseTo(33, 1);
  expect(parted!.label[1]).toBeCloseTo(3, 1);
});

test('neighbours share no point inside them', () => {
  const both = shapesOf(
    collection(
      { type: 'Polygon', coordinates: [square(0, 0, 1)] },
      { type: 'Polygon', coordinates: [square(1, 0, 1)] },
    ),
  );
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 1.999, noNaN: true }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (lon, lat) => {
        if (lon !== 1) expect(both.areaAt(lon, lat)?.code).toBe(lon < 1 ? 'c0' : 'c1');
      },
    ),
  );
});
