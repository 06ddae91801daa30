/** Reads the boundary files of geodata/boundaries, or those that an import has put in their place. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { projectPath } from '../kernel/files.ts';
import {
  AREA_LEVELS,
  type AreaLevel,
  type AreaSet,
  type BoundaryStatus,
  type Geography,
  type MultiPolygon,
  OFFICIAL_LEVELS,
} from './geography.ts';
import { AreaIndex } from './locate.ts';

/** The indicative boundaries that come with the project. */
export const INDICATIVE_BOUNDARIES = projectPath('geodata', 'boundaries');

/** One area of a boundary file, as geodata/grow/boundaries.ts writes it. */
interface BoundaryFeature {
  readonly properties: {
    readonly code: string;
    readonly name: string;
    readonly parent: string;
    readonly label: readonly [number, number];
    readonly areaSquareMetres: number;
  };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: MultiPolygon[number] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon };
}

interface BoundaryFile {
  readonly status: BoundaryStatus;
  readonly features: readonly BoundaryFeature[];
}

/**
 * @param folder holds city, kecamatan, kelurahan, rw and rt .geojson
 * @throws TwinError input: a file is missing, is not one of ours, or names a parent that the level before does not have
 */
export function loadGeography(folder: string = INDICATIVE_BOUNDARIES): Geography {
  const hash = createHash('sha256');
  const files = new Map<AreaLevel, BoundaryFile>();
  for (const level of AREA_LEVELS) {
    const path = join(folder, `${level}.geojson`);
    const text = readBoundaryText(path);
    hash.update(text);
    files.set(level, parseBoundaryFile(path, text));
  }
  const status = files.get('city')!.status;
  const levels = {} as Record<AreaLevel, AreaSet>;
  AREA_LEVELS.forEach((level, i) => {
    const file = files.get(level)!;
    const name = `${level}.geojson`;
    const expected = OFFICIAL_LEVELS.has(level) ? status : 'indicative';
    if (file.status !== expected) throw unreadable(name, `its status is ${file.status}, not ${expected}`);
    levels[level] = areaSet(level, name, file, i === 0 ? undefined : levels[AREA_LEVELS[i - 1]!]);
  });
  return { status, version: hash.digest('hex'), levels, locate: locator(levels) };
}

function readBoundaryText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TwinError(
      'input',
      {
        code: 'boundaries-missing',
        what: `A boundary file cannot be read (${systemCode(error) ?? 'unknown reason'}).`,
        where: { file: basename(path) },
        expected: AREA_LEVELS.map((level) => `${level}.geojson`).join(', '),
        todo: 'Run "npm run generate" for the indicative boundaries, or import the official ones again.',
      },
      { cause: error },
    );
  }
}

function unreadable(file: string, reason: string, cause?: unknown): TwinError {
  return new TwinError(
    'input',
    {
      code: 'boundaries-unreadable',
      what: `The boundary file is not as it was written: ${reason}.`,
      where: { file },
      todo: 'Run "npm run generate" for the indicative boundaries, or import the official ones again.',
    },
    { cause },
  );
}

function parseBoundaryFile(path: string, text: string): BoundaryFile {
  const file = basename(path);
  let parsed: Partial<BoundaryFile> | null;
  try {
    parsed = JSON.parse(text) as Partial<BoundaryFile> | null;
  } catch (error) {
    throw unreadable(file, 'it is not JSON', error);
  }
  const status = parsed?.status;
  if (status !== 'indicative' && status !== 'official') throw unreadable(file, 'its status is missing');
  if (!Array.isArray(parsed?.features) || parsed.features.length === 0) throw unreadable(file, 'it holds no areas');
  const fault = parsed.features.findIndex((feature) => !isWhole(feature));
  if (fault !== -1) throw unreadable(file, `area ${fault + 1} lacks a property or its geometry`);
  return { status, features: parsed.features };
}

function isWhole(feature: Partial<BoundaryFeature> | null): boolean {
  const { code, name, parent, label, areaSquareMetres } = feature?.properties ?? {};
  const hasTexts = [code, name, parent].every((text) => typeof text === 'string');
  const numbers = [label?.[0], label?.[1], areaSquareMetres];
  const { type, coordinates } = feature?.geometry ?? {};
  const hasShape =
    (type === 'Polygon' || type === 'MultiPolygon') && Array.isArray(coordinates) && coordinates.length > 0;
  return hasTexts && hasShape && numbers.every((value) => Number.isFinite(value));
}

function areaSet(
  level: AreaLevel,
  file: string,
  { status, features }: BoundaryFile,
  holders: AreaSet | undefined,
): AreaSet {
  const holderOf = new Map(holders?.codes.map((code, i) => [code, i]));
  const codes = features.map((feature) => feature.properties.code);
  codes.forEach((code, i) => {
    if (i > 0 && code <= codes[i - 1]!) throw unreadable(file, `${code} stands out of order or twice`);
  });
  const parent = Int32Array.from(features, ({ properties }) => {
    const index = holders === undefined ? 0 : holderOf.get(properties.parent);
    if (index === undefined) throw unreadable(file, `${properties.code} names a parent that is not there`);
    return index;
  });
  return {
    level,
    status,
    count: features.length,
    codes,
    names: features.map((feature) => feature.properties.name),
    parent,
    labelLon: Float64Array.from(features, (feature) => feature.properties.label[0]),
    labelLat: Float64Array.from(features, (feature) => feature.properties.label[1]),
    areaSquareMetres: Float64Array.from(features, (feature) => feature.properties.areaSquareMetres),
    polygons: features.map(({ geometry }) =>
      geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
    ),
  };
}

/** Looks points up among the RT; [level][RT] names the area of each level that holds an RT. */
function locator(levels: Readonly<Record<AreaLevel, AreaSet>>): Geography['locate'] {
  const index = new AreaIndex(levels.rt);
  const holding = {} as Record<AreaLevel, Int32Array>;
  let holders = Int32Array.from(levels.rt.codes.keys());
  for (const level of [...AREA_LEVELS].reverse()) {
    holding[level] = holders;
    const { parent } = levels[level];
    holders = holders.map((area) => parent[area]!);
  }
  return (level, lon, lat) => {
    const rt = index.locate(lon, lat);
    return rt === -1 ? -1 : holding[level][rt]!;
  };
}
