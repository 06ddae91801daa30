/** Takes the official boundaries of the kelurahan in place of the indicative ones. */
import { type CityFacts, GEODATA_FOLDER, loadCityFacts, loadKelurahanFacts } from '../../../geodata/facts.ts';
import { BOUNDARY_LEVELS, boundaryFile, growBoundaries } from '../../../geodata/grow/boundaries.ts';
import { Mesh, type Polygon } from '../../../geodata/grow/mesh.ts';
import { planeAround } from '../../../geodata/grow/plane.ts';
import type { Sql } from '../../kernel/sql.ts';
import { OFFICIAL_LEVELS } from '../geography.ts';
import { loadGeography } from '../load.ts';
import { changes, comparison } from './changes.ts';
import { checkKept, checkPartition } from './checks.ts';
import { elsewhere, type FilePolygons, isWithin } from './coordinates.ts';
import { type Face, ownersOf, readFaces } from './faces.ts';
import { importFault } from './faults.ts';
import { replaceFolder } from './folder.ts';
import { type OfficialFile, readOfficialFile } from './official-file.ts';
import { checkPlaces, placedAreas } from './places.ts';
import { coordinateSystemKnown, type FaceRow, facesBetween, repairedAreas, type RepairedRow } from './queries.ts';
import { type ImportReport, reportLines } from './report.ts';

/** What of a store the import uses. */
export interface ReadingStore {
  rows<T>(query: Sql): Promise<T[]>;
}

export interface ImportOptions {
  /** GeoJSON of all kelurahan. */
  readonly file: string;
  /** Gives a store with PostGIS, once the file has been read and found to hold every kelurahan; nothing is written to it. */
  readonly openStore: () => Promise<ReadingStore>;
  /** Holds city.yaml and facts/. */
  readonly geodataFolder?: string;
  /** Takes the boundary files; replaced whole, or left as it was when anything is wrong. */
  readonly outFolder: string;
}

/**
 * @returns what was found and changed
 * @throws TwinError input: the file cannot be taken (codes in faults.ts); storage: the folder cannot be written
 */
export async function importBoundaries(options: ImportOptions): Promise<ImportReport> {
  const { file, outFolder, geodataFolder = GEODATA_FOLDER } = options;
  const city = loadCityFacts(geodataFolder);
  const facts = loadKelurahanFacts(geodataFolder);
  const codes = facts.map((fact) => fact.code);
  const official = readOfficialFile(file, city, facts);
  const store = await options.openStore();
  const repaired = await repairAreas(file, store, city, codes, official);

  const valid = repaired.map((row) => (JSON.parse(row.geometry!) as { coordinates: FilePolygons }).coordinates);
  const mesh = new Mesh();
  const faces = readFaces(mesh, await store.rows<FaceRow>(facesBetween(codes, valid)), codes);
  const owners = ownersOf(mesh, faces);
  checkKept(file, facts, repaired, faces, owners);

  const shapes = fitted(file, () => codes.map((_, i) => shapeOf(mesh, faces, owners, i)));
  const { west, south, east, north } = city.boundingBox;
  const plane = planeAround((west + east) / 2, (south + north) / 2);
  const placed = placedAreas(mesh, plane, facts, shapes);
  checkPlaces(file, placed);
  const boundaries = fitted(file, () => growBoundaries(mesh, plane, city, facts, shapes));
  const texts = Object.fromEntries(
    BOUNDARY_LEVELS.map((level) => {
      const status = OFFICIAL_LEVELS.has(level) ? 'official' : 'indicative';
      return [level, boundaryFile(mesh, level, boundaries[level], status)];
    }),
  ) as Record<(typeof BOUNDARY_LEVELS)[number], string>;
  checkPartition(file, texts, facts);

  const files = Object.fromEntries(BOUNDARY_LEVELS.map((level) => [`${level}.geojson`, texts[level]]));
  let version = '';
  replaceFolder(outFolder, files, (folder) => {
    version = loadGeography(folder).version;
  });
  const counts = {
    kelurahan: boundaries.kelurahan.length,
    rw: boundaries.rw.length,
    rt: boundaries.rt.length,
    areaSquareMetres: boundaries.city[0]!.areaSquareMetres,
  };
  const report = {
    ...counts,
    ...changes(official, repaired, facts, faces, owners),
    ...comparison(mesh, facts, boundaries.kelurahan, placed),
    version,
  };
  return { ...report, lines: reportLines(report) };
}

async function repairAreas(
  file: string,
  store: ReadingStore,
  city: CityFacts,
  codes: readonly string[],
  { polygons, system }: OfficialFile,
): Promise<RepairedRow[]> {
  if (system.kind === 'projected') {
    const [row] = await store.rows<{ is_known: boolean }>(coordinateSystemKnown(system.epsg));
    if (row?.is_known !== true) {
      throw importFault(file, 'crs-unknown', {
        what: `The coordinate system EPSG:${system.epsg} is not known.`,
        expected: `WGS84 (EPSG:4326) or a projection such as ${city.metricProjection}`,
        todo: 'Export the file in WGS84 (EPSG:4326).',
      });
    }
  }
  const rows = await store.rows<RepairedRow>(repairedAreas(codes, polygons, system));
  for (const row of rows) {
    if (!isWithin(row, city)) throw elsewhere(file, city, row);
    if (row.geometry !== null) continue;
    throw importFault(file, 'geometry-broken', {
      what: `The area of ${row.code} has no inside, even after repair (${row.reason}).`,
      expected: 'a ring around some land',
      todo: 'Draw this kelurahan again and export the file.',
    });
  }
  return rows;
}

/** Areas may be too thin or broken to be joined and to hold their RW and RT: that is for the file to mend. */
function fitted<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw importFault(file, 'boundaries-not-clean', {
      what: `The areas cannot be joined, or RW and RT not laid out inside them (${(error as Error).message})`,
      expected: 'areas that are wide enough to hold their RW and RT',
      todo: 'Mend the topology in QGIS ("Check geometries") and export the file again.',
      cause: error,
    });
  }
}

/** The polygons of one kelurahan: its faces joined. */
const shapeOf = (mesh: Mesh, faces: readonly Face[], owners: Int32Array, kelurahan: number): Polygon[] =>
  mesh.dissolve(faces.flatMap((face, i) => (owners[i] === kelurahan ? face.rings : [])));
