import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { FOR_READERS, writeFileAtomic } from '../kernel/files.ts';
import { refit, type Refit } from '../simulation/demography/fitting/refit.ts';
import { DEMOGRAPHY_FILES, loadDemography, type DemographyParameters } from '../simulation/demography/parameters.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from './command.ts';

async function run({ config, options, progress }: CommandContext): Promise<CommandResult> {
  const parameters = loadDemography(config.modelsFolder);
  const tables = options['tables'];
  if (typeof tables !== 'string') {
    if (options['write'] === true)
      throw usageError('--write needs --tables.', "Name the folder with the UN's tables: --tables FOLDER --write");
    return { lines: linesOf(fitted(parameters)), json: fitted(parameters) };
  }
  progress.stage('Mencocokkan kurva dengan tabel PBB');
  const found = refit(parameters, resolve(tables));
  if (options['write'] !== true) return { lines: linesOf(found), json: found };
  const folder = join(config.modelsFolder, 'demography');
  replaceSections(join(folder, DEMOGRAPHY_FILES.mortality), { standard: found.mortality });
  replaceSections(join(folder, DEMOGRAPHY_FILES.fertility), { standard: found.fertility, path: found.path });
  replaceSections(join(folder, DEMOGRAPHY_FILES.migration), { standard: found.migration });
  return { lines: [...linesOf(found), '', `Written to ${folder}.`], json: found };
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

const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

function linesOf({ mortality, fertility, path, migration }: Refit): string[] {
  const mortalityLine = (name: string, fit: Refit['mortality']['fit']['male']): string =>
    `  ${name.padEnd(8)} rms ${percent(fit.rootMeanSquareLogError)} of the rate (Siler ${percent(fit.silerRootMeanSquareLogError)}), worst ${percent(fit.worstLogError)} at age ${fit.worstAge}, e0 ${fit.lifeExpectancyErrorYears.toFixed(3)} years`;
  return [
    `Mortality   ${mortality.model}, ${mortality.period} of ${mortality.file}`,
    mortalityLine('male', mortality.fit.male),
    mortalityLine('female', mortality.fit.female),
    `Fertility   ${fertility.model}, ${fertility.period} of ${fertility.file}`,
    `  rms ${percent(fertility.fit.rootMeanSquareShareError, 2)} of all births a group, worst ${percent(fertility.fit.largestShareError, 2)}, mean age ${fertility.fit.meanAgeErrorYears.toFixed(3)} years`,
    `  tried: ${Object.entries(fertility.fit.tried)
      .map(([model, error]) => `${model} ${percent(error, 2)}`)
      .join(', ')}`,
    `Total fertility over the years, from ${path.fromYear} of ${path.file}`,
    `  median within ${percent(path.fit.largestRelativeError, 2)}, standard deviation of its logarithm within ${path.fit.largestDeviationError.toFixed(4)}`,
    `Migration   ${migration.model}, ${migration.period} of ${migration.file}`,
    `  rms ${percent(migration.fit.rootMeanSquareShareOfLargest, 2)} of the largest net number of any group`,
  ];
}

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
