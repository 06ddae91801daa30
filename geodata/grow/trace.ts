/** From cells to borders: each border between two areas is traced once, smoothed, and used by both. */
import { latAt, lonAt, type Plane, toUnits } from './plane.ts';
import type { Mesh, Polygon } from './mesh.ts';
import { OUTSIDE, type Raster } from './raster.ts';

const SMOOTHING_PASSES = 8;
/** A border vertex that bends less than this is left out. */
const SIMPLIFY_METRES = 3;

/** A border from one corner where three areas meet to the next: corners of cells, with the area on either side. */
interface Border {
  readonly corners: readonly number[];
  readonly left: number;
  readonly right: number;
}

/**
 * @returns [area] its polygons, in vertices of the mesh
 */
export function traceAreas(mesh: Mesh, plane: Plane, raster: Raster, areaCount: number): Polygon[][] {
  const lattice = new Lattice(raster);
  const place = smoothed(lattice);
  const edges = Array.from({ length: areaCount }, () => [] as [number, number][]);
  for (const border of lattice.borders()) {
    const vertices = simplified(border.corners, place).map((corner) =>
      mesh.vertex(toUnits(lonAt(plane, place.east[corner]!)), toUnits(latAt(plane, place.north[corner]!))),
    );
    for (let i = 1; i < vertices.length; i++) {
      if (border.left !== OUTSIDE) edges[border.left]!.push([vertices[i - 1]!, vertices[i]!]);
      if (border.right !== OUTSIDE) edges[border.right]!.push([vertices[i]!, vertices[i - 1]!]);
    }
  }
  return edges.map((own) => mesh.polygonsOf(own));
}

/** The corners of the cells and the steps between them that part two areas. */
class Lattice {
  readonly raster: Raster;
  readonly width: number;
  /** [corner with a border] corners one step along a border. */
  readonly next = new Map<number, number[]>();

  constructor(raster: Raster) {
    this.raster = raster;
    this.width = raster.columns + 1;
    for (let row = 0; row <= raster.rows; row++) {
      for (let column = 0; column <= raster.columns; column++) {
        const corner = row * this.width + column;
        if (this.cell(column, row) !== this.cell(column, row - 1)) this.#join(corner, corner + 1);
        if (this.cell(column, row) !== this.cell(column - 1, row)) this.#join(corner, corner + this.width);
      }
    }
  }

  cell(column: number, row: number): number {
    const { columns, rows, labels } = this.raster;
    return column < 0 || row < 0 || column >= columns || row >= rows ? OUTSIDE : labels[row * columns + column]!;
  }

  #join(a: number, b: number): void {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = this.next.get(from);
      if (known === undefined) this.next.set(from, [to]);
      else known.push(to);
    }
  }

  /** Every border once; a border without a meeting point is a loop that starts anywhere. */
  borders(): Border[] {
    const walked = new Set<string>();
    const borders: Border[] = [];
    const meetings = [...this.next.keys()].filter((corner) => this.next.get(corner)!.length > 2);
    for (const start of [...meetings, ...this.next.keys()]) {
      for (const step of this.next.get(start)!) {
        if (!walked.has(`${start},${step}`)) borders.push(this.#walk(start, step, walked));
      }
    }
    return borders;
  }

  #walk(start: number, step: number, walked: Set<string>): Border {
    const corners = [start];
    for (let from = start, to = step; ;) {
      walked.add(`${from},${to}`).add(`${to},${from}`);
      corners.push(to);
      const onward = this.next.get(to)!;
      if (onward.length > 2 || to === start) break;
      [from, to] = [to, onward[0] === from ? onward[1]! : onward[0]!];
    }
    return { corners, ...this.#sides(start, step) };
  }

  #sides(from: number, to: number): { left: number; right: number } {
    const column = from % this.width;
    const row = Math.floor(from / this.width);
    if (to === from + 1) return { left: this.cell(column, row), right: this.cell(column, row - 1) };
    if (to === from - 1) return { left: this.cell(column - 1, row - 1), right: this.cell(column - 1, row) };
    if (to === from + this.width) return { left: this.cell(column - 1, row), right: this.cell(column, row) };
    return { left: this.cell(column, row - 1), right: this.cell(column - 1, row - 1) };
  }
}

interface Places {
  /** [corner] metres. */
  readonly east: Float64Array;
  readonly north: Float64Array;
}

/** Where each corner lies once every border has been drawn tight: half way to the middle of its neighbours, repeatedly. */
function smoothed(lattice: Lattice): Places {
  const { raster, width } = lattice;
  const count = width * (raster.rows + 1);
  let east = Float64Array.from({ length: count }, (_, i) => raster.west + (i % width) * raster.stepMetres);
  let north = Float64Array.from({ length: count }, (_, i) => raster.south + Math.floor(i / width) * raster.stepMetres);
  for (let pass = 0; pass < SMOOTHING_PASSES; pass++) {
    const movedEast = east.slice();
    const movedNorth = north.slice();
    for (const [corner, around] of lattice.next) {
      movedEast[corner] =
        east[corner]! / 2 + around.reduce((sum, other) => sum + east[other]!, 0) / (2 * around.length);
      movedNorth[corner] =
        north[corner]! / 2 + around.reduce((sum, other) => sum + north[other]!, 0) / (2 * around.length);
    }
    [east, north] = [movedEast, movedNorth];
  }
  return { east, north };
}

/** Douglas and Peucker (1973), ends kept; a loop is kept a loop by its farthest corner. */
function simplified(corners: readonly number[], place: Places): number[] {
  const keep = new Uint8Array(corners.length);
  keep[0] = keep[corners.length - 1] = 1;
  const isLoop = corners[0] === corners.at(-1);
  const open: (readonly [number, number])[] = [[0, corners.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [first, last] = span;
    let farthest = 0;
    let distance = 0;
    for (let i = first + 1; i < last; i++) {
      const away = distanceToSegment(place, corners[i]!, corners[first]!, corners[last]!);
      if (away > distance) [farthest, distance] = [i, away];
    }
    const isWhole = isLoop && first === 0 && last === corners.length - 1;
    if (distance <= SIMPLIFY_METRES && !isWhole) continue;
    keep[farthest] = 1;
    open.push([first, farthest], [farthest, last]);
  }
  return corners.filter((_, i) => keep[i] === 1);
}

function distanceToSegment(place: Places, at: number, from: number, to: number): number {
  const dx = place.east[to]! - place.east[from]!;
  const dy = place.north[to]! - place.north[from]!;
  const x = place.east[at]! - place.east[from]!;
  const y = place.north[at]! - place.north[from]!;
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
  return Math.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2);
}
