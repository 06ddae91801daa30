/** The smallest value of a function of a few numbers, without its derivatives. */

const REFLECT = 1;
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;
/** Losses here are mean squares of relative errors: one in a hundred thousand is as good as none. */
const AS_GOOD_AS_NONE = 1e-10;

/**
 * Walks a simplex downhill and starts again from where it ends, until a start no more helps.
 *
 * @param at    value to be made small; Infinity or NaN where the function is not defined
 * @param start where to begin
 * @param steps first width of the simplex in each number
 * Source: Nelder and Mead (1965), The Computer Journal 7.
 */
export function minimise(
  at: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
): { readonly point: readonly number[]; readonly value: number } {
  let best = { point: start, value: at(start) };
  for (let round = 0; round < 12; round++) {
    const found = walk(
      at,
      best.point,
      steps.map((step) => step / (1 + round)),
    );
    const isBetter = found.value < best.value * (1 - 1e-6);
    if (found.value < best.value) best = found;
    if ((!isBetter && round > 1) || best.value < AS_GOOD_AS_NONE) return best;
  }
  return best;
}

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

function walk(at: (point: readonly number[]) => number, start: readonly number[], steps: readonly number[]): Vertex {
  const vertex = (point: readonly number[]): Vertex => {
    const value = at(point);
    return { point, value: Number.isNaN(value) ? Infinity : value };
  };
  const simplex = [vertex(start), ...steps.map((step, i) => vertex(start.map((x, j) => (i === j ? x + step : x))))];
  for (let i = 0; i < 400 * start.length; i++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex.at(-1)!;
    if (best.value < AS_GOOD_AS_NONE || worst.value - best.value <= 1e-12 * Math.abs(best.value)) break;
    const centre = start.map(
      (_, j) => simplex.slice(0, -1).reduce((sum, { point }) => sum + point[j]!, 0) / start.length,
    );
    const along = (by: number): Vertex => vertex(centre.map((c, j) => c + by * (c - worst.point[j]!)));
    const reflected = along(REFLECT);
    if (reflected.value < best.value) {
      const expanded = along(EXPAND);
      simplex[start.length] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex.at(-2)!.value) {
      simplex[start.length] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? CONTRACT : -CONTRACT);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[start.length] = contracted;
      else
        for (let v = 1; v < simplex.length; v++)
          simplex[v] = vertex(simplex[v]!.point.map((x, j) => best.point[j]! + SHRINK * (x - best.point[j]!)));
    }
  }
  return simplex.reduce((best, each) => (each.value < best.value ? each : best));
}
