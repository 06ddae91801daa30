/** Scores households by a trained model: what the stages after this one call. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../kernel/checksum.ts';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { contextFeature } from './features/context.ts';
import type { Feature, FeatureTable } from './features/feature-table.ts';
import { openBackend } from './network/backend.ts';
import { unpack } from './outputs/packed.ts';
import { FORMAT, type TrainedModel } from './outputs/trained-model.ts';
import { vulnerability } from './outputs/write-predictions.ts';
import { scoreWelfare } from './stack/fit-welfare.ts';
import { transformationOf } from './survey/label.ts';

/** Skor kerentanan lokal of households; never a desil. Row i of every column is one household. */
export interface HouseholdScores {
  /** [household] predicted welfare, in the unit of the survey's label. */
  readonly amounts: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [household] 0 to 100 among these households, 100 most vulnerable. */
  readonly vulnerability: Float64Array;
}

/**
 * @param folder as `twin welfare train --out` wrote it
 * @throws TwinError configuration: files missing, or of another make
 */
export async function loadTrained(folder: string): Promise<TrainedModel> {
  return (await readTrained(join(folder, 'model.json'), join(folder, 'weights.bin'))).trained;
}

export interface ReadModel {
  readonly trained: TrainedModel;
  /** Names the model: the first digits of the checksum of its two files. */
  readonly version: string;
  readonly json: string;
  readonly bytes: Uint8Array;
}

const VERSION_DIGITS = 12;

/** @throws TwinError configuration: files missing, or of another make */
export async function readTrained(jsonPath: string, bytesPath: string): Promise<ReadModel> {
  await openBackend();
  try {
    const [json, bytes] = [readFileSync(jsonPath, 'utf8'), readFileSync(bytesPath)];
    const version = sha256(`${sha256(json)} ${sha256(bytes)}`).slice(0, VERSION_DIGITS);
    return { trained: unpackTrained(json, bytes), version, json, bytes };
  } catch (error) {
    if (error instanceof TwinError) throw error;
    throw notAModel(`It cannot be read (${systemCode(error) ?? 'its content is damaged'}).`, error);
  }
}

/** @throws TwinError configuration where the files are of another make */
export function unpackTrained(json: string, bytes: Uint8Array): TrainedModel {
  const model = unpack(json, bytes) as Partial<TrainedModel>;
  if (model.format === FORMAT) return model as TrainedModel;
  throw notAModel('It is no welfare model of this version.');
}

const notAModel = (what: string, cause?: unknown): TwinError =>
  new TwinError(
    'configuration',
    {
      code: 'welfare-model-unreadable',
      what,
      where: { file: 'model.json' },
      todo: 'Train it again: npm run twin -- welfare train.',
    },
    { cause },
  );

/**
 * Facts are found by name; those that the model does not know are passed over. The backend must be open (`loadTrained` does
 * that).
 *
 * @param clusters [household] number of its neighbourhood, -1 where it is not known
 * @param weight   [household] how much it counts in the means of its neighbourhood and in ranks
 * @throws TwinError configuration: a fact that the model reads is not there, or of another kind
 */
export function scoreHouseholds(
  trained: TrainedModel,
  table: FeatureTable,
  clusters: Int32Array,
  weight: Float64Array,
): HouseholdScores {
  const own = trained.features.slice(0, trained.ownFeatures).map((wanted) => factOf(table, wanted));
  const facts = { count: table.count, features: own };
  const surroundings = trained.features
    .slice(trained.ownFeatures)
    .map(({ name }) => contextFeature(name, facts, clusters, weight));
  const whole = { count: table.count, features: [...own, ...surroundings] };
  const rows = Uint32Array.from({ length: table.count }, (_, row) => row);
  const { prediction, low, high } = scoreWelfare(trained.model, whole, rows);
  const { back } = transformationOf(trained.transformation, trained.scale);
  return {
    amounts: prediction.map(back),
    low: low.map(back),
    high: high.map(back),
    vulnerability: vulnerability(prediction, weight),
  };
}

function factOf(table: FeatureTable, wanted: TrainedModel['features'][number]): Feature {
  const found = table.features.find(({ name }) => name === wanted.name);
  if (found?.kind === wanted.kind) return found;
  const what =
    found === undefined
      ? `The model reads ${wanted.name}, and these households have no such fact.`
      : `The model reads ${wanted.name} as a ${wanted.kind}, and here it is a ${found.kind}.`;
  throw new TwinError('configuration', {
    code: 'welfare-fact-missing',
    what,
    where: { column: wanted.name },
    todo: 'Give that fact (NaN or -1 where it is not known), or train a model without it.',
  });
}
