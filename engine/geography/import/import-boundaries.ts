/** Takes the official boundaries of the kelurahan in place of the indicative ones. */
import {
  type CityFacts,
  GEODATA_FOLDER,
  type KelurahanFacts,
  loadCityFacts,
  loadKelurahanFacts,
} from '../../../geodata/facts.ts';
import { BOUNDARY_LEVELS, type BoundaryArea, boundaryFile, growBoundaries } from '../../../geodata/grow/boundaries.ts';
import { roomAt } from '../../../geodata/grow/label-point.ts';
import { Mesh, type Polygon } from '../../../geodata/grow/mesh.ts';
import { partitionFaults } from '../../../geodata/grow/partition.ts';
import { planeAround, toUnits } from '../../../geodata/grow/plane.ts';
import type { Sql } from '../../kernel/sql.ts';
import { loadGeography } from '../load.ts';
import { elsewhere, type FilePolygons, isWithin } from './coordinates.ts';
import { type Face, NOBODY, ownersOf, readFaces } from './faces.ts';
import { importFault } from './faults.ts';
import { replaceFolder } from './folder.ts';
import { type OfficialFile, readOfficialFile } from './official-file.ts';
import { coordinateSystemKnown, type FaceRow, facesBetween, repairedAreas, type RepairedRow } from './queries.ts';
import { type ImportReport, reportLines } from './report.ts';

export interface ImportOptions {
  /** GeoJSON of all kelurahan. */
  readonly file: string;
  /** A store with PostGIS; nothing is written to it. */
  readonly sql: { rows<T>(query: Sql): Promise<T[]> };
  /** Holds city.yaml and facts/. */
  readonly geodataFolder?: string;
  /** Takes the boundary files; replaced whole, or left as it was when anything is wrong. */
  readonly outFolder: string;
}

/** An area that differs by more than this from its fact is reported. */
const AREA_DIFFERENCE_SHARE = 0.03;
/** A kelurahan that keeps less than this of its land after overlaps are resolved was drawn over by another. */
const LEAST_KEPT_SHARE = 0.5;

/**
 * @returns what was found and changed
 * @throws TwinError input: the file cannot be taken (codes in faults.ts); storage: the folder cannot be written
 */
export async function importBoundaries(options: ImportOptions): Promise<ImportReport> {
  const { file, sql, outFolder, geodataFolder = GEODATA_FOLDER } = options;
  const city = loadCityFacts(geodataFolder);
  const facts = loadKelurahanFacts(geodataFolder);
  const codes = facts.map((fact) => fact.code);
  const official = readOfficialFile(file, city, facts);
  const repaired = await repairAreas(options, city, codes, official);

  const valid = repaired.map((row) => (JSON.parse(row.geometry!) as { coordinates: FilePolygons }).coordinates);
  const mesh = new Mesh();
  const faces = readFaces(mesh, await sql.rows<FaceRow>(facesBetween(codes, valid)), codes);
  const owners = ownersOf(mesh, faces);
  checkKept(file, facts, repaired, faces, owners);

  const shapes = codes.map((_, i) => shapeOf(mesh, faces, owners, i));
  checkLabels(file, mesh, facts, shapes);
  const { west, south, east, north } = city.boundingBox;
  const plane = planeAround((west + east) / 2, (south + north) / 2);
  const boundaries = growBoundaries(mesh, plane, city, facts, shapes);
  const texts = Object.fromEntries(
    BOUNDARY_LEVELS.map((level) => [level, boundaryFile(mesh, level, boundaries[level], 'official')]),
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
    ...comparison(mesh, facts, boundaries.kelurahan),
    version,
  };
  return { ...report, lines: reportLines(report) };
}

async function repairAreas(
  { file, sql }: ImportOptions,
  city: CityFacts,
  codes: readonly string[],
  { polygons, system }: OfficialFile,
): Promise<RepairedRow[]> {
  if (system.kind === 'projected') {
    const [row] = await sql.rows<{ is_known: boolean }>(coordinateSystemKnown(system.epsg));
    if (row?.is_known !== true) {
      throw importFault(file, 'crs-unknown', {
        what: `The coordinate system EPSG:${system.epsg} is not known.`,
        expected: `WGS84 (EPSG:4326) or a projection such as ${city.metricProjection}`,
        todo: 'Export the file in WGS84 (EPSG:4326).',
      });
    }
  }
  const rows = await sql.rows<RepairedRow>(repairedAreas(codes, polygons, system));
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

/** The polygons of one kelurahan: its faces joined. */
const shapeOf = (mesh: Mesh, faces: readonly Face[], owners: Int32Array, kelurahan: number): Polygon[] =>
  mesh.dissolve(faces.flatMap((face, i) => (owners[i] === kelurahan ? face.rings : [])));

/** An area drawn wholly over another is not an overlap to be resolved. */
function checkKept(
  file: string,
  facts: readonly KelurahanFacts[],
  repaired: readonly RepairedRow[],
  faces: readonly Face[],
  owners: Int32Array,
): void {
  facts.forEach((fact, i) => {
    const kept = faces.reduce((sum, face, f) => sum + (owners[f] === i ? face.areaSquareMetres : 0), 0);
    if (kept >= LEAST_KEPT_SHARE * repaired[i]!.area_after) return;
    throw importFault(file, 'areas-overlap', {
      what: `Other areas lie over most of ${fact.code} ${fact.name}.`,
      expected: 'neighbours that overlap along their border at most',
      todo: 'Check whether one polygon was given to two kelurahan, and export the file again.',
    });
  });
}

/** Polygons under the wrong codes show by label points that lie in other kelurahan. */
function checkLabels(
  file: string,
  mesh: Mesh,
  facts: readonly KelurahanFacts[],
  shapes: readonly (readonly Polygon[])[],
): void {
  const strayed = facts.filter((fact, i) => {
    const holders = shapes.flatMap((polygons, j) => (holdsLabel(mesh, polygons, fact) ? [j] : []));
    return holders.length > 0 && !holders.includes(i);
  });
  if (strayed.length <= facts.length / 2) return;
  throw importFault(file, 'codes-mixed-up', {
    what: `${strayed.length} of ${facts.length} kelurahan do not hold their own label point but another one does.`,
    expected: 'each polygon under its own code',
    todo: 'Check that rows and shapes were not sorted apart, and that BPS and Kemendagri codes are not confused.',
  });
}

const holdsLabel = (mesh: Mesh, polygons: readonly Polygon[], fact: KelurahanFacts): boolean =>
  polygons.some((polygon) => roomAt(mesh, polygon, toUnits(fact.labelLon), toUnits(fact.labelLat)) > 0);

function checkPartition(
  file: string,
  texts: Parameters<typeof partitionFaults>[0],
  facts: readonly KelurahanFacts[],
): void {
  const fault = partitionFaults(texts, facts, { areaShare: Infinity })[0];
  if (fault === undefined) return;
  throw importFault(file, 'boundaries-not-clean', {
    what: `The areas could not be made to fit together: ${fault.level} ${fault.code} ${fault.text}.`,
    expected: 'areas without gaps and overlaps',
    todo: 'Mend the topology in QGIS ("Check geometries") and export the file again.',
  });
}

function changes(
  official: OfficialFile,
  repaired: readonly RepairedRow[],
  facts: readonly KelurahanFacts[],
  faces: readonly Face[],
  owners: Int32Array,
): Pick<
  ImportReport,
  'isSwapped' | 'transformedFrom' | 'closedRings' | 'repaired' | 'closedGaps' | 'closedOverlaps' | 'openGaps'
> {
  const total = (chosen: readonly Face[]): { count: number; areaSquareMetres: number } => ({
    count: chosen.length,
    areaSquareMetres: Math.round(chosen.reduce((sum, face) => sum + face.areaSquareMetres, 0)),
  });
  const gaps = faces.filter((face) => face.claims.length === 0);
  const isOpen = (face: Face): boolean => owners[faces.indexOf(face)] === NOBODY;
  return {
    isSwapped: official.isSwapped,
    transformedFrom: official.system.kind === 'projected' ? `EPSG:${official.system.epsg}` : undefined,
    closedRings: official.closedRings,
    repaired: repaired.flatMap((row, i) =>
      row.is_valid ? [] : [{ code: row.code, name: facts[i]!.name, reason: row.reason }],
    ),
    closedGaps: total(gaps.filter((face) => !isOpen(face))),
    closedOverlaps: total(faces.filter((face) => face.claims.length > 1)),
    openGaps: gaps
      .filter(isOpen)
      .map(({ areaSquareMetres, lon, lat }) => ({ areaSquareMetres: Math.round(areaSquareMetres), lon, lat })),
  };
}

function comparison(
  mesh: Mesh,
  facts: readonly KelurahanFacts[],
  areas: readonly BoundaryArea[],
): Pick<ImportReport, 'areaDifferences' | 'movedLabels'> {
  return {
    areaDifferences: areas.flatMap(({ code, name, areaSquareMetres }, i) => {
      const factSquareMetres = facts[i]!.areaSquareMetres;
      const share = Math.abs(areaSquareMetres / factSquareMetres - 1);
      return share > AREA_DIFFERENCE_SHARE
        ? [{ code, name, factSquareMetres, importedSquareMetres: areaSquareMetres }]
        : [];
    }),
    movedLabels: areas.flatMap(({ code, name, polygons }, i) =>
      holdsLabel(mesh, polygons, facts[i]!) ? [] : [{ code, name }],
    ),
  };
}
