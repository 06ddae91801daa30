/** All levels of a city from the borders of its kelurahan: RW and RT inside them, kecamatan and city around them. */
import type { CityFacts, KelurahanFacts } from '../facts.ts';
import { labelPoint, roomAt } from './label-point.ts';
import type { Mesh, Polygon, Ring } from './mesh.ts';
import { growNeighbourhoods } from './neighbourhoods.ts';
import { type Plane, toDegrees, toUnits } from './plane.ts';

export const BOUNDARY_LEVELS = ['city', 'kecamatan', 'kelurahan', 'rw', 'rt'] as const;
export type BoundaryLevel = (typeof BOUNDARY_LEVELS)[number];

export interface BoundaryArea {
  readonly code: string;
  readonly name: string;
  /** Code of the area of the level before; '' for the city. */
  readonly parent: string;
  readonly polygons: readonly Polygon[];
  /** Units. */
  readonly label: { readonly x: number; readonly y: number };
  readonly areaSquareMetres: number;
}

export type Boundaries = Readonly<Record<BoundaryLevel, readonly BoundaryArea[]>>;

/**
 * @param shapes [kelurahan] polygons in vertices of the mesh, in the order of the facts
 * @returns      every level in ascending order of code; a border has the same vertices in every area and level
 */
export function growBoundaries(
  mesh: Mesh,
  plane: Plane,
  city: CityFacts,
  facts: readonly KelurahanFacts[],
  shapes: readonly (readonly Polygon[])[],
): Boundaries {
  const grown = facts.map((fact, i) =>
    growNeighbourhoods(mesh, plane, { polygons: shapes[i]!, rwCount: fact.rwCount, rtCount: fact.rtCount }),
  );
  const joined = (rings: readonly Ring[]): Polygon[] => mesh.dissolve(rings.map((ring) => mesh.refined(ring)));
  const area = (code: string, name: string, parent: string, rings: readonly Ring[]): BoundaryArea =>
    boundaryArea(mesh, plane, { code, name, parent, polygons: joined(rings) });

  const kelurahan = facts.map((fact, i) =>
    withFactLabel(mesh, area(fact.code, fact.name, fact.kecamatanCode, grown[i]!.flat(2)), fact),
  );
  const kecamatan = [...new Map(facts.map((fact) => [fact.kecamatanCode, fact.kecamatan]))].map(([code, name]) => {
    const rings = facts.flatMap((fact, i) => (fact.kecamatanCode === code ? grown[i]!.flat(2) : []));
    return area(code, name, city.code, rings);
  });
  const rw = facts.flatMap((fact, i) =>
    grown[i]!.map((cells, w) => area(rwCode(fact.code, w + 1), `RW ${twoDigits(w + 1)}`, fact.code, cells.flat())),
  );
  const rt = facts.flatMap((fact, i) => {
    let number = 0;
    return grown[i]!.flatMap((cells, w) =>
      cells.map((rings) => {
        const text = twoDigits(++number);
        const parent = rwCode(fact.code, w + 1);
        return area(`${parent}.rt${text}`, `RT ${text}`, parent, rings);
      }),
    );
  });
  return { city: [area(city.code, city.name, '', grown.flat(3))], kecamatan, kelurahan, rw, rt };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const rwCode = (kelurahan: string, number: number): string => `${kelurahan}.rw${twoDigits(number)}`;

export function boundaryArea(
  mesh: Mesh,
  plane: Plane,
  area: Omit<BoundaryArea, 'label' | 'areaSquareMetres'>,
): BoundaryArea {
  const squareUnits = area.polygons.flat().reduce((sum, ring) => sum + mesh.signedArea(ring), 0);
  const squareMetres = squareUnits * 1e-14 * plane.metresPerDegreeLon * plane.metresPerDegreeLat;
  return { ...area, label: labelPoint(mesh, area.polygons[0]!), areaSquareMetres: Math.round(squareMetres) };
}

/** The label point of the facts, where it lies inside with some room around it. */
function withFactLabel(mesh: Mesh, area: BoundaryArea, fact: KelurahanFacts): BoundaryArea {
  const x = toUnits(fact.labelLon);
  const y = toUnits(fact.labelLat);
  const isInside = area.polygons.some((polygon) => roomAt(mesh, polygon, x, y) > 0);
  return isInside ? { ...area, label: { x, y } } : area;
}

/** GeoJSON of one level, an area a line; degrees with seven decimals. */
export function boundaryFile(
  mesh: Mesh,
  level: BoundaryLevel,
  areas: readonly BoundaryArea[],
  status: 'indicative' | 'official',
): string {
  const features = areas.map((area, id) => {
    const { code, name, parent, areaSquareMetres } = area;
    const label = [toDegrees(area.label.x), toDegrees(area.label.y)];
    const polygons = area.polygons.map((polygon) => polygon.map((ring) => closedRing(mesh, ring)));
    const geometry =
      polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons };
    return JSON.stringify({
      type: 'Feature',
      id,
      properties: { code, name, parent, label, areaSquareMetres },
      geometry,
    });
  });
  const head = JSON.stringify({ type: 'FeatureCollection', name: level, status }).slice(0, -1);
  return `${head},"features":[\n${features.join(',\n')}\n]}\n`;
}

function closedRing(mesh: Mesh, ring: Ring): [number, number][] {
  return [...ring, ring[0]!].map((vertex) => [toDegrees(mesh.x[vertex]!), toDegrees(mesh.y[vertex]!)]);
}
