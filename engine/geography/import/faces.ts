/** Gives every face between the borders to one kelurahan, so that slivers and overlaps close. */
import type { Polygon, Position } from 'geojson';
import type { Mesh, Ring } from '../../../geodata/grow/mesh.ts';
import { toUnits } from '../../../geodata/grow/plane.ts';
import type { FaceRow } from './queries.ts';

export interface Face {
  /** Vertices of the mesh, interior on the left. */
  readonly rings: readonly Ring[];
  readonly areaSquareMetres: number;
  readonly perimeterMetres: number;
  /** A point inside, degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Kelurahan that claim it, ascending: one, several where they overlap, none in a gap. */
  readonly claims: readonly number[];
}

/** A gap up to this size, or of any size when it is this narrow, is an error of drawing and is closed. */
export const LARGEST_SLIVER_SQUARE_METRES = 10_000;
const SLIVER_WIDTH_METRES = 20;

/** The owner of a face that stays open: land of no kelurahan. */
export const NOBODY = -1;

export function readFaces(mesh: Mesh, rows: readonly FaceRow[], codes: readonly string[]): Face[] {
  return rows.map((row) => {
    const { coordinates } = JSON.parse(row.geometry) as Polygon;
    return {
      rings: coordinates.map((ring, i) => ringOf(mesh, ring, i === 0)),
      areaSquareMetres: row.area,
      perimeterMetres: row.perimeter,
      lon: row.lon,
      lat: row.lat,
      claims: (row.codes ?? []).map((code) => codes.indexOf(code)),
    };
  });
}

function ringOf(mesh: Mesh, points: readonly Position[], isExterior: boolean): Ring {
  const ring = points.slice(1).map(([lon, lat]) => mesh.vertex(toUnits(lon!), toUnits(lat!)));
  return mesh.signedArea(ring) > 0 === isExterior ? ring : ring.reverse();
}

export const isSliver = (face: Face): boolean =>
  face.areaSquareMetres <= LARGEST_SLIVER_SQUARE_METRES ||
  (2 * face.areaSquareMetres) / face.perimeterMetres < SLIVER_WIDTH_METRES;

/**
 * An overlap goes to whichever claimant has the longest border with it, a small gap to whichever neighbour has; a face
 * between undecided faces waits until they are decided.
 *
 * @returns [face] kelurahan, or NOBODY for a large gap
 */
export function ownersOf(mesh: Mesh, faces: readonly Face[]): Int32Array {
  const UNDECIDED = -2;
  const owners = Int32Array.from(faces, (face) => {
    if (face.claims.length === 1) return face.claims[0]!;
    return face.claims.length === 0 && !isSliver(face) ? NOBODY : UNDECIDED;
  });
  const borders = bordersOf(mesh, faces);
  for (let isSettling = true; isSettling;) {
    const before = owners.slice();
    isSettling = false;
    faces.forEach((face, i) => {
      if (before[i] !== UNDECIDED) return;
      const owner = longestBorder(borders[i]!, before, face.claims);
      if (owner === undefined) return;
      owners[i] = owner;
      isSettling = true;
    });
  }
  // What has no decided neighbour at all: an overlap by itself goes to its first claimant.
  return owners.map((owner, i) => (owner === UNDECIDED ? (faces[i]!.claims[0] ?? NOBODY) : owner));
}

/** [face] the faces beside it and the length of the border with each, in units. */
function bordersOf(mesh: Mesh, faces: readonly Face[]): Map<number, number>[] {
  const borders = faces.map(() => new Map<number, number>());
  const sides = new Map<string, number>();
  const add = (face: number, other: number, length: number): unknown =>
    borders[face]!.set(other, (borders[face]!.get(other) ?? 0) + length);
  faces.forEach(({ rings }, face) => {
    for (const ring of rings) {
      ring.forEach((from, i) => {
        const to = ring[(i + 1) % ring.length]!;
        const other = sides.get(`${to} ${from}`);
        sides.set(`${from} ${to}`, face);
        if (other === undefined) return;
        const length = Math.sqrt((mesh.x[from]! - mesh.x[to]!) ** 2 + (mesh.y[from]! - mesh.y[to]!) ** 2);
        add(face, other, length);
        add(other, face, length);
      });
    }
  });
  return borders;
}

function longestBorder(
  borders: ReadonlyMap<number, number>,
  owners: Int32Array,
  claims: readonly number[],
): number | undefined {
  const lengths = new Map<number, number>();
  for (const [face, length] of borders) {
    const owner = owners[face]!;
    if (owner >= 0 && (claims.length === 0 || claims.includes(owner))) {
      lengths.set(owner, (lengths.get(owner) ?? 0) + length);
    }
  }
  return [...lengths].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
