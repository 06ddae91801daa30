import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { codeVersion, parametersSha256 } from '../fingerprint.ts';
import { TwinError } from '../kernel/errors.ts';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import { openNewestPopulation } from '../newest-population.ts';
import { shownOf, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import { movesCsv } from '../simulation/replicates/moves-between.ts';
import { requireMemory } from '../simulation/replicates/memory.ts';
import { isSame, valuesOfReplicate, type PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { simulateReplicates } from '../simulation/replicates/replicates.ts';
import { cityResults, resultsCsv, type CityResult } from '../simulation/replicates/results.ts';
import { restsOn } from '../simulation/replicates/samples.ts';
import { findReplicate, openRunFolder, saveReplicate } from '../simulation/replicates/run-folder.ts';
import { datesOf, pairOf, settingOf } from '../simulation/runs/pair-of.ts';
import {
  baselinesFolder,
  identityOf,
  identityOfBaseline,
  nameOfRun,
  simulationsFolder,
  type RunGround,
  type RunSpec,
} from '../simulation/runs/run-identity.ts';
import { readAlignment } from '../simulation/scenarios/alignment.ts';
import { loadScenario } from '../simulation/scenarios/scenario-file.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

const DEFAULT_YEARS = 25;
const MOST_YEARS = 100;
const DEFAULT_REPLICATES = 200;
const MOST_REPLICATES = 99_999;
const MOST_THREADS = 256;
const MOST_SEED = 2 ** 31 - 1;
const DEFAULT_SEED = 3577;
const BASELINE = 'baseline';

/** A run as the command line asks for it. */
interface Asked {
  readonly pair: PairOfRuns;
  readonly replicates: number;
  readonly threads: number;
  readonly snapshotId: string;
  readonly isSample: boolean;
  readonly spread: number;
  readonly cityCode: string;
}

async function run(context: CommandContext): Promise<CommandResult> {
  const { config } = context;
  const asked = await readAsked(context);
  const { pair, replicates, threads, cityCode } = asked;
  if (isSame(pair)) throw sameAsBaseline();
  requireMemory(pair, replicates, threads, process.availableMemory());
  const identity = identityOf(groundOf(config, asked.snapshotId), pair);
  const folder = outFolder(context, identity);
  openRunFolder(folder, identity);
  const values = await allReplicates(context, asked, folder);
  context.progress.stage('Menghitung rentang');
  const shape = { areaCodes: [...pair.areaCodes, cityCode], dates: datesOf(pair) };
  const file = join(folder, `results-${replicates}.csv`);
  writeFileAtomic(file, resultsCsv(values, shape), FOR_OWNER);
  const movesFile = join(folder, `moves-${replicates}.csv`);
  writeFileAtomic(movesFile, movesCsv(values, pair.areaCodes), FOR_OWNER);
  const city = cityResults(values, shape);
  return { lines: linesOf(asked, city, file), json: { ...aboutOf(asked), file, movesFile, city } };
}

async function readAsked(context: CommandContext): Promise<Asked> {
  const { config, options, progress } = context;
  const name = options['scenario'];
  if (typeof name !== 'string')
    throw usageError('--scenario is missing.', 'Give it a name of models/scenarios, or the path of your own file.');
  const years = wholeOption(context, 'years', 1, MOST_YEARS) ?? DEFAULT_YEARS;
  const replicates = wholeOption(context, 'replicates', 2, MOST_REPLICATES) ?? DEFAULT_REPLICATES;
  const threads = wholeOption(context, 'threads', 1, MOST_THREADS) ?? availableParallelism();
  const seed = wholeOption(context, 'seed', 0, MOST_SEED) ?? DEFAULT_SEED;
  progress.stage('Membuka snapshot');
  const { snapshotId, snapshot, population, geography } = await openNewestPopulation(config);
  const areaCodes = geography.levels.kelurahan.codes;
  const setting = settingOf(config.modelsFolder, areaCodes, population.referenceDay, years);
  const baselineName = typeof options['baseline'] === 'string' ? options['baseline'] : BASELINE;
  const scenario = loadScenario(config.modelsFolder, name, setting);
  const baseline = loadScenario(config.modelsFolder, baselineName, setting);
  const align = options['align'];
  const alignment = typeof align === 'string' ? readAlignment(resolve(align), setting.firstYear, setting.lastYear) : [];
  const spec: RunSpec = { baseline, scenario, years, seed, alignment };
  const { pair, spread } = pairOf(population, areaCodes, config.modelsFolder, spec);
  const cityCode = geography.levels.city.codes[0]!;
  return { pair, replicates, threads, snapshotId, isSample: snapshot.isSample, spread, cityCode };
}

const sameAsBaseline = (): TwinError =>
  new TwinError('input', {
    code: 'scenario-same',
    what: 'The scenario differs from its baseline in nothing within the years that are simulated: nothing was run.',
    todo: 'Move a lever, simulate more years, or name another --baseline; npm run twin -- project carries the baseline on alone.',
  });

const groundOf = ({ modelsFolder }: CommandContext['config'], snapshotId: string): RunGround => ({
  snapshotId,
  codeVersion: codeVersion(),
  parametersSha256: parametersSha256(modelsFolder),
});

const outFolder = ({ config, options }: CommandContext, identity: string): string =>
  typeof options['out'] === 'string'
    ? resolve(options['out'])
    : join(simulationsFolder(config.dataFolder), nameOfRun(identity));

/** Those that an earlier run left, and the others simulated now. */
async function allReplicates(
  { config, progress }: CommandContext,
  { pair, replicates, threads, snapshotId }: Asked,
  folder: string,
): Promise<Float32Array[]> {
  const baselineIdentity = identityOfBaseline(groundOf(config, snapshotId), pair);
  const length = valuesOfReplicate(pair);
  const found = Array.from({ length: replicates }, (_, i) => findReplicate(folder, i, length));
  const missing = [...found.keys()].filter((i) => found[i] === undefined);
  let done = replicates - missing.length;
  progress.stage('Menyimulasikan', replicates, 'ulangan');
  if (done > 0) progress.note(`${done} ulangan sudah ada dari jalannya yang terdahulu.`);
  progress.at(done);
  const baselines = new BaselineStore(baselinesFolder(config.dataFolder), baselineIdentity);
  const save = (replicate: number, values: Float32Array): void => {
    saveReplicate(folder, replicate, values);
    found[replicate] = values;
    progress.at(++done);
  };
  await simulateReplicates(pair, missing, threads, save, baselines);
  return found.map((each) => each!);
}

const METHOD = 'microsimulation of residents, families, school, work, spending and aid, paired by keyed draws';

const aboutOf = ({ pair, replicates, snapshotId, isSample, spread }: Asked): object => ({
  snapshotId,
  isSample,
  method: METHOD,
  years: pair.years,
  replicates,
  restsOn: restsOn(replicates),
  seed: pair.seed,
  spread,
  alignment: pair.alignment,
  baseline: pair.baseline,
  scenario: pair.scenario,
  indicators: SIMULATED_INDICATORS.map(shownOf),
});

function linesOf(asked: Asked, city: readonly CityResult[], file: string): string[] {
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
    ...SIMULATED_INDICATORS.map((indicator) => {
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
    `Kelurahan, years and bands of 50, 80 and 95 % are in ${file}, who moves from which kelurahan to which in`,
    `${basename(file).replace('results', 'moves')} beside it. Both are readable by their owner only: they hold small numbers of residents,`,
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

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'What happens if: residents of the newest snapshot carried on one by one, with a scenario and without it',
  operands: [],
  options: [
    { name: 'scenario', value: 'NAME', help: 'A name of models/scenarios, or the path of a file of that shape' },
    { name: 'baseline', value: 'NAME', help: `What it is compared with, the same way (default ${BASELINE})` },
    { name: 'years', value: 'N', help: `How many years, 1 to ${MOST_YEARS} (default ${DEFAULT_YEARS})` },
    { name: 'replicates', value: 'N', help: `How many pairs of runs, 2 or more (default ${DEFAULT_REPLICATES})` },
    { name: 'threads', value: 'N', help: 'How many at once (default one a processor); changes no result' },
    { name: 'seed', value: 'N', help: `Where all chance starts from (default ${DEFAULT_SEED})` },
    { name: 'align', value: 'FILE', help: 'CSV of year and births, deaths or both, which the baseline is to have' },
    {
      name: 'out',
      value: 'DIR',
      help: 'Folder of the run (default: one of its own under <KEMBARAN_DATA>/simulations)',
    },
  ],
  details: [
    'Births, deaths, migration, families, school, work, spending and programmes of aid are simulated; models/ says how.',
    'A run that is stopped goes on where it was when the same command is given again; a second scenario beside the same',
    'baseline simulates its own side alone. Levers: models/levers.yaml.',
  ],
  run,
};
