import { resolve } from 'node:path';
import { FOR_READERS, writeFileAtomic } from '../kernel/files.ts';
import { backtest, type Backtest } from '../simulation/backtest/backtest.ts';
import { bySchedule, likeEverybody } from '../simulation/backtest/migration-ages.ts';
import { reportOf, type BacktestReport } from '../simulation/backtest/report.ts';
import { ageGroupName, FIVE_YEAR_GROUPS } from '../simulation/demography/ages.ts';
import { loadDemography, rogersCastroOf } from '../simulation/demography/parameters.ts';
import { PERIOD_YEARS } from '../simulation/tables/periods.ts';
import { readUnTables } from '../simulation/tables/un-tables.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

const FIRST_YEAR = 1950;
const LAST_YEAR = 2200;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  const [from, to] = years(context);
  const out = resolve(file(context, 'out'));
  progress.stage('Membaca tabel');
  const tables = readUnTables({
    base: resolve(file(context, 'base')),
    mortality: resolve(file(context, 'mortality')),
    fertility: resolve(file(context, 'fertility')),
    rates: resolve(file(context, 'rates')),
  });
  progress.stage('Memproyeksikan', (to - from) / PERIOD_YEARS, 'periode');
  const profile = rogersCastroOf(loadDemography(config.modelsFolder).migration);
  const result = backtest(tables, from, to, bySchedule(profile));
  const report = reportOf(result, backtest(tables, from, to, likeEverybody));
  writeFileAtomic(out, csvOf(result), FOR_READERS);
  return { lines: linesOf(report, out), json: { file: out, from, to, ...report } };
}

function years(context: CommandContext): [from: number, to: number] {
  const from = wholeOption(context, 'from', FIRST_YEAR, LAST_YEAR);
  const to = wholeOption(context, 'to', FIRST_YEAR, LAST_YEAR);
  if (from === undefined || to === undefined)
    throw usageError('--from or --to is missing.', 'Say the years: --from 2010 --to 2020');
  if (to > from && (to - from) % PERIOD_YEARS === 0) return [from, to];
  throw usageError(
    `From ${from} to ${to} are not whole periods of ${PERIOD_YEARS} years.`,
    `Give a --to that is ${PERIOD_YEARS}, ${2 * PERIOD_YEARS} … years after --from.`,
  );
}

function file({ options }: CommandContext, name: string): string {
  const value = options[name];
  if (typeof value === 'string') return value;
  throw usageError(`--${name} is missing.`, 'npm run twin -- backtest --help tells what each file holds.');
}

/** The shape of the base file; thousandths of a thousand are persons. */
function csvOf({ years: all }: Backtest): string {
  const { count } = FIVE_YEAR_GROUPS;
  const rows = all.flatMap(({ year, personsThousand }) =>
    Array.from(personsThousand, (persons, cell) => {
      const sex = cell < count ? 'M' : 'F';
      return `${year},${sex},${ageGroupName(FIVE_YEAR_GROUPS, cell % count)},${persons.toFixed(3)}`;
    }),
  );
  return ['year,sex,age,pop_thousand', ...rows, ''].join('\n');
}

function linesOf({ years: all, periods, migrationAges, doubts }: BacktestReport, out: string): string[] {
  const number = (value: number, width: number): string => value.toFixed(1).padStart(width);
  return [
    'Thousands        men      women      total',
    ...all.map(
      ({ year, male, female, total }) => `${year} ${number(male, 14)} ${number(female, 10)} ${number(total, 10)}`,
    ),
    '',
    'Thousands       births    deaths  migration   e0 men  e0 women',
    ...periods.map(
      ({ fromYear, toYear, birthsThousand, deathsThousand, netMigrationThousand, lifeExpectancyYears }) =>
        `${fromYear}-${toYear} ${number(birthsThousand, 12)} ${number(deathsThousand, 9)} ${number(netMigrationThousand, 10)} ${lifeExpectancyYears.map((years) => years.toFixed(2).padStart(8)).join('  ')}`,
    ),
    '',
    'Ages of migrants are not in the files: they are those of models/demography/migration.yaml. Had migrants been of all ages',
    `alike, no group under 80 would differ by more than ${(migrationAges.largestShare * 100).toFixed(2)} % in the last year (${migrationAges.sex}, ${migrationAges.age}).`,
    ...doubts.map((doubt) => `Doubt: ${doubt}`),
    '',
    `Written to ${out}.`,
  ];
}

export const backtestCommand: Command = {
  name: 'backtest',
  summary: "Projects a national population with the UN's own rates, to compare with the UN's own results",
  operands: [],
  options: [
    { name: 'base', value: 'FILE', help: 'Population: year, sex (M, F), age (0-4 … 100+), pop_thousand' },
    { name: 'mortality', value: 'FILE', help: 'Death rates: period (2010-2015), sex, age_start (0, 1, 5 … 100), mx' },
    {
      name: 'fertility',
      value: 'FILE',
      help: 'Births: period, age (15-19 … 45-49), pasfr_percent, tfr (or in the rates)',
    },
    {
      name: 'rates',
      value: 'FILE',
      help: 'period, e0_male, e0_female, sex_ratio_at_birth, net_migration_thousand_5y; or year, …, net_migration_thousand',
    },
    { name: 'from', value: 'YEAR', help: 'Year of the base population to start from (1 July)' },
    { name: 'to', value: 'YEAR', help: 'Last year; whole periods of five years later' },
    { name: 'out', value: 'FILE', help: 'Where to write year,sex,age,pop_thousand for every five years; replaced' },
  ],
  run,
};
