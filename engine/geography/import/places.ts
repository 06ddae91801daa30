/** Whether each polygon lies where its kelurahan is: a map that is shifted, shapes under the codes of others. */
import type { KelurahanFacts } from '../../../geodata/facts.ts';
import { roomAt } from '../../../geodata/grow/label-point.ts';
import type { Mesh, Polygon } from '../../../geodata/grow/mesh.ts';
import { type Plane, toUnits, UNITS_PER_DEGREE } from '../../../geodata/grow/plane.ts';
import { importFault } from './faults.ts';

/** What a kelurahan looks like in the file, beside its facts. */
export interface PlacedArea {
  readonly fact: KelurahanFacts;
  readonly areaSquareMetres: number;
  /** [kelurahan] metres east and north from its label point to the middle (centroid) of this area. */
  readonly offsets: readonly Offset[];
  /** Kelurahan in whose area the label point of this one lies, by index; none where it lies in a gap. */
  readonly labelHolders: readonly number[];
}

export interface Offset {
  readonly east: number;
  readonly north: number;
}

/** Land surveyed twice agrees to some ten metres; a wrong datum or a shifted map moves everything by more than this. */
const LARGEST_DISPLACEMENT_METRES = 200;
/** A label point in a neighbour is common where borders bend; with an area as wrong as this it is another's polygon. */
const LARGEST_AREA_DIFFERENCE_SHARE = 0.3;

/** @param shapes [kelurahan] in the order of the facts */
export function placedAreas(
  mesh: Mesh,
  plane: Plane,
  facts: readonly KelurahanFacts[],
  shapes: readonly (readonly Polygon[])[],
): PlacedArea[] {
  return facts.map((fact, i) => {
    const middle = centroid(mesh, shapes[i]!.flat());
    return {
      fact,
      areaSquareMetres:
        (middle.squareUnits * plane.metresPerDegreeLon * plane.metresPerDegreeLat) / UNITS_PER_DEGREE ** 2,
      offsets: facts.map(({ labelLon, labelLat }) => ({
        east: ((middle.x - toUnits(labelLon)) / UNITS_PER_DEGREE) * plane.metresPerDegreeLon,
        north: ((middle.y - toUnits(labelLat)) / UNITS_PER_DEGREE) * plane.metresPerDegreeLat,
      })),
      labelHolders: shapes.flatMap((polygons, holder) => (holdsLabel(mesh, polygons, fact) ? [holder] : [])),
    };
  });
}

export const holdsLabel = (mesh: Mesh, polygons: readonly Polygon[], fact: KelurahanFacts): boolean =>
  polygons.some((polygon) => roomAt(mesh, polygon, toUnits(fact.labelLon), toUnits(fact.labelLat)) > 0);

/** How far the whole map lies from the facts: the median over the kelurahan, which a few odd shapes do not move. */
export function commonDisplacement(areas: readonly PlacedArea[]): Offset {
  const own = areas.map(({ offsets }, i) => offsets[i]!);
  return { east: median(own.map(({ east }) => east)), north: median(own.map(({ north }) => north)) };
}

/**
 * @throws TwinError input `coordinates-displaced`: most areas are shifted alike; `codes-mixed-up`: a polygon lies where
 *         another kelurahan is
 */
export function checkPlaces(file: string, areas: readonly PlacedArea[]): void {
  checkDisplacement(file, areas);
  const strayed = areas.flatMap((area, i) => strayedTo(areas, area, i) ?? []);
  if (strayed.length === 0) return;
  throw importFault(file, 'codes-mixed-up', {
    what: `${strayed.length} of ${areas.length} kelurahan do not lie where they are. ${strayed.slice(0, 3).join(' ')}`,
    expected: 'each polygon under its own code, about as large as geodata/facts/kelurahan.csv has it',
    todo: 'Check whether two polygons were exchanged, rows and shapes sorted apart, or BPS and Kemendagri codes confused.',
  });
}

function checkDisplacement(file: string, areas: readonly PlacedArea[]): void {
  const common = commonDisplacement(areas);
  const distance = lengthOf(common);
  if (distance <= LARGEST_DISPLACEMENT_METRES) return;
  // Shapes under wrong codes lie off in all directions; a shifted map lies off in one.
  const alike = areas.filter(({ offsets }, i) => {
    const { east, north } = offsets[i]!;
    return Math.hypot(east - common.east, north - common.north) < distance / 2;
  });
  if (alike.length <= areas.length / 2) return;
  const { east, north } = common;
  throw importFault(file, 'coordinates-displaced', {
    what:
      `The areas lie ${metres(distance)} m from where they should: ${metres(Math.abs(east))} m to the ` +
      `${east < 0 ? 'west' : 'east'}, ${metres(Math.abs(north))} m to the ${north < 0 ? 'south' : 'north'} ` +
      `(${alike.length} of ${areas.length} kelurahan alike).`,
    expected: `areas around the label points of geodata/facts/kelurahan.csv, to ${LARGEST_DISPLACEMENT_METRES} m`,
    todo: 'Check the datum and the projection of the file, and export it again in WGS84 (EPSG:4326).',
  });
}

/** A sentence about an area that lies where another kelurahan is, or undefined. */
function strayedTo(areas: readonly PlacedArea[], area: PlacedArea, own: number): string | undefined {
  const distances = area.offsets.map(lengthOf);
  const nearest = distances.indexOf(Math.min(...distances));
  if (nearest !== own) {
    return (
      `The polygon of ${nameOf(area)} lies ${metres(distances[own]!)} m from its own label point and ` +
      `${metres(distances[nearest]!)} m from that of ${nameOf(areas[nearest]!)}.`
    );
  }
  const { labelHolders, areaSquareMetres, fact } = area;
  const share = areaSquareMetres / fact.areaSquareMetres - 1;
  const holder = labelHolders[0];
  if (holder === undefined || labelHolders.includes(own)) return undefined;
  if (Math.abs(share) <= LARGEST_AREA_DIFFERENCE_SHARE) return undefined;
  return (
    `The label point of ${nameOf(area)} lies in the polygon of ${nameOf(areas[holder]!)}, and its own is ` +
    `${metres(Math.abs(share) * 100)} % too ${share < 0 ? 'small' : 'large'}.`
  );
}

const nameOf = ({ fact }: PlacedArea): string => `${fact.code} ${fact.name}`;
const lengthOf = ({ east, north }: Offset): number => Math.hypot(east, north);
const metres = (value: number): string => String(Math.round(value));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Centroid and area over all rings, holes taken off; units. */
function centroid(mesh: Mesh, rings: readonly Polygon[number][]): { x: number; y: number; squareUnits: number } {
  const first = rings[0]![0]!;
  const [x0, y0] = [mesh.x[first]!, mesh.y[first]!];
  let [twice, x, y] = [0, 0, 0];
  for (const ring of rings) {
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!;
      const [x1, y1, x2, y2] = [mesh.x[from]! - x0, mesh.y[from]! - y0, mesh.x[to]! - x0, mesh.y[to]! - y0];
      const cross = x1 * y2 - x2 * y1;
      twice += cross;
      x += (x1 + x2) * cross;
      y += (y1 + y2) * cross;
    });
  }
  return { x: x0 + x / (3 * twice), y: y0 + y / (3 * twice), squareUnits: twice / 2 };
}
