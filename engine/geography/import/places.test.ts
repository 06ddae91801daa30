import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadKelurahanFacts } from '../../../geodata/facts.ts';
import { Mesh, type Polygon } from '../../../geodata/grow/mesh.ts';
import { planeAround, toUnits } from '../../../geodata/grow/plane.ts';
import type { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { INDICATIVE_BOUNDARIES } from '../load.ts';
import { checkPlaces, commonDisplacement, type PlacedArea, placedAreas } from './places.ts';

const facts = loadKelurahanFacts();
const plane = planeAround(111.5275, -7.6375);
const REAL = projectPath('..', 'shared', 'data', 'geo', 'kota_madiun_kelurahan.geojson');

type Point = readonly [number, number];
interface File {
  features: { properties: { code: string }; geometry: { type: string; coordinates: Point[][] | Point[][][] } }[];
}

/** Areas of a file, each under the code of `under(kelurahan)`, every point moved. */
function areasOf(
  path: string,
  under = (kelurahan: number): number => kelurahan,
  move = ([lon, lat]: Point): Point => [lon, lat],
): PlacedArea[] {
  const mesh = new Mesh();
  const { features } = JSON.parse(readFileSync(path, 'utf8')) as File;
  const shapes = facts.map(({ code }): Polygon[] => {
    const { geometry } = features.find(({ properties }) => properties.code === code)!;
    const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Point[][][];
    return polygons.map((polygon) =>
      polygon.map((ring) =>
        ring.slice(1).map((point) => mesh.vertex(...(move(point).map(toUnits) as [number, number]))),
      ),
    );
  });
  return placedAreas(
    mesh,
    plane,
    facts,
    facts.map((_, i) => shapes[under(i)]!),
  );
}

const faultOf = (areas: PlacedArea[]): TwinError | undefined => {
  try {
    checkPlaces('kelurahan.geojson', areas);
    return undefined;
  } catch (error) {
    return error as TwinError;
  }
};

const files = [
  ['the indicative', join(INDICATIVE_BOUNDARIES, 'kelurahan.geojson')],
  ...(existsSync(REAL) ? [['the published', REAL]] : []),
] as [string, string][];

describe.each(files)('of %s boundaries', (_, path) => {
  const right = areasOf(path);

  test('every area is where it should be', () => {
    expect(faultOf(right)).toBeUndefined();
    const { east, north } = commonDisplacement(right);
    expect(Math.hypot(east, north)).toBeLessThan(50);
  });

  test('any two that are exchanged are found, whichever they are', () => {
    for (let a = 0; a < facts.length; a++) {
      for (let b = a + 1; b < facts.length; b++) {
        // Offsets and areas go with the polygon; the facts stay.
        const exchanged = right.map((area, i) => {
          const { areaSquareMetres, offsets } = right[i === a ? b : i === b ? a : i]!;
          const labelHolders = area.labelHolders.map((holder) => (holder === a ? b : holder === b ? a : holder));
          return { ...area, areaSquareMetres, offsets, labelHolders };
        });
        expect(faultOf(exchanged)?.text.code, `${facts[a]!.name} and ${facts[b]!.name}`).toBe('codes-mixed-up');
      }
    }
  });

  test('two that are exchanged are named, with distances in metres', () => {
    const [a, b] = [4, 3];
    const fault = faultOf(areasOf(path, (i) => (i === a ? b : i === b ? a : i)))!;
    expect(fault.text.code).toBe('codes-mixed-up');
    expect(fault.text.what).toMatch(/^2 of 27 kelurahan/);
    expect(fault.text.what).toMatch(/Pilangbango lies \d+ m from its own label point and \d+ m from .* Rejomulyo/);
  });

  test.each<[string, Point, RegExp]>([
    ['2.2 km east', [0.02, 0], /2\d\d\d m to the east/],
    ['2.2 km north', [0, 0.02], /2\d\d\d m to the north/],
    ['300 m south-west', [-0.002, -0.002], /2\d\d m to the west, 2\d\d m to the south/],
  ])('a map that lies %s is refused with the distance', (_name, [east, north], words) => {
    const fault = faultOf(areasOf(path, undefined, ([lon, lat]) => [lon + east, lat + north]))!;
    expect(fault.text.code).toBe('coordinates-displaced');
    expect(fault.text.what).toMatch(words);
  });

  test('a map that lies 50 m off is taken', () => {
    expect(faultOf(areasOf(path, undefined, ([lon, lat]) => [lon + 0.0003, lat - 0.0003]))).toBeUndefined();
  });

  test('shapes under the codes of their neighbours in the list are mixed up, not displaced', () => {
    expect(faultOf(areasOf(path, (i) => (i + 1) % facts.length))!.text.code).toBe('codes-mixed-up');
  });
});

test('a label in a neighbour is let pass while the area is right, and not when the area is wrong', () => {
  const right = areasOf(files[0]![1]);
  const changed = (areaShare: number, labelHolders: readonly number[]): PlacedArea[] =>
    right.map((area, i) =>
      i === 6 ? { ...area, labelHolders, areaSquareMetres: area.fact.areaSquareMetres * areaShare } : area,
    );
  expect(faultOf(changed(1.2, [2]))).toBeUndefined();
  expect(faultOf(changed(0.5, [6]))).toBeUndefined();
  // In a gap, of nobody.
  expect(faultOf(changed(0.5, []))).toBeUndefined();
  expect(faultOf(changed(0.6, [2]))!.text.what).toMatch(/Kanigoro lies in the polygon of .*Klegen.* 40 % too small/);
  expect(faultOf(changed(1.4, [2]))!.text.what).toMatch(/40 % too large/);
});
