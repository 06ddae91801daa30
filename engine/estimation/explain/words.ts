/** Contributions in plain Indonesian: what raised and what lowered the vulnerability of a household, the largest first. */
import { contextOf, CONTEXT_MARK } from '../features/context.ts';
import { isMissing, type Feature, type FeatureTable } from '../features/feature-table.ts';
import type { Transformation } from '../survey/model-shape.ts';

export interface RaisedAndLowered {
  /** Facts that make the household seem poorer. */
  readonly raised: string;
  readonly lowered: string;
}

/** @param values [feature] what each fact adds to the predicted welfare */
export type FeatureWords = (row: number, values: ArrayLike<number>) => RaisedAndLowered;

const MOST_NAMED = 3;
const number = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 });

/** @param names what facts are called, by heading */
export function featureWords(
  table: FeatureTable,
  names: ReadonlyMap<string, string>,
  transformation: Transformation,
): FeatureWords {
  return (row, values) => {
    const all = table.features.map((feature, i) => ({ feature, value: values[i] ?? 0 }));
    const told = (list: typeof all): string =>
      list
        .slice(0, MOST_NAMED)
        .map(({ feature, value }) => `${factWords(feature, row, names)} (${effectWords(value, transformation)})`)
        .join('; ');
    const notable = all.filter(({ value }) => Math.abs(value) >= leastNotable(transformation));
    return {
      raised: told(notable.filter(({ value }) => value < 0).sort((a, b) => a.value - b.value)),
      lowered: told(notable.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value)),
    };
  };
}

const isRelative = (transformation: Transformation): boolean => transformation === 'log' || transformation === 'log1p';
const leastNotable = (transformation: Transformation): number => (isRelative(transformation) ? 0.005 : 1e-9);

/** "−12 %": how much lower the estimate is for it. */
function effectWords(value: number, transformation: Transformation): string {
  const sign = value < 0 ? '−' : '+';
  if (isRelative(transformation)) return `${sign}${percent.format(Math.abs(Math.expm1(value)) * 100)} %`;
  return `${sign}${number.format(Math.abs(value))}`;
}

function factWords(feature: Feature, row: number, names: ReadonlyMap<string, string>): string {
  const own = contextOf(feature.name);
  if (own === undefined) return `${names.get(feature.name) ?? feature.name} ${valueWords(feature, row)}`;
  const name = names.get(own) ?? own;
  const what = feature.name.slice(feature.name.lastIndexOf(CONTEXT_MARK) + 1);
  if (isMissing(feature, row)) return `${name} di lingkungannya tidak diketahui`;
  if (what === 'mean') return `rata-rata ${name} di lingkungannya ${valueWords(feature, row)}`;
  if (what === 'spread') return `perbedaan ${name} di lingkungannya ${valueWords(feature, row)}`;
  const share = feature.kind === 'number' ? percent.format(feature.values[row]! * 100) : '';
  return `${share} % di lingkungannya dengan ${name} ${what}`;
}

function valueWords(feature: Feature, row: number): string {
  if (isMissing(feature, row)) return 'tidak diketahui';
  return feature.kind === 'number' ? number.format(feature.values[row]!) : feature.levels[feature.codes[row]!]!;
}
