/** The table of moves as lines of text: who comes from where and goes where, in each period, of luck and rates together. */
import { QUANTILES, quantile, VARIANTS } from './bands.ts';
import { periodSpans } from './moves-between.ts';
import { moveSampler } from './move-samples.ts';
import type { ResultShape } from './results.ts';

/** Beside the codes of the kelurahan. */
export const OUTSIDE = 'outside';
export const ALL = 'all';

/**
 * from,to,first,last,variant,median,low50,… with persons of the whole period, whose first and last year are given by the days on
 * which they end.
 */
export function* moveLines(replicates: readonly Float32Array[], { areaCodes, dates }: ResultShape): Generator<string> {
  yield ['from,to,first,last,variant', ...QUANTILES.map(({ key }) => key)].join(',');
  const kelurahan = areaCodes.slice(0, -1);
  const years = dates.length - 1;
  const places = [...kelurahan, OUTSIDE, ALL];
  const sample = moveSampler(replicates, { years, areaCodes: kelurahan });
  for (const [period, { first, last }] of periodSpans(years).entries())
    for (let from = 0; from < places.length; from++)
      for (let to = 0; to < places.length; to++) {
        if (from === to) continue;
        for (const [variant, name] of VARIANTS.entries()) {
          const sorted = sample({ variant, period, from, to });
          const told = QUANTILES.map(({ share }) => (Math.round(quantile(sorted, share) * 10) / 10 + 0).toFixed(1));
          yield [places[from], places[to], dates[first], dates[last], name, ...told].join(',');
        }
      }
}
