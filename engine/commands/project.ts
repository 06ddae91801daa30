import { resolve } from 'node:path';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { openNewestPopulation } from '../newest-population.ts';
import { ageGroupName, SEXES, SINGLE_YEARS } from '../simulation/demography/ages.ts';
import { CENTRAL } from '../simulation/demography/levels.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { projectCity, type ProjectedYear } from '../simulation/projection/project-city.ts';
import { startCounts } from '../simulation/projection/start-counts.ts';
import { summaryOf, type CityYear } from '../simulation/projection/summary.ts';
import { datesOf } from '../simulation/runs/pair-of.ts';
import { arrivalsNote } from './arrivals-note.ts';
import { wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { groundNow, originRows, withOriginBelow, type OriginRow } from './simulate-origin.ts';
import { decimalText, say } from './words.ts';

const DEFAULT_YEARS = 25;
const MOST_YEARS = 100;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress, options } = context;
  const language = languageOf(context);
  const years = wholeOption(context, 'years', 1, MOST_YEARS) ?? DEFAULT_YEARS;
  progress.stage('Membuka snapshot');
  const { snapshotId, snapshot, population, geography } = await openNewestPopulation(config);
  const { codes, names } = geography.levels.kelurahan;
  const { counts, spread } = startCounts(population, codes.length);
  progress.stage('Memproyeksikan', years, 'tahun');
  const parameters = loadDemography(config.modelsFolder);
  const projected = projectCity(parameters, counts, population.referenceDay, years, CENTRAL);
  const dates = datesOf({ startDay: population.referenceDay, years });
  const out = typeof options['out'] === 'string' ? resolve(options['out']) : undefined;
  const about = {
    snapshotId,
    isSample: snapshot.isSample,
    method: 'cohort-component, expected numbers',
    ...groundNow(config),
    years,
    spread,
  };
  const origin: OriginRow[] = [
    ...originRows({ ...about, numbers: 'Expected numbers', countedOn: dates[0]! }, 'spread over'),
    ['Years', String(years)],
    ['Chance', 'none: nothing is drawn, no seed'],
  ];
  if (out !== undefined) writeFileAtomic(out, withOriginBelow(csvOf(projected, dates, codes), origin), FOR_OWNER);
  const residents = counts.persons.reduce((sum, each) => sum + each, 0);
  const summary = summaryOf(projected, dates, { codes, names });
  return {
    lines: [
      ...linesOf(summary.city, snapshotId, spread, arrivalsNote(parameters, residents, language), language),
      ...(out === undefined ? [] : ['', ...fileLines(out, language)]),
    ],
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

const fileLines = (out: string, language: Language): string[] => FILE.map((line) => say(line, language, out));

const FILE: readonly Bilingual[] = [
  { id: 'Ditulis ke {}, hanya dapat dibaca pemiliknya:', en: 'Written to {}, readable by its owner only:' },
  {
    id: 'tahun pertamanya memuat jumlah warga di bawah 10, untuk kerja di dalam kantor dan bukan untuk diterbitkan.',
    en: 'its first year holds numbers of residents under 10, which are for work inside the office and not for publication.',
  },
];
const HEADING: Bilingual = {
  id: 'Snapshot {}, diteruskan dengan komponen kohor: jumlah harapan, tanpa undian.',
  en: 'Snapshot {}, carried on by cohort-component: expected numbers, no chance in them.',
};
const SPREAD: Bilingual = {
  id: '{} warga yang kelurahan, jenis kelamin, atau umurnya tidak diketahui disebar seperti yang lain.',
  en: '{} residents without a known kelurahan, sex or age are spread like the others.',
};
const COLUMNS: Readonly<Record<Language, readonly string[]>> = {
  id: ['', 'warga', '0-14', '15-64', '65+', 'lahir', 'mati', 'datang', 'pindah', 'e0', 'TFR'],
  en: ['', 'residents', '0-14', '15-64', '65+', 'births', 'deaths', 'arrivals', 'leaving', 'e0', 'TFR'],
};

function linesOf(
  city: readonly CityYear[],
  snapshotId: string,
  spread: number,
  notes: readonly string[],
  language: Language,
): string[] {
  const whole = (value: number | null): string => (value === null ? '–' : Math.round(value).toString());
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(9))).join(' ');
  return [
    say(HEADING, language, snapshotId),
    ...(spread === 0 ? [] : [say(SPREAD, language, spread)]),
    ...notes,
    '',
    row(COLUMNS[language]),
    ...city.map((year) =>
      row([
        year.date,
        ...[year.residents, year.age0to14, year.age15to64, year.age65up].map(whole),
        ...[year.births, year.deaths, year.arrivals, year.departures].map(whole),
        year.levels === null ? '–' : decimalText(bothSexes(year.levels), 2, language),
        year.levels === null ? '–' : decimalText(year.levels.totalFertility, 3, language),
      ]),
    ),
  ];
}

const bothSexes = ({ lifeExpectancyYears: [male, female], maleBirthShare }: NonNullable<CityYear['levels']>): number =>
  male * maleBirthShare + female * (1 - maleBirthShare);

export const projectCommand: Command = {
  name: 'project',
  summary: {
    id: 'Meneruskan warga snapshot terbaru dengan cara komponen kohor: per kelurahan, jenis kelamin, umur, dan tahun',
    en: 'Carries the residents of the newest snapshot on by cohort-component: by kelurahan, sex, age and year',
  },
  operands: [],
  options: [
    {
      name: 'years',
      value: 'N',
      help: {
        id: `Berapa tahun, 1 sampai ${MOST_YEARS} (bawaan ${DEFAULT_YEARS})`,
        en: `How many years, 1 to ${MOST_YEARS} (default ${DEFAULT_YEARS})`,
      },
    },
    {
      name: 'out',
      value: 'FILE',
      help: {
        id: 'Ke mana date,kelurahan,sex,age,persons ditulis; berkas yang ada diganti',
        en: 'Where to write date,kelurahan,sex,age,persons; an existing file is replaced',
      },
    },
  ],
  details: {
    id: [
      'Angka laju: models/demography (npm run twin -- rates menerangkan seberapa cocok dengan tabel asalnya). Berkasnya memuat',
      'jumlah warga yang kecil: untuk kerja di dalam kantor.',
    ],
    en: [
      'Rates: models/demography (npm run twin -- rates tells how well they fit the tables they come from). The file holds small',
      'numbers of residents: it is for work inside the office.',
    ],
  },
  run,
};
