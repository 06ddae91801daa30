/**
 * How much less a difference varies between a scenario and its baseline when both meet the same luck than when each has its own:
 * the full model, luck alone, rates as they are expected. No bench of speed.
 */
import { runFullSides, partingOf } from '../simulation/replicates/full-sides.ts';
import { SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import { layoutOf, SIDES } from '../simulation/replicates/sides.ts';
import { centralSides, pairOf, scenario } from './pairs.bench.ts';

/** What a toy of persons with keyed draws reached, and is asked of residents here. */
const LEVERS = [
  { name: 'fertility −10 %', lever: 'fertility', value: 0.9, asked: 16 },
  { name: 'fertility −1 %', lever: 'fertility', value: 0.99, asked: 179 },
  { name: 'mortality −2 %', lever: 'mortality', value: 0.98, asked: 60 },
] as const;

/** Of the city at the end. */
const INDICATORS = ['residents', 'households', 'working', 'poor'] as const;

export interface VarianceResult {
  readonly residents: number;
  readonly pairs: number;
  readonly years: number;
  readonly levers: readonly {
    readonly name: string;
    /** Of residents. */
    readonly asked: number;
    /** [indicator] variance of an unpaired difference over that of a paired one. */
    readonly ratios: Readonly<Record<(typeof INDICATORS)[number], number>>;
  }[];
}

/** @param pairs of a lever; a variance of so many is off by about √(2/pairs) of itself */
export function varianceBench(residents: number, pairs: number): VarianceResult {
  const pair = pairOf(residents);
  const layout = layoutOf(pair);
  const city = (pair.years * layout.areas + layout.areas - 1) * SIMULATED_INDICATORS.length;
  const places = INDICATORS.map((key) => city + indicatorAt(key));
  const levers = LEVERS.map(({ name, asked, ...moved }) => {
    const sides = centralSides({ ...pair, scenario: scenario(name, moved) }, pair.full!);
    const parting = partingOf(sides);
    const ends = Array.from({ length: pairs }, (_, seed) => {
      const found = SIDES.map(() => new Float32Array(layout.side));
      runFullSides({ ...sides, seed: BigInt(seed + 1) }, found, parting);
      return found.map((side) => places.map((place) => side[place]!));
    });
    const ratio = (i: number): number => {
      const [before, after] = [0, 1].map((side) => ends.map((end) => end[side]![i]!));
      return unpairedOverPaired(before!, after!);
    };
    const ratios = Object.fromEntries(INDICATORS.map((key, i) => [key, ratio(i)])) as Record<
      (typeof INDICATORS)[number],
      number
    >;
    return { name, asked, ratios };
  });
  return { residents, pairs, years: pair.years, levers };
}

/** @param before, after [pair] what each side of it ends with */
export const unpairedOverPaired = (before: readonly number[], after: readonly number[]): number =>
  (variance(before) + variance(after)) / variance(after.map((value, k) => value - before[k]!));

function indicatorAt(key: string): number {
  const at = SIMULATED_INDICATORS.findIndex((each) => each.key === key);
  if (at < 0) throw new Error(`There is no indicator ${key}.`);
  return at;
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

export const varianceLines = ({ residents, pairs, years, levers }: VarianceResult): string =>
  [
    `Variance of an unpaired difference over that of a paired one, full model, ${residents.toLocaleString('en')} residents, ${years} years, ${pairs} pairs`,
    ...levers.map(
      ({ name, asked, ratios }) =>
        `  ${name}: ${INDICATORS.map((key) => `${key} ${ratios[key].toFixed(0)} ×`).join(', ')} (asked of residents: ${asked} ×)`,
    ),
  ].join('\n');
