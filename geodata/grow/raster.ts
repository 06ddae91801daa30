/** A patch of the plane in square cells, each with the number of the area it belongs to. */

/** Label of a cell outside the city. */
export const OUTSIDE = -1;

export interface Raster {
  readonly columns: number;
  readonly rows: number;
  /** Metres on the plane: the south-west corner of the first cell. */
  readonly west: number;
  readonly south: number;
  readonly stepMetres: number;
  /** [row × column, south to north] area, or OUTSIDE. */
  readonly labels: Int16Array;
}

/** Cells that hang together and carry one label. */
interface Patch {
  readonly label: number;
  readonly cells: number[];
  readonly touchesEdge: boolean;
}

/**
 * Leaves each area in one piece and the city without holes: every other piece goes to the area that it has the longest
 * border with, and to no area only where it touches none. The raster is changed in place.
 */
export function tidy(raster: Raster): void {
  for (let found = true; found;) {
    found = false;
    const patches = patchesOf(raster).sort((a, b) => a.cells.length - b.cells.length);
    const largest = new Map<number, Patch>();
    for (const patch of patches) largest.set(patch.label, patch);
    for (const patch of patches) {
      const stays = patch.label === OUTSIDE ? patch.touchesEdge : largest.get(patch.label) === patch;
      if (stays) continue;
      const heir = longestNeighbour(raster, patch);
      for (const cell of patch.cells) raster.labels[cell] = heir;
      found = true;
    }
  }
}

function patchesOf(raster: Raster): Patch[] {
  const seen = new Uint8Array(raster.labels.length);
  const patches: Patch[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1) continue;
    const label = raster.labels[start]!;
    const cells = [start];
    let touchesEdge = false;
    seen[start] = 1;
    for (let next = 0; next < cells.length; next++) {
      const around = neighbourCells(raster, cells[next]!);
      if (around.length < 4) touchesEdge = true;
      for (const cell of around) {
        if (seen[cell] === 1 || raster.labels[cell] !== label) continue;
        seen[cell] = 1;
        cells.push(cell);
      }
    }
    patches.push({ label, cells, touchesEdge });
  }
  return patches;
}

function neighbourCells(raster: Raster, cell: number): number[] {
  const column = cell % raster.columns;
  const around: number[] = [];
  if (column > 0) around.push(cell - 1);
  if (column < raster.columns - 1) around.push(cell + 1);
  if (cell >= raster.columns) around.push(cell - raster.columns);
  if (cell + raster.columns < raster.labels.length) around.push(cell + raster.columns);
  return around;
}

function longestNeighbour(raster: Raster, patch: Patch): number {
  const borders = new Map<number, number>();
  for (const cell of patch.cells) {
    for (const other of neighbourCells(raster, cell)) {
      const label = raster.labels[other]!;
      if (label !== patch.label) borders.set(label, (borders.get(label) ?? 0) + 1);
    }
  }
  const isLand = (label: number): number => (label === OUTSIDE ? 0 : 1);
  return [...borders].sort((a, b) => isLand(b[0]) - isLand(a[0]) || b[1] - a[1] || a[0] - b[0])[0]![0];
}
