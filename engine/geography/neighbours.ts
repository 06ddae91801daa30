/** Which areas share a border. */
import type { AreaLevel, Geography } from './geography.ts';

/**
 * @returns [area] indices of the areas that share at least one edge with it, ascending; meeting in a single point is
 *          not enough
 */
export function neighboursOf(geography: Geography, level: AreaLevel): readonly (readonly number[])[] {
  const areas = geography.levels[level];
  const around = Array.from({ length: areas.count }, () => new Set<number>());
  const sideOf = new Map<string, number>();
  areas.polygons.forEach((polygons, area) => {
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const ends = [ring[i - 1]!.join(), ring[i]!.join()].sort();
        const key = ends.join(' ');
        const other = sideOf.get(key);
        if (other === undefined) sideOf.set(key, area);
        else if (other !== area) {
          around[area]!.add(other);
          around[other]!.add(area);
        }
      }
    }
  });
  return around.map((set) => [...set].sort((a, b) => a - b));
}
