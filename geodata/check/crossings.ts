/** Edges that run across each other, found in a grid so that only edges close by are compared. */

type Point = readonly [number, number];
type Edge = readonly [Point, Point];

/**
 * @param edges ends in whole units, so that the test is exact
 * @returns     pairs of edges that share a point other than a common end
 */
export function crossings(edges: readonly Edge[]): [number, number][] {
  const cell = cellSize(edges);
  const cells = new Map<string, number[]>();
  const found = new Map<string, [number, number]>();
  edges.forEach((edge, index) => {
    for (const key of cellsOf(edge, cell)) {
      const others = cells.get(key) ?? [];
      for (const other of others) if (meetWrongly(edges[other]!, edge)) found.set(`${other} ${index}`, [other, index]);
      others.push(index);
      cells.set(key, others);
    }
  });
  return [...found.values()];
}

function cellSize(edges: readonly Edge[]): number {
  const total = edges.reduce((sum, [a, b]) => sum + Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]), 0);
  return Math.max(1, total / Math.max(1, edges.length));
}

function cellsOf([a, b]: Edge, cell: number): string[] {
  const keys: string[] = [];
  for (let x = Math.floor(Math.min(a[0], b[0]) / cell); x <= Math.floor(Math.max(a[0], b[0]) / cell); x++) {
    for (let y = Math.floor(Math.min(a[1], b[1]) / cell); y <= Math.floor(Math.max(a[1], b[1]) / cell); y++) {
      keys.push(`${x} ${y}`);
    }
  }
  return keys;
}

function meetWrongly([a, b]: Edge, [c, d]: Edge): boolean {
  const [abc, abd] = [side(a, b, c), side(a, b, d)];
  const [cda, cdb] = [side(c, d, a), side(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return isWithin(a, b, c, abc) || isWithin(a, b, d, abd) || isWithin(c, d, a, cda) || isWithin(c, d, b, cdb);
}

/** Left of a line, on it, or right of it: 1, 0, -1. */
const side = (a: Point, b: Point, p: Point): number =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));

/** Whether a point of the line through an edge lies between its ends. */
function isWithin(a: Point, b: Point, p: Point, sideOfLine: number): boolean {
  if (sideOfLine !== 0) return false;
  return (p[0] - a[0]) * (p[0] - b[0]) + (p[1] - a[1]) * (p[1] - b[1]) < 0;
}
