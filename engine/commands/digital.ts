import { resolve } from 'node:path';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import { openNewestPopulation } from '../newest-population.ts';
import { DIGITAL_MEASURES } from '../simulation/digital/measures.ts';
import { loadDigitalParameters, loadPath, pathNames, WITHOUT_PROGRAMME } from '../simulation/digital/parameters.ts';
import { digitalResidents } from '../simulation/digital/residents.ts';
import { pathSummary, transitionCsv, type PathSummary } from '../simulation/digital/summary.ts';
import { MOST_REPLICATES, simulateTransition, type TransitionSetting } from '../simulation/digital/transition.ts';
import { startPersons } from '../simulation/microsimulation/start-persons.ts';
import { wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

const DEFAULT_MONTHS = 18;
const MOST_MONTHS = 60;
const DEFAULT_REPLICATES = 20;
const DEFAULT_SEED = 3577;
const MOST_SEED = 2 ** 31 - 1;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress, options } = context;
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
  if (out !== undefined) writeFileAtomic(out, transitionCsv(setting, measures, names, areaCodes), FOR_OWNER);
  const about = { snapshotId, isSample: snapshot.isSample, months, replicates, seed, weight: setting.weight, spread };
  return {
    lines: [
      `Snapshot ${snapshotId}: ${replicates} replicates of ${months} months, chance and assumptions drawn in each. Simulated, no official figure.`,
      `Counts stand for the planning total of ${parameters.start.populationTotal.value} residents (${population.persons.count} in the snapshot).`,
      ...summaries.flatMap((each) => ['', ...linesOf(each)]),
      ...(out === undefined ? [] : ['', `Written to ${out}, readable by its owner only: it holds small numbers.`]),
    ],
    json: { ...about, ...(out === undefined ? {} : { file: out }), measures: DIGITAL_MEASURES, paths: summaries },
  };
}

function linesOf({ path, city, aims }: PathSummary): string[] {
  const last = city.length - 1;
  const told = (key: (typeof DIGITAL_MEASURES)[number], month: number): string => {
    const { median, low80, high80 } = city[month]![key.key];
    const text = (value: number): string =>
      key.unit === 'share' ? `${(value * 100).toFixed(1)} %` : Math.round(value).toString();
    return `${text(median)} [${text(low80)}, ${text(high80)}]`;
  };
  return [
    `${path}: the month before, and month ${last} (median and 80 % band)`,
    ...DIGITAL_MEASURES.map((measure) => {
      const aim = aims.find((each) => each.measure === measure.key);
      const reached =
        aim === undefined
          ? ''
          : `  aim reached in ${Math.round(aim.reachedShare * 100)} % of replicates` +
            (aim.month === undefined ? '' : `, from month ${aim.month}`);
      return `  ${measure.name.en.padEnd(30)} ${told(measure, 0).padEnd(26)} ${told(measure, last).padEnd(26)}${reached}`;
    }),
  ];
}

export const digitalCommand: Command = {
  name: 'digital',
  summary: 'The move to digital services, month by month: what each path reaches, and who is left behind',
  operands: [],
  options: [
    { name: 'path', value: 'NAME|FILE', help: 'One path of models/digital/paths, or your own file (default all)' },
    {
      name: 'parameters',
      value: 'FILE',
      help: 'Assumptions of your own, of the shape of models/digital/parameters.yaml',
    },
    { name: 'months', value: 'N', help: `How many months, 1 to ${MOST_MONTHS} (default ${DEFAULT_MONTHS})` },
    {
      name: 'replicates',
      value: 'N',
      help: `How many times, with chance and assumptions drawn anew, 2 to ${MOST_REPLICATES} (default ${DEFAULT_REPLICATES})`,
    },
    { name: 'seed', value: 'S', help: `Of all chance (default ${DEFAULT_SEED}); the same seed gives the same bytes` },
    {
      name: 'out',
      value: 'FILE',
      help: 'Where to write path,month,area,measure,variant with bands; an existing file is replaced',
    },
  ],
  details: [
    `Every path is held against ${WITHOUT_PROGRAMME}, with the same residents and the same luck. Residents of the youngest age and over,`,
    'closed: nobody comes, goes or grows older within the months.',
  ],
  run,
};
