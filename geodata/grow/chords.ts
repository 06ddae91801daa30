/** Cuts an area in two by a straight line between two points of its border, as a street does. */
import { isInRing, type Mesh, type Ring } from './mesh.ts';
import { areaBetween, type Outline, outlineOf, type Stop, STOPS, stopWithin } from './outline.ts';
import type { Plane } from './plane.ts';

/** How far a cut keeps from vertices that it does not end on; given up step by step where the area is too narrow. */
const CLEARANCES_METRES = [12, 5, 1, 0] as const;

interface Cut {
  readonly from: Stop;
  readonly to: Stop;
  /** Lower for rounder parts. */
  readonly score: number;
}

/**
 * Cuts a ring in two.
 *
 * @param ring  simple, counter-clockwise
 * @param share of the area that the first part gets, 0 to 1
 * @returns     the two parts, the northern or western first; the new vertices on the border are known to the mesh, for
 *              the areas on the other side
 * @throws Error when no straight cut divides the area so (a ring that crosses itself)
 */
export function cutRing(mesh: Mesh, plane: Plane, ring: Ring, share: number): [Ring, Ring] {
  const whole = mesh.refined(ring);
  const outline = outlineOf(mesh, plane, whole);
  const cuts = possibleCuts(outline, share).sort(
    (a, b) => Number(isNorthOrWest(b)) - Number(isNorthOrWest(a)) || a.score - b.score,
  );
  for (const clearance of outline.area > 0 ? CLEARANCES_METRES : []) {
    const cut = cuts.find((candidate) => isClear(mesh, plane, outline, candidate, clearance));
    if (cut !== undefined) return divided(mesh, plane, whole, cut);
  }
  throw new Error('No straight cut divides this area: its border crosses itself or is too narrow.');
}

/** For each stop, the ends on the rest of the border that part off the share. */
function possibleCuts(outline: Outline, share: number): Cut[] {
  const { stops, area } = outline;
  const target = share * area;
  const cuts: Cut[] = [];
  const stride = Math.ceil(stops.length / (2 * STOPS));
  stops.forEach((from, i) => {
    if (i % stride !== 0) return;
    let before = -target;
    for (let step = 1; step < stops.length; step++) {
      const last = stops[(i + step) % stops.length]!;
      const previous = stops[(i + step - 1) % stops.length]!;
      const after = areaBetween(outline, from, last) - target;
      if (before < 0 !== after < 0) {
        const to = stopWithin(outline, previous, last, before / (before - after));
        cuts.push({ from, to, score: roughness(outline, from, to, target) });
      }
      before = after;
    }
  });
  return cuts;
}

/** Whether the first part, which lies to the right of the way from one end to the other, is the northern or western. */
function isNorthOrWest({ from, to }: Cut): boolean {
  const dx = to.east - from.east;
  const dy = to.north - from.north;
  return Math.abs(dx) >= Math.abs(dy) ? dx < 0 : dy < 0;
}

/** Perimeter squared by area of both parts: least for two parts that are as round as can be. */
function roughness(outline: Outline, from: Stop, to: Stop, target: number): number {
  const chord = Math.sqrt((to.east - from.east) ** 2 + (to.north - from.north) ** 2);
  const first = to.along - from.along + (to.along < from.along ? outline.perimeter : 0);
  const second = outline.perimeter - first;
  return (first + chord) ** 2 / target + (second + chord) ** 2 / (outline.area - target);
}

/** Whether the straight line between the ends of a cut runs inside the ring and keeps clear of its border. */
function isClear(mesh: Mesh, plane: Plane, outline: Outline, cut: Cut, clearance: number): boolean {
  const { ring, east, north } = outline;
  const { from, to } = cut;
  if (from.edge === to.edge && !from.isVertex && !to.isVertex) return false;
  for (let i = 0; i < ring.length; i++) {
    const next = (i + 1) % ring.length;
    if (!touches(from, i, next) && !touches(to, i, next) && crosses(outline, cut, i, next)) return false;
    const isEnd = (from.isVertex && from.edge === i) || (to.isVertex && to.edge === i);
    if (isEnd || clearance === 0) continue;
    const nearEnd = Math.min(distance(from, east[i]!, north[i]!), distance(to, east[i]!, north[i]!));
    // A vertex close to an end may lie in the angle of the cut; what counts is that the angle is open.
    if (distanceToCut(cut, east[i]!, north[i]!) < Math.min(clearance, nearEnd / 3)) return false;
  }
  const middleEast = (from.east + to.east) / 2;
  const middleNorth = (from.north + to.north) / 2;
  const [x, y] = unitsAt(plane, middleEast, middleNorth);
  return isInRing(mesh, ring, x, y);
}

/** Whether a stop lies on an edge. */
const touches = (stop: Stop, edge: number, next: number): boolean =>
  stop.edge === edge || (stop.isVertex && stop.edge === next);

function crosses({ east, north }: Outline, { from, to }: Cut, a: number, b: number): boolean {
  const side = (x: number, y: number): number =>
    (to.east - from.east) * (y - from.north) - (to.north - from.north) * (x - from.east);
  const edgeSide = (stop: Stop): number =>
    (east[b]! - east[a]!) * (stop.north - north[a]!) - (north[b]! - north[a]!) * (stop.east - east[a]!);
  return side(east[a]!, north[a]!) > 0 !== side(east[b]!, north[b]!) > 0 && edgeSide(from) > 0 !== edgeSide(to) > 0;
}

const distance = (stop: Stop, east: number, north: number): number =>
  Math.sqrt((stop.east - east) ** 2 + (stop.north - north) ** 2);

function distanceToCut({ from, to }: Cut, east: number, north: number): number {
  const dx = to.east - from.east;
  const dy = to.north - from.north;
  const along = ((east - from.east) * dx + (north - from.north) * dy) / (dx * dx + dy * dy);
  const kept = Math.min(1, Math.max(0, along));
  return Math.sqrt((east - from.east - kept * dx) ** 2 + (north - from.north - kept * dy) ** 2);
}

const unitsAt = (plane: Plane, east: number, north: number): [number, number] => [
  Math.round((plane.originLon + east / plane.metresPerDegreeLon) * 1e7),
  Math.round((plane.originLat + north / plane.metresPerDegreeLat) * 1e7),
];

function divided(mesh: Mesh, plane: Plane, ring: readonly number[], cut: Cut): [Ring, Ring] {
  const place = (stop: Stop): number => {
    const from = ring[stop.edge]!;
    if (stop.isVertex) return from;
    const vertex = mesh.vertex(...unitsAt(plane, stop.east, stop.north));
    mesh.split(from, ring[(stop.edge + 1) % ring.length]!, vertex);
    return vertex;
  };
  const first = place(cut.from);
  const second = place(cut.to);
  return [
    [first, ...between(ring, cut.from, cut.to), second],
    [second, ...between(ring, cut.to, cut.from), first],
  ];
}

/** The vertices of the ring after one stop and before another. */
function between(ring: readonly number[], from: Stop, to: Stop): number[] {
  const found: number[] = [];
  const end = to.isVertex ? to.edge : (to.edge + 1) % ring.length;
  for (let i = (from.edge + 1) % ring.length; i !== end; i = (i + 1) % ring.length) found.push(ring[i]!);
  return found;
}
