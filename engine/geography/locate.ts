/**
 * Which area holds a point, for hundreds of thousands of points. Points are looked up among the smallest areas (RT);
 * every larger area follows from there, so that the levels never contradict each other.
 */
import type { AreaSet } from './geography.ts';

/**
 * A point this close to a border lies on it: half a unit of the boundary files' last decimal (5 mm). A point on a
 * border belongs to the area of lowest index among those that touch it; one on the edge of the city is in the city.
 */
export const BORDER_TOLERANCE_DEGREES = 5e-8;

/** Nothing of the city lies in the cell. */
const NOWHERE = -1;
/** Borders run through the cell: its areas are tried one after the other. */
const SEVERAL = -2;
/** Cells along the longer side: about 20 m for a city of 10 km, so that four cells in five lie in one area. */
const CELLS_ALONG = 512;

/** Edges of an area, its rings closed. */
interface Outline {
  readonly index: number;
  /** [edge × 4] lon, lat, lon, lat. */
  readonly edges: Float64Array;
}

export class AreaIndex {
  readonly #outlines: readonly Outline[];
  readonly #west: number;
  readonly #south: number;
  readonly #cellDegrees: number;
  readonly #columns: number;
  readonly #rows: number;
  /** [cell] index of the one area there, NOWHERE or SEVERAL. */
  readonly #single: Int32Array;
  /** [cell] areas with a border through the cell, lowest first; only where `#single` is SEVERAL. */
  readonly #several = new Map<number, Outline[]>();

  /** @param areas that neither overlap nor leave gaps */
  constructor(areas: AreaSet) {
    this.#outlines = areas.polygons.map((polygons, index) => ({ index, edges: edgesOf(polygons) }));
    const bounds = boundsOf(this.#outlines);
    const margin = BORDER_TOLERANCE_DEGREES * 10;
    const size = Math.max(bounds.east - bounds.west, bounds.north - bounds.south) + 2 * margin;
    this.#west = bounds.west - margin;
    this.#south = bounds.south - margin;
    this.#cellDegrees = size / CELLS_ALONG;
    this.#columns = Math.ceil((bounds.east + margin - this.#west) / this.#cellDegrees);
    this.#rows = Math.ceil((bounds.north + margin - this.#south) / this.#cellDegrees);
    this.#single = new Int32Array(this.#columns * this.#rows).fill(NOWHERE);
    for (const outline of this.#outlines) this.#markBorders(outline);
    for (let row = 0; row < this.#rows; row++) this.#fillRow(row);
  }

  /** Index of the area that holds a point, or -1. */
  locate(lon: number, lat: number): number {
    const column = Math.floor((lon - this.#west) / this.#cellDegrees);
    const row = Math.floor((lat - this.#south) / this.#cellDegrees);
    if (!(column >= 0 && row >= 0 && column < this.#columns && row < this.#rows)) return -1;
    const cell = row * this.#columns + column;
    const single = this.#single[cell]!;
    return single === SEVERAL ? firstHolding(this.#several.get(cell)!, lon, lat) : single;
  }

  #markBorders(outline: Outline): void {
    const { edges } = outline;
    for (let e = 0; e < edges.length; e += 4) {
      this.#eachCellOf(edges[e]!, edges[e + 1]!, edges[e + 2]!, edges[e + 3]!, (cell) => {
        const known = this.#several.get(cell);
        if (known === undefined) this.#several.set(cell, [outline]);
        else if (known.at(-1) !== outline) known.push(outline);
        this.#single[cell] = SEVERAL;
      });
    }
  }

  /** Every cell that a point on an edge, or within the tolerance of it, may fall into. */
  #eachCellOf(lon1: number, lat1: number, lon2: number, lat2: number, visit: (cell: number) => void): void {
    // A little more than the tolerance, for what rounding does to the cell's own limits.
    const reach = (BORDER_TOLERANCE_DEGREES * 2) / this.#cellDegrees;
    const [x1, y1] = [(lon1 - this.#west) / this.#cellDegrees, (lat1 - this.#south) / this.#cellDegrees];
    const [x2, y2] = [(lon2 - this.#west) / this.#cellDegrees, (lat2 - this.#south) / this.#cellDegrees];
    const bottom = Math.max(0, Math.floor(Math.min(y1, y2) - reach));
    const top = Math.min(this.#rows - 1, Math.floor(Math.max(y1, y2) + reach));
    for (let row = bottom; row <= top; row++) {
      // The stretch of the edge within this row of cells.
      const from = y1 === y2 ? 0 : clamp((row - reach - y1) / (y2 - y1));
      const to = y1 === y2 ? 1 : clamp((row + 1 + reach - y1) / (y2 - y1));
      const left = Math.min(x1 + from * (x2 - x1), x1 + to * (x2 - x1));
      const right = Math.max(x1 + from * (x2 - x1), x1 + to * (x2 - x1));
      const first = Math.max(0, Math.floor(left - reach));
      const last = Math.min(this.#columns - 1, Math.floor(right + reach));
      for (let column = first; column <= last; column++) visit(row * this.#columns + column);
    }
  }

  /** Cells without a border lie wholly in the area that the nearest cell with a border opens into. */
  #fillRow(row: number): void {
    let candidates: readonly Outline[] = [];
    let index = NOWHERE;
    let isKnown = true;
    for (let column = 0; column < this.#columns; column++) {
      const cell = row * this.#columns + column;
      if (this.#single[cell] === SEVERAL) {
        candidates = this.#several.get(cell)!;
        isKnown = false;
        continue;
      }
      if (!isKnown) {
        const lon = this.#west + (column + 0.5) * this.#cellDegrees;
        const lat = this.#south + (row + 0.5) * this.#cellDegrees;
        index = firstHolding(candidates, lon, lat);
        isKnown = true;
      }
      this.#single[cell] = index;
    }
  }
}

const clamp = (part: number): number => Math.min(1, Math.max(0, part));

/** The first area that a point lies in or on the border of. */
function firstHolding(outlines: readonly Outline[], lon: number, lat: number): number {
  for (const outline of outlines) if (holds(outline.edges, lon, lat)) return outline.index;
  return -1;
}

/** Whether a point lies inside closed rings or within the tolerance of their edges. */
function holds(edges: Float64Array, lon: number, lat: number): boolean {
  let isInside = false;
  for (let e = 0; e < edges.length; e += 4) {
    const lon1 = edges[e]!;
    const lat1 = edges[e + 1]!;
    const lon2 = edges[e + 2]!;
    const lat2 = edges[e + 3]!;
    if (isOnEdge(lon1, lat1, lon2, lat2, lon, lat)) return true;
    if (lat1 > lat !== lat2 > lat && lon < lon1 + ((lon2 - lon1) * (lat - lat1)) / (lat2 - lat1)) {
      isInside = !isInside;
    }
  }
  return isInside;
}

function isOnEdge(lon1: number, lat1: number, lon2: number, lat2: number, lon: number, lat: number): boolean {
  const tolerance = BORDER_TOLERANCE_DEGREES;
  if (lon < (lon1 < lon2 ? lon1 : lon2) - tolerance || lon > (lon1 < lon2 ? lon2 : lon1) + tolerance) return false;
  if (lat < (lat1 < lat2 ? lat1 : lat2) - tolerance || lat > (lat1 < lat2 ? lat2 : lat1) + tolerance) return false;
  const dx = lon2 - lon1;
  const dy = lat2 - lat1;
  const squared = dx * dx + dy * dy;
  const part = squared === 0 ? 0 : clamp(((lon - lon1) * dx + (lat - lat1) * dy) / squared);
  return (lon - lon1 - part * dx) ** 2 + (lat - lat1 - part * dy) ** 2 <= tolerance * tolerance;
}

function edgesOf(polygons: AreaSet['polygons'][number]): Float64Array {
  const edges: number[] = [];
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      // Written south to north, so that both neighbours of an edge reckon with the same numbers.
      const [a, b] = [ring[i - 1]!, ring[i]!];
      const isUpward = a[1] < b[1] || (a[1] === b[1] && a[0] < b[0]);
      const [low, high] = isUpward ? [a, b] : [b, a];
      edges.push(low[0], low[1], high[0], high[1]);
    }
  }
  return Float64Array.from(edges);
}

function boundsOf(outlines: readonly Outline[]): { west: number; south: number; east: number; north: number } {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { edges } of outlines) {
    for (let e = 0; e < edges.length; e += 2) {
      bounds.west = Math.min(bounds.west, edges[e]!);
      bounds.east = Math.max(bounds.east, edges[e]!);
      bounds.south = Math.min(bounds.south, edges[e + 1]!);
      bounds.north = Math.max(bounds.north, edges[e + 1]!);
    }
  }
  return bounds;
}
