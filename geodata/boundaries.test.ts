import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { buildBoundaries, withChecksums } from './build.ts';
import { GEODATA_FOLDER, loadCityFacts, loadKelurahanFacts } from './facts.ts';
import { BOUNDARY_LEVELS, type BoundaryLevel } from './grow/boundaries.ts';
import { type BoundaryTexts, partitionFaults } from './check/partition.ts';

const SHARED = join(GEODATA_FOLDER, '..', '..', 'shared', 'data');
const facts = loadKelurahanFacts();
const committed = Object.fromEntries(
  BOUNDARY_LEVELS.map((level) => [level, readFileSync(join(GEODATA_FOLDER, 'boundaries', `${level}.geojson`), 'utf8')]),
) as BoundaryTexts;

type Ring = [number, number][];
interface Feature {
  properties: { code: string; parent: string; label: [number, number]; areaSquareMetres: number };
  geometry: { type: string; coordinates: Ring[] };
}
const featuresOf = (level: BoundaryLevel): Feature[] =>
  (JSON.parse(committed[level]) as { features: Feature[] }).features;

describe('the facts', () => {
  test('name 27 kelurahan in 3 kecamatan, each with codes of its own in both systems', () => {
    expect(facts).toHaveLength(27);
    expect(new Set(facts.map((fact) => fact.code)).size).toBe(27);
    expect(new Set(facts.map((fact) => fact.bpsCode)).size).toBe(27);
    for (const fact of facts) {
      expect(fact.code).toMatch(/^35\.77\.0[123]\.10\d\d$/);
      expect(fact.code.startsWith(fact.kecamatanCode)).toBe(true);
      expect(fact.bpsCode.startsWith(fact.bpsKecamatanCode)).toBe(true);
    }
  });

  test('hold the two orders of kecamatan: Kartoharjo is 01 for Kemendagri and 030 for BPS', () => {
    const pairs = new Set(facts.map((fact) => `${fact.kecamatan} ${fact.kecamatanCode} ${fact.bpsKecamatanCode}`));
    expect([...pairs].sort()).toEqual([
      'Kartoharjo 35.77.01 3577030',
      'Manguharjo 35.77.02 3577010',
      'Taman 35.77.03 3577020',
    ]);
  });

  test('add up to 261 RW, 950 RT and 584 polling stations', () => {
    const sum = (value: (fact: (typeof facts)[number]) => number): number =>
      facts.reduce((total, fact) => total + value(fact), 0);
    expect(sum((fact) => fact.rwCount)).toBe(261);
    expect(sum((fact) => fact.rtCount)).toBe(950);
    expect(sum((fact) => fact.regularTps2024)).toBe(575);
    expect(sum((fact) => fact.specialTps2024)).toBe(9);
  });

  test('share the RT that nobody reports in proportion to polling stations, to less than one RT', () => {
    const reported = facts.filter((fact) => fact.isRwRtReported);
    expect(reported.map((fact) => [fact.name, fact.rwCount, fact.rtCount])).toEqual([
      ['Manguharjo', 8, 32],
      ['Nambangan Kidul', 15, 46],
    ]);
    const open = facts.filter((fact) => !fact.isRwRtReported);
    const stations = open.reduce((total, fact) => total + fact.regularTps2024, 0);
    for (const fact of open) {
      expect(Math.abs(fact.rtCount - ((950 - 78) * fact.regularTps2024) / stations)).toBeLessThan(1);
      expect(Math.abs(fact.rwCount - ((261 - 23) * fact.regularTps2024) / stations)).toBeLessThan(1);
    }
  });

  test('place every label in the bounding box of the city', () => {
    const { west, south, east, north } = loadCityFacts().boundingBox;
    for (const fact of facts) {
      expect(fact.labelLon > west && fact.labelLon < east && fact.labelLat > south && fact.labelLat < north).toBe(true);
    }
  });

  /** The facts with their text changed. */
  function changedFacts(change: (text: string) => string): ReturnType<typeof loadKelurahanFacts> {
    const folder = mkdtempSync(join(tmpdir(), 'kembaran-facts-'));
    try {
      mkdirSync(join(folder, 'facts'));
      const text = readFileSync(join(GEODATA_FOLDER, 'facts', 'kelurahan.csv'), 'utf8');
      writeFileSync(join(folder, 'facts', 'kelurahan.csv'), change(text));
      return loadKelurahanFacts(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('hold no line end inside a cell; one that does is refused, lines that end as in Windows are not', () => {
    const text = readFileSync(join(GEODATA_FOLDER, 'facts', 'kelurahan.csv'), 'utf8');
    expect(text).not.toContain('\r');
    expect(changedFacts((lines) => lines.replaceAll('\n', '\r\n'))).toEqual(facts);
    expect(() => changedFacts((lines) => lines.replace(',-7.620895', '\r,-7.620895'))).toThrow(/row 1 .*label_lon/);
    expect(() => changedFacts((lines) => lines.replace('label_lat', '"label_\nlat"'))).toThrow(/line end inside/);
  });

  const published = join(SHARED, 'geo', 'kota_madiun_kelurahan.csv');
  test(`agree with the published tables${existsSync(published) ? '' : ' (not beside this project: nothing compared)'}`, () => {
    if (!existsSync(published)) return;
    const read = (path: string): Record<string, string>[] =>
      parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[];
    const stations = new Map(
      read(join(SHARED, 'demography', 'kota_madiun_tps_2024.csv')).map((row) => [row['code'], row]),
    );
    const expected = read(published).map((row) => ({
      code: row['code'],
      bpsCode: row['bps_code'],
      name: row['name'],
      postalCode: row['postal_code'],
      labelLon: Number(row['label_lon']),
      labelLat: Number(row['label_lat']),
      areaSquareMetres: Math.round(Number(row['polygon_area_km2']) * 1e6),
      regularTps2024: Number(stations.get(row['code'])!['regular_tps_2024']),
      specialTps2024: Number(stations.get(row['code'])!['special_tps_2024']),
    }));
    expect(facts.map((fact, i) => ({ ...fact, ...expected[i] }))).toEqual(facts);
  });
});

describe('sources.yaml', () => {
  const text = readFileSync(join(GEODATA_FOLDER, 'sources.yaml'), 'utf8');
  const { sources, files } = parseYaml(text) as {
    sources: Record<string, unknown>;
    files: Record<string, { sources: string[]; sha256: string }>;
  };

  test('has the checksum of every file of data, and no other file', () => {
    expect(withChecksums(text)).toBe(text);
    const found = ['city.yaml', ...['facts', 'gazetteer', 'boundaries'].flatMap(filesIn)];
    expect(Object.keys(files).sort()).toEqual(found.sort());
    for (const { sha256 } of Object.values(files)) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('knows every source that a figure names', () => {
    const rows = parse(readFileSync(join(GEODATA_FOLDER, 'facts', 'kelurahan.csv'), 'utf8'), {
      columns: true,
    }) as Record<string, string>[];
    const named = rows.flatMap((row) =>
      Object.keys(row).flatMap((key) => (key.startsWith('source_') ? [row[key]!] : [])),
    );
    for (const source of new Set([...named, ...Object.values(files).flatMap((file) => file.sources)])) {
      expect(sources).toHaveProperty(source);
    }
  });

  const filesIn = (folder: string): string[] =>
    readdirSync(join(GEODATA_FOLDER, folder)).map((file) => `${folder}/${file}`);
});

describe('the committed boundaries', () => {
  test('are what the facts make, byte for byte, and the same when made twice', () => {
    const built = buildBoundaries();
    for (const level of BOUNDARY_LEVELS) expect(built[level] === committed[level], level).toBe(true);
    expect(buildBoundaries()).toEqual(built);
  });

  test('divide the city without gap or overlap, every child inside its parent, every label point inside', () => {
    expect(partitionFaults(committed, facts)).toEqual([]);
  });

  test('give each kelurahan its area to within 0.5 %', () => {
    const shares = featuresOf('kelurahan').map(({ properties }, i) =>
      Math.abs(properties.areaSquareMetres / facts[i]!.areaSquareMetres - 1),
    );
    expect(Math.max(...shares)).toBeLessThan(0.005);
  });

  test('keep the label points of the facts', () => {
    featuresOf('kelurahan').forEach(({ properties }, i) => {
      expect(properties.label).toEqual([facts[i]!.labelLon, facts[i]!.labelLat]);
    });
  });

  test('are one piece of land each, the city and the kecamatan too', () => {
    for (const level of BOUNDARY_LEVELS) {
      for (const { geometry } of featuresOf(level)) {
        expect(geometry.type).toBe('Polygon');
        expect(geometry.coordinates).toHaveLength(1);
      }
    }
  });

  test('cut RT of about one size within a kelurahan, compact ones', () => {
    const rt = featuresOf('rt');
    for (const { code } of facts) {
      const areas = rt
        .filter(({ properties }) => properties.code.startsWith(code))
        .map(({ properties }) => properties.areaSquareMetres);
      expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.25);
    }
    const roundness = rt.map(({ properties, geometry }) => roundnessOf(properties, geometry.coordinates[0]!));
    // A square has 0.79, a strip four times as long as wide 0.50.
    expect(roundness.filter((value) => value < 0.5).length).toBeLessThan(rt.length / 50);
    expect(Math.min(...roundness)).toBeGreaterThan(0.3);
  });

  test('bend as borders do: hardly a corner of 90 degrees between kelurahan, no steps', () => {
    const corners = featuresOf('kelurahan').flatMap(({ geometry }) => cornerCosines(geometry.coordinates[0]!));
    const sharp = corners.filter((cosine) => cosine > -0.2).length;
    expect(sharp / corners.length).toBeLessThan(0.06);
  });

  test('number RT on through the kelurahan', () => {
    const codes = featuresOf('rt').map(({ properties }) => properties.code);
    for (const fact of facts) {
      const numbers = codes.filter((code) => code.startsWith(fact.code)).map((code) => Number(code.slice(-2)));
      expect(numbers).toEqual(Array.from({ length: fact.rtCount }, (_, i) => i + 1));
    }
  });

  test('are labelled indicative in every file, and stay under 3 MB together', () => {
    for (const text of Object.values(committed)) expect(JSON.parse(text)).toMatchObject({ status: 'indicative' });
    expect(Object.values(committed).reduce((sum, text) => sum + text.length, 0)).toBeLessThan(3_000_000);
  });
});

describe('the check of a partition finds', () => {
  /** The committed files with one level changed. */
  function changed(level: BoundaryLevel, change: (features: Feature[]) => void): BoundaryTexts {
    const file = JSON.parse(committed[level]) as { features: Feature[] };
    change(file.features);
    return { ...committed, [level]: JSON.stringify(file) };
  }
  const kinds = (texts: BoundaryTexts): string[] => [
    ...new Set(partitionFaults(texts, facts).map((fault) => fault.kind)),
  ];
  const firstRing = (features: Feature[], i: number): Ring => features[i]!.geometry.coordinates[0]!;

  test('a vertex of one RT moved by 1 cm', () => {
    const texts = changed('rt', (features) => {
      firstRing(features, 100)[1]![0] += 1e-7;
    });
    expect(kinds(texts)).toContain('gap');
  });

  test('an RT that is missing', () => {
    expect(kinds(changed('rt', (features) => features.splice(40, 1)))).toEqual(['gap', 'count']);
  });

  test('an RT that stands there twice', () => {
    expect(kinds(changed('rt', (features) => features.splice(40, 0, features[40]!)))).toContain('overlap');
  });

  test('a kelurahan with the shape of another', () => {
    const texts = changed('kelurahan', (features) => {
      features[3]!.geometry = features[4]!.geometry;
    });
    expect(kinds(texts)).toEqual(expect.arrayContaining(['overlap', 'gap', 'area', 'label']));
  });

  test('an area 4 % off its fact', () => {
    const wrong = facts.map((fact, i) =>
      i === 7 ? { ...fact, areaSquareMetres: fact.areaSquareMetres * 1.04 } : fact,
    );
    expect(partitionFaults(committed, wrong).map((fault) => [fault.kind, fault.code])).toEqual([
      ['area', facts[7]!.code],
    ]);
  });

  test('a code that nobody knows, and the one that is missing for it', () => {
    const texts = changed('kelurahan', (features) => {
      features[26]!.properties.code = '35.77.03.1010';
    });
    const codes = partitionFaults(texts, facts)
      .filter((fault) => fault.kind === 'code')
      .map((fault) => fault.code);
    expect(codes).toEqual(['35.77.03.1010', '35.77.03.1009']);
  });

  test('a parent that is not the one of the code', () => {
    const texts = changed('kelurahan', (features) => {
      features[0]!.properties.parent = '35.77.02';
    });
    expect(kinds(texts)).toContain('parent');
  });

  test('a label point outside', () => {
    const texts = changed('rw', (features) => {
      features[5]!.properties.label = [111.6, -7.6];
    });
    expect(kinds(texts)).toEqual(['label']);
  });

  test('a border that runs across another, in both areas that share it', () => {
    const texts = changed('rt', (features) => {
      // One inner vertex is drawn far across its neighbours wherever it occurs.
      const ring = firstRing(features, 500);
      const uses = (point: [number, number]): number =>
        features.filter(({ geometry }) => geometry.coordinates[0]!.some((p) => p.join() === point.join())).length;
      const inner = ring.find((point) => uses(point) === 3)!;
      const key = inner.join();
      for (const { geometry } of features) {
        for (const point of geometry.coordinates[0]!) if (point.join() === key) point[1] += 0.01;
      }
    });
    expect(kinds(texts)).toContain('crossing');
  });

  test('a ring that is open, passes a point twice or runs clockwise', () => {
    const open = changed('city', (features) => firstRing(features, 0).pop());
    const twice = changed('rt', (features) => firstRing(features, 9).splice(3, 0, [...firstRing(features, 9)[1]!]));
    const clockwise = changed('rt', (features) => firstRing(features, 9).reverse());
    for (const texts of [open, twice, clockwise]) expect(kinds(texts)).toContain('ring');
  });
});

/** Area against that of a circle with the same perimeter (Polsby and Popper). */
function roundnessOf({ areaSquareMetres }: Feature['properties'], ring: Ring): number {
  let perimeter = 0;
  for (let i = 1; i < ring.length; i++) {
    perimeter += Math.hypot((ring[i]![0] - ring[i - 1]![0]) * 110_330, (ring[i]![1] - ring[i - 1]![1]) * 110_580);
  }
  return (4 * Math.PI * areaSquareMetres) / perimeter ** 2;
}

/** Cosine of the angle at each vertex: -1 straight on, 0 a right angle. */
function cornerCosines(ring: Ring): number[] {
  return ring.slice(1).map((at, i) => {
    const before = ring[i]!;
    const after = ring[i + 2] ?? ring[1]!;
    const [a, b] = [
      [before[0] - at[0], before[1] - at[1]],
      [after[0] - at[0], after[1] - at[1]],
    ] as [number[], number[]];
    return (a[0]! * b[0]! + a[1]! * b[1]!) / (Math.hypot(...a) * Math.hypot(...b));
  });
}
