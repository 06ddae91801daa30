import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chance } from '../kernel/random.ts';
import { boundariesGeoJson } from './boundaries-geojson.ts';
import { AREA_LEVELS, type AreaSet, type Geography, type MultiPolygon } from './geography.ts';
import { INDICATIVE_BOUNDARIES, loadGeography } from './load.ts';
import { BORDER_TOLERANCE_DEGREES } from './locate.ts';
import { neighboursOf } from './neighbours.ts';
import { loadStreets } from './streets.ts';

const geography = loadGeography();
const { levels } = geography;
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A copy of the boundaries with one file changed. */
function changedFolder(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-geography-'));
  folders.push(folder);
  cpSync(INDICATIVE_BOUNDARIES, folder, { recursive: true });
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  return folder;
}

/** Plain crossing count over all rings, without grid and without tolerance. */
function contains(polygons: MultiPolygon, lon: number, lat: number): boolean {
  let isInside = false;
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!];
      if (y1 > lat !== y2 > lat && lon < x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1)) isInside = !isInside;
    }
  }
  return isInside;
}

const holders = (areas: AreaSet, lon: number, lat: number): number[] =>
  areas.polygons.flatMap((polygons, i) => (contains(polygons, lon, lat) ? [i] : []));

type Point = readonly [number, number];

/** A point that the index and the plain count put into different areas lies on the border between them. */
function expectOnBorder(polygons: MultiPolygon, lon: number, lat: number): void {
  let least = Infinity;
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!];
      const along = ((lon - x1) * (x2 - x1) + (lat - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
      const part = Math.min(1, Math.max(0, along));
      least = Math.min(least, Math.hypot(lon - x1 - part * (x2 - x1), lat - y1 - part * (y2 - y1)));
    }
  }
  expect(least).toBeLessThanOrEqual(BORDER_TOLERANCE_DEGREES * 1.01);
}

/** Every edge once, with the areas on both sides in ascending order. */
function edgesOf(areas: AreaSet): { readonly ends: readonly [Point, Point]; readonly sides: number[] }[] {
  const edges = new Map<string, { ends: readonly [Point, Point]; sides: number[] }>();
  areas.polygons.forEach((polygons, area) => {
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const key = [ring[i - 1]!.join(), ring[i]!.join()].sort().join(' ');
        const edge = edges.get(key) ?? { ends: [ring[i - 1]!, ring[i]!] as const, sides: [] };
        edge.sides.push(area);
        edges.set(key, edge);
      }
    }
  });
  return [...edges.values()];
}

describe('the geography', () => {
  test('has 1 city, 3 kecamatan, 27 kelurahan, 261 RW and 950 RT, and says that they are indicative', () => {
    expect(AREA_LEVELS.map((level) => levels[level].count)).toEqual([1, 3, 27, 261, 950]);
    expect(geography.status).toBe('indicative');
    for (const level of AREA_LEVELS) expect(levels[level].status).toBe('indicative');
    expect(geography.version).toMatch(/^[0-9a-f]{64}$/);
  });

  test('names areas as people do and nests them by code', () => {
    expect(levels.city.names[0]).toBe('Kota Madiun');
    const rt = levels.rt.codes.indexOf('35.77.02.1006.rw02.rt07');
    expect(levels.rt.names[rt]).toBe('RT 07');
    const rw = levels.rt.parent[rt]!;
    expect([levels.rw.codes[rw], levels.rw.names[rw]]).toEqual(['35.77.02.1006.rw02', 'RW 02']);
    const kelurahan = levels.rw.parent[rw]!;
    expect(levels.kelurahan.names[kelurahan]).toBe('Madiun Lor');
    expect(levels.kecamatan.names[levels.kelurahan.parent[kelurahan]!]).toBe('Manguharjo');
  });

  test('adds up: the areas of each level to the city', () => {
    for (const level of AREA_LEVELS) {
      const sum = levels[level].areaSquareMetres.reduce((total, area) => total + area, 0);
      expect(Math.abs(sum - levels.city.areaSquareMetres[0]!)).toBeLessThan(1000);
    }
    expect(levels.city.areaSquareMetres[0]! / 1e6).toBeCloseTo(36.1, 0);
  });

  test('finds every label point in its own area', () => {
    for (const level of AREA_LEVELS) {
      const { count, labelLon, labelLat } = levels[level];
      for (let i = 0; i < count; i++) expect(geography.locate(level, labelLon[i]!, labelLat[i]!)).toBe(i);
    }
  });
});

describe('a point', () => {
  test('is found where a plain count of crossings finds it, at every level', () => {
    const draws = chance(7, 'points');
    let inside = 0;
    for (let i = 0; i < 4000; i++) {
      const lon = 111.49 + 0.075 * draws.uniform(i, 0);
      const lat = -7.69 + 0.1 * draws.uniform(i, 1);
      for (const level of ['city', 'kecamatan', 'kelurahan'] as const) {
        const [holder = -1] = holders(levels[level], lon, lat);
        const found = geography.locate(level, lon, lat);
        if (found !== holder) expectOnBorder(levels[level].polygons[found]!, lon, lat);
      }
      const rw = geography.locate('rw', lon, lat);
      const rt = geography.locate('rt', lon, lat);
      if (rt === -1) expect(rw).toBe(-1);
      else {
        inside++;
        if (!contains(levels.rt.polygons[rt]!, lon, lat)) expectOnBorder(levels.rt.polygons[rt]!, lon, lat);
        expect(levels.rt.parent[rt]).toBe(rw);
      }
    }
    expect(inside).toBeGreaterThan(1000);
  });

  test('on a border belongs to the area of lowest index that touches it, also on the edge of the city', () => {
    const edges = edgesOf(levels.rt);
    const draws = chance(8, 'borders');
    edges.forEach(({ ends: [a, b], sides }, i) => {
      const part = draws.uniform(i);
      const lon = a[0] + part * (b[0] - a[0]);
      const lat = a[1] + part * (b[1] - a[1]);
      const found = geography.locate('rt', lon, lat);
      // Close to an end of the edge other areas touch the point as well; their index can only be lower.
      const isNearEnd = Math.min(part, 1 - part) * Math.hypot(b[0] - a[0], b[1] - a[1]) < 4e-7;
      if (isNearEnd) expect(found).toBeLessThanOrEqual(Math.min(...sides));
      else expect(found).toBe(Math.min(...sides));
    });
    expect(edges.filter(({ sides }) => sides.length === 1).length).toBeGreaterThan(100);
  });

  test('on a corner belongs to the lowest of all areas that meet there', () => {
    const lowest = new Map<string, number>();
    levels.rt.polygons.forEach((polygons, area) => {
      for (const point of polygons.flat(2)) {
        const key = point.join();
        lowest.set(key, Math.min(area, lowest.get(key) ?? Infinity));
      }
    });
    for (const [key, area] of lowest) {
      const [lon, lat] = key.split(',').map(Number) as [number, number];
      expect(geography.locate('rt', lon, lat)).toBe(area);
    }
  });

  test('between two neighbours never falls through, however it is rounded', () => {
    const inner = edgesOf(levels.rt).filter(({ sides }) => sides.length === 2);
    const draws = chance(9, 'roundings');
    inner.forEach(({ ends: [a, b] }, i) => {
      const part = draws.uniform(i);
      for (const away of [-3e-8, -1e-12, 1e-12, 3e-8]) {
        const lon = Math.round((a[0] + part * (b[0] - a[0])) * 1e7) / 1e7 + away;
        const lat = a[1] + part * (b[1] - a[1]) - away;
        for (const level of AREA_LEVELS) expect(geography.locate(level, lon, lat)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('outside by more than the rounding is outside, and one that is no number as well', () => {
    const outer = edgesOf(levels.city);
    for (const { ends } of outer) {
      const [a, b] = ends;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      // The city lies to the left of its border: 2 cm to the right is outside, half the tolerance is still in.
      const at = (distance: number): [number, number] => [
        (a[0] + b[0]) / 2 + (distance * (b[1] - a[1])) / length,
        (a[1] + b[1]) / 2 - (distance * (b[0] - a[0])) / length,
      ];
      expect(geography.locate('city', ...at(2e-7))).toBe(-1);
      expect(geography.locate('city', ...at(BORDER_TOLERANCE_DEGREES / 2))).toBe(0);
    }
    for (const level of AREA_LEVELS) {
      expect(geography.locate(level, NaN, -7.63)).toBe(-1);
      expect(geography.locate(level, 111.52, Infinity)).toBe(-1);
      expect(geography.locate(level, 0, 0)).toBe(-1);
    }
  });

  test('in a gap of the RT is nowhere: the check would see a hole', () => {
    const folder = changedFolder('rt.geojson', (text) => {
      const file = JSON.parse(text) as { features: unknown[] };
      file.features.splice(300, 1);
      return JSON.stringify(file);
    });
    const broken = loadGeography(folder);
    expect(broken.locate('rt', levels.rt.labelLon[300]!, levels.rt.labelLat[300]!)).toBe(-1);
  });
});

describe('boundary files that are not as they were written are refused', () => {
  const cases: [string, string, (text: string) => string, string][] = [
    ['cut off', 'rw.geojson', (text) => text.slice(0, 1000), 'boundaries-unreadable'],
    ['without a status', 'rt.geojson', (text) => text.replace('"indicative"', '"new"'), 'boundaries-unreadable'],
    ['of two kinds', 'rt.geojson', (text) => text.replace('"indicative"', '"official"'), 'boundaries-unreadable'],
    ['empty', 'city.geojson', () => '{"status":"indicative","features":[]}', 'boundaries-unreadable'],
    ['with null', 'city.geojson', () => 'null', 'boundaries-unreadable'],
    ['without a label', 'rw.geojson', (text) => text.replace('"label"', '"centre"'), 'boundaries-unreadable'],
    ['without a shape', 'rw.geojson', (text) => text.replace('"Polygon"', '"Point"'), 'boundaries-unreadable'],
    [
      'with an orphan',
      'rw.geojson',
      (text) => text.replace('"parent":"35.77.01.1001"', '"parent":"x"'),
      'boundaries-unreadable',
    ],
    ['out of order', 'rw.geojson', (text) => text.replace('1001.rw02', '1001.rw99'), 'boundaries-unreadable'],
  ];
  test.each(cases)('%s', (_, file, change, code) => {
    const folder = changedFolder(file, change);
    expect(() => loadGeography(folder)).toThrow(
      expect.objectContaining({ kind: 'input', text: expect.objectContaining({ code }) }),
    );
  });

  test('a folder without them', () => {
    expect(() => loadGeography(join(tmpdir(), 'nowhere'))).toThrow(/city\.geojson.*npm run generate/);
  });
});

test('the version changes with the files and with nothing else', () => {
  expect(loadGeography(changedFolder('rw.geojson', (text) => text)).version).toBe(geography.version);
  expect(loadGeography(changedFolder('rw.geojson', (text) => `${text} `)).version).not.toBe(geography.version);
});

describe('neighbours', () => {
  test('are mutual, never oneself, and connect the whole city', () => {
    for (const level of ['kecamatan', 'kelurahan', 'rw', 'rt'] as const) {
      const around = neighboursOf(geography, level);
      around.forEach((list, area) => {
        expect(list).not.toContain(area);
        for (const other of list) expect(around[other]).toContain(area);
      });
      expect(reachedFrom(around, 0)).toBe(levels[level].count);
    }
  });

  test('of kelurahan are two to eight, and some lie in another kecamatan', () => {
    const around = neighboursOf(geography, 'kelurahan');
    for (const list of around) expect(list.length >= 2 && list.length <= 8).toBe(true);
    const { parent } = levels.kelurahan;
    expect(around.some((list, area) => list.some((other) => parent[other] !== parent[area]))).toBe(true);
  });

  test('the city has none', () => {
    expect(neighboursOf(geography, 'city')).toEqual([[]]);
  });
});

function reachedFrom(around: readonly (readonly number[])[], start: number): number {
  const reached = new Set([start]);
  for (const area of reached) around[area]!.forEach((other) => reached.add(other));
  return reached.size;
}

test('the web gets GeoJSON with code, name and parent, and the index as id', () => {
  for (const level of AREA_LEVELS) {
    const file = JSON.parse(boundariesGeoJson(geography, level)) as {
      status: Geography['status'];
      features: { id: number; properties: Record<string, unknown>; geometry: { type: string } }[];
    };
    expect(file.status).toBe('indicative');
    expect(file.features.map((feature) => feature.id)).toEqual([...levels[level].codes.keys()]);
    expect(file.features.map((feature) => feature.properties['code'])).toEqual(levels[level].codes);
    expect(file.features.every((feature) => feature.geometry.type === 'Polygon')).toBe(true);
  }
  const first = JSON.parse(boundariesGeoJson(geography, 'rw')) as { features: { properties: unknown }[] };
  expect(first.features[0]!.properties).toMatchObject({
    code: '35.77.01.1001.rw01',
    name: 'RW 01',
    parent: '35.77.01.1001',
  });
});

test('every kelurahan has streets, each once, written as in addresses', () => {
  const streets = loadStreets();
  expect([...streets.keys()]).toEqual(levels.kelurahan.codes);
  for (const names of streets.values()) {
    expect(names.length).toBeGreaterThanOrEqual(8);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(JL|GG)\. [A-Z.]+( [A-Z]+)*$/);
  }
});
