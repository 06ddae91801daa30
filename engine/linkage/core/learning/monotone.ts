/** A stronger level must not speak less for a match than a weaker one. */
import type { LevelSpace } from './level-space.ts';

/**
 * Shares of matches bent so that m / u rises with the level: neighbours that fall are pooled and share one ratio, which
 * keeps their sum. Levels that are fixed stay, and so do their comparisons. This keeps the estimation from taking some
 * other likeness, such as that of a household, for that of one person.
 *
 * Source: pool adjacent violators, Ayer et al. (1955), Annals of Mathematical Statistics 26.
 */
export function monotoneShares(
  { comparisons, first }: LevelSpace,
  m: Float64Array,
  u: Float64Array,
  isLearnt: Uint8Array,
): Float64Array {
  const bent = m.slice();
  for (let c = 0; c < comparisons; c++) {
    const [from, to] = [first[c]! + 1, first[c + 1]!];
    if (!isLearnt.subarray(from, to).includes(0)) poolFalling(bent, u, from, to);
  }
  return bent;
}

function poolFalling(m: Float64Array, u: Float64Array, from: number, to: number): void {
  const pools: { from: number; to: number; m: number; u: number }[] = [];
  for (let place = from; place < to; place++) {
    let pool = { from: place, to: place + 1, m: m[place]!, u: u[place]! };
    for (let last = pools.at(-1); last !== undefined && last.m * pool.u > pool.m * last.u; last = pools.at(-1)) {
      pool = { from: last.from, to: pool.to, m: last.m + pool.m, u: last.u + pool.u };
      pools.pop();
    }
    pools.push(pool);
  }
  for (const pool of pools) {
    if (pool.to - pool.from === 1) continue;
    for (let place = pool.from; place < pool.to; place++) m[place] = (pool.m * u[place]!) / pool.u;
  }
}
