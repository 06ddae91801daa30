import { resolve } from 'node:path';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import { openNewestPopulation } from '../newest-population.ts';
import { ageGroupName, SEXES, SINGLE_YEARS } from '../simulation/demography/ages.ts';
import { CENTRAL } from '../simulation/demography/levels.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { projectCity, type ProjectedYear } from '../simulation/projection/project-city.ts';
import { startCounts } from '../simulation/projection/start-counts.ts';
import { summaryOf, type CityYear } from '../simulation/projection/summary.ts';
import { datesOf } from '../simulation/runs/pair-of.ts';
import { wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

const DEFAULT_YEARS = 25;
const MOST_YEARS = 100;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress, options } = context;
  const years = wholeOption(context, 'years', 1, MOST_YEARS) ?? DEFAULT_YEARS;
  progress.stage('Membuka snapshot');
  const { snapshotId, snapshot, population, geography } = await openNewestPopulation(config);
  const { codes, names } = geography.levels.kelurahan;
  const { counts, spread } = startCounts(population, codes.length);
  progress.stage('Memproyeksikan', years, 'tahun');
  const projected = projectCity(loadDemography(config.modelsFolder), counts, population.referenceDay, years, CENTRAL);
  const dates = datesOf({ startDay: population.referenceDay, years });
  const out = typeof options['out'] === 'string' ? resolve(options['out']) : undefined;
  if (out !== undefined) writeFileAtomic(out, csvOf(projected, dates, codes), FOR_OWNER);
  const summary = summaryOf(projected, dates, { codes, names });
  const about = {
    snapshotId,
    isSample: snapshot.isSample,
    method: 'cohort-component, expected numbers',
    years,
    spread,
  };
  return {
    lines: [...linesOf(summary.city, snapshotId, spread), ...(out === undefined ? [] : ['', ...fileLines(out)])],
    json: { ...about, ...(out === undefined ? {} : { file: out }), ...summary },
  };
}

function csvOf(projected: readonly ProjectedYear[], dates: readonly string[], codes: readonly string[]): string {
  const { count } = SINGLE_YEARS;
  const lines = ['date,kelurahan,sex,age,persons'];
  projected.forEach(({ counts }, year) =>
    counts.persons.forEach((persons, cell) => {
      const code = codes[Math.floor(cell / (2 * count))]!;
      const sex = SEXES[Math.floor(cell / count) % 2]!;
      lines.push(`${dates[year]!},${code},${sex},${ageGroupName(SINGLE_YEARS, cell % count)},${persons.toFixed(3)}`);
    }),
  );
  return `${lines.join('\n')}\n`;
}

const fileLines = (out: string): string[] => [
  `Written to ${out}, readable by its owner only:`,
  'its first year holds numbers of residents under 10, which are for work inside the office and not for publication.',
];

function linesOf(city: readonly CityYear[], snapshotId: string, spread: number): string[] {
  const whole = (value: number | null): string => (value === null ? '–' : Math.round(value).toString());
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(9))).join(' ');
  return [
    `Snapshot ${snapshotId}, carried on by cohort-component: expected numbers, no chance in them.`,
    ...(spread === 0 ? [] : [`${spread} residents without a known kelurahan, sex or age are spread like the others.`]),
    '',
    row(['', 'residents', '0-14', '15-64', '65+', 'births', 'deaths', 'arrivals', 'leaving', 'e0', 'TFR']),
    ...city.map((year) =>
      row([
        year.date,
        ...[year.residents, year.age0to14, year.age15to64, year.age65up].map(whole),
        ...[year.births, year.deaths, year.arrivals, year.departures].map(whole),
        year.levels === null ? '–' : bothSexes(year.levels).toFixed(2),
        year.levels === null ? '–' : year.levels.totalFertility.toFixed(3),
      ]),
    ),
  ];
}

const bothSexes = ({ lifeExpectancyYears: [male, female], maleBirthShare }: NonNullable<CityYear['levels']>): number =>
  male * maleBirthShare + female * (1 - maleBirthShare);

export const projectCommand: Command = {
  name: 'project',
  summary: 'Carries the residents of the newest snapshot on by cohort-component: by kelurahan, sex, age and year',
  operands: [],
  options: [
    { name: 'years', value: 'N', help: `How many years, 1 to ${MOST_YEARS} (default ${DEFAULT_YEARS})` },
    { name: 'out', value: 'FILE', help: 'Where to write date,kelurahan,sex,age,persons; an existing file is replaced' },
  ],
  details: [
    'Rates: models/demography (npm run twin -- rates tells how well they fit the tables they come from). The file holds small',
    'numbers of residents: it is for work inside the office.',
  ],
  run,
};
