import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bilingual } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import { openNewestPopulation } from '../newest-population.ts';
import { shownOf, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import { originLines, writeLines } from '../simulation/replicates/line-file.ts';
import { moveLines } from '../simulation/replicates/move-lines.ts';
import { requireMemory } from '../simulation/replicates/memory.ts';
import { isSame, valuesOfReplicate, type PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { simulateReplicates } from '../simulation/replicates/replicates.ts';
import { cityResults, resultLines } from '../simulation/replicates/results.ts';
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
import { alignedTo, readAlignment } from '../simulation/scenarios/alignment.ts';
import { loadScenario } from '../simulation/scenarios/scenario-file.ts';
import { takeTurn } from '../simulation/runs/simulation-turn.ts';
import { inIndonesian } from './indonesian/errors.ts';
import { linesOf, METHOD } from './simulate-lines.ts';
import { groundNow, originRows, type OriginRow } from './simulate-origin.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { say } from './words.ts';

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
  const { config, options, progress } = context;
  const asked = await readAsked(context);
  const align = alignPath(context);
  if (alignedTo(align, () => isSame(asked.pair))) throw sameAsBaseline();
  const language = languageOf(context);
  const turn = await takeTurn(simulationsFolder(config.dataFolder), {
    isPatient: options['no-wait'] !== true,
    onWaiting: (what) => progress.note(say(WAITING, language, { id: inIndonesian(what) ?? what, en: what }[language])),
    onTakenOver: (who) => progress.note(say(TAKEN_OVER, language, who)),
  });
  try {
    return await simulated(context, asked);
  } finally {
    turn.release();
  }
}

const WAITING: Bilingual = { id: 'Menunggu giliran. {}', en: 'Waiting. {}' };
const TAKEN_OVER: Bilingual = {
  id: 'Kunci yang tertinggal dari {} diambil alih.',
  en: 'A lock that was left by {} was taken over.',
};

async function simulated(context: CommandContext, asked: Asked): Promise<CommandResult> {
  const { config } = context;
  const { pair, replicates, threads, cityCode } = asked;
  requireMemory(pair, replicates, threads, process.availableMemory());
  const ground = groundOf(config, asked.snapshotId);
  const identity = identityOf(ground, pair);
  const folder = outFolder(context, identity);
  openRunFolder(folder, identity);
  const values = await allReplicates(context, asked, folder);
  context.progress.stage('Menghitung rentang');
  const shape = { areaCodes: [...pair.areaCodes, cityCode], dates: datesOf(pair) };
  const [file, movesFile] = [join(folder, `results-${replicates}.csv`), join(folder, `moves-${replicates}.csv`)];
  const origin = originLines(originOf(asked, ground));
  writeLines(file, withOrigin(resultLines(values, shape), origin));
  writeLines(movesFile, withOrigin(moveLines(values, shape), origin));
  const city = cityResults(values, shape);
  const lines = linesOf(asked, city, file, languageOf(context));
  return { lines, json: { ...ground, ...aboutOf(asked), file, movesFile, city } };
}

function* withOrigin(rows: Iterable<string>, origin: readonly string[]): Generator<string> {
  yield* rows;
  yield '';
  yield* origin;
}

/** What a table follows from: the same of all gives the same bytes. */
function originOf({ pair, replicates, isSample, spread }: Asked, ground: RunGround): OriginRow[] {
  const countedOn = datesOf(pair)[0]!;
  return [
    ...originRows({ ...ground, numbers: 'Results of a simulation', method: METHOD, isSample, countedOn, spread }),
    ['Scenario', JSON.stringify(pair.scenario)],
    ['Baseline', JSON.stringify(pair.baseline)],
    ['Aligned to', JSON.stringify(pair.alignment)],
    ['Years', String(pair.years)],
    ['Replicates', String(replicates)],
    ['Seed', String(pair.seed)],
  ];
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
  const align = alignPath(context);
  const alignment = align === undefined ? [] : readAlignment(align, setting.firstYear, setting.lastYear);
  const spec: RunSpec = { baseline, scenario, years, seed, alignment };
  const { pair, spread } = pairOf(population, areaCodes, config.modelsFolder, spec);
  const cityCode = geography.levels.city.codes[0]!;
  return { pair, replicates, threads, snapshotId, isSample: snapshot.isSample, spread, cityCode };
}

const alignPath = ({ options: { align } }: CommandContext): string | undefined =>
  typeof align === 'string' ? resolve(align) : undefined;

const sameAsBaseline = (): TwinError =>
  new TwinError('input', {
    code: 'scenario-same',
    what: 'The scenario differs from its baseline in nothing within the years that are simulated: nothing was run.',
    todo: 'Move a lever, simulate more years, or name another --baseline; npm run twin -- project carries the baseline on alone.',
  });

const groundOf = (config: CommandContext['config'], snapshotId: string): RunGround => ({
  snapshotId,
  ...groundNow(config),
});

const outFolder = ({ config, options }: CommandContext, identity: string): string =>
  typeof options['out'] === 'string'
    ? resolve(options['out'])
    : join(simulationsFolder(config.dataFolder), nameOfRun(identity));

/** Those that an earlier run left, and the others simulated now. */
async function allReplicates(
  context: CommandContext,
  { pair, replicates, threads, snapshotId }: Asked,
  folder: string,
): Promise<Float32Array[]> {
  const { config, progress } = context;
  const baselineIdentity = identityOfBaseline(groundOf(config, snapshotId), pair);
  const length = valuesOfReplicate(pair);
  const found = Array.from({ length: replicates }, (_, i) => findReplicate(folder, i, length));
  const missing = [...found.keys()].filter((i) => found[i] === undefined);
  let done = replicates - missing.length;
  progress.stage('Menyimulasikan', replicates, 'ulangan');
  if (done > 0) progress.note(say(FOUND, languageOf(context), done));
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

const FOUND: Bilingual = {
  id: '{} ulangan sudah ada dari proses sebelumnya.',
  en: '{} replicates are there from an earlier run.',
};

const aboutOf = ({ pair, replicates, isSample, spread }: Asked): object => ({
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

export const simulateCommand: Command = {
  name: 'simulate',
  summary: {
    id: 'Bagaimana jika: warga snapshot terbaru diteruskan satu demi satu, dengan skenario dan tanpanya',
    en: 'What happens if: residents of the newest snapshot carried on one by one, with a scenario and without it',
  },
  operands: [],
  options: [
    {
      name: 'scenario',
      value: 'NAME',
      help: {
        id: 'Nama dari models/scenarios, atau letak berkas dengan bentuk itu',
        en: 'A name of models/scenarios, or the path of a file of that shape',
      },
    },
    {
      name: 'baseline',
      value: 'NAME',
      help: {
        id: `Pembandingnya, dengan cara yang sama (bawaan ${BASELINE})`,
        en: `What it is compared with, the same way (default ${BASELINE})`,
      },
    },
    {
      name: 'years',
      value: 'N',
      help: {
        id: `Berapa tahun, 1 sampai ${MOST_YEARS} (bawaan ${DEFAULT_YEARS})`,
        en: `How many years, 1 to ${MOST_YEARS} (default ${DEFAULT_YEARS})`,
      },
    },
    {
      name: 'replicates',
      value: 'N',
      help: {
        id: `Berapa ulangan berpasangan, 2 atau lebih (bawaan ${DEFAULT_REPLICATES})`,
        en: `How many pairs of runs, 2 or more (default ${DEFAULT_REPLICATES})`,
      },
    },
    {
      name: 'threads',
      value: 'N',
      help: {
        id: 'Berapa sekaligus (bawaan satu per prosesor); tidak mengubah hasil',
        en: 'How many at once (default one a processor); changes no result',
      },
    },
    {
      name: 'seed',
      value: 'N',
      help: {
        id: `Benih semua undian (bawaan ${DEFAULT_SEED})`,
        en: `Where all chance starts from (default ${DEFAULT_SEED})`,
      },
    },
    {
      name: 'no-wait',
      help: {
        id: 'Berhenti dengan kesalahan jika simulasi lain sedang berjalan, tanpa menunggu',
        en: 'End with an error where another run is being simulated, and do not wait for it',
      },
    },
    {
      name: 'align',
      value: 'FILE',
      help: {
        id: 'CSV berisi year dan sebagian dari births, deaths, arrivals, departures, yang harus dicapai baseline',
        en: 'CSV of year and some of births, deaths, arrivals, departures, which the baseline is to have',
      },
    },
    {
      name: 'out',
      value: 'DIR',
      help: {
        id: 'Folder simulasi (bawaan: folder sendiri di <KEMBARAN_DATA>/simulations)',
        en: 'Folder of the run (default: one of its own under <KEMBARAN_DATA>/simulations)',
      },
    },
  ],
  details: {
    id: [
      'Kelahiran, kematian, migrasi, keluarga, sekolah, kerja, pengeluaran, dan program bantuan disimulasikan; models/ menerangkan',
      'caranya. Simulasi yang dihentikan diteruskan dengan perintah yang sama; skenario kedua dengan baseline yang sama hanya',
      'menyimulasikan sisinya sendiri. Tuas: models/levers.yaml.',
    ],
    en: [
      'Births, deaths, migration, families, school, work, spending and programmes of aid are simulated; models/ says how.',
      'A run that is stopped goes on where it was when the same command is given again; a second scenario beside the same',
      'baseline simulates its own side alone. Levers: models/levers.yaml.',
    ],
  },
  run,
};
