/** What the import asks of PostGIS. Needs PostGIS 3.1 (a grid for ST_UnaryUnion). */
import { sql, type Sql } from '../../kernel/sql.ts';
import type { CoordinateSystem, FilePolygons } from './coordinates.ts';

/** Areas as the queries take them: a JSON list of { code, geometry }. */
const asJson = (codes: readonly string[], polygons: readonly FilePolygons[]): string =>
  JSON.stringify(codes.map((code, i) => ({ code, geometry: { type: 'MultiPolygon', coordinates: polygons[i] } })));

/** Whether the store knows a coordinate system; one row. */
export const coordinateSystemKnown = (epsg: number): Sql =>
  sql`select exists (select from spatial_ref_sys where srid = ${epsg}::int) as is_known`;

export interface RepairedRow {
  readonly code: string;
  readonly is_valid: boolean;
  /** `Ring Self-intersection[111.51532 -7.65834]` */
  readonly reason: string;
  readonly area_before: number;
  readonly area_after: number;
  /** GeoJSON MultiPolygon as text, degrees. */
  readonly geometry: string | null;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Each area in degrees and made valid, with what was wrong; one row an area, in ascending order of code. */
export const repairedAreas = (
  codes: readonly string[],
  polygons: readonly FilePolygons[],
  system: CoordinateSystem,
): Sql => {
  const epsg = system.kind === 'projected' ? system.epsg : 4326;
  return sql`
    with given as (
      select area ->> 'code' as code,
        ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(area ->> 'geometry'), ${epsg}::int), 4326) as geom
      from jsonb_array_elements(${asJson(codes, polygons)}::jsonb) as area
    ), repaired as (
      select code, geom, ST_Multi(ST_CollectionExtract(ST_MakeValid(geom), 3)) as valid from given
    )
    select code, ST_IsValid(geom) as is_valid, ST_IsValidReason(geom) as reason,
      ST_Area(geom::geography) as area_before, ST_Area(valid::geography) as area_after,
      case when ST_IsEmpty(valid) then null else ST_AsGeoJSON(valid, 12) end as geometry,
      ST_XMin(geom) as west, ST_YMin(geom) as south, ST_XMax(geom) as east, ST_YMax(geom) as north
    from repaired
    order by code`;
};

export interface FaceRow {
  /** GeoJSON Polygon as text; vertices on a grid of 1e-7 degree. */
  readonly geometry: string;
  readonly area: number;
  readonly perimeter: number;
  readonly lon: number;
  readonly lat: number;
  /** Codes of the areas that cover it, ascending; several where areas overlap, null in a gap. */
  readonly codes: readonly string[] | null;
}

/**
 * All borders laid over each other and cut where they meet: the smallest faces between them, which neither overlap nor
 * leave gaps. One row a face, from west to east.
 */
export const facesBetween = (codes: readonly string[], polygons: readonly FilePolygons[]): Sql => sql`
  with area as materialized (
    select area ->> 'code' as code, ST_GeomFromGeoJSON(area ->> 'geometry') as geom
    from jsonb_array_elements(${asJson(codes, polygons)}::jsonb) as area
  ), line as (
    select ST_UnaryUnion(ST_Collect(ST_Boundary(geom) order by code), 1e-7) as geom from area
  ), face as materialized (
    select dumped.geom, ST_PointOnSurface(dumped.geom) as inner_point
    from line, lateral ST_Dump(ST_Polygonize(array[line.geom])) as dumped
  )
  select ST_AsGeoJSON(face.geom, 9) as geometry, ST_Area(face.geom::geography) as area,
    ST_Perimeter(face.geom::geography) as perimeter,
    ST_X(face.inner_point) as lon, ST_Y(face.inner_point) as lat,
    (select array_agg(area.code order by area.code) from area where ST_Covers(area.geom, face.inner_point)) as codes
  from face
  order by lon, lat`;
