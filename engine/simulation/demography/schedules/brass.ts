/** A mortality schedule lifted to another level: the logits of its survivors, moved. */

export interface BrassLevel {
  /** Above 0 mortality is higher than in the standard. */
  readonly alpha: number;
  /** 1 keeps the relation of young to old mortality; above 1 the old die more. */
  readonly beta: number;
}

/**
 * @param standard [exact age] survivors of one birth
 * Source: Brass (1971), "On the scale of mortality", in Biological Aspects of Demography.
 */
export function relatedSurvivors(standard: Float64Array, { alpha, beta }: BrassLevel): Float64Array {
  return standard.map((alive, age) => {
    if (age === 0) return 1;
    const logit = Math.log((1 - alive) / alive) / 2;
    return 1 / (1 + Math.exp(2 * (alpha + beta * logit)));
  });
}

/**
 * The alpha at which a figure of the related schedules is as wanted, by halving; the figure must fall with alpha.
 *
 * @throws RangeError when no alpha from −3 to 3 gives it
 */
export function alphaFor(wanted: number, figureAt: (alpha: number) => number): number {
  let low = -3;
  let high = 3;
  if (!(figureAt(low) >= wanted && figureAt(high) <= wanted))
    throw new RangeError(`no level of mortality gives ${wanted}`);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (figureAt(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
