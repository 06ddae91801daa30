/** What is known of the city before any boundary is drawn: facts/kelurahan.csv and city.yaml. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';

export const GEODATA_FOLDER: string = import.meta.dirname;

export interface CityFacts {
  readonly code: string;
  readonly bpsCode: string;
  readonly name: string;
  readonly province: string;
  /** Degrees, with some 2 km to spare on each side. */
  readonly boundingBox: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  /** `EPSG:32749` */
  readonly metricProjection: string;
  readonly officialAreaSquareMetres: number;
}

export interface KelurahanFacts {
  /** Kemendagri, with dots: 35.77.01.1001. */
  readonly code: string;
  readonly bpsCode: string;
  readonly name: string;
  readonly kecamatanCode: string;
  readonly bpsKecamatanCode: string;
  readonly kecamatan: string;
  readonly postalCode: string;
  readonly labelLon: number;
  readonly labelLat: number;
  readonly areaSquareMetres: number;
  readonly rwCount: number;
  readonly rtCount: number;
  /** False where RW and RT are an allotment of the city total by polling stations. */
  readonly isRwRtReported: boolean;
  readonly regularTps2024: number;
  readonly specialTps2024: number;
}

export function loadCityFacts(folder: string = GEODATA_FOLDER): CityFacts {
  return parseYaml(readFileSync(join(folder, 'city.yaml'), 'utf8')) as CityFacts;
}

/**
 * The kelurahan in ascending order of code.
 *
 * @throws Error when a figure is not a number, a code stands there twice, or a line is broken inside a cell
 */
export function loadKelurahanFacts(folder: string = GEODATA_FOLDER): KelurahanFacts[] {
  const text = readFileSync(join(folder, 'facts', 'kelurahan.csv'), 'utf8');
  const rows = parseCsv(text, { columns: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }) as Record<
    string,
    string
  >[];
  rows.forEach((row, i) => {
    // A stray line end is invisible in an editor, and other readers of the file would see half a line there.
    const broken = Object.keys(row).find((column) => /[\r\n]/.test(column + row[column]!));
    if (broken !== undefined) throw new Error(`facts/kelurahan.csv: row ${i + 1} has a line end inside ${broken}.`);
  });
  const facts = rows.map(kelurahanFacts).sort((a, b) => (a.code < b.code ? -1 : 1));
  facts.forEach((fact, i) => {
    if (facts[i + 1]?.code === fact.code) throw new Error(`facts/kelurahan.csv: ${fact.code} stands there twice.`);
  });
  return facts;
}

function kelurahanFacts(row: Record<string, string>): KelurahanFacts {
  const text = (column: string): string => {
    const value = row[column];
    if (value === undefined || value === '') throw new Error(`facts/kelurahan.csv: a row has no ${column}.`);
    return value;
  };
  const number = (column: string): number => {
    const value = Number(text(column));
    if (!Number.isFinite(value)) throw new Error(`facts/kelurahan.csv: ${column} is not a number.`);
    return value;
  };
  return {
    code: text('code'),
    bpsCode: text('bps_code'),
    name: text('name'),
    kecamatanCode: text('kecamatan_code'),
    bpsKecamatanCode: text('bps_kecamatan_code'),
    kecamatan: text('kecamatan'),
    postalCode: text('postal_code'),
    labelLon: number('label_lon'),
    labelLat: number('label_lat'),
    areaSquareMetres: number('area_m2'),
    rwCount: number('rw'),
    rtCount: number('rt'),
    isRwRtReported: text('source_rw_rt') !== 'estimate-tps-share',
    regularTps2024: number('tps_regular_2024'),
    specialTps2024: number('tps_special_2024'),
  };
}
