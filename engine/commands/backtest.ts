import { resolve } from 'node:path';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { FOR_READERS, writeFileAtomic } from '../kernel/files.ts';
import { backtest, type Backtest } from '../simulation/backtest/backtest.ts';
import { bySchedule, likeEverybody } from '../simulation/backtest/migration-ages.ts';
import { reportOf, type BacktestReport } from '../simulation/backtest/report.ts';
import { ageGroupName, FIVE_YEAR_GROUPS } from '../simulation/demography/ages.ts';
import { loadDemography, rogersCastroOf } from '../simulation/demography/parameters.ts';
import { PERIOD_YEARS } from '../simulation/tables/periods.ts';
import { readUnTables } from '../simulation/tables/un-tables.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { decimalText, say } from './words.ts';

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
  return { lines: linesOf(report, out, languageOf(context)), json: { file: out, from, to, ...report } };
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

function linesOf(
  { years: all, periods, migrationAges, doubts }: BacktestReport,
  out: string,
  language: Language,
): string[] {
  const number = (value: number, width: number): string => decimalText(value, 1, language).padStart(width);
  const { largestShare, sex, age } = migrationAges;
  return [
    YEARS[language],
    ...all.map(
      ({ year, male, female, total }) => `${year} ${number(male, 14)} ${number(female, 10)} ${number(total, 10)}`,
    ),
    '',
    PERIODS[language],
    ...periods.map(
      ({ fromYear, toYear, birthsThousand, deathsThousand, netMigrationThousand, lifeExpectancyYears }) =>
        `${fromYear}-${toYear} ${number(birthsThousand, 12)} ${number(deathsThousand, 9)} ${number(netMigrationThousand, 10)} ${lifeExpectancyYears.map((years) => decimalText(years, 2, language).padStart(8)).join('  ')}`,
    ),
    '',
    ...MIGRANTS.map((line) =>
      say(line, language, decimalText(largestShare * 100, 2, language), SEX_NAMES[sex]?.[language] ?? sex, age),
    ),
    ...doubts.map(({ [language]: doubt }) => say(DOUBT, language, doubt)),
    '',
    say(WRITTEN, language, out),
  ];
}

const YEARS: Bilingual = {
  id: 'Ribuan      laki-laki  perempuan     jumlah',
  en: 'Thousands        men      women      total',
};
const PERIODS: Bilingual = {
  id: 'Ribuan           lahir      mati    migrasi     e0 L      e0 P',
  en: 'Thousands       births    deaths  migration   e0 men  e0 women',
};
const MIGRANTS: readonly Bilingual[] = [
  {
    id: 'Umur migran tidak ada di berkas: dipakai dari models/demography/migration.yaml. Seandainya migran tersebar di semua umur,',
    en: 'Ages of migrants are not in the files: they are those of models/demography/migration.yaml. Had migrants been of all ages',
  },
  {
    id: 'tidak ada kelompok di bawah 80 tahun yang berbeda lebih dari {} % pada tahun terakhir ({}, {}).',
    en: 'alike, no group under 80 would differ by more than {} % in the last year ({}, {}).',
  },
];
const SEX_NAMES: Readonly<Record<string, Bilingual>> = {
  male: { id: 'laki-laki', en: 'male' },
  female: { id: 'perempuan', en: 'female' },
};
const DOUBT: Bilingual = { id: 'Keraguan: {}', en: 'Doubt: {}' };
const WRITTEN: Bilingual = { id: 'Ditulis ke {}.', en: 'Written to {}.' };

export const backtestCommand: Command = {
  name: 'backtest',
  summary: {
    id: 'Memproyeksikan penduduk nasional dengan angka laju PBB, untuk dibandingkan dengan hasil PBB sendiri',
    en: "Projects a national population with the UN's own rates, to compare with the UN's own results",
  },
  operands: [],
  options: [
    {
      name: 'base',
      value: 'FILE',
      help: {
        id: 'Penduduk: year, sex (M, F), age (0-4 … 100+), pop_thousand',
        en: 'Population: year, sex (M, F), age (0-4 … 100+), pop_thousand',
      },
    },
    {
      name: 'mortality',
      value: 'FILE',
      help: {
        id: 'Laju kematian: period (2010-2015), sex, age_start (0, 1, 5 … 100), mx',
        en: 'Death rates: period (2010-2015), sex, age_start (0, 1, 5 … 100), mx',
      },
    },
    {
      name: 'fertility',
      value: 'FILE',
      help: {
        id: 'Kelahiran: period, age (15-19 … 45-49), pasfr_percent, tfr (atau di berkas rates)',
        en: 'Births: period, age (15-19 … 45-49), pasfr_percent, tfr (or in the rates)',
      },
    },
    {
      name: 'rates',
      value: 'FILE',
      help: {
        id: 'period, e0_male, e0_female, sex_ratio_at_birth, net_migration_thousand_5y; atau year, …, net_migration_thousand',
        en: 'period, e0_male, e0_female, sex_ratio_at_birth, net_migration_thousand_5y; or year, …, net_migration_thousand',
      },
    },
    {
      name: 'from',
      value: 'YEAR',
      help: { id: 'Tahun penduduk awal (1 Juli)', en: 'Year of the base population to start from (1 July)' },
    },
    {
      name: 'to',
      value: 'YEAR',
      help: {
        id: 'Tahun terakhir; sesudahnya kelipatan utuh lima tahun',
        en: 'Last year; whole periods of five years later',
      },
    },
    {
      name: 'out',
      value: 'FILE',
      help: {
        id: 'Ke mana year,sex,age,pop_thousand ditulis untuk setiap lima tahun; berkas yang ada diganti',
        en: 'Where to write year,sex,age,pop_thousand for every five years; replaced',
      },
    },
  ],
  run,
};
