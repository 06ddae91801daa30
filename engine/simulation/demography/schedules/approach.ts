/** A figure that goes from one value towards another, each year the same share of what is left of the way. */
export const approach = (from: number, to: number, rate: number, years: number): number =>
  to + (from - to) * Math.exp(-rate * years);
