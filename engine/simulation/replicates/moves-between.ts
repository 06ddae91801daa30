/** Who moves from which kelurahan to which: a mean of the years of a run, as a year alone has hardly anybody between two. */
import type { StepFlows } from '../cohort-component/shapes.ts';
import { QUANTILES, quantile, VARIANTS } from './bands.ts';
import { SIDES } from './sides.ts';

/** Values of one side: [from × to] */
export const movesOfSide = (regions: number): number => regions * regions;

/** @param into [from × to] persons a year */
export function measureMoves(years: readonly { readonly flows: StepFlows }[], into: Float32Array): void {
  const persons = new Float64Array(into.length);
  for (const { flows } of years)
    for (let pair = 0; pair < persons.length; pair++)
      persons[pair]! += (flows.moves[pair * 2]! + flows.moves[pair * 2 + 1]!) / years.length;
  into.set(persons);
}

/**
 * from,to,variant,median,low50,high50,… of luck and rates together.
 *
 * @param replicates as sides.ts lays them out, moves last
 * @param codes      of the kelurahan
 */
export function movesCsv(replicates: readonly Float32Array[], codes: readonly string[]): string {
  const size = movesOfSide(codes.length);
  const first = replicates[0]!.length - SIDES.length * size;
  const lines = [['from,to,variant', ...QUANTILES.map(({ key }) => key)].join(',')];
  codes.forEach((from, i) =>
    codes.forEach((to, j) => {
      if (i === j) return;
      const at = (values: Float32Array, side: number): number => values[first + side * size + i * codes.length + j]!;
      VARIANTS.forEach((variant, which) => {
        const sorted = Float64Array.from(replicates, (values) =>
          which < SIDES.length ? at(values, which) : at(values, 1) - at(values, 0),
        ).sort();
        const told = QUANTILES.map(({ share }) => (Math.round(quantile(sorted, share) * 100) / 100 + 0).toFixed(2));
        lines.push([from, to, variant, ...told].join(','));
      });
    }),
  );
  return `${lines.join('\n')}\n`;
}
