/** Measures of poverty and uses of money as they are told: rounded so that no few persons show in them. */
import type { Answer } from '../../assistance/what-if/ask.ts';
import type { Intervals } from '../../assistance/what-if/bootstrap.ts';
import type { Interval } from '../../assistance/what-if/intervals.ts';
import type { WelfareMeasures } from '../../assistance/what-if/poverty.ts';
import { rounded, type Ruler } from './ruler.ts';
import type { ToldAnswer, ToldMeasure, ToldUse, ToldWelfare } from './told.ts';

export function tellWelfare({ result }: Answer, intervals: Intervals | undefined, step: number): ToldWelfare | null {
  const { before, after } = result;
  if (before === undefined || after === undefined) return null;
  const interval = (of: Interval | undefined): Interval | null =>
    of === undefined ? null : { low: rounded(of.low, step), high: rounded(of.high, step) };
  const measure = (key: keyof WelfareMeasures): ToldMeasure => {
    const [was, is] = [rounded(before[key], step), rounded(after[key], step)];
    return {
      before: was,
      after: is,
      // What stands beside each other adds up.
      change: rounded(is - was, step),
      beforeInterval: interval(intervals?.welfare?.before[key]),
      afterInterval: interval(intervals?.welfare?.after[key]),
      changeInterval: interval(intervals?.welfare?.change[key]),
    };
  };
  return {
    headcountShare: measure('headcountShare'),
    gapShare: measure('gapShare'),
    severityShare: measure('severityShare'),
    gini: measure('gini'),
  };
}

export function tellMoney(
  { best, bestNow, needed }: Answer,
  ruler: Ruler,
  step: number,
): Pick<ToldAnswer, 'best' | 'bestNow' | 'needed'> {
  const use = (families: number, cost: number, gapShare: number): ToldUse => ({
    families: ruler.count(families),
    costRupiahPerYear: ruler.cost(cost),
    gapShare: rounded(gapShare, step),
  });
  return {
    best: best ? use(best.recipients, best.costRupiahPerYear, best.gapShareAfter) : null,
    bestNow: bestNow ? use(bestNow.recipients, bestNow.costRupiahPerYear, bestNow.gapShareAfter) : null,
    needed:
      needed === undefined
        ? null
        : needed.kind === 'enough'
          ? { kind: 'enough', ...use(needed.recipients, needed.costRupiahPerYear, needed.gapShareAfter) }
          : {
              kind: 'out-of-reach',
              families: null,
              costRupiahPerYear: null,
              gapShare: rounded(needed.lowestGapShare, step),
            },
  };
}
