/**
 * npm run bench [-- names] [--residents N] [--rows N] [--replicates N]: ours against a plain way of doing the same, in turn within one run.
 * Quote the ratios; the milliseconds are this machine's at this moment. README.md beside this file keeps the figures; --help lists the rest.
 */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TwinError } from '../kernel/errors.ts';
import { accuracyBench, accuracyLines } from './accuracy.bench.ts';
import { assistanceBench } from './assistance.bench.ts';
import { makeBenchCity, type BenchCity } from './bench-city.ts';
import { COVERED, coverageBench, coverageLines } from './coverage.bench.ts';
import { geographyBench } from './geography.bench.ts';
import { growingBench, latencyLines } from './growing.bench.ts';
import { fullIndonesiaBench, fullIndonesiaLines } from './indonesia/full.bench.ts';
import { indonesiaBench, indonesiaLines } from './indonesia/indonesia.bench.ts';
import { judgedBench, judgedLines } from './judged/judged.bench.ts';
import { linkageBench } from './linkage.bench.ts';
import { livelihoodBench } from './livelihood.bench.ts';
import { linkageStepsBench } from './linkage/steps.bench.ts';
import { millionBench, millionLines } from './million/million.bench.ts';
import { writePersonsFile } from './million/persons-file.ts';
import { pairedLine, type Paired } from './pairing.ts';
import { firstBandsBench, firstBandsLines } from './first-bands.bench.ts';
import { pairsBench, pairsLines } from './pairs.bench.ts';
import { registersBench } from './registers.bench.ts';
import { expectationBench, expectationLines, MODES, simulationBench } from './simulation.bench.ts';
import { varianceBench, varianceLines } from './variance.bench.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    residents: { type: 'string', default: '50000' },
    rows: { type: 'string' },
    replicates: { type: 'string', default: '4' },
    threads: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string' },
    sets: { type: 'string' },
    seed: { type: 'string', default: '3577' },
    only: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const rowsOr = (rows: number): number => Number(values.rows ?? rows);

/** Kota Madiun at the end of 2024. */
const CITY_RESIDENTS = 201_733;
const REPLICATES = 200;
const VARIANCE_RESIDENTS = 40_000;
const VARIANCE_PAIRS = 40;
/** Indonesia in the middle of the 2020s. */
const COUNTRY_RESIDENTS = 284_000_000;

/** What a bench found, for machines and for people. */
interface Told {
  readonly result: unknown;
  readonly lines: string;
}

const told = (results: readonly Paired[]): Told[] => results.map((result) => ({ result, lines: pairedLine(result) }));
const onCity = (bench: (city: BenchCity) => Promise<Paired[]>) => async (): Promise<Told[]> =>
  told(await bench(await city()));

let madeCity: BenchCity | undefined;
const city = async (): Promise<BenchCity> => (madeCity ??= await makeBenchCity(Number(values.residents)));

const million = async (): Promise<Told[]> => {
  const result = await millionBench({ rows: rowsOr(1_000_000), threads: Number(values.threads) });
  return [{ result, lines: millionLines(result) }];
};

/** No bench of speed: how right linking is, and how right it takes itself to be. */
const accuracy = async (): Promise<Told[]> =>
  (await accuracyBench(rowsOr(100_000), Number(values.threads))).map((result) => ({
    result,
    lines: accuracyLines(result),
  }));

/** Run when none is named. */
const USUAL: Readonly<Record<string, () => Promise<Told[]>>> = {
  geography: onCity(geographyBench),
  registers: onCity(registersBench),
  assistance: onCity(assistanceBench),
  /** All that is asked of linkage: steps against plain SQL, a million rows from file to file, accuracy. */
  linkage: async () => [
    ...told(await linkageBench(await city())),
    ...told(await linkageStepsBench(rowsOr(100_000))),
    ...(await million()),
    ...(await accuracy()),
  ],
  simulation: async () => [
    ...told(await simulationBench(rowsOr(CITY_RESIDENTS))),
    ...told(await livelihoodBench(rowsOr(CITY_RESIDENTS))),
  ],
};
const BENCHES: typeof USUAL = {
  ...USUAL,
  growing: async () => {
    const { latency, paired } = await growingBench(rowsOr(1_000_000));
    return [{ result: latency, lines: latencyLines(latency) }, ...told(paired)];
  },
  /** The full model alone: the part of `simulation` that shows what how people live costs. */
  livelihood: async () => told(await livelihoodBench(rowsOr(CITY_RESIDENTS))),
  million,
  accuracy,
  /** No bench of speed: what linking takes itself to be, on many sets whose truth is known. */
  judged: async () => {
    const result = await judgedBench({
      sets: values.sets === undefined ? undefined : resolve(values.sets),
      out: values.out === undefined ? undefined : resolve(values.out),
      seed: Number(values.seed),
      only: values.only,
      threads: Number(values.threads),
      onSet: (lines) => void (values.json || process.stdout.write(`${lines}\n`)),
    });
    if (result.failed.length > 0) process.exitCode = 1;
    return [{ result, lines: judgedLines(result) }];
  },
  /** No bench of speed: whether single persons add up to what is expected of them. */
  expectation: () =>
    Promise.resolve(
      MODES.map((mode) => {
        const result = expectationBench(rowsOr(CITY_RESIDENTS), REPLICATES, mode);
        return { result, lines: expectationLines(result) };
      }),
    ),
  /** No bench of speed: how much less differences vary where both sides meet the same luck. */
  variance: () => {
    const result = varianceBench(rowsOr(VARIANCE_RESIDENTS), VARIANCE_PAIRS);
    return Promise.resolve([{ result, lines: varianceLines(result) }]);
  },
  /** A run of a scenario as `twin simulate` has it, from a few pairs. */
  pairs: async () => {
    const result = pairsBench(rowsOr(CITY_RESIDENTS), Number(values.replicates));
    const first = await firstBandsBench(rowsOr(CITY_RESIDENTS), Number(values.threads), values.all);
    return [
      { result, lines: pairsLines(result) },
      { result: first, lines: firstBandsLines(first) },
    ];
  },
  /** Of these, what somebody at the screen waits for alone; a whole run of 200 with --all. */
  'first-bands': async () => {
    const result = await firstBandsBench(rowsOr(CITY_RESIDENTS), Number(values.threads), values.all);
    return [{ result, lines: firstBandsLines(result) }];
  },
  /** No bench of speed: whether bands hold as much as they say. */
  coverage: async () => {
    const found: Told[] = [];
    for (const covered of COVERED) {
      const result = await coverageBench(covered, rowsOr(covered === 'full' ? 4000 : 20_000), Number(values.threads));
      found.push({ result, lines: coverageLines(result) });
    }
    return found;
  },
  indonesia: async () => {
    const result = await indonesiaBench(rowsOr(COUNTRY_RESIDENTS), Number(values.threads));
    return [{ result, lines: indonesiaLines(result) }];
  },
  /** The same with families, school, work, spending, aid and health. */
  'indonesia-full': async () => {
    const result = await fullIndonesiaBench(rowsOr(COUNTRY_RESIDENTS), Number(values.threads));
    return [{ result, lines: fullIndonesiaLines(result) }];
  },
  /** No bench: the file of one above, to be linked by whatever else. */
  persons: async () => {
    const folder = resolve(values.out ?? 'persons-file');
    const result = await writePersonsFile({ rows: rowsOr(1_000_000), duplicateShare: 0.2, seed: 3577, folder });
    return [{ result, lines: `persons.csv, truth.csv and model.yaml in ${folder}` }];
  },
};
const HELP = `npm run bench [-- NAME …] [options]

  NAME             ${Object.keys(BENCHES).join(', ')}
                   where none is named: ${Object.keys(USUAL).join(', ')}
  --rows N         size of the bench; --residents N of the sample city
  --threads N      --replicates N      --all      --json

judged [--sets DIR] [--out DIR] [--seed N] [--only NAME]
  Links sets whose truth is known, with all that the model leaves open chosen without labels, and prints what is true beside what is judged.
  Without --sets the sets are invented from a seed, with --only one of them; --out DIR keeps them. Each folder of DIR in --sets is a set:
    model.yaml     as for npm run twin -- link; files: { '*': { id: …, columns: … } } is enough
    *.csv …        the files to link (CSV, XLSX, Parquet), in the order of their names
    truth.csv      source,id,entity, or id,entity where no id is in two files; source is the name of the file. Records that it
                   does not tell of are left out of what is measured
persons --rows N --out DIR
  Writes persons.csv, truth.csv and model.yaml: such a folder.
`;
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const unknown = positionals.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
const wanted = positionals.length > 0 ? positionals : Object.keys(USUAL);
process.stderr.write(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
try {
  const results: unknown[] = [];
  for (const name of wanted) {
    for (const { result, lines } of await BENCHES[name]!()) {
      results.push(result);
      if (!values.json) process.stdout.write(`${lines}\n\n`);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
} catch (error) {
  // What is wrong with what was given is told in words; all else with its places.
  if (!(error instanceof TwinError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
} finally {
  madeCity?.remove();
}
