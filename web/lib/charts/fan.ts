/** Lines and bands over the years, as paths of a drawing. */

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Round values from low to high. */
  readonly ticks: readonly number[];
}

const NICE = [1, 2, 2.5, 5, 10];

/**
 * A scale of some four round steps that holds all values; with `hasNought` it holds that as well.
 *
 * @param leastStep smallest that can be written
 */
export function scaleOf(values: readonly number[], hasNought: boolean, leastStep = 0): Scale {
  const known = values.filter((value) => Number.isFinite(value));
  if (hasNought || known.length === 0) known.push(0);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const rough = (most - least || Math.abs(most) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = NICE.find((times) => times * power >= rough)! * power;
  const step = leastStep > 0 ? Math.ceil(nice / leastStep - 1e-9) * leastStep : nice;
  const low = Math.floor(least / step) * step;
  const high = Math.max(low + step, Math.ceil(most / step) * step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  return { low, high, ticks };
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const xOf = (frame: Frame, year: number, years: number): number =>
  frame.left + (years <= 1 ? 0 : year / (years - 1)) * (frame.right - frame.left);

export const yOf = (frame: Frame, { low, high }: Scale, value: number): number =>
  frame.bottom - ((value - low) / (high - low)) * (frame.bottom - frame.top);

const point = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Runs of years without a gap. */
function runs(values: readonly number[]): number[][] {
  const found: number[][] = [];
  values.forEach((value, year) => {
    if (Number.isNaN(value)) return;
    if (found.at(-1)?.at(-1) === year - 1) found.at(-1)!.push(year);
    else found.push([year]);
  });
  return found;
}

/** A gap where a year is not told. */
export const linePath = (frame: Frame, scale: Scale, values: readonly number[]): string =>
  runs(values)
    .map((years) =>
      years
        .map(
          (year, i) =>
            `${i === 0 ? 'M' : 'L'}${point(xOf(frame, year, values.length), yOf(frame, scale, values[year]!))}`,
        )
        .join(''),
    )
    .join('');

export const bandPath = (frame: Frame, scale: Scale, low: readonly number[], high: readonly number[]): string =>
  runs(low)
    .map((years) => {
      const along = (values: readonly number[], order: readonly number[]): string[] =>
        order.map((year) => point(xOf(frame, year, low.length), yOf(frame, scale, values[year]!)));
      return `M${[...along(high, years), ...along(low, years.toReversed())].join('L')}Z`;
    })
    .join('');
