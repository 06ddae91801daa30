/**
 * All residents of Indonesia one by one with families, school, work, spending, aid and health over 25 years. Levels of births
 * and deaths are the UN's for the country; households are invented as other benches invent them, by provinces: a bench of
 * size and speed, no forecast.
 */
import { projectPath } from '../../kernel/files.ts';
import { loadDemography } from '../../simulation/demography/parameters.ts';
import { AT, cityAccount, workersOf, type LifeAccount } from '../../simulation/livelihood/account.ts';
import { SEEKING, WORKING } from '../../simulation/livelihood/columns.ts';
import { nationalLevels, requireTables } from './indonesia.bench.ts';
import { PROVINCE_MILLIONS } from './provinces.ts';
import { sum, type FullSums } from './full-shard.ts';
import { simulateFullShards } from './full-shards.ts';

export interface FullCountryResult {
  readonly residents: number;
  readonly households: { readonly start: number; readonly end: number };
  readonly shards: number;
  readonly years: number;
  readonly threads: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mostMemoryGiB: number;
  readonly residentsAtEnd: number;
  readonly births: number;
  readonly deaths: number;
  readonly marriages: number;
  readonly movesBetweenProvinces: number;
  /** Share of residents who are poor, and of the labour force who seek work; at the start and the end. */
  readonly poor: readonly [number, number];
  readonly unemployed: readonly [number, number];
  /** Relative, against cohort-component with the same rates. */
  readonly totalDeviation: number;
}

const YEARS = 25;
const FIRST_MOMENT = 2026;
/** As many as a city has: what a shard touches in a year stays near the processor. */
const SHARD_RESIDENTS = 200_000;

/** @param residents in all, 284 million for the country, made up to whole parts */
export async function fullIndonesiaBench(residents: number, threads: number): Promise<FullCountryResult> {
  const folder = requireTables();
  const shards = Math.ceil(residents / SHARD_RESIDENTS);
  const parameters = nationalLevels(loadDemography(projectPath('models')), folder, SHARD_RESIDENTS);
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const sums = await simulateFullShards(
    {
      ...{ residents: SHARD_RESIDENTS, shards, years: YEARS, firstMoment: FIRST_MOMENT, seed: 3577 },
      ...{ upTo: provincesUpTo(), parameters },
    },
    threads,
    (done) => done % 50 === 0 && process.stderr.write(`${done} of ${shards} parts\n`),
  );
  const used = process.cpuUsage(cpu);
  const over = (name: 'births' | 'deaths' | 'moves' | 'arrivals' | 'departures'): number =>
    sums.years.reduce((total, { flows }) => total + sum(flows[name]), 0);
  const residentsAtEnd = sum(sums.years.at(-1)!.end);
  const reconciled = sums.start + over('births') - over('deaths') + over('arrivals') - over('departures');
  if (reconciled !== residentsAtEnd)
    throw new Error(`${residentsAtEnd} residents at the end, ${reconciled} by events.`);
  return {
    ...{ residents: sums.start, households: sums.households, shards, years: YEARS, threads, residentsAtEnd },
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    mostMemoryGiB: process.resourceUsage().maxRSS / 2 ** 20,
    births: over('births'),
    deaths: over('deaths'),
    marriages: sums.families.reduce((total, { marriages }) => total + sum(marriages), 0),
    movesBetweenProvinces: over('moves'),
    poor: both(sums, (life) => life.homes[AT.poor]! / life.homes[AT.persons]!),
    unemployed: both(sums, unemployedOf),
    totalDeviation: residentsAtEnd / sums.expected - 1,
  };
}

export function provincesUpTo(): Float64Array {
  const millions = PROVINCE_MILLIONS.map(([, each]) => each);
  const whole = millions.reduce((total, each) => total + each, 0);
  let before = 0;
  // The last one takes what rounding leaves.
  return Float64Array.from(millions, (each, i) => (i === millions.length - 1 ? 1 : (before += each / whole)));
}

const both = ({ lives }: FullSums, of: (country: LifeAccount) => number): [number, number] => [
  of(cityAccount(lives[0])),
  of(cityAccount(lives[1])),
];

const unemployedOf = (life: LifeAccount): number => {
  const seeking = workersOf(life, 0, SEEKING);
  return seeking / (seeking + workersOf(life, 0, WORKING));
};

export function fullIndonesiaLines(result: FullCountryResult): string {
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const { households, poor, unemployed } = result;
  return [
    `Full model of ${whole(result.residents)} residents in ${PROVINCE_MILLIONS.length} provinces, ${result.years} years, ${result.shards} parts on ${result.threads} threads`,
    `  ${result.seconds.toFixed(0)} s, ${result.cpuSeconds.toFixed(0)} CPU-s, at most ${result.mostMemoryGiB.toFixed(1)} GiB; ` +
      `${((result.cpuSeconds * 1e9) / result.residents / result.years).toFixed(0)} ns of processor a person and year`,
    `  ${whole(result.births)} births, ${whole(result.deaths)} deaths, ${whole(result.marriages)} weddings, ${whole(result.movesBetweenProvinces)} moves between provinces`,
    `  ${whole(result.residentsAtEnd)} residents at the end, to the person what events make of the start; against cohort-component ${(result.totalDeviation * 100).toFixed(4)} %`,
    `  ${whole(households.start)} households at the start and ${whole(households.end)} at the end; poor ${percent(poor[0])} and ${percent(poor[1])}, seeking work ${percent(unemployed[0])} and ${percent(unemployed[1])}`,
  ].join('\n');
}
