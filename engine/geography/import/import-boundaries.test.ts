import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKelurahanFacts } from '../../../geodata/facts.ts';
import { BOUNDARY_LEVELS } from '../../../geodata/grow/boundaries.ts';
import { type BoundaryTexts, partitionFaults } from '../../../geodata/check/partition.ts';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { type Sql, sql } from '../../kernel/sql.ts';
import { boundariesGeoJson } from '../boundaries-geojson.ts';
import { INDICATIVE_BOUNDARIES, loadGeography } from '../load.ts';
import { neighboursOf } from '../neighbours.ts';
import { findImportedBoundaries } from './folder.ts';
import { importBoundaries } from './import-boundaries.ts';
import type { ImportReport } from './report.ts';

const REAL = projectPath('..', 'shared', 'data', 'geo', 'kota_madiun_kelurahan.geojson');
const facts = loadKelurahanFacts();
const scratch = mkdtempSync(join(tmpdir(), 'kembaran-import-'));
const outFolder = join(scratch, 'geodata');

let database: PGlite;
const store = {
  rows: async <T>(query: Sql): Promise<T[]> => (await database.query<T>(query.text, [...query.values])).rows,
};
let openedStores = 0;
const openStore = (): Promise<typeof store> => {
  openedStores++;
  return Promise.resolve(store);
};
beforeAll(async () => {
  database = await PGlite.create({ extensions: { postgis } });
  await database.exec('create extension postgis');
});
afterAll(async () => {
  await database.close();
  rmSync(scratch, { recursive: true });
});

type Ring = [number, number][];
interface Feature {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] } | null;
}
interface File {
  type: string;
  crs?: unknown;
  features: Feature[];
}

/** The indicative boundaries as an office would deliver them. */
const delivered = (): File =>
  JSON.parse(readFileSync(join(INDICATIVE_BOUNDARIES, 'kelurahan.geojson'), 'utf8')) as File;
const ringOf = (file: File, i: number): Ring => file.features[i]!.geometry!.coordinates[0] as Ring;
const eachPoint = (file: File, change: (point: [number, number]) => void): void =>
  file.features.forEach((feature) => (feature.geometry!.coordinates[0] as Ring).forEach(change));

/** Writes a text or a file and imports it. */
function take(content: string | File, name = 'kelurahan.geojson'): Promise<ImportReport> {
  const file = join(scratch, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return importBoundaries({ file, openStore, outFolder });
}

const textsIn = (folder: string): BoundaryTexts =>
  Object.fromEntries(
    BOUNDARY_LEVELS.map((level) => [level, readFileSync(join(folder, `${level}.geojson`), 'utf8')]),
  ) as BoundaryTexts;
const expectClean = (): void => expect(partitionFaults(textsIn(outFolder), facts, { areaShare: Infinity })).toEqual([]);

/** What a refused file says; nothing of the import before it may have changed. */
async function refusal(content: string | File, name?: string): Promise<TwinError> {
  const before = existsSync(outFolder) ? textsIn(outFolder) : undefined;
  const error: unknown = await take(content, name).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TwinError);
  expect(existsSync(outFolder) ? textsIn(outFolder) : undefined).toEqual(before);
  expect(readdirSync(scratch).filter((entry) => entry.includes('partial'))).toEqual([]);
  return error as TwinError;
}

describe('a clean file', () => {
  test('comes in as it is, as official boundaries, with RW and RT inside', async () => {
    const report = await take(delivered());
    expect(report).toMatchObject({ kelurahan: 27, rw: 261, rt: 950, isSwapped: false, repaired: [], openGaps: [] });
    expect([report.closedGaps.count, report.closedOverlaps.count]).toEqual([0, 0]);
    expectClean();
    const geography = loadGeography(outFolder);
    expect(geography.status).toBe('official');
    // RW and RT are grown inside the official lines; nobody has given theirs.
    for (const level of BOUNDARY_LEVELS) {
      const status = level === 'rw' || level === 'rt' ? 'indicative' : 'official';
      expect([level, geography.levels[level].status]).toEqual([level, status]);
      expect(JSON.parse(textsIn(outFolder)[level])).toMatchObject({ status });
      expect(JSON.parse(boundariesGeoJson(geography, level))).toMatchObject({ status });
    }
    expect(geography.version).toBe(report.version);
    const indicative = loadGeography();
    expect(geography.levels.rt.codes).toEqual(indicative.levels.rt.codes);
    geography.levels.kelurahan.areaSquareMetres.forEach((area, i) => {
      // Ends of RW borders on a kelurahan border are rounded to 1 cm.
      expect(Math.abs(area - indicative.levels.kelurahan.areaSquareMetres[i]!)).toBeLessThan(20);
    });
  });

  test('gives the same bytes again, whatever the order of its features', async () => {
    await take(delivered());
    const first = textsIn(outFolder);
    const file = delivered();
    file.features.reverse();
    await take(file);
    expect(textsIn(outFolder)).toEqual(first);
  });

  test('may have BPS codes, heights, open rings, a byte order mark and MultiPolygons', async () => {
    const file = delivered();
    file.features.forEach((feature, i) => {
      feature.properties = { IDDESA: facts[i]!.bpsCode, NMDESA: facts[i]!.name.toUpperCase() };
      const ring = (feature.geometry!.coordinates[0] as Ring).map(
        ([lon, lat]) => [lon, lat, 63] as unknown as [number, number],
      );
      feature.geometry = { type: 'MultiPolygon', coordinates: [[i === 4 ? ring.slice(0, -1) : ring]] };
    });
    const report = await take(`\uFEFF${JSON.stringify(file)}`);
    expect(report.closedRings).toBe(1);
    expectClean();
  });
});

describe('an untidy file is put right and reported', () => {
  test('swapped longitude and latitude', async () => {
    const file = delivered();
    eachPoint(file, (point) => point.reverse());
    const report = await take(file);
    expect(report.isSwapped).toBe(true);
    expect(report.lines.map((line) => line.en).join('\n')).toContain('swapped');
    expectClean();
  });

  test('a declared projection', async () => {
    const file = delivered();
    const [row] = await store.rows<{ text: string }>(sql`
      select ST_AsGeoJSON(ST_Transform(ST_Collect(ST_GeomFromGeoJSON(area ->> 'geometry')), 32749), 4) as text
      from jsonb_array_elements(${JSON.stringify(file.features)}::jsonb) as area`);
    const projected = (JSON.parse(row!.text) as { coordinates: Ring[][] }).coordinates;
    file.features.forEach((feature, i) => (feature.geometry!.coordinates = projected[i]! as never));
    file.crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32749' } };
    const report = await take(file);
    expect(report.transformedFrom).toBe('EPSG:32749');
    expect(report.areaSquareMetres / loadGeography().levels.city.areaSquareMetres[0]!).toBeCloseTo(1, 4);
    expectClean();
    // The same file without its declaration is refused.
    delete file.crs;
    expect((await refusal(file)).text.code).toBe('coordinates-projected');
  });

  test('gaps and overlaps between neighbours that were drawn apart', async () => {
    const file = delivered();
    // Every vertex of every third area moves by a few metres: slivers all around it.
    file.features.forEach((_, i) => {
      if (i % 3 !== 0) return;
      for (const point of ringOf(file, i)) {
        point[0] += 3e-5 * Math.sin(point[1] * 9e4 + i);
        point[1] += 3e-5 * Math.cos(point[0] * 9e4 + i);
      }
    });
    const report = await take(file);
    expect(report.closedGaps.count).toBeGreaterThan(10);
    expect(report.closedOverlaps.count).toBeGreaterThan(10);
    expect(report.openGaps).toEqual([]);
    expectClean();
  });

  test('an area that crosses itself', async () => {
    const file = delivered();
    const ring = ringOf(file, 9);
    const [lon, lat] = ring[20]!;
    ring.splice(21, 0, [lon + 0.001, lat + 0.001], [lon + 0.001, lat], [lon, lat + 0.001]);
    const report = await take(file);
    expect(report.repaired).toEqual([
      { code: facts[9]!.code, name: facts[9]!.name, reason: expect.stringContaining('Self-intersection') },
    ]);
    expectClean();
  });

  test('a large hole in the middle of the city stays open and is reported; an area without its label is named', async () => {
    const file = delivered();
    const taman = facts.findIndex((fact) => fact.name === 'Taman');
    const { labelLon, labelLat } = facts[taman]!;
    const hole = [
      [labelLon - 0.002, labelLat - 0.002],
      [labelLon - 0.002, labelLat + 0.002],
      [labelLon + 0.002, labelLat + 0.002],
      [labelLon + 0.002, labelLat - 0.002],
      [labelLon - 0.002, labelLat - 0.002],
    ] as Ring;
    file.features[taman]!.geometry!.coordinates.push(hole as never);
    const report = await take(file);
    expect(report.openGaps).toHaveLength(1);
    expect(report.openGaps[0]!.areaSquareMetres).toBeGreaterThan(150_000);
    expect(report.movedLabels.map((area) => area.name)).toEqual(['Taman']);
    expect(report.areaDifferences.map((area) => area.name)).toEqual(['Taman']);
    expectClean();
    expect(loadGeography(outFolder).locate('rt', labelLon, labelLat)).toBe(-1);
  });

  test('an enclave: one kelurahan wholly inside another', async () => {
    const file = delivered();
    const [outer, inner] = ['Oro-oro Ombo', 'Sukosari'].map((name) =>
      facts.findIndex((fact) => fact.name === name),
    ) as [number, number];
    // All land of Sukosari but a piece around its label goes to its neighbour.
    const { labelLon, labelLat } = facts[inner]!;
    const square: Ring = [
      [labelLon - 0.001, labelLat - 0.001],
      [labelLon + 0.001, labelLat - 0.001],
      [labelLon + 0.001, labelLat + 0.001],
      [labelLon - 0.001, labelLat + 0.001],
      [labelLon - 0.001, labelLat - 0.001],
    ];
    file.features[outer]!.geometry = {
      type: 'MultiPolygon',
      coordinates: [[ringOf(file, outer)], [ringOf(file, inner), [...square].reverse()]],
    };
    file.features[inner]!.geometry = { type: 'Polygon', coordinates: [square] };
    const report = await take(file);
    expect(report.areaDifferences.map((area) => area.name)).toEqual(['Oro-oro Ombo', 'Sukosari']);
    expectClean();
    const { kelurahan } = loadGeography(outFolder).levels;
    expect(kelurahan.polygons[outer]!.flat()).toHaveLength(2);
  });
});

describe('a file that cannot be taken is refused, and what was there stays', () => {
  const changed = (change: (file: File) => unknown): File => {
    const file = delivered();
    change(file);
    return file;
  };
  const point = { type: 'Point', coordinates: [111.5, -7.6] } as never;
  const cases: [string, () => string | File, string][] = [
    ['not JSON', () => 'code;name\n35.77.01.1001;Oro-oro Ombo\n', 'not-json'],
    ['broken off', () => JSON.stringify(delivered()).slice(0, 20_000), 'json-truncated'],
    ['empty', () => '  \n', 'boundary-file-empty'],
    ['without features', () => changed((file) => (file.features = [])), 'boundary-file-empty'],
    ['another kind of JSON', () => '{"type":"Topology","objects":{}}', 'not-geojson'],
    ['a list', () => '[1, 2]', 'not-geojson'],
    ['null', () => 'null', 'not-geojson'],
    ['points', () => changed((file) => (file.features[3]!.geometry = point)), 'geometry-type'],
    ['no geometry', () => changed((file) => (file.features[3]!.geometry = null)), 'geometry-type'],
    ['a feature that is null', () => changed((file) => (file.features[3] = null as never)), 'code-column-missing'],
    ['text for a number', () => changed((file) => (ringOf(file, 2)[1]![0] = '111,5' as never)), 'geometry-broken'],
    ['a ring of two points', () => changed((file) => ringOf(file, 2).splice(2)), 'geometry-broken'],
    [
      'an area without an inside',
      () => changed((file) => ringOf(file, 2).forEach((at) => (at[1] = -7.61))),
      'geometry-broken',
    ],
    ['26 kelurahan', () => changed((file) => file.features.splice(5, 1)), 'kelurahan-missing'],
    [
      'an unknown code',
      () => changed((file) => (file.features[5]!.properties['code'] = '35.77.01.1099')),
      'code-unknown',
    ],
    [
      'an unknown code beside the right BPS code',
      () =>
        changed((file) => {
          file.features[5]!.properties = { code: '35.77.09.1001', bps_code: facts[5]!.bpsCode };
        }),
      'codes-contradict',
    ],
    ['no code', () => changed((file) => (file.features[5]!.properties = { luas: 3 })), 'code-column-missing'],
    ['a code twice', () => changed((file) => (file.features[5] = file.features[6]!)), 'code-twice'],
    [
      'code and name of two kelurahan',
      () => changed((file) => (file.features[5]!.properties['name'] = 'Taman')),
      'codes-contradict',
    ],
    [
      'metres without a projection',
      () =>
        changed((file) =>
          eachPoint(file, (at) => {
            at[0] = 500_000 + (at[0] - 111) * 110_000;
            at[1] = 10_000_000 + at[1] * 110_600;
          }),
        ),
      'coordinates-projected',
    ],
    ['another place', () => changed((file) => eachPoint(file, (at) => (at[0] += 1))), 'coordinates-elsewhere'],
    [
      'an unknown coordinate system',
      () => changed((file) => (file.crs = { type: 'name', properties: { name: 'Bessel 1841' } })),
      'crs-unknown',
    ],
    [
      'degrees under the name of a projection',
      () => changed((file) => (file.crs = { type: 'name', properties: { name: 'EPSG:32749' } })),
      'crs-contradicts',
    ],
    [
      'a projection that is none',
      () =>
        changed((file) => {
          file.crs = { type: 'name', properties: { name: 'EPSG:999999' } };
          eachPoint(file, (at) => (at[0] += 500_000));
        }),
      'crs-unknown',
    ],
    [
      'one polygon for two kelurahan',
      () => changed((file) => (file.features[8]!.geometry = file.features[0]!.geometry)),
      'areas-overlap',
    ],
    [
      'polygons under the codes of others',
      () =>
        changed((file) => {
          const shapes = file.features.map((feature) => feature.geometry);
          file.features.forEach((feature, i) => (feature.geometry = shapes[(i + 1) % shapes.length]!));
        }),
      'codes-mixed-up',
    ],
    [
      'a map that is shifted',
      () => changed((file) => eachPoint(file, (at) => (at[0] += 0.02))),
      'coordinates-displaced',
    ],
    [
      'two polygons exchanged',
      () =>
        changed((file) => {
          const [a, b] = [file.features[4]!, file.features[3]!];
          [a.geometry, b.geometry] = [b.geometry, a.geometry];
        }),
      'codes-mixed-up',
    ],
  ];
  test.each(cases)('%s', async (_, content, code) => {
    const error = await refusal(content());
    expect([error.kind, error.text.code]).toEqual(['input', code]);
    expect(error.text.where?.file).toBe('kelurahan.geojson');
    expect(error.text.todo.length).toBeGreaterThan(20);
  });

  test('a shapefile, with how to turn it into GeoJSON', async () => {
    expect((await refusal('', 'kelurahan.shp')).message).toContain('ogr2ogr');
  });

  test('one that is not there, and a folder, before a store is opened', async () => {
    const opened = openedStores;
    for (const file of [join(scratch, 'none.geojson'), scratch]) {
      const attempt = importBoundaries({ file, openStore, outFolder });
      await expect(attempt).rejects.toMatchObject({ text: { code: 'boundary-file-unreadable' } });
    }
    expect(openedStores).toBe(opened);
  });
});

describe('the folder of an import', () => {
  test('comes back when an exchange was cut off half way', async () => {
    await take(delivered());
    const texts = textsIn(outFolder);
    renameSync(outFolder, `${outFolder}.previous`);
    expect(findImportedBoundaries(outFolder)).toBe(outFolder);
    expect(textsIn(outFolder)).toEqual(texts);
  });

  test('is not there before the first import', () => {
    expect(findImportedBoundaries(join(scratch, 'never'))).toBeUndefined();
  });

  test('cannot be made where a file is in the way, and the error says so', async () => {
    const file = join(scratch, 'kelurahan.geojson');
    writeFileSync(file, JSON.stringify(delivered()));
    mkdirSync(join(scratch, 'busy'), { recursive: true });
    writeFileSync(join(scratch, 'busy', 'file'), '');
    await expect(
      importBoundaries({ file, openStore, outFolder: join(scratch, 'busy', 'file', 'out') }),
    ).rejects.toThrow();
    expect(readdirSync(join(scratch, 'busy'))).toEqual(['file']);
  });
});

describe(`the published boundaries${existsSync(REAL) ? '' : ' (not beside this project: nothing read)'}`, () => {
  test('come in with the repairs they need, as a clean partition', async () => {
    if (!existsSync(REAL)) return;
    const report = await importBoundaries({ file: REAL, openStore, outFolder });
    expect(report.repaired.map((area) => area.name)).toEqual(['Josenan']);
    expect(report.closedGaps).toMatchObject({ count: 32 });
    expect(report.closedOverlaps.count).toBeGreaterThan(30);
    expect(report.openGaps).toEqual([]);
    expect(report.areaDifferences).toEqual([]);
    expect(report.displacementMetres).toEqual({ east: 0, north: 0 });
    expect(report.movedLabels).toHaveLength(6);
    expect(report.areaSquareMetres / 36_126_000).toBeCloseTo(1, 3);
    expectClean();
  });

  test('have 48 of their 60 pairs of neighbours in the indicative boundaries as well', () => {
    if (!existsSync(REAL)) return;
    const pairs = (folder: string): Set<string> => {
      const around = neighboursOf(loadGeography(folder), 'kelurahan');
      return new Set(
        around.flatMap((list, area) => list.filter((other) => other > area).map((other) => `${area} ${other}`)),
      );
    };
    const real = pairs(outFolder);
    const grown = pairs(INDICATIVE_BOUNDARIES);
    const found = [...real].filter((pair) => grown.has(pair)).length;
    // 80 %; the goal is 70 %.
    expect([found, real.size, grown.size]).toEqual([48, 60, 61]);
  });
});
