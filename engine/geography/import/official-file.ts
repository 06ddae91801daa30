/** Reads a file of official boundaries: is it GeoJSON, which areas does it hold, and where do they lie? */
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { CityFacts, KelurahanFacts } from '../../../geodata/facts.ts';
import { systemCode } from '../../kernel/errors.ts';
import { coordinateSystem, type CoordinateSystem, type FilePolygons, placed } from './coordinates.ts';
import { importFault } from './faults.ts';
import { KelurahanFinder } from './feature-codes.ts';
import { type Feature, kelurahanOf, polygonsOf } from './features.ts';

export interface OfficialFile {
  /** [kelurahan] in the order of the facts. */
  readonly polygons: readonly FilePolygons[];
  readonly system: CoordinateSystem;
  /** Latitude stood before longitude; `polygons` has them the right way round. */
  readonly isSwapped: boolean;
  /** Rings that did not end where they began. */
  readonly closedRings: number;
}

/** The 27 areas need about 1 MB in great detail; what is larger is another file. */
const LARGEST_BYTES = 200_000_000;

/**
 * @throws TwinError input: not GeoJSON, no or wrong geometry, a code that is unknown, doubled or missing, or coordinates
 *         that are not of this city
 */
export function readOfficialFile(path: string, city: CityFacts, facts: readonly KelurahanFacts[]): OfficialFile {
  const collection = parseCollection(path, readText(path));
  const features = collection.features;
  const raw = new Map<number, FilePolygons>();
  const rings = { closed: 0 };
  const finder = new KelurahanFinder(facts);
  features.forEach((feature, i) => {
    const index = kelurahanOf(path, finder, feature, i + 1);
    if (raw.has(index)) {
      throw importFault(path, 'code-twice', {
        what: `${facts[index]!.code} ${facts[index]!.name} stands in the file twice.`,
        feature: i + 1,
        expected: 'one feature a kelurahan, with all its parts in one MultiPolygon',
        todo: 'Join its parts into one feature, or correct the code of one of the two.',
      });
    }
    raw.set(index, polygonsOf(path, feature, i + 1, rings));
  });
  const missing = facts.filter((_, i) => !raw.has(i));
  if (missing.length > 0) {
    throw importFault(path, 'kelurahan-missing', {
      what: `Missing: ${missing.map((fact) => `${fact.code} ${fact.name}`).join(', ')}.`,
      expected: `all ${facts.length} kelurahan of ${city.name}`,
      todo: 'Export the file again with all kelurahan of the city.',
    });
  }
  const system = coordinateSystem(path, collection.crs);
  const inOrder = facts.map((_, i) => raw.get(i)!);
  return { ...placed(path, city, system, inOrder), system, closedRings: rings.closed };
}

function readText(path: string): string {
  const extension = extname(path).toLowerCase();
  if (['.gpkg', '.shp', '.zip', '.kml', '.kmz', '.gml', '.dbf', '.tab'].includes(extension)) {
    throw importFault(path, 'boundary-file-format', {
      what: `Files of kind ${extension} are not read.`,
      expected: 'GeoJSON (.geojson or .json), in longitude and latitude (WGS84)',
      todo: 'Export it as GeoJSON, in QGIS by "Save features as", or: ogr2ogr -t_srs EPSG:4326 kelurahan.geojson FILE',
    });
  }
  try {
    const { size } = statSync(path);
    if (size > LARGEST_BYTES) {
      throw importFault(path, 'boundary-file-too-large', {
        what: `The file has ${Math.round(size / 1e6)} MB.`,
        expected: `at most ${LARGEST_BYTES / 1e6} MB; the kelurahan of a city need about one`,
        todo: 'Keep the kelurahan of the city only and export again.',
      });
    }
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw importFault(path, 'boundary-file-unreadable', {
      what: `The file cannot be read (${code}).`,
      todo: 'Check that it is there, that it is a file, and that this user may read it.',
      cause: error,
    });
  }
}

function parseCollection(path: string, text: string): { features: readonly Feature[]; crs: unknown } {
  const trimmed = text.trim();
  if (trimmed === '') {
    throw importFault(path, 'boundary-file-empty', {
      what: 'The file is empty.',
      expected: 'a GeoJSON FeatureCollection',
      todo: 'Export the boundaries again.',
    });
  }
  const parsed = parseJson(path, trimmed) as { type?: unknown; features?: unknown; crs?: unknown } | null;
  if (parsed?.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) {
    throw importFault(path, 'not-geojson', {
      what: 'The file is JSON but not a GeoJSON FeatureCollection.',
      expected: '{"type": "FeatureCollection", "features": [ … ]}',
      todo: 'Export the boundaries as GeoJSON (TopoJSON and Esri JSON are other formats).',
    });
  }
  if (parsed.features.length === 0) {
    throw importFault(path, 'boundary-file-empty', {
      what: 'The file holds no areas.',
      expected: 'one feature a kelurahan',
      todo: 'Export the boundaries again, without a filter or selection.',
    });
  }
  return { features: parsed.features as Feature[], crs: parsed.crs };
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A text that begins as an object and has lost its end was cut off on its way.
    const isCut = text.startsWith('{') && !text.endsWith('}');
    if (!isCut) {
      throw importFault(path, 'not-json', {
        what: 'The file is not JSON.',
        expected: 'GeoJSON',
        todo: 'Export the boundaries as GeoJSON.',
        cause: error,
      });
    }
    throw importFault(path, 'json-truncated', {
      what: `The file breaks off after ${text.length} characters.`,
      expected: 'GeoJSON up to its closing bracket',
      todo: 'Copy or download the file again: it did not arrive whole.',
      cause: error,
    });
  }
}
