/** Where things are: the areas of the city at each level, as the engine reads them from geodata/ or from an import. */

/** From the whole to the parts; each area lies in one area of the level before. */
export const AREA_LEVELS = ['city', 'kecamatan', 'kelurahan', 'rw', 'rt'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Official: from a file that a site imported; indicative: grown from facts, to be called so wherever it is shown. */
export type BoundaryStatus = 'indicative' | 'official';

/** Levels that official boundaries bring. RW and RT are grown inside them and stay indicative. */
export const OFFICIAL_LEVELS: ReadonlySet<AreaLevel> = new Set(['city', 'kecamatan', 'kelurahan']);

/** [polygon][ring][point] lon, lat in degrees (WGS84); exterior ring first, counter-clockwise. */
export type MultiPolygon = readonly (readonly (readonly (readonly [number, number])[])[])[];

/** All areas of one level; index i of every array is one area, in ascending order of code. */
export interface AreaSet {
  readonly level: AreaLevel;
  readonly status: BoundaryStatus;
  readonly count: number;
  /** Kemendagri code with dots: 35.77, 35.77.01, 35.77.01.1001; below that 35.77.01.1001.rw03 and 35.77.01.1001.rw03.rt07. */
  readonly codes: readonly string[];
  /** Madiun Lor; RW 03; RT 07. */
  readonly names: readonly string[];
  /** [area] index in the level before; 0 for the city itself. */
  readonly parent: Int32Array;
  /** [area] degrees. */
  readonly labelLon: Float64Array;
  readonly labelLat: Float64Array;
  readonly areaSquareMetres: Float64Array;
  readonly polygons: readonly MultiPolygon[];
}

export interface Geography {
  /** Of the kelurahan and what is made of them: indicative until a site imports the official ones. A level has its own. */
  readonly status: BoundaryStatus;
  /** SHA-256 over the boundary files. */
  readonly version: string;
  readonly levels: Readonly<Record<AreaLevel, AreaSet>>;
  /**
   * Which area of a level holds a point.
   *
   * @param lon, lat degrees
   * @returns        index in that level, the same for every caller, exactly one for each point of the city; -1 outside
   */
  locate(level: AreaLevel, lon: number, lat: number): number;
}
