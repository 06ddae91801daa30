/**
 * Areas as rings of shared vertices. Two areas that meet use the same vertices along their border, so there is neither
 * gap nor overlap between them, whatever is rounded.
 */

/** Vertex numbers, not closed: the last is joined to the first. Exterior counter-clockwise, holes clockwise. */
export type Ring = readonly number[];
/** An exterior and its holes. */
export type Polygon = readonly Ring[];

/** Vertex numbers stay under 2^26, so a pair of them is one exact number. */
const PAIR = 67_108_864;
const edgeKey = (from: number, to: number): number => from * PAIR + to;

export class Mesh {
  /** [vertex] whole units of 1e-7 degree. */
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly #ids = new Map<string, number>();
  readonly #splits = new Map<number, number>();

  /** The number of the vertex at a place, new or known. */
  vertex(x: number, y: number): number {
    const key = `${x},${y}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.x.length;
    this.x.push(x);
    this.y.push(y);
    this.#ids.set(key, id);
    return id;
  }

  /** Puts a vertex into an edge, for the areas on both sides of it: `refined` shows it to whoever holds the edge. */
  split(from: number, to: number, vertex: number): void {
    this.#splits.set(from < to ? edgeKey(from, to) : edgeKey(to, from), vertex);
  }

  /** A ring with all the vertices that were put into its edges since it was made. */
  refined(ring: Ring): number[] {
    const refined: number[] = [];
    ring.forEach((from, i) => this.#refineEdge(from, ring[(i + 1) % ring.length]!, refined));
    return refined;
  }

  /** Writes an edge without its last vertex. */
  #refineEdge(from: number, to: number, into: number[]): void {
    const middle = this.#splits.get(from < to ? edgeKey(from, to) : edgeKey(to, from));
    if (middle === undefined) {
      into.push(from);
      return;
    }
    this.#refineEdge(from, middle, into);
    this.#refineEdge(middle, to, into);
  }

  /** Square units, positive when counter-clockwise; exact. */
  signedArea(ring: Ring): number {
    const x0 = this.x[ring[0]!]!;
    const y0 = this.y[ring[0]!]!;
    let twice = 0;
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!;
      twice += (this.x[from]! - x0) * (this.y[to]! - y0) - (this.x[to]! - x0) * (this.y[from]! - y0);
    });
    return twice / 2;
  }

  /**
   * Joins areas that share edges into one.
   *
   * @param rings of all the areas, refined, interior on the left
   * @throws Error when two of them lie on the same side of an edge: they overlap
   */
  dissolve(rings: readonly Ring[]): Polygon[] {
    const edges = new Map<number, readonly [number, number]>();
    for (const ring of rings) {
      ring.forEach((from, i) => {
        const to = ring[(i + 1) % ring.length]!;
        if (edges.delete(edgeKey(to, from))) return;
        if (edges.has(edgeKey(from, to))) throw new Error('Two areas lie on the same side of one edge.');
        edges.set(edgeKey(from, to), [from, to]);
      });
    }
    return this.polygonsOf([...edges.values()]);
  }

  /** Polygons from directed edges, interior on the left; the largest first. */
  polygonsOf(edges: readonly (readonly [number, number])[]): Polygon[] {
    const rings = this.#loops(edges).map((ring) => this.#fromSouthWest(ring));
    const exteriors = rings.filter((ring) => this.signedArea(ring) > 0);
    exteriors.sort((a, b) => this.signedArea(b) - this.signedArea(a) || this.#order(a[0]!, b[0]!));
    const polygons = exteriors.map((ring) => [ring]);
    for (const hole of rings.filter((ring) => this.signedArea(ring) < 0)) {
      // The smallest exterior around it: a hole may lie in an island within a hole.
      const holder = polygons.findLast(([exterior]) => this.#encloses(exterior!, hole));
      if (holder === undefined) throw new Error('A hole lies outside every area.');
      holder.push(hole);
    }
    return polygons;
  }

  /** Closed loops that pass no vertex twice; where several edges leave a vertex, the land on the left stays in one piece. */
  #loops(edges: readonly (readonly [number, number])[]): Ring[] {
    const leaving = new Map<number, number[]>();
    for (const [from, to] of edges) {
      const known = leaving.get(from);
      if (known === undefined) leaving.set(from, [to]);
      else known.push(to);
    }
    const found: Ring[] = [];
    for (const [start, to] of edges) {
      const targets = leaving.get(start)!;
      if (!targets.includes(to)) continue;
      targets.splice(targets.indexOf(to), 1);
      const walk = [start];
      for (let from = start, at = to; ;) {
        walk.push(at);
        const onward = leaving.get(at)!;
        // The walk is over when it has come back and the first edge is the one that would come next.
        if (onward.length === 0) break;
        const next = onward.length === 1 && at !== start ? onward[0]! : this.#sharpestRight(from, at, onward);
        if (at === start && this.#sharpestRight(from, at, [next, to]) === to) break;
        onward.splice(onward.indexOf(next), 1);
        [from, at] = [at, next];
      }
      found.push(...simpleLoops(walk.slice(0, -1)));
    }
    return found;
  }

  /** Of the edges that leave a vertex, the first one met turning clockwise from the edge that led there. */
  #sharpestRight(from: number, at: number, onward: readonly number[]): number {
    const back = [this.x[from]! - this.x[at]!, this.y[from]! - this.y[at]!] as const;
    // Clockwise turn from `back`, as a number that grows with the angle: 0 to 4.
    const turn = (to: number): number => {
      const [dx, dy] = [this.x[to]! - this.x[at]!, this.y[to]! - this.y[at]!];
      const cross = back[1] * dx - back[0] * dy;
      const dot = back[0] * dx + back[1] * dy;
      const slope = dot / (Math.abs(dot) + Math.abs(cross));
      const angle = cross >= 0 ? 1 - slope : 3 + slope;
      return angle === 0 ? 4 : angle;
    };
    return onward.reduce((best, to) => (turn(to) < turn(best) ? to : best));
  }

  #order(a: number, b: number): number {
    return this.x[a]! - this.x[b]! || this.y[a]! - this.y[b]!;
  }

  /** The same ring begun at its westernmost vertex, so that one area has one way to be written. */
  #fromSouthWest(ring: Ring): Ring {
    const first = ring.reduce((best, vertex, i) => (this.#order(vertex, ring[best]!) < 0 ? i : best), 0);
    return [...ring.slice(first), ...ring.slice(0, first)];
  }

  #encloses(exterior: Ring, hole: Ring): boolean {
    const corners = new Set(exterior);
    const inner = hole.find((vertex) => !corners.has(vertex));
    return inner !== undefined && isInRing(this, exterior, this.x[inner]!, this.y[inner]!);
  }
}

/** Whether a ring goes around a point; points on the ring itself fall to either side. */
export function isInRing(mesh: Mesh, ring: Ring, x: number, y: number): boolean {
  let isInside = false;
  ring.forEach((from, i) => {
    const to = ring[(i + 1) % ring.length]!;
    const [x1, y1, x2, y2] = [mesh.x[from]!, mesh.y[from]!, mesh.x[to]!, mesh.y[to]!];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
  });
  return isInside;
}

/** Parts a walk that comes back to where it started into loops that pass no vertex twice. */
function simpleLoops(walk: readonly number[]): Ring[] {
  const found: Ring[] = [];
  const path: number[] = [];
  const place = new Map<number, number>();
  for (const vertex of walk) {
    const seen = place.get(vertex);
    if (seen !== undefined) {
      const loop = path.splice(seen);
      loop.forEach((passed) => place.delete(passed));
      found.push(loop);
    }
    place.set(vertex, path.length);
    path.push(vertex);
  }
  return [...found, path];
}
