import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { FOR_READERS, writeFileAtomic } from '../kernel/files.ts';
import { refit, type Refit } from '../simulation/demography/fitting/refit.ts';
import { DEMOGRAPHY_FILES, loadDemography, type DemographyParameters } from '../simulation/demography/parameters.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { decimalText, say } from './words.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, options, progress } = context;
  const language = languageOf(context);
  const parameters = loadDemography(config.modelsFolder);
  const tables = options['tables'];
  if (typeof tables !== 'string') {
    if (options['write'] === true)
      throw usageError('--write needs --tables.', "Name the folder with the UN's tables: --tables FOLDER --write");
    return { lines: linesOf(fitted(parameters), language), json: fitted(parameters) };
  }
  progress.stage('Mencocokkan kurva dengan tabel PBB');
  const found = refit(parameters, resolve(tables));
  if (options['write'] !== true) return { lines: linesOf(found, language), json: found };
  const folder = join(config.modelsFolder, 'demography');
  replaceSections(join(folder, DEMOGRAPHY_FILES.mortality), { standard: found.mortality });
  replaceSections(join(folder, DEMOGRAPHY_FILES.fertility), { standard: found.fertility, path: found.path });
  replaceSections(join(folder, DEMOGRAPHY_FILES.migration), { standard: found.migration });
  return { lines: [...linesOf(found, language), '', say(WRITTEN, language, folder)], json: found };
}

const fitted = ({ mortality, fertility, migration }: DemographyParameters): Refit => ({
  mortality: mortality.standard,
  fertility: fertility.standard,
  path: fertility.path,
  migration: migration.standard,
});

/** Puts numbers in their places and leaves comments, the order of the keys and the other sections as they are. */
function replaceSections(path: string, sections: Readonly<Record<string, object>>): void {
  const document = parseDocument(readFileSync(path, 'utf8'));
  const put = (keys: readonly string[], value: unknown): void => {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isMap && document.getIn(keys) !== undefined && !keys.includes('tried') && !keys.includes('curve'))
      for (const [key, each] of Object.entries(value)) put([...keys, key], each);
    else if (typeof value !== 'string' || document.getIn(keys) !== value)
      document.setIn(keys, document.createNode(value));
  };
  for (const [key, value] of Object.entries(sections)) put([key], value);
  writeFileAtomic(path, document.toString({ lineWidth: 120 }), FOR_READERS);
}

function linesOf({ mortality, fertility, path, migration }: Refit, language: Language): string[] {
  const percent = (share: number, digits = 1): string => `${decimalText(share * 100, digits, language)} %`;
  const number = (value: number, digits: number): string => decimalText(value, digits, language);
  const mortalityLine = (name: Bilingual, fit: Refit['mortality']['fit']['male']): string =>
    say(
      MORTALITY_FIT,
      language,
      name[language].padEnd(9),
      percent(fit.rootMeanSquareLogError),
      percent(fit.silerRootMeanSquareLogError),
      percent(fit.worstLogError),
      fit.worstAge,
      number(fit.lifeExpectancyErrorYears, 3),
    );
  const { fit } = fertility;
  const tried = Object.entries(fit.tried).map(([model, error]) => `${model} ${percent(error, 2)}`);
  const [share, worst] = [percent(fit.rootMeanSquareShareError, 2), percent(fit.largestShareError, 2)];
  return [
    say(MORTALITY, language, mortality.model, mortality.period, mortality.file),
    mortalityLine(MALE, mortality.fit.male),
    mortalityLine(FEMALE, mortality.fit.female),
    say(FERTILITY, language, fertility.model, fertility.period, fertility.file),
    say(FERTILITY_FIT, language, share, worst, number(fit.meanAgeErrorYears, 3)),
    say(TRIED, language, tried.join(', ')),
    say(PATH, language, path.fromYear, path.file),
    say(PATH_FIT, language, percent(path.fit.largestRelativeError, 2), number(path.fit.largestDeviationError, 4)),
    say(MIGRATION, language, migration.model, migration.period, migration.file),
    say(MIGRATION_FIT, language, percent(migration.fit.rootMeanSquareShareOfLargest, 2)),
  ];
}

const MALE: Bilingual = { id: 'laki-laki', en: 'male' };
const FEMALE: Bilingual = { id: 'perempuan', en: 'female' };
const MORTALITY: Bilingual = { id: 'Kematian    {}, {} dari {}', en: 'Mortality   {}, {} of {}' };
const MORTALITY_FIT: Bilingual = {
  id: '  {} rms {} dari laju (Siler {}), terburuk {} pada umur {}, e0 {} tahun',
  en: '  {} rms {} of the rate (Siler {}), worst {} at age {}, e0 {} years',
};
const FERTILITY: Bilingual = { id: 'Kelahiran   {}, {} dari {}', en: 'Fertility   {}, {} of {}' };
const FERTILITY_FIT: Bilingual = {
  id: '  rms {} dari semua kelahiran per kelompok, terburuk {}, umur rata-rata {} tahun',
  en: '  rms {} of all births a group, worst {}, mean age {} years',
};
const TRIED: Bilingual = { id: '  dicoba: {}', en: '  tried: {}' };
const PATH: Bilingual = {
  id: 'Angka kelahiran total dari tahun ke tahun, sejak {} dari {}',
  en: 'Total fertility over the years, from {} of {}',
};
const PATH_FIT: Bilingual = {
  id: '  nilai tengah dalam {}, simpangan baku logaritmanya dalam {}',
  en: '  median within {}, standard deviation of its logarithm within {}',
};
const MIGRATION: Bilingual = { id: 'Migrasi     {}, {} dari {}', en: 'Migration   {}, {} of {}' };
const MIGRATION_FIT: Bilingual = {
  id: '  rms {} dari jumlah bersih terbesar kelompok mana pun',
  en: '  rms {} of the largest net number of any group',
};
const WRITTEN: Bilingual = { id: 'Ditulis ke {}.', en: 'Written to {}.' };

export const ratesCommand: Command = {
  name: 'rates',
  summary: {
    id: 'Menerangkan seberapa cocok kurva kematian, kelahiran, dan migrasi, atau mencocokkannya lagi',
    en: 'Tells how well the schedules of mortality, fertility and migration fit, or fits them anew',
  },
  operands: [],
  options: [
    {
      name: 'tables',
      value: 'DIR',
      help: {
        id: 'Folder berisi tabel PBB yang disebut models/demography: cocokkan lagi dengannya',
        en: "Folder with the UN's tables that models/demography names: fit to them anew",
      },
    },
    {
      name: 'write',
      help: {
        id: 'Bersama --tables: tulis angka yang ditemukan ke models/demography',
        en: 'With --tables: write the numbers found into models/demography',
      },
    },
  ],
  run,
};
