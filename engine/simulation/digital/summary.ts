/** What the replicates of a transition say together: bands by path, month, area and measure, and when aims are reached. */
import { QUANTILES, quantile, type Band } from '../replicates/bands.ts';
import { DIGITAL_MEASURES, type MeasureKey } from './measures.ts';
import type { DigitalParameters } from './parameters.ts';
import { aimsOf, reachedIn } from './success.ts';
import type { ReplicateMeasures, TransitionSetting } from './transition.ts';

export interface AimResult {
  readonly measure: MeasureKey;
  /** Share of replicates in which it is reached and held to the last month. */
  readonly reachedShare: number;
  /** Median month over the replicates in which it is; undefined when in none. */
  readonly month: number | undefined;
}

export interface PathSummary {
  readonly path: string;
  /** [month] of the city. */
  readonly city: readonly Readonly<Record<MeasureKey, Band>>[];
  readonly aims: readonly AimResult[];
}

interface Shape {
  readonly months: number;
  readonly areas: number;
}

const at = ({ areas }: Shape, month: number, area: number, measure: number): number =>
  (month * (areas + 1) + area) * DIGITAL_MEASURES.length + measure;

/** The band of what `valueOf` reads from each replicate; undefined where nobody is there to have a value. */
function bandOver(
  replicates: readonly ReplicateMeasures[],
  valueOf: (each: ReplicateMeasures) => number,
): Band | undefined {
  const values = Float64Array.from(replicates, valueOf).sort();
  // NaN is sorted last.
  if (Number.isNaN(values.at(-1)!)) return undefined;
  return Object.fromEntries(QUANTILES.map(({ key, share }) => [key, quantile(values, share)])) as unknown as Band;
}

export function pathSummary(
  setting: TransitionSetting,
  replicates: readonly ReplicateMeasures[],
  path: number,
  name: string,
): PathSummary {
  const shape = { months: setting.months, areas: setting.residents.areas };
  const city = shape.areas;
  const months = [...Array(shape.months + 1).keys()];
  return {
    path: name,
    city: months.map(
      (month) =>
        Object.fromEntries(
          DIGITAL_MEASURES.map(({ key }, measure) => [
            key,
            bandOver(replicates, (each) => each[path]![at(shape, month, city, measure)]!)!,
          ]),
        ) as Record<MeasureKey, Band>,
    ),
    aims: aimResults(setting.parameters, replicates.length, (replicate, measure) =>
      months.map((month) => replicates[replicate]![path]![at(shape, month, city, measure)]!),
    ),
  };
}

/**
 * @param seriesOf [month] of a measure of the city, in one replicate
 */
export function aimResults(
  parameters: DigitalParameters,
  replicates: number,
  seriesOf: (replicate: number, measure: number) => readonly number[],
): AimResult[] {
  return aimsOf(parameters).map((aim) => {
    const measure = DIGITAL_MEASURES.findIndex(({ key }) => key === aim.measure);
    const reached = Array.from({ length: replicates }, (_, replicate) =>
      reachedIn(seriesOf(replicate, measure), aim),
    ).filter((month) => month !== undefined);
    const month = reached.length === 0 ? undefined : quantile(Float64Array.from(reached).sort(), 0.5);
    return { measure: aim.measure, reachedShare: reached.length / replicates, month };
  });
}

/**
 * path,month,area,measure,variant,median,low50,…: `value` of the path and `difference` to the first path, pair by pair.
 * Empty where an area has nobody to have a share of.
 *
 * @param names     [path]
 * @param areaCodes of the kelurahan, then that of the city
 */
export function transitionCsv(
  setting: TransitionSetting,
  replicates: readonly ReplicateMeasures[],
  names: readonly string[],
  areaCodes: readonly string[],
): string {
  const shape = { months: setting.months, areas: setting.residents.areas };
  const lines = [['path,month,area,measure,variant', ...QUANTILES.map(({ key }) => key)].join(',')];
  for (const [path, name] of names.entries())
    for (let month = 0; month <= shape.months; month++)
      for (const [area, code] of areaCodes.entries())
        for (const [measure, { key, unit }] of DIGITAL_MEASURES.entries()) {
          const cell = at(shape, month, area, measure);
          const decimals = unit === 'share' ? 4 : 1;
          const line = (variant: string, valueOf: (each: ReplicateMeasures) => number): void => {
            const band = bandOver(replicates, valueOf);
            const texts = QUANTILES.map((each) => (band === undefined ? '' : (band[each.key] + 0).toFixed(decimals)));
            lines.push([name, month, code, key, variant, ...texts].join(','));
          };
          line('value', (each) => each[path]![cell]!);
          if (path > 0) line('difference', (each) => each[path]![cell]! - each[0]![cell]!);
        }
  return `${lines.join('\n')}\n`;
}
