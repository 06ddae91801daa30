/** Where the name of an area is written: the place inside that is farthest from its border. */
import type { Mesh, Polygon } from './mesh.ts';

interface Square {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  /** Units to the border, negative outside. */
  readonly room: number;
}

/** A find that is this share of the area's height short of the best is good enough. */
const PRECISION_SHARE = 0.02;

/**
 * The pole of inaccessibility, searched in ever smaller squares.
 *
 * @returns units
 * Source: Garcia-Castellanos and Lombardo (2007); search by squares after Agafonkin (2016).
 */
export function labelPoint(mesh: Mesh, polygon: Polygon): { x: number; y: number } {
  const xs = polygon[0]!.map((vertex) => mesh.x[vertex]!);
  const ys = polygon[0]!.map((vertex) => mesh.y[vertex]!);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const size = Math.min(east - west, north - south);
  const square = (x: number, y: number, half: number): Square => ({ x, y, half, room: roomAt(mesh, polygon, x, y) });
  let open: Square[] = [];
  for (let x = west + size / 4; x < east + size / 4; x += size / 2) {
    for (let y = south + size / 4; y < north + size / 4; y += size / 2) open.push(square(x, y, size / 4));
  }
  let best = open[0]!;
  while (open.length > 0) {
    for (const found of open) if (found.room > best.room) best = found;
    const limit = best.room + PRECISION_SHARE * size;
    open = open
      .filter(({ room, half }) => room + half * Math.SQRT2 > limit)
      .flatMap(({ x, y, half }) =>
        [-1, 1].flatMap((dx) => [-1, 1].map((dy) => square(x + (dx * half) / 2, y + (dy * half) / 2, half / 2))),
      );
  }
  return { x: Math.round(best.x), y: Math.round(best.y) };
}

/** Units from a point to the nearest border, negative when the point lies outside. */
export function roomAt(mesh: Mesh, polygon: Polygon, x: number, y: number): number {
  let isInside = false;
  let least = Infinity;
  for (const ring of polygon) {
    for (let i = 0; i < ring.length; i++) {
      const [from, to] = [ring[i]!, ring[(i + 1) % ring.length]!];
      const [x1, y1, x2, y2] = [mesh.x[from]!, mesh.y[from]!, mesh.x[to]!, mesh.y[to]!];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
      const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
      const kept = Math.min(1, Math.max(0, along));
      least = Math.min(least, (x - x1 - kept * (x2 - x1)) ** 2 + (y - y1 - kept * (y2 - y1)) ** 2);
    }
  }
  return isInside ? Math.sqrt(least) : -Math.sqrt(least);
}
