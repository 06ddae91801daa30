/** The border of an area measured out: how long and how much land lies between any two places on it. */
import type { Mesh } from './mesh.ts';
import { metresEast, metresNorth, type Plane, toDegrees } from './plane.ts';

/** A cut ends on a vertex, or at least this far from one: shorter edges would be slivers on a map. */
const LEAST_EDGE_METRES = 6;
/** About so many places along the border are tried as the first end of a cut; every vertex can be the second. */
export const STOPS = 90;

/** A place on the border of a ring where a cut may end. */
export interface Stop {
  /** It lies on the edge from ring[edge] on; at its start when `isVertex`. */
  readonly edge: number;
  readonly isVertex: boolean;
  /** Metres. */
  readonly east: number;
  readonly north: number;
  /** Metres of border from the first stop to here. */
  readonly along: number;
  /** Twice the area swept from the first stop to here, seen from the first vertex; square metres. */
  readonly swept: number;
}

export interface Outline {
  readonly ring: readonly number[];
  readonly east: Float64Array;
  readonly north: Float64Array;
  readonly stops: readonly Stop[];
  readonly perimeter: number;
  readonly area: number;
}

export function outlineOf(mesh: Mesh, plane: Plane, ring: readonly number[]): Outline {
  const east = Float64Array.from(ring, (vertex) => metresEast(plane, toDegrees(mesh.x[vertex]!)));
  const north = Float64Array.from(ring, (vertex) => metresNorth(plane, toDegrees(mesh.y[vertex]!)));
  const lengths = Float64Array.from(ring, (_, i) => {
    const next = (i + 1) % ring.length;
    return Math.sqrt((east[next]! - east[i]!) ** 2 + (north[next]! - north[i]!) ** 2);
  });
  const perimeter = lengths.reduce((sum, length) => sum + length, 0);
  const stops: Stop[] = [];
  let along = 0;
  let swept = 0;
  ring.forEach((_, edge) => {
    const next = (edge + 1) % ring.length;
    const sweep =
      (east[edge]! - east[0]!) * (north[next]! - north[0]!) - (east[next]! - east[0]!) * (north[edge]! - north[0]!);
    const pieces = Math.max(1, Math.min(40, Math.floor((lengths[edge]! * STOPS) / perimeter)));
    for (let piece = 0; piece < pieces; piece++) {
      const part = piece / pieces;
      if (piece > 0 && lengths[edge]! * Math.min(part, 1 - part) < LEAST_EDGE_METRES) continue;
      stops.push({
        edge,
        isVertex: piece === 0,
        east: east[edge]! + part * (east[next]! - east[edge]!),
        north: north[edge]! + part * (north[next]! - north[edge]!),
        along: along + part * lengths[edge]!,
        swept: swept + part * sweep,
      });
    }
    along += lengths[edge]!;
    swept += sweep;
  });
  return { ring, east, north, stops, perimeter, area: swept / 2 };
}

/** Square metres between the border from one stop on to another and the straight line back. */
export function areaBetween(outline: Outline, from: Stop, to: Stop): number {
  const { east, north, area } = outline;
  const back = (to.east - east[0]!) * (from.north - north[0]!) - (from.east - east[0]!) * (to.north - north[0]!);
  const turn = to.along < from.along ? 2 * area : 0;
  return (to.swept - from.swept + turn + back) / 2;
}

/** The stop at a part of the way between two neighbouring stops, moved to a vertex that is close. */
export function stopWithin(outline: Outline, first: Stop, last: Stop, part: number): Stop {
  const { perimeter, area } = outline;
  const wraps = last.along < first.along;
  const length = last.along - first.along + (wraps ? perimeter : 0);
  if (length * part < LEAST_EDGE_METRES) return first;
  if (length * (1 - part) < LEAST_EDGE_METRES) return last;
  return {
    edge: first.edge,
    isVertex: false,
    east: first.east + part * (last.east - first.east),
    north: first.north + part * (last.north - first.north),
    along: first.along + part * length,
    swept: first.swept + part * (last.swept - first.swept + (wraps ? 2 * area : 0)),
  };
}
