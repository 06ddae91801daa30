/** The score of each family, kept beside the columns of its snapshot with the models that made it; it goes when the snapshot goes. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { ReadModel } from '../estimation/score-households.ts';
import type { ModelScores } from '../estimation/scoring/score-families.ts';
import type { ScoreColumns } from '../estimation/scoring/city-scores.ts';
import { TRANSFORMATIONS } from '../estimation/survey/model-shape.ts';
import { BILINGUAL } from '../kernel/bilingual.ts';
import { sha256 } from '../kernel/checksum.ts';
import { TwinError } from '../kernel/errors.ts';
import { FOR_OWNER, storageError } from '../kernel/files.ts';
import { readColumns, writeColumns, type Kind, type StoredColumn } from '../population/parquet-columns.ts';
import { populationFolder } from '../save-snapshot.ts';
import { damagedFiles, makeSnapshotFolder, SUMS } from '../snapshot-files.ts';
import type { ScoredCity } from './city-score.ts';

const FOLDER = 'welfare-score';
const COLUMNS_FILE = 'scores.parquet';
const MODEL_FILES = { main: ['model.json', 'weights.bin'], otherwise: ['otherwise.json', 'otherwise.bin'] } as const;

const MODEL_ABOUT = z.object({
  version: z.string(),
  trainedOn: z.string(),
  title: BILINGUAL.optional(),
  /** When the households of the survey were asked. */
  surveyed: z.string().optional(),
  households: z.number(),
  base: z.number(),
  transformation: z.enum(TRANSFORMATIONS),
  /** Facts in the order in which the model reads them. */
  features: z.array(
    z.object({
      name: z.string(),
      written: z.object({ fact: z.string().optional(), name: BILINGUAL.optional() }).optional(),
    }),
  ),
});
const ABOUT = z.object({
  format: z.literal('kembaran-score-1'),
  /** Of the models together. */
  version: z.string(),
  label: z.object({ column: z.string(), per: z.string().optional(), currency: z.string().optional() }),
  interval: z.number(),
  coverages: z.array(z.number()),
  main: MODEL_ABOUT,
  otherwise: MODEL_ABOUT.optional(),
});
export type ModelAbout = z.infer<typeof MODEL_ABOUT>;
export type ScoreAbout = z.infer<typeof ABOUT>;

export interface KeptScore extends ScoreColumns {
  readonly about: ScoreAbout;
  /** What each fact added to the prediction of one family, in the order of the model that scored it; undefined without a score. */
  added(household: number): Float64Array | undefined;
}

const SCORE_KINDS = {
  amount: 'f64',
  low: 'f64',
  high: 'f64',
  score: 'f64',
  scoreLow: 'f64',
  scoreHigh: 'f64',
  rank: 'u32',
  by: 'u8',
  unknown: 'u32',
} as const satisfies Record<Exclude<keyof ScoreColumns, 'count'>, Kind>;
const SCORE_COLUMNS = Object.keys(SCORE_KINDS) as (keyof typeof SCORE_KINDS)[];

const scoreFolder = (config: Pick<Config, 'snapshotsFolder'>, snapshotId: string): string =>
  join(populationFolder(config, snapshotId), FOLDER);

/** Another whenever the snapshot was scored anew; '' where it was not scored. */
export function keptScoreStamp(config: Pick<Config, 'snapshotsFolder'>, snapshotId: string): string {
  const sums = join(scoreFolder(config, snapshotId), SUMS);
  return existsSync(sums) ? sha256(readFileSync(sums, 'utf8')) : '';
}

/**
 * Replaces the score that was kept before.
 *
 * @throws TwinError storage when the disk is full or not writable; the one before stays then
 */
export async function keepScore(
  config: Pick<Config, 'snapshotsFolder'>,
  snapshotId: string,
  { scores, main, otherwise }: ScoredCity,
): Promise<void> {
  const parent = populationFolder(config, snapshotId);
  const fresh = `${FOLDER}.new`;
  rmSync(join(parent, fresh), { recursive: true, force: true });
  await makeSnapshotFolder(parent, fresh, (folder) => {
    writeColumns(join(folder, COLUMNS_FILE), storedColumns(scores, scores.main, scores.otherwise), {
      ...aboutOf(main, otherwise, scores.main, scores.otherwise),
    } satisfies ScoreAbout);
    for (const [read, [json, bytes]] of [
      [main, MODEL_FILES.main],
      [otherwise, MODEL_FILES.otherwise],
    ] as const) {
      if (read === undefined) continue;
      writeFileSync(join(folder, json), read.json, { mode: FOR_OWNER });
      writeFileSync(join(folder, bytes), read.bytes, { mode: FOR_OWNER });
    }
  });
  const [place, before] = [join(parent, FOLDER), join(parent, `${FOLDER}.before`)];
  try {
    rmSync(before, { recursive: true, force: true });
    if (existsSync(place)) renameSync(place, before);
    renameSync(join(parent, fresh), place);
    rmSync(before, { recursive: true, force: true });
  } catch (error) {
    throw storageError(error, place);
  }
}

function storedColumns(columns: ScoreColumns, main: ModelScores, otherwise: ModelScores | undefined): StoredColumn[] {
  return [
    ...SCORE_COLUMNS.map((name): StoredColumn => ({ name, kind: SCORE_KINDS[name], values: widened(columns[name]) })),
    ...addedColumns('main', main, columns.count),
    ...(otherwise === undefined ? [] : addedColumns('otherwise', otherwise, columns.count)),
  ];
}

const widened = (values: ScoreColumns['unknown'] | Float64Array | Uint32Array | Uint8Array) =>
  values instanceof Uint16Array ? Uint32Array.from(values) : values;

function addedColumns(name: string, { rows, values, trained }: ModelScores, count: number): StoredColumn[] {
  const features = trained.features.length;
  return trained.features.map((_, f) => {
    const column = new Float64Array(count).fill(NaN);
    rows.forEach((household, i) => (column[household] = values[i * features + f]!));
    return { name: `${name}/${f}`, kind: 'f64', values: column };
  });
}

function aboutOf(
  main: ReadModel,
  otherwise: ReadModel | undefined,
  mainScores: ModelScores,
  otherwiseScores: ModelScores | undefined,
): ScoreAbout {
  const { label, interval, coverages } = main.trained;
  return {
    format: 'kembaran-score-1',
    version: [main, ...(otherwise === undefined ? [] : [otherwise])].map(({ version }) => version).join('+'),
    label,
    interval,
    coverages: [...coverages],
    main: modelAbout(main, mainScores),
    ...(otherwise === undefined ? {} : { otherwise: modelAbout(otherwise, otherwiseScores!) }),
  };
}

const modelAbout = ({ version, trained }: ReadModel, { base }: ModelScores): ModelAbout => ({
  version,
  trainedOn: trained.trainedOn,
  title: trained.title,
  surveyed: trained.surveyed,
  households: trained.households,
  base,
  transformation: trained.transformation,
  features: trained.features.map(({ name, written }) => ({
    name,
    ...(written === undefined ? {} : { written: { fact: written.fact, name: written.name } }),
  })),
});

/**
 * @returns undefined where the snapshot was not scored
 * @throws TwinError storage where the score was damaged or is of another version
 */
export async function readKeptScore(
  config: Pick<Config, 'snapshotsFolder'>,
  snapshotId: string,
): Promise<KeptScore | undefined> {
  const folder = scoreFolder(config, snapshotId);
  if (!existsSync(folder)) return undefined;
  const [damaged] = await damagedFiles(folder);
  if (damaged !== undefined) throw unreadable(damaged);
  const stored = await readColumns<unknown>(join(folder, COLUMNS_FILE));
  const about = ABOUT.safeParse(stored.about);
  if (!about.success) throw unreadable(COLUMNS_FILE);
  const columns = Object.fromEntries(SCORE_COLUMNS.map((name) => [name, stored.numbers(name, SCORE_KINDS[name])]));
  const kept = { count: stored.count, ...columns } as unknown as ScoreColumns;
  const added = new Map<string, ArrayLike<number>>();
  const column = (name: string): ArrayLike<number> => {
    const known = added.get(name) ?? stored.numbers(name, 'f64');
    added.set(name, known);
    return known;
  };
  return {
    ...kept,
    about: about.data,
    added: (household) => {
      const name = ([undefined, 'main', 'otherwise'] as const)[kept.by[household]!];
      if (name === undefined) return undefined;
      return Float64Array.from(
        { length: about.data[name]!.features.length },
        (_, f) => column(`${name}/${f}`)[household]!,
      );
    },
  };
}

/** The model that scored a family, as it was kept. @throws TwinError storage, configuration */
export async function readKeptModel(
  config: Pick<Config, 'snapshotsFolder'>,
  snapshotId: string,
  which: keyof typeof MODEL_FILES,
): Promise<ReadModel> {
  // Who reads the score alone does without the library of models, which takes longer to load than most commands run.
  const { readTrained } = await import('../estimation/score-households.ts');
  const folder = scoreFolder(config, snapshotId);
  const [json, bytes] = MODEL_FILES[which];
  return readTrained(join(folder, json), join(folder, bytes));
}

const unreadable = (file: string): TwinError =>
  new TwinError('storage', {
    code: 'score-unreadable',
    what: 'The score kept with the snapshot is damaged or of another version.',
    where: { file },
    todo: 'Score the snapshot again: npm run twin -- welfare score --trained DIR.',
  });

/** Where a score is asked for and there is none. */
export const noScore = (): TwinError =>
  new TwinError('input', {
    code: 'score-missing',
    what: 'The families of this snapshot have no skor kerentanan lokal yet.',
    todo: 'Score them: npm run twin -- welfare score --trained DIR; a build makes a new snapshot, which is scored anew.',
  });

/** "a1b2c3d4e5f6, survei 2025-09": what a list says of the model. */
export function modelWords({ main, version }: ScoreAbout): string {
  return main.surveyed === undefined
    ? `${version}, tanggal survei tidak disebut`
    : `${version}, survei ${main.surveyed}`;
}
