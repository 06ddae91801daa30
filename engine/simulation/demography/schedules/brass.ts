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
export const relatedSurvivors = (standard: Float64Array, level: BrassLevel): Float64Array =>
  survivorsAt(survivorLogits(standard), level);

/** [exact age] logits of the survivors of a standard; of no use at birth, when all are alive. */
export function survivorLogits(standard: Float64Array): Float64Array {
  const logits = new Float64Array(standard.length);
  for (let age = 1; age < standard.length; age++) logits[age] = Math.log((1 - standard[age]!) / standard[age]!) / 2;
  return logits;
}

/** @param logits of the standard */
export function survivorsAt(logits: Float64Array, { alpha, beta }: BrassLevel): Float64Array {
  const survivors = new Float64Array(logits.length);
  survivors[0] = 1;
  for (let age = 1; age < logits.length; age++) survivors[age] = 1 / (1 + Math.exp(2 * (alpha + beta * logits[age]!)));
  return survivors;
}

const LEAST_ALPHA = -3;
const MOST_ALPHA = 3;
const HALVINGS = 60;

/**
 * The alpha at which a figure of the related schedules is as wanted, by halving; the figure must fall with alpha. Where a figure
 * farther away tells already on which side it is, it is not asked again: the same bits as halving alone.
 *
 * @throws RangeError when no alpha from −3 to 3 gives it
 */
export function alphaFor(wanted: number, figureAt: (alpha: number) => number): number {
  let [low, high] = [LEAST_ALPHA, MOST_ALPHA];
  const [most, least] = [figureAt(low), figureAt(high)];
  if (!(most >= wanted && least <= wanted)) throw new RangeError(`no level of mortality gives ${wanted}`);
  let { above, below } = surelyBeside(wanted, figureAt, (least - most) / (high - low));
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle <= above || (middle < below && figureAt(middle) > wanted)) {
      low = middle;
      above = Math.max(above, middle);
    } else {
      high = middle;
      below = Math.min(below, middle);
    }
  }
  return (low + high) / 2;
}

/** Figures are rounded: one that is farther from what is wanted than this share of it is on its side for sure. */
const SURELY = 1e-11;
const MOST_STEPS = 12;
/** Over shorter steps the rounding of figures hides their slope. */
const LEAST_STEP = 1e-6;

/**
 * An alpha at which the figure is above what is wanted for sure, and one at which it is below, close together: by secants.
 *
 * @param slope of the figure, roughly
 */
function surelyBeside(
  wanted: number,
  figureAt: (alpha: number) => number,
  slope: number,
): { readonly above: number; readonly below: number } {
  const margin = SURELY * Math.abs(wanted);
  let [above, below] = [-Infinity, Infinity];
  const look = (alpha: number): number => {
    const figure = figureAt(alpha);
    if (figure > wanted + margin) above = Math.max(above, alpha);
    if (figure < wanted - margin) below = Math.min(below, alpha);
    return figure;
  };
  let alpha = 0;
  let figure = look(alpha);
  for (let step = 0; step < MOST_STEPS && Math.abs(figure - wanted) > margin; step++) {
    const next = Math.min(MOST_ALPHA, Math.max(LEAST_ALPHA, alpha + (wanted - figure) / slope));
    const found = look(next);
    if (Math.abs(next - alpha) > LEAST_STEP) slope = (found - figure) / (next - alpha);
    [alpha, figure] = [next, found];
  }
  const away = Math.abs((4 * margin) / slope);
  look(alpha - away);
  look(alpha + away);
  return { above, below };
}
