/**
 * Grows RW inside kelurahan and RT inside RW, where nobody has drawn them: compact cells of about equal area, cut by
 * straight lines as streets do. Works inside any kelurahan, grown or official, with islands and holes.
 */
import { cutRing } from './chords.ts';
import type { Mesh, Polygon, Ring } from './mesh.ts';
import type { Plane } from './plane.ts';

export interface KelurahanShape {
  readonly polygons: readonly Polygon[];
  readonly rwCount: number;
  /** At least as many as RW. */
  readonly rtCount: number;
}

/** [RW][RT] its rings, before refinement; number in the order of the list, RT running on through the kelurahan. */
export type Neighbourhoods = readonly (readonly (readonly Ring[])[])[];

/** A simple piece of land and the number of RT in each RW that lies in it. */
interface Piece {
  readonly ring: Ring;
  readonly area: number;
  readonly rtCounts: number[];
}

export function growNeighbourhoods(mesh: Mesh, plane: Plane, kelurahan: KelurahanShape): Neighbourhoods {
  const pieces = allot(mesh, simplePieces(mesh, kelurahan.polygons), rtCountsOf(kelurahan));
  const grown = pieces
    .filter((piece) => piece.rtCounts.length > 0)
    .flatMap((piece) => cutApart(mesh, plane, piece.ring, piece.rtCounts))
    .map(({ ring, weight }) =>
      cutApart(
        mesh,
        plane,
        ring,
        Array.from({ length: weight }, () => 1),
      ).map((cell) => [cell.ring]),
    );
  for (const piece of pieces) if (piece.rtCounts.length === 0) nearestCell(mesh, grown, piece.ring).push(piece.ring);
  return grown;
}

/** [RW] RT, as even as can be; a matter of counts alone, so that codes outlive a change of boundaries. */
function rtCountsOf({ rwCount, rtCount }: KelurahanShape): number[] {
  const least = Math.floor(rtCount / rwCount);
  return Array.from({ length: rwCount }, (_, rw) => least + (rw < rtCount - least * rwCount ? 1 : 0));
}

/** Gives each piece of land RW for its share of the area; pieces too small for one get none and join a neighbour. */
function allot(mesh: Mesh, rings: readonly Ring[], rtCounts: readonly number[]): Piece[] {
  const pieces: Piece[] = rings.map((ring) => ({ ring, area: mesh.signedArea(ring), rtCounts: [] }));
  pieces.sort((a, b) => a.area - b.area);
  const total = pieces.reduce((sum, piece) => sum + piece.area, 0);
  const rtTotal = rtCounts.reduce((sum, count) => sum + count, 0);
  const left = [...rtCounts];
  const main = pieces.pop()!;
  for (const piece of pieces) {
    let due = (rtTotal * piece.area) / total;
    while (left.length > 1 && due >= left.at(-1)! / 2) {
      due -= left.at(-1)!;
      piece.rtCounts.unshift(left.pop()!);
    }
  }
  return [{ ...main, rtCounts: left }, ...pieces.reverse()];
}

interface Cell {
  readonly ring: Ring;
  readonly weight: number;
}

/** Cuts a ring into as many cells as there are weights, each with its share of the area; north and west come first. */
function cutApart(mesh: Mesh, plane: Plane, ring: Ring, weights: readonly number[]): Cell[] {
  if (weights.length === 1) return [{ ring, weight: weights[0]! }];
  const half = Math.floor(weights.length / 2);
  const sum = (list: readonly number[]): number => list.reduce((total, weight) => total + weight, 0);
  const [first, second] = cutRing(mesh, plane, ring, sum(weights.slice(0, half)) / sum(weights));
  return [
    ...cutApart(mesh, plane, first, weights.slice(0, half)),
    ...cutApart(mesh, plane, second, weights.slice(half)),
  ];
}

/** The RT whose border comes closest to a ring. */
function nearestCell(mesh: Mesh, grown: Ring[][][], ring: Ring): Ring[] {
  let nearest = grown[0]![0]!;
  let least = Infinity;
  for (const cell of grown.flat()) {
    for (const a of mesh.refined(cell[0]!)) {
      for (const b of ring) {
        const apart = (mesh.x[a]! - mesh.x[b]!) ** 2 + (mesh.y[a]! - mesh.y[b]!) ** 2;
        if (apart < least) [nearest, least] = [cell, apart];
      }
    }
  }
  return nearest;
}

/** Rings without holes: an area with a hole is cut west and east of it into the land north and south of the hole. */
function simplePieces(mesh: Mesh, polygons: readonly Polygon[]): Ring[] {
  return polygons.flatMap((polygon) => {
    const rings = polygon.map((ring) => mesh.refined(ring));
    return rings.length === 1 ? [rings[0]!] : simplePieces(mesh, openHole(mesh, rings));
  });
}

/** Takes the westernmost hole out of a polygon by two level cuts; what remains may have other holes. */
function openHole(mesh: Mesh, polygon: Polygon): Polygon[] {
  const byWest = (a: number, b: number): number => mesh.x[a]! - mesh.x[b]! || mesh.y[a]! - mesh.y[b]!;
  const holes = polygon.slice(1).sort((a, b) => byWest([...a].sort(byWest)[0]!, [...b].sort(byWest)[0]!));
  const corners = [...holes[0]!].sort(byWest);
  const edges = polygon.flatMap((ring) => ring.map((from, i) => [from, ring[(i + 1) % ring.length]!] as const));
  const cuts = [levelCut(mesh, edges, corners[0]!, -1), levelCut(mesh, edges, corners.at(-1)!, 1)];
  const refined = polygon.map((ring) => mesh.refined(ring));
  const directed = refined.flatMap((ring) => ring.map((from, i) => [from, ring[(i + 1) % ring.length]!] as const));
  return mesh.polygonsOf([...directed, ...cuts.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])]);
}

/** The level line from a vertex to the border west (-1) or east (1) of it. */
function levelCut(
  mesh: Mesh,
  edges: readonly (readonly [number, number])[],
  from: number,
  direction: -1 | 1,
): [number, number] {
  const x = mesh.x[from]!;
  const y = mesh.y[from]!;
  let end: { at: number; edge: readonly [number, number] } | undefined;
  for (const [a, b] of edges) {
    if (a === from || b === from || mesh.y[a]! > y === mesh.y[b]! > y) continue;
    const at = mesh.x[a]! + ((y - mesh.y[a]!) / (mesh.y[b]! - mesh.y[a]!)) * (mesh.x[b]! - mesh.x[a]!);
    if ((at - x) * direction > 0 && (end === undefined || (at - end.at) * direction < 0)) end = { at, edge: [a, b] };
  }
  if (end === undefined) throw new Error('A hole lies outside its area.');
  const vertex = mesh.vertex(Math.round(end.at), y);
  if (vertex !== end.edge[0] && vertex !== end.edge[1]) mesh.split(...end.edge, vertex);
  return [from, vertex];
}
