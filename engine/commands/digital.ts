import { resolve } from 'node:path';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { isoDate } from '../kernel/time.ts';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import { openNewestPopulation } from '../newest-population.ts';
import { DIGITAL_MEASURES } from '../simulation/digital/measures.ts';
import { loadDigitalParameters, loadPath, pathNames, WITHOUT_PROGRAMME } from '../simulation/digital/parameters.ts';
import { digitalResidents } from '../simulation/digital/residents.ts';
import { pathSummary, transitionCsv, type PathSummary } from '../simulation/digital/summary.ts';
import { MOST_REPLICATES, simulateTransition, type TransitionSetting } from '../simulation/digital/transition.ts';
import { startPersons } from '../simulation/microsimulation/start-persons.ts';
import { wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { groundNow, originRows, withOriginBelow, type OriginRow } from './simulate-origin.ts';
import { decimalText, say } from './words.ts';

const DEFAULT_MONTHS = 18;
const MOST_MONTHS = 60;
const DEFAULT_REPLICATES = 20;
const DEFAULT_SEED = 3577;
const MOST_SEED = 2 ** 31 - 1;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress, options } = context;
  const language = languageOf(context);
  const months = wholeOption(context, 'months', 1, MOST_MONTHS) ?? DEFAULT_MONTHS;
  const replicates = wholeOption(context, 'replicates', 2, MOST_REPLICATES) ?? DEFAULT_REPLICATES;
  const seed = wholeOption(context, 'seed', 0, MOST_SEED) ?? DEFAULT_SEED;
  const file = typeof options['parameters'] === 'string' ? resolve(options['parameters']) : undefined;
  const parameters = loadDigitalParameters(config.modelsFolder, file);
  const asked = typeof options['path'] === 'string' ? [options['path']] : pathNames(config.modelsFolder);
  // The path without a programme comes first: the others are held against it.
  const names = [WITHOUT_PROGRAMME, ...asked.filter((name) => name !== WITHOUT_PROGRAMME)];
  const paths = names.map((name) => loadPath(config.modelsFolder, name));

  progress.stage('Membuka snapshot');
  const { snapshotId, snapshot, population, geography } = await openNewestPopulation(config);
  const { codes } = geography.levels.kelurahan;
  const { persons, spread } = startPersons(population, codes.length);
  const setting: TransitionSetting = {
    residents: digitalResidents(persons, population.persons.householdRow, parameters),
    parameters,
    paths,
    months,
    seed,
    weight: parameters.start.populationTotal.value / population.persons.count,
  };
  progress.stage('Menyimulasikan', replicates, 'ulangan');
  const measures = simulateTransition(setting, replicates, (done) => progress.at(done));
  progress.stage('Menghitung rentang');
  const summaries = names.map((name, path) => pathSummary(setting, measures, path, name));
  const out = typeof options['out'] === 'string' ? resolve(options['out']) : undefined;
  const areaCodes = [...codes, geography.levels.city.codes[0]!];
  const ground = { snapshotId, isSample: snapshot.isSample, method: METHOD, ...groundNow(config), spread };
  const about = { ...ground, months, replicates, seed, weight: setting.weight };
  const origin: OriginRow[] = [
    ...originRows({ ...ground, numbers: 'Results of a simulation', countedOn: isoDate(population.referenceDay) }),
    ['Assumptions', JSON.stringify(parameters)],
    ['Paths', JSON.stringify(paths)],
    ['Months', String(months)],
    ['Replicates', String(replicates)],
    ['Seed', String(seed)],
    ['Residents that one of the snapshot stands for', String(setting.weight)],
  ];
  if (out !== undefined) {
    const csv = transitionCsv(setting, measures, names, areaCodes);
    writeFileAtomic(out, withOriginBelow(csv, origin), FOR_OWNER);
  }
  return {
    lines: [
      say(HEADING, language, snapshotId, replicates, months),
      say(COUNTS, language, parameters.start.populationTotal.value, population.persons.count),
      ...summaries.flatMap((each, i) => ['', ...linesOf(each, paths[i]!.name, language)]),
      ...(out === undefined ? [] : ['', say(WRITTEN, language, out)]),
    ],
    json: { ...about, ...(out === undefined ? {} : { file: out }), measures: DIGITAL_MEASURES, paths: summaries },
  };
}

const METHOD = 'monthly model of the move to digital services, chance and assumptions drawn in each replicate';
const HEADING: Bilingual = {
  id: 'Snapshot {}: {} ulangan selama {} bulan, nasib dan asumsi diundi di setiap ulangan. Hasil simulasi, bukan angka resmi.',
  en: 'Snapshot {}: {} replicates of {} months, chance and assumptions drawn in each. Simulated, no official figure.',
};
const COUNTS: Bilingual = {
  id: 'Jumlah orang mewakili total perencanaan {} warga ({} di snapshot).',
  en: 'Counts stand for the planning total of {} residents ({} in the snapshot).',
};
const WRITTEN: Bilingual = {
  id: 'Ditulis ke {}, hanya dapat dibaca pemiliknya: isinya jumlah yang kecil.',
  en: 'Written to {}, readable by its owner only: it holds small numbers.',
};
const PATH: Bilingual = {
  id: '{} ({}): bulan sebelumnya, dan bulan ke-{} (nilai tengah dan rentang 80 %)',
  en: '{} ({}): the month before, and month {} (median and 80 % band)',
};
const REACHED: Bilingual = {
  id: '  sasaran tercapai pada {} % ulangan',
  en: '  aim reached in {} % of replicates',
};
const FROM_MONTH: Bilingual = { id: ', sejak bulan {}', en: ', from month {}' };

function linesOf({ path, city, aims }: PathSummary, name: Bilingual, language: Language): string[] {
  const last = city.length - 1;
  const told = (key: (typeof DIGITAL_MEASURES)[number], month: number): string => {
    const { median, low80, high80 } = city[month]![key.key];
    const text = (value: number): string =>
      key.unit === 'share' ? `${decimalText(value * 100, 1, language)} %` : Math.round(value).toString();
    return `${text(median)} [${text(low80)}, ${text(high80)}]`;
  };
  return [
    say(PATH, language, name[language], path, last),
    ...DIGITAL_MEASURES.map((measure) => {
      const aim = aims.find((each) => each.measure === measure.key);
      const reached =
        aim === undefined
          ? ''
          : say(REACHED, language, Math.round(aim.reachedShare * 100)) +
            (aim.month === undefined ? '' : say(FROM_MONTH, language, aim.month));
      return `  ${measure.name[language].padEnd(36)} ${told(measure, 0).padEnd(26)} ${told(measure, last).padEnd(26)}${reached}`;
    }),
  ];
}

export const digitalCommand: Command = {
  name: 'digital',
  summary: {
    id: 'Peralihan ke layanan digital, bulan demi bulan: apa yang dicapai setiap jalur, dan siapa yang tertinggal',
    en: 'The move to digital services, month by month: what each path reaches, and who is left behind',
  },
  operands: [],
  options: [
    {
      name: 'path',
      value: 'NAME|FILE',
      help: {
        id: 'Satu jalur dari models/digital/paths, atau berkas Anda sendiri (bawaan semua)',
        en: 'One path of models/digital/paths, or your own file (default all)',
      },
    },
    {
      name: 'parameters',
      value: 'FILE',
      help: {
        id: 'Asumsi Anda sendiri, dengan bentuk models/digital/parameters.yaml',
        en: 'Assumptions of your own, of the shape of models/digital/parameters.yaml',
      },
    },
    {
      name: 'months',
      value: 'N',
      help: {
        id: `Berapa bulan, 1 sampai ${MOST_MONTHS} (bawaan ${DEFAULT_MONTHS})`,
        en: `How many months, 1 to ${MOST_MONTHS} (default ${DEFAULT_MONTHS})`,
      },
    },
    {
      name: 'replicates',
      value: 'N',
      help: {
        id: `Berapa ulangan, dengan nasib dan asumsi yang diundi lagi, 2 sampai ${MOST_REPLICATES} (bawaan ${DEFAULT_REPLICATES})`,
        en: `How many times, with chance and assumptions drawn anew, 2 to ${MOST_REPLICATES} (default ${DEFAULT_REPLICATES})`,
      },
    },
    {
      name: 'seed',
      value: 'S',
      help: {
        id: `Benih semua undian (bawaan ${DEFAULT_SEED}); benih sama memberi hasil sama persis`,
        en: `Of all chance (default ${DEFAULT_SEED}); the same seed gives the same bytes`,
      },
    },
    {
      name: 'out',
      value: 'FILE',
      help: {
        id: 'Ke mana path,month,area,measure,variant ditulis beserta rentangnya; berkas yang ada diganti',
        en: 'Where to write path,month,area,measure,variant with bands; an existing file is replaced',
      },
    },
  ],
  details: {
    id: [
      `Setiap jalur dibandingkan dengan ${WITHOUT_PROGRAMME}, dengan warga dan nasib yang sama. Warga dari umur termuda ke atas,`,
      'tertutup: dalam bulan-bulan itu tidak ada yang datang, pergi, atau bertambah umur.',
    ],
    en: [
      `Every path is held against ${WITHOUT_PROGRAMME}, with the same residents and the same luck. Residents of the youngest age and over,`,
      'closed: nobody comes, goes or grows older within the months.',
    ],
  },
  run,
};
