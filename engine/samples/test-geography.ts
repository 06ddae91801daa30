/** A city of squares for tests: the real codes of 27 kelurahan on a grid, without any real boundary. */
import type { AreaLevel, AreaSet, Geography, MultiPolygon } from '../geography/geography.ts';

export interface GridOptions {
  /** RW on each side of a kelurahan; a kelurahan has their square. */
  readonly rwPerSide?: number;
  /** RT on each side of an RW. */
  readonly rtPerSide?: number;
}

/** Degrees; a kelurahan is about 1.2 km wide. */
const KELURAHAN_SIDE = 0.011;
const WEST = 111.5;
const SOUTH = -7.7;
/** Kelurahan from west to east, kecamatan from south to north. */
const KELURAHAN_PER_KECAMATAN = 9;
const KECAMATAN = 3;
const METRES_PER_DEGREE = 111_320;

interface Cell {
  readonly code: string;
  readonly name: string;
  readonly parent: number;
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

function square({ west, south, width, height }: Cell): MultiPolygon {
  const [east, north] = [west + width, south + height];
  const ring: (readonly [number, number])[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return [[ring]];
}

function areaSet(level: AreaLevel, cells: readonly Cell[]): AreaSet {
  const eastScale = METRES_PER_DEGREE * Math.cos((SOUTH * Math.PI) / 180);
  return {
    level,
    status: 'indicative',
    count: cells.length,
    codes: cells.map((cell) => cell.code),
    names: cells.map((cell) => cell.name),
    parent: Int32Array.from(cells, (cell) => cell.parent),
    labelLon: Float64Array.from(cells, (cell) => cell.west + cell.width / 2),
    labelLat: Float64Array.from(cells, (cell) => cell.south + cell.height / 2),
    areaSquareMetres: Float64Array.from(cells, (cell) => cell.width * eastScale * cell.height * METRES_PER_DEGREE),
    polygons: cells.map(square),
  };
}

/** Parts each cell into a square of cells; names and codes count from 01. */
function parted(cells: readonly Cell[], perSide: number, kind: 'rw' | 'rt'): Cell[] {
  return cells.flatMap((cell, parent) =>
    Array.from({ length: perSide * perSide }, (_, i) => {
      const number = String(i + 1).padStart(2, '0');
      const [width, height] = [cell.width / perSide, cell.height / perSide];
      return {
        code: `${cell.code}.${kind}${number}`,
        name: `${kind.toUpperCase()} ${number}`,
        parent,
        west: cell.west + (i % perSide) * width,
        south: cell.south + Math.floor(i / perSide) * height,
        width,
        height,
      };
    }),
  );
}

/** Three kecamatan of nine kelurahan each, every one a square. */
export function testGeography(options: GridOptions = {}): Geography {
  const width = KELURAHAN_SIDE * KELURAHAN_PER_KECAMATAN;
  const city: Cell = {
    code: '35.77',
    name: 'Kota Madiun',
    parent: 0,
    west: WEST,
    south: SOUTH,
    width,
    height: KELURAHAN_SIDE * KECAMATAN,
  };
  const kecamatan = ['Kartoharjo', 'Manguharjo', 'Taman'].map((name, i) => ({
    ...city,
    code: `35.77.0${i + 1}`,
    name,
    south: SOUTH + i * KELURAHAN_SIDE,
    height: KELURAHAN_SIDE,
  }));
  const kelurahan = kecamatan.flatMap((district, parent) =>
    Array.from({ length: KELURAHAN_PER_KECAMATAN }, (_, i) => ({
      code: `${district.code}.100${i + 1}`,
      name: `Petak ${parent + 1}-${i + 1}`,
      parent,
      west: WEST + i * KELURAHAN_SIDE,
      south: district.south,
      width: KELURAHAN_SIDE,
      height: KELURAHAN_SIDE,
    })),
  );
  const rw = parted(kelurahan, options.rwPerSide ?? 2, 'rw');
  const rt = parted(rw, options.rtPerSide ?? 2, 'rt');
  const cells = { city: [city], kecamatan, kelurahan, rw, rt };
  const levels = Object.fromEntries(
    Object.entries(cells).map(([level, list]) => [level, areaSet(level as AreaLevel, list)]),
  ) as Record<AreaLevel, AreaSet>;
  return {
    status: 'indicative',
    version: 'test-grid',
    levels,
    locate: (level, lon, lat) => locate(cells[level], lon, lat),
  };
}

function locate(cells: readonly Cell[], lon: number, lat: number): number {
  return cells.findIndex(
    (cell) => lon >= cell.west && lon < cell.west + cell.width && lat >= cell.south && lat < cell.south + cell.height,
  );
}
