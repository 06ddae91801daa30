/** What `simulate` prints for people. */
import { basename } from 'node:path';
import { BAR_KEY, shownOf, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import type { PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import type { CityResult } from '../simulation/replicates/results.ts';
import { restsOn } from '../simulation/replicates/samples.ts';

export const METHOD = 'microsimulation of residents, families, school, work, spending and aid, paired by keyed draws';

interface Told {
  readonly pair: PairOfRuns;
  readonly replicates: number;
  readonly snapshotId: string;
  readonly spread: number;
}

export function linesOf(asked: Told, city: readonly CityResult[], file: string): string[] {
  const { pair, replicates, snapshotId, spread } = asked;
  const rests = restsOn(replicates);
  const last = city.at(-1)!.date;
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(48) : cell.padStart(i < 3 ? 10 : 26))).join(' ');
  const find = (indicator: string, variant: string, uncertainty: string): CityResult['band'] | undefined =>
    city.find(
      (each) =>
        each.date === last &&
        each.indicator === indicator &&
        each.variant === variant &&
        each.uncertainty === uncertainty,
    )?.band;
  const median = (band: CityResult['band'] | undefined, decimals: number): string =>
    band === undefined ? NOT_TOLD : band.median.toFixed(decimals);
  const span = (band: CityResult['band'] | undefined, decimals: number): string =>
    band === undefined
      ? NOT_TOLD
      : `${signed(band.median, decimals)} (${signed(band.low80, decimals)} … ${signed(band.high80, decimals)})`;
  return [
    `Snapshot ${snapshotId}: ${METHOD}. "${pair.scenario.name.en}" against "${pair.baseline.name.en}",`,
    `${replicates} replicates, seed ${pair.seed}. Bands of chance alone rest on ${rests.chance} pairs of replicates with the same parameters,`,
    `those of parameters alone on ${rests.parameters} draws of them.`,
    ...(spread === 0
      ? []
      : [`${spread} residents without a known kelurahan, sex or age have one drawn like the others.`]),
    '',
    `The city on ${last}: medians, and the difference with its band of 80 %`,
    row(['', 'baseline', 'scenario', 'difference', 'of chance alone', 'of parameters alone']),
    ...SIMULATED_INDICATORS.filter(({ key }) => !key.startsWith(BAR_KEY)).map((indicator) => {
      const { key, name } = indicator;
      const decimals = shownOf(indicator).decimals ?? 0;
      return row([
        name.en,
        median(find(key, 'baseline', 'together'), decimals),
        median(find(key, 'scenario', 'together'), decimals),
        ...['together', 'chance', 'parameters'].map((each) => span(find(key, 'difference', each), decimals)),
      ]);
    }),
    '',
    `Kelurahan, years, ages by sex and bands of 50, 80 and 95 % are in ${file}, who moves from where to where`,
    `in periods of five years in ${basename(file).replace('results', 'moves')} beside it. Both are readable by their owner only: they hold small numbers of residents,`,
    'which are for work inside the office and not for publication.',
  ];
}

/** Of too few replicates to tell. */
const NOT_TOLD = '–';

const signed = (value: number, decimals: number): string => {
  const text = (value + 0).toFixed(decimals);
  if (Number(text) === 0) return (0).toFixed(decimals);
  return value > 0 ? `+${text}` : text;
};
