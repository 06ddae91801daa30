/**
 * Whether boundary files divide the city cleanly: every place in exactly one area of each level, every area in exactly
 * one area of the level before. Reads the files and nothing of how they were made.
 */
import type { KelurahanFacts } from '../facts.ts';
import { type BoundaryLevel, BOUNDARY_LEVELS } from '../grow/boundaries.ts';
import { factFaults } from './partition-facts.ts';
import { planeAround, toUnits } from '../grow/plane.ts';
import { type Area, type PartitionFault, type Point, readAreas, twiceArea } from './written-areas.ts';
import { crossings } from './crossings.ts';

export interface AreaTolerance {
  /** 0.03: an area may differ by 3 % from its fact; Infinity where official boundaries overrule the facts. */
  readonly areaShare: number;
}

/** [level] the text of its file. */
export type BoundaryTexts = Readonly<Record<BoundaryLevel, string>>;

/** Everything that is wrong; an empty list for a clean partition. */
export function partitionFaults(
  texts: BoundaryTexts,
  facts: readonly KelurahanFacts[],
  tolerance: AreaTolerance = { areaShare: 0.03 },
): PartitionFault[] {
  const levels = {} as Record<BoundaryLevel, Area[]>;
  for (const level of BOUNDARY_LEVELS) levels[level] = readAreas(texts[level]);
  const faults = BOUNDARY_LEVELS.flatMap((level, i) => {
    const holders = i === 0 ? undefined : levels[BOUNDARY_LEVELS[i - 1]!];
    return [
      ...codeFaults(level, levels[level], holders),
      ...levels[level].flatMap((area) => ringFaults(level, area)),
      ...sizeAndLabelFaults(level, levels[level]),
      ...(holders === undefined ? [] : divisionFaults(level, levels[level], holders)),
    ];
  });
  return [...faults, ...crossingFaults(levels.rt), ...factFaults(levels, facts, tolerance.areaShare)];
}

function codeFaults(level: BoundaryLevel, areas: readonly Area[], holders: readonly Area[] | undefined) {
  const faults: PartitionFault[] = [];
  const known = new Set(holders?.map((holder) => holder.code));
  areas.forEach(({ code, parent }, i) => {
    if (i > 0 && code <= areas[i - 1]!.code) {
      faults.push({ kind: 'code', level, code, text: 'stands out of order or twice' });
    }
    if (holders !== undefined && (!known.has(parent) || !code.startsWith(`${parent}.`))) {
      faults.push({ kind: 'parent', level, code, text: `names ${parent} as its parent` });
    }
  });
  return faults;
}

function ringFaults(level: BoundaryLevel, area: Area): PartitionFault[] {
  const faults: PartitionFault[] = [];
  const fault = (text: string): unknown => faults.push({ kind: 'ring', level, code: area.code, text });
  for (const polygon of area.polygons) {
    polygon.forEach((ring, i) => {
      if (ring.length < 4 || ring[0]!.join() !== ring.at(-1)!.join()) fault('a ring is not closed');
      if (new Set(ring.map((point) => point.join())).size !== ring.length - 1) fault('a ring passes a point twice');
      if ((i === 0) !== twiceArea(ring) > 0) fault('a ring runs the wrong way round');
    });
  }
  return faults;
}

function sizeAndLabelFaults(level: BoundaryLevel, areas: readonly Area[]): PartitionFault[] {
  const plane = planeAround(areas[0]!.label[0], areas[0]!.label[1]);
  return areas.flatMap((area) => {
    const faults: PartitionFault[] = [];
    const units = area.polygons.flat().reduce((sum, ring) => sum + twiceArea(ring) / 2, 0);
    const squareMetres = units * 1e-14 * plane.metresPerDegreeLon * plane.metresPerDegreeLat;
    if (Math.abs(squareMetres / area.areaSquareMetres - 1) > 0.001) {
      faults.push({ kind: 'area', level, code: area.code, text: `is written as ${area.areaSquareMetres} m2` });
    }
    if (!holds(area, toUnits(area.label[0]), toUnits(area.label[1]))) {
      faults.push({ kind: 'label', level, code: area.code, text: 'its label point lies outside' });
    }
    return faults;
  });
}

function holds(area: Area, x: number, y: number): boolean {
  let isInside = false;
  for (const ring of area.polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
    }
  }
  return isInside;
}

/**
 * Each area of the level before must be exactly its children: an edge of two children runs in both directions and
 * cancels out, and what is left over is the border of the holder, edge by edge.
 */
function divisionFaults(level: BoundaryLevel, areas: readonly Area[], holders: readonly Area[]): PartitionFault[] {
  return holders.flatMap((holder) => {
    const children = areas.filter((area) => area.parent === holder.code);
    const faults: PartitionFault[] = [];
    const left = new Map<string, string>();
    for (const child of children) {
      for (const [from, to] of edgesOf(child)) {
        if (left.delete(`${to} ${from}`)) continue;
        const other = left.get(`${from} ${to}`);
        if (other !== undefined) {
          faults.push({
            kind: 'overlap',
            level,
            code: child.code,
            text: `lies on the same side of a border as ${other}`,
          });
        }
        left.set(`${from} ${to}`, child.code);
      }
    }
    for (const [from, to] of edgesOf(holder)) {
      if (left.delete(`${from} ${to}`)) continue;
      faults.push({
        kind: 'gap',
        level,
        code: holder.code,
        text: 'an edge of its border belongs to none of its parts',
      });
    }
    for (const code of new Set(left.values())) {
      faults.push({ kind: 'gap', level, code, text: `has a border inside ${holder.code} that no neighbour shares` });
    }
    const missing = twiceAreaOf(holder) - children.reduce((sum, child) => sum + twiceAreaOf(child), 0);
    if (missing !== 0) {
      const kind = missing > 0 ? 'gap' : 'overlap';
      faults.push({ kind, level, code: holder.code, text: 'its parts do not add up to its area' });
    }
    return faults;
  });
}

const twiceAreaOf = (area: Area): number => area.polygons.flat().reduce((sum, ring) => sum + twiceArea(ring), 0);

const edgesOf = (area: Area): [string, string][] =>
  area.polygons.flat().flatMap((ring) => ring.slice(1).map((to, i): [string, string] => [ring[i]!.join(), to.join()]));

/** Edges of the smallest areas may meet at their ends and nowhere else. */
function crossingFaults(areas: readonly Area[]): PartitionFault[] {
  const edges = new Map<string, { readonly code: string; readonly ends: readonly [Point, Point] }>();
  for (const { code, polygons } of areas) {
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const key = [ring[i - 1]!.join(), ring[i]!.join()].sort().join(' ');
        edges.set(key, { code, ends: [ring[i - 1]!, ring[i]!] });
      }
    }
  }
  const list = [...edges.values()];
  return crossings(list.map((edge) => edge.ends)).map(([a, b]) => ({
    kind: 'crossing',
    level: 'rt',
    code: list[a]!.code,
    text: `its border runs across a border of ${list[b]!.code}`,
  }));
}
