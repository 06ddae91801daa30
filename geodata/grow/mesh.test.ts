import { describe, expect, test } from 'vitest';
import { labelPoint, roomAt } from './label-point.ts';
import { Mesh, type Ring } from './mesh.ts';
import { OUTSIDE, type Raster, tidy } from './raster.ts';

const ringOf = (mesh: Mesh, ...points: [number, number][]): Ring => points.map(([x, y]) => mesh.vertex(x, y));
const box = (mesh: Mesh, west: number, south: number, east: number, north: number): Ring =>
  ringOf(mesh, [west, south], [east, south], [east, north], [west, north]);

describe('joining areas', () => {
  test('drops the border between two', () => {
    const mesh = new Mesh();
    const joined = mesh.dissolve([box(mesh, 0, 0, 10, 10), box(mesh, 10, 0, 20, 10)]);
    expect(joined).toHaveLength(1);
    expect(mesh.signedArea(joined[0]![0]!)).toBe(200);
  });

  test('keeps a hole where no area lies', () => {
    const mesh = new Mesh();
    const frame = [
      box(mesh, 0, 0, 10, 10),
      box(mesh, 10, 0, 20, 10),
      box(mesh, 20, 0, 30, 10),
      box(mesh, 0, 10, 10, 20),
      box(mesh, 20, 10, 30, 20),
      box(mesh, 0, 20, 10, 30),
      box(mesh, 10, 20, 20, 30),
      box(mesh, 20, 20, 30, 30),
    ];
    const [polygon, ...others] = mesh.dissolve(frame);
    expect(others).toEqual([]);
    expect(polygon!.map((ring) => mesh.signedArea(ring))).toEqual([900, -100]);
  });

  test('leaves two areas that meet in one point apart', () => {
    const mesh = new Mesh();
    const joined = mesh.dissolve([box(mesh, 0, 0, 10, 10), box(mesh, 10, 10, 20, 20)]);
    expect(joined.map((polygon) => mesh.signedArea(polygon[0]!))).toEqual([100, 100]);
  });

  test('refuses areas that lie over each other', () => {
    const mesh = new Mesh();
    expect(() => mesh.dissolve([box(mesh, 0, 0, 10, 10), box(mesh, 0, 0, 10, 10)])).toThrow('same side');
  });

  test('sees a vertex that one side has put into the common border', () => {
    const mesh = new Mesh();
    const [west, east] = [box(mesh, 0, 0, 10, 10), box(mesh, 10, 0, 20, 10)];
    mesh.split(west[1]!, west[2]!, mesh.vertex(11, 4));
    expect(mesh.refined(west)).toHaveLength(5);
    expect(mesh.refined(east)).toHaveLength(5);
    expect(mesh.dissolve([mesh.refined(west), mesh.refined(east)])).toHaveLength(1);
    // Control: with one side as it was, the two no longer fit.
    expect(mesh.dissolve([mesh.refined(west), east])).not.toHaveLength(1);
  });
});

test('a name is written in the roomiest place, not in the middle of a bent area', () => {
  const mesh = new Mesh();
  const bent = ringOf(mesh, [0, 0], [1000, 0], [1000, 1000], [700, 1000], [700, 100], [0, 100]);
  const { x, y } = labelPoint(mesh, [bent]);
  expect(roomAt(mesh, [bent], x, y)).toBeGreaterThan(140);
  expect(x).toBeGreaterThan(800);
  expect(roomAt(mesh, [bent], 400, 400)).toBeLessThan(0);
});

test('tidying leaves every area in one piece and the city without holes', () => {
  const rows = ['.......', '.00011.', '.0.011.', '.0001..', '.11011.', '.......'];
  const labels = rows.flatMap((row) => [...row].map((cell) => (cell === '.' ? OUTSIDE : Number(cell))));
  const raster: Raster = { columns: 7, rows: 6, west: 0, south: 0, stepMetres: 1, labels: Int16Array.from(labels) };
  tidy(raster);
  const text = Array.from({ length: 6 }, (_, row) =>
    [...raster.labels.slice(row * 7, row * 7 + 7)].map((label) => (label === OUTSIDE ? '.' : label)).join(''),
  );
  expect(text).toEqual(['.......', '.00011.', '.00011.', '.0001..', '.00011.', '.......']);
});
