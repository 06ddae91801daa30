import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutRing } from './chords.ts';
import { crossings } from '../check/crossings.ts';
import { Mesh, type Polygon, type Ring } from './mesh.ts';
import { growNeighbourhoods, type Neighbourhoods } from './neighbourhoods.ts';
import { planeAround, toUnits } from './plane.ts';

const plane = planeAround(111.5, -7.6);

/** A ring from metres around the origin of the plane. */
const ringOf = (mesh: Mesh, points: readonly (readonly [number, number])[]): Ring =>
  points.map(([east, north]) =>
    mesh.vertex(toUnits(111.5 + east / plane.metresPerDegreeLon), toUnits(-7.6 + north / plane.metresPerDegreeLat)),
  );

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

/** Every edge of the cells, after refinement; each cell must be a partition of the polygons. */
function expectPartition(mesh: Mesh, polygons: readonly Polygon[], grown: Neighbourhoods): void {
  const cells = grown.flat().map((rings) => rings.map((ring) => mesh.refined(ring)));
  const joined = mesh.dissolve(cells.flat());
  const area = (list: readonly Polygon[]): number =>
    list.flat().reduce((sum, ring) => sum + mesh.signedArea(mesh.refined(ring)), 0);
  expect(area(joined)).toBe(area(polygons.map((polygon) => polygon.map((ring) => mesh.refined(ring)))));
  const edges = new Map<string, readonly [number, number]>();
  for (const ring of cells.flat()) {
    expect(mesh.signedArea(ring)).toBeGreaterThan(0);
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!;
      edges.set([from, to].sort().join(), [from, to]);
    });
  }
  const at = (vertex: number): [number, number] => [mesh.x[vertex]!, mesh.y[vertex]!];
  expect(crossings([...edges.values()].map(([a, b]) => [at(a), at(b)] as const))).toEqual([]);
}

const areasOf = (mesh: Mesh, grown: Neighbourhoods): number[] =>
  grown.flat().map((rings) => rings.reduce((sum, ring) => sum + mesh.signedArea(mesh.refined(ring)), 0));

describe('a straight cut', () => {
  test('halves a square through its middle, parallel to its sides', () => {
    const mesh = new Mesh();
    const ring = ringOf(mesh, square(0, 0, 500));
    const [first, second] = cutRing(mesh, plane, ring, 0.5);
    const whole = mesh.signedArea(ring);
    expect(mesh.signedArea(first) / whole).toBeCloseTo(0.5, 3);
    expect(mesh.signedArea(first) + mesh.signedArea(second)).toBe(mesh.signedArea(mesh.refined(ring)));
    expect(first.length).toBe(4);
  });

  test('puts its ends into the border of the area beyond, too', () => {
    const mesh = new Mesh();
    const left = ringOf(mesh, square(0, 0, 500));
    const right = ringOf(mesh, square(500, 0, 500));
    cutRing(mesh, plane, left, 0.5);
    cutRing(mesh, plane, left, 0.3);
    expect(mesh.dissolve([mesh.refined(left), mesh.refined(right)])).toHaveLength(1);
  });

  test('cannot divide a ring that crosses itself', () => {
    const mesh = new Mesh();
    const bow = ringOf(mesh, [
      [0, 0],
      [500, 500],
      [500, 0],
      [0, 500],
    ]);
    expect(() => cutRing(mesh, plane, bow, 0.5)).toThrow('crosses itself');
  });
});

/** A star-shaped area with a border as winding as the generator likes. */
const winding = fc.array(fc.integer({ min: 250, max: 1100 }), { minLength: 5, maxLength: 40 });

test('any area falls into RW and RT of about equal size, without gaps, overlaps or crossing borders', () => {
  fc.assert(
    fc.property(winding, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 30 }), (radii, rwCount, more) => {
      const mesh = new Mesh();
      const points = radii.map((radius, i): [number, number] => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      });
      const polygons = [[ringOf(mesh, points)]];
      const grown = growNeighbourhoods(mesh, plane, { polygons, rwCount, rtCount: rwCount + more });
      expect(grown).toHaveLength(rwCount);
      expect(grown.flat()).toHaveLength(rwCount + more);
      expectPartition(mesh, polygons, grown);
      const areas = areasOf(mesh, grown);
      const mean = areas.reduce((a, b) => a + b, 0) / areas.length;
      for (const area of areas) expect(Math.abs(area / mean - 1)).toBeLessThan(0.35);
    }),
    { seed: 2, numRuns: 200 },
  );
});

describe('an area', () => {
  test('with two holes is divided around them', () => {
    const mesh = new Mesh();
    const hole = (x: number, y: number): Ring => [...ringOf(mesh, square(x, y, 150))].reverse();
    const polygons = [[ringOf(mesh, square(0, 0, 1000)), hole(200, 300), hole(600, 550)]];
    const grown = growNeighbourhoods(mesh, plane, { polygons, rwCount: 4, rtCount: 13 });
    expect(grown.flat()).toHaveLength(13);
    expectPartition(mesh, polygons, grown);
  });

  test('in several parts gets RW in each part that is large enough; a small part joins the nearest RT', () => {
    const mesh = new Mesh();
    const large = [ringOf(mesh, square(0, 0, 1000))];
    const half = [ringOf(mesh, square(2000, 0, 700))];
    const islet = [ringOf(mesh, square(1100, 400, 60))];
    const polygons = [large, half, islet];
    const grown = growNeighbourhoods(mesh, plane, { polygons, rwCount: 6, rtCount: 18 });
    expectPartition(mesh, polygons, grown);
    const withIslet = grown.flat().filter((rings) => rings.length === 2);
    expect(withIslet).toHaveLength(1);
    const inHalf = grown.filter((cells) => cells.every((rings) => mesh.x[rings[0]![0]!]! > toUnits(111.515)));
    expect(inHalf).toHaveLength(2);
  });

  test('with as many RT as RW has one RT in each RW', () => {
    const mesh = new Mesh();
    const polygons = [[ringOf(mesh, square(0, 0, 800))]];
    const grown = growNeighbourhoods(mesh, plane, { polygons, rwCount: 5, rtCount: 5 });
    expect(grown.map((cells) => cells.length)).toEqual([1, 1, 1, 1, 1]);
  });

  test('is divided the same way whatever was divided before it elsewhere', () => {
    const alone = new Mesh();
    const first = growNeighbourhoods(alone, plane, {
      polygons: [[ringOf(alone, square(0, 0, 900))]],
      rwCount: 3,
      rtCount: 10,
    });
    const busy = new Mesh();
    growNeighbourhoods(busy, plane, { polygons: [[ringOf(busy, square(5000, 0, 900))]], rwCount: 2, rtCount: 7 });
    const second = growNeighbourhoods(busy, plane, {
      polygons: [[ringOf(busy, square(0, 0, 900))]],
      rwCount: 3,
      rtCount: 10,
    });
    expect(areasOf(busy, second)).toEqual(areasOf(alone, first));
  });
});
