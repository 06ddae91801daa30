/** model.trained.json: all that a run learnt and chose, to be read by people and by the next run. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../../kernel/checksum.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { FIELD_KINDS } from '../../core/table.ts';
import type { TrainedParameters } from '../../core/trained/parameters.ts';
import type { Readings } from '../../core/values/make-table.ts';
import { GOLDEN_SPEC, type GoldenSpec } from '../golden/spec.ts';
import { packFrequencies, unpackFrequencies } from './frequencies-file.ts';

export const TRAINED_FILE = 'model.trained.json';
export const FREQUENCIES_FILE = 'model.frequencies.bin';

/** A trained model as it lies in files. */
export interface TrainedModelFile {
  /** Names of the sources that it was trained on, in their order. */
  readonly sources: readonly string[];
  readonly parameters: TrainedParameters;
  readonly readings: Readings;
  /** How golden records are made where the result grows. */
  readonly golden?: GoldenSpec | undefined;
}

export interface TrainedFiles {
  readonly json: string;
  readonly frequencies: Uint8Array;
}

const VERSION = 3;

/** The same bytes for the same files: no time, no machine in it. */
export function trainedFiles({ sources, parameters, readings, golden }: TrainedModelFile): TrainedFiles {
  const { model, levels, dropped, classes, together } = parameters;
  const frequencies = packFrequencies(parameters.frequencies);
  const [matches] = classes;
  const file: z.input<typeof SHAPE> = {
    version: VERSION,
    sources: [...sources],
    fields: model.fields.map((field) => ({ ...field })),
    comparisons: model.comparisons.map(({ name, measure, fields, options, mutedBy, levels: shapes }, c) => ({
      name,
      measure,
      fields: [...fields],
      ...(options && { options }),
      ...(mutedBy && { mutedBy }),
      levels: shapes.map((shape, l) => {
        const { u, uError, weightBits, averageBits, isLearnt, silent } = levels[c]![l]!;
        const isRarityKnown = !Number.isNaN(averageBits);
        const m = matches!.levels[c]![l]!;
        return {
          name: shape.name,
          m,
          u,
          uError,
          weightBits,
          isLearnt,
          ...(isRarityKnown && { averageBits }),
          ...(silent && { silent }),
        };
      }),
      ...(dropped[c] !== undefined && { dropped: dropped[c] }),
    })),
    rules: model.rules.map(({ name, keys, maximumPerKey }) => ({
      name,
      keys: keys.map(({ part, fields }) => ({ part, fields: [...fields] })),
      ...(maximumPerKey !== undefined && { maximumPerKey }),
    })),
    maximumPerKey: model.maximumPerKey,
    maximumPairs: model.maximumPairs,
    deduplicate: [...model.deduplicate],
    between: model.between.map((pair) => ({ ...pair })),
    neverTogether: (model.neverTogether ?? []).map((rule) => ({ ...rule })),
    classes: classes.map(({ name, share, levels: shares, byChance }) => ({
      name,
      share,
      byChance: [...byChance],
      levels: shares.map((each) => [...each]),
    })),
    together: together.map((each) => ({ ...each })),
    training: model.training,
    asked: { threshold: model.threshold },
    priorShare: parameters.priorShare,
    expectedMatches: parameters.expectedMatches,
    blockingRecall: parameters.blockingRecall,
    rounds: parameters.rounds,
    threshold: parameters.threshold,
    ...(golden && { golden }),
    readings: Object.fromEntries(Object.entries(readings).sort(([a], [b]) => (a < b ? -1 : 1))),
    frequencies: { file: FREQUENCIES_FILE, sha256: sha256(frequencies) },
  };
  return { json: `${JSON.stringify(file, null, 2)}\n`, frequencies };
}

const NAME = z.string().min(1);
/** Place of a comparison. */
const PLACE = z.int().min(0);
const NUMBERS = z.array(z.array(z.number()));
const SILENT = z.union([
  z.object({ kind: z.literal('unseen'), as: NAME }),
  z.object({ kind: z.literal('uninformative') }),
]);
const SHAPE = z.object({
  version: z.literal(VERSION),
  sources: z.array(NAME).min(1),
  fields: z.array(z.looseObject({ name: NAME, kind: z.enum(FIELD_KINDS) })).min(1),
  comparisons: z.array(
    z.object({
      name: NAME,
      measure: NAME,
      fields: z.array(NAME).min(1),
      options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
      mutedBy: z.object({ comparison: NAME, level: NAME }).optional(),
      levels: z.array(
        z.object({
          name: NAME,
          m: z.number(),
          u: z.number(),
          uError: z.number(),
          weightBits: z.number(),
          isLearnt: z.boolean(),
          averageBits: z.number().optional(),
          silent: SILENT.optional(),
        }),
      ),
      dropped: z.string().optional(),
    }),
  ),
  rules: z.array(
    z.looseObject({
      name: NAME,
      keys: z.array(z.looseObject({ part: NAME, fields: z.array(NAME).min(1) })),
      maximumPerKey: z.number().optional(),
    }),
  ),
  maximumPerKey: z.number(),
  maximumPairs: z.number(),
  deduplicate: z.array(z.boolean()),
  between: z.array(
    z.object({ left: NAME, right: NAME, isOneToOne: z.boolean(), partnerlessBits: z.number().min(0).optional() }),
  ),
  neverTogether: z.array(z.object({ source: NAME, field: NAME.optional() })).default([]),
  classes: z.array(z.object({ name: NAME, share: z.number(), levels: NUMBERS, byChance: z.array(PLACE) })).min(1),
  together: z.array(z.object({ left: PLACE, right: PLACE, bits: z.number() })),
  training: z.object({ maximumRounds: z.number(), tolerance: z.number(), priorMatches: z.number() }),
  asked: z.object({ threshold: z.union([z.number(), z.literal('auto')]) }),
  priorShare: z.number().gt(0).lt(1),
  expectedMatches: z.number(),
  blockingRecall: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  rounds: z.number(),
  threshold: z.object({ probability: z.number(), weightBits: z.number() }),
  golden: GOLDEN_SPEC.optional(),
  readings: z.record(z.string(), z.unknown()),
  frequencies: z.object({ file: NAME, sha256: NAME }),
});

const WHAT_TO_DO = `Give ${TRAINED_FILE} of a result of this version, with ${FREQUENCIES_FILE} beside it, or leave out --trained.`;

/** @throws TwinError configuration: not there, of another shape, without its frequencies or with others */
export function readTrained(path: string): TrainedModelFile {
  const file = basename(path);
  const wrong = (code: string, what: string, where: string, expected: string, cause?: unknown): TwinError =>
    new TwinError('configuration', { code, what, where: { file: where }, expected, todo: WHAT_TO_DO }, { cause });
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong('trained-missing', 'The trained model cannot be read.', file, TRAINED_FILE, error);
  }
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (error) {
    throw wrong('trained-shape', 'The trained model is not JSON.', file, `${TRAINED_FILE} as linking wrote it`, error);
  }
  const parsed = SHAPE.safeParse(written);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = issue?.path.map(String).join('.') ?? '';
    throw wrong(
      'trained-shape',
      `The trained model is of another shape at "${key || '(top)'}".`,
      file,
      issue?.message ?? '',
    );
  }
  checkLevels(parsed.data, (what, expected) => wrong('trained-shape', what, file, expected));
  const sidecar = parsed.data.frequencies.file;
  let bytes;
  try {
    bytes = readFileSync(join(dirname(path), basename(sidecar)));
  } catch (error) {
    throw wrong(
      'trained-frequencies',
      'The frequencies of the trained model are not beside it.',
      sidecar,
      sidecar,
      error,
    );
  }
  if (sha256(bytes) !== parsed.data.frequencies.sha256) {
    throw wrong('trained-frequencies', 'The frequencies are not those of this trained model.', sidecar, 'its own');
  }
  return fromShape(parsed.data, unpackFrequencies(bytes, sidecar, WHAT_TO_DO));
}

function checkLevels(
  { comparisons, classes, together, deduplicate, sources }: z.infer<typeof SHAPE>,
  wrong: (what: string, expected: string) => TwinError,
): void {
  const shape = comparisons.map(({ levels }) => levels.length).join();
  const odd = classes.find(({ levels }) => levels.map((each) => each.length).join() !== shape);
  if (odd !== undefined) throw wrong(`The class "${odd.name}" has other levels than the comparisons.`, shape);
  const isBeyond = (place: number): boolean => place >= comparisons.length;
  if (together.some(({ left, right }) => isBeyond(left) || isBeyond(right))) {
    throw wrong('together names a comparison that is not there.', `places below ${comparisons.length}`);
  }
  if (deduplicate.length !== sources.length) throw wrong('deduplicate is not as long as sources.', 'one a source');
}

function fromShape(file: z.infer<typeof SHAPE>, frequencies: TrainedParameters['frequencies']): TrainedModelFile {
  const { comparisons } = file;
  const model: TrainedParameters['model'] = {
    fields: file.fields,
    comparisons: comparisons.map(({ name, measure, fields, options, mutedBy, levels }) => ({
      name,
      measure,
      fields,
      levels: levels.map(({ name: level, m, isLearnt }) => ({ name: level, m, isLearnt })),
      ...(options && { options }),
      ...(mutedBy && { mutedBy }),
    })),
    rules: file.rules.map(({ name, keys, maximumPerKey }) => ({
      name,
      keys,
      ...(maximumPerKey !== undefined && { maximumPerKey }),
    })),
    maximumPerKey: file.maximumPerKey,
    maximumPairs: file.maximumPairs,
    deduplicate: file.deduplicate,
    between: file.between,
    ...(file.neverTogether.length > 0 && {
      neverTogether: file.neverTogether.map(({ source, field }) => ({ source, ...(field !== undefined && { field }) })),
    }),
    threshold: file.asked.threshold,
    training: file.training,
  };
  const parameters: TrainedParameters = {
    model,
    levels: comparisons.map(({ levels }) =>
      levels.map(({ u, uError, isLearnt, weightBits, averageBits = NaN, silent }) => ({
        u,
        uError,
        isLearnt,
        weightBits,
        averageBits,
        ...(silent && { silent }),
      })),
    ),
    dropped: comparisons.map(({ dropped }) => dropped),
    classes: file.classes,
    together: file.together,
    priorShare: file.priorShare,
    threshold: file.threshold,
    expectedMatches: file.expectedMatches,
    blockingRecall: file.blockingRecall,
    rounds: file.rounds,
    frequencies,
  };
  return { sources: file.sources, parameters, readings: file.readings, golden: file.golden };
}
