/** Whether neighbours are alike. */

const NEIGHBOURS = 4;

/** Indices of the nearest areas of each, by label point. */
function nearest(lon: Float64Array, lat: Float64Array): readonly number[][] {
  const eastScale = Math.cos(((lat[0] ?? 0) * Math.PI) / 180);
  return Array.from(lon, (_, i) =>
    Array.from(lon, (_, j) => j)
      .filter((j) => j !== i)
      .map((j) => ({ j, away: Math.hypot((lon[j]! - lon[i]!) * eastScale, lat[j]! - lat[i]!) }))
      .sort((a, b) => a.away - b.away || a.j - b.j)
      .slice(0, NEIGHBOURS)
      .map(({ j }) => j),
  );
}

/**
 * Moran's I of a value over areas, each beside its four nearest.
 *
 * @param lon, lat degrees
 * @returns        about -1 / (areas - 1) where chance rules, towards 1 where neighbours are alike
 * Source: Moran (1950), "Notes on Continuous Stochastic Phenomena".
 */
export function moransI(value: Float64Array, lon: Float64Array, lat: Float64Array): number {
  const mean = value.reduce((sum, x) => sum + x, 0) / value.length;
  const variance = value.reduce((sum, x) => sum + (x - mean) ** 2, 0) / value.length;
  let together = 0;
  let pairs = 0;
  nearest(lon, lat).forEach((others, i) => {
    for (const j of others) together += (value[i]! - mean) * (value[j]! - mean);
    pairs += others.length;
  });
  return together / pairs / variance;
}
