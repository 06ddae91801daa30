/** One feature of a file: which kelurahan it is, and its polygons. */
import type { FilePolygons } from './coordinates.ts';
import { importFault } from './faults.ts';
import { type KelurahanFinder, KNOWN_CODE_COLUMNS, type Properties } from './feature-codes.ts';

export interface Feature {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly properties?: Properties | null;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
}

export function kelurahanOf(path: string, finder: KelurahanFinder, feature: Feature, number: number): number {
  const found = finder.find(feature?.properties ?? {}, feature?.id);
  if (found.kind === 'known') return found.index;
  if (found.kind === 'unknown') {
    throw importFault(path, 'code-unknown', {
      what: `The code "${found.written}" in the column "${found.column}" is of no kelurahan of this city.`,
      feature: number,
      expected: 'a code of geodata/facts/kelurahan.csv, Kemendagri (with or without dots) or BPS',
      todo: 'Keep the kelurahan of the city only, and correct the code if it is mistyped.',
    });
  }
  if (found.kind === 'contradiction') {
    throw importFault(path, 'codes-contradict', {
      what: `The columns "${found.columns[0]}" and "${found.columns[1]}" name two different kelurahan.`,
      feature: number,
      expected: 'codes and name of one kelurahan (BPS and Kemendagri number the kecamatan differently)',
      todo: 'Correct the one that is wrong; geodata/facts/kelurahan.csv lists code, BPS code and name together.',
    });
  }
  if (found.kind === 'unknown-beside') {
    throw importFault(path, 'codes-contradict', {
      what:
        `The column "${found.column}" names a kelurahan, but "${found.unknown.column}" holds ` +
        `"${found.unknown.written}", a code of no kelurahan of this city.`,
      feature: number,
      expected: 'codes of one kelurahan in every column that holds a code',
      todo: 'Correct the code, or take the column out of the file if it is left over from another one.',
    });
  }
  throw importFault(path, 'code-column-missing', {
    what: `No column of this feature holds a code: ${Object.keys(feature?.properties ?? {})
      .join(', ')
      .slice(0, 200)}.`,
    feature: number,
    expected: `a column such as ${KNOWN_CODE_COLUMNS}`,
    todo: 'Add a column "code" with the Kemendagri code, such as 35.77.01.1001.',
  });
}

export function polygonsOf(path: string, feature: Feature, number: number, rings: { closed: number }): FilePolygons {
  const { type, coordinates } = feature.geometry ?? {};
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    throw importFault(path, 'geometry-type', {
      what: `The feature has ${type === undefined ? 'no geometry' : `a geometry of type ${String(type).slice(0, 40)}`}.`,
      feature: number,
      expected: 'Polygon or MultiPolygon',
      todo: 'Export the areas of the kelurahan, not their lines or points.',
    });
  }
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const isBroken = (): Error =>
    importFault(path, 'geometry-broken', {
      what: 'The geometry of this feature is not made of rings of at least three points with two numbers each.',
      feature: number,
      expected: '[[[lon, lat], [lon, lat], … ]]',
      todo: 'Export the boundaries again.',
    });
  if (!Array.isArray(polygons) || polygons.length === 0) throw isBroken();
  return polygons.map((polygon: unknown) => {
    if (!Array.isArray(polygon) || polygon.length === 0) throw isBroken();
    return polygon.map((ring: unknown) => {
      const points = pointsOf(ring);
      if (points === undefined) throw isBroken();
      const [first, last] = [points[0]!, points.at(-1)!];
      if (first[0] === last[0] && first[1] === last[1]) return points;
      rings.closed++;
      return [...points, first];
    });
  });
}

/** The points of a ring without heights, or undefined when it is none. */
function pointsOf(ring: unknown): (readonly [number, number])[] | undefined {
  if (!Array.isArray(ring)) return undefined;
  const points = ring.map((point: unknown) => (Array.isArray(point) ? ([point[0], point[1]] as unknown[]) : []));
  if (!points.every((point) => point.length === 2 && point.every((value) => Number.isFinite(value)))) return undefined;
  return new Set(points.map((point) => point.join())).size < 3 ? undefined : (points as [number, number][]);
}
