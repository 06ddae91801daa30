/** Courses as data (models/assistance/pelatihan-kerja/trainings.yaml): who fits each, and what counts how much for the order. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../../kernel/bilingual.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { DAY, REFERENCE } from '../programmes/dated-values.ts';
import { parseExpression } from '../programmes/expression.ts';
import type { Programmes } from '../programmes/load.ts';
import { ruleError } from '../programmes/rule-error.ts';
import type { Condition } from '../programmes/shape.ts';

/** Programme that says who may take part in any course. */
export const TRAINING_PROGRAMME = 'pelatihan-kerja';

const WEIGHT = { weight: z.number().min(0).max(100), reference: REFERENCE };
const POINTS = z.strictObject({
  need: z.strictObject(WEIGHT),
  dependants: z.strictObject({ ...WEIGHT, upTo: z.int().positive() }),
  distance: z.strictObject({ ...WEIGHT, farKm: z.number().positive() }),
  experience: z.strictObject({ ...WEIGHT, years: z.number().positive() }),
});
export type Points = z.infer<typeof POINTS>;
export type PointKey = keyof Points;

const CONDITION = z.strictObject({ key: z.string().min(1), name: BILINGUAL, when: z.unknown() });
const TRAINING = z.strictObject({
  name: BILINGUAL,
  validFrom: DAY,
  validTo: DAY.optional(),
  seats: z.int().positive(),
  /** Kemendagri code: distances are measured to its label point. */
  place: z.strictObject({ kelurahan: z.string() }),
  reference: REFERENCE,
  conditions: z.array(CONDITION),
});
const SHAPE = z.strictObject({
  points: POINTS,
  unknownShare: z.number().min(0).max(1),
  contested: z.array(BILINGUAL).default([]),
  trainings: z.record(z.string().regex(/^[a-z0-9-]+$/), TRAINING),
});

export interface Training {
  readonly id: string;
  readonly name: Bilingual;
  readonly validFrom: number;
  /** Infinity while nobody has set an end. */
  readonly validTo: number;
  readonly seats: number;
  readonly kelurahan: string;
  readonly reference: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface Trainings {
  readonly trainings: readonly Training[];
  readonly points: Points;
  /** Part of a weight for a fact that nobody knows. */
  readonly unknownShare: number;
  readonly contested: readonly Bilingual[];
}

/** What the weights add up to. */
const ALL_POINTS = 100;

/**
 * @param kelurahan codes of the city
 * @throws TwinError configuration: a field, fact, source or kelurahan that is not there, or weights that are not 100 together
 */
export function loadTrainings(models: string, programmes: Programmes, kelurahan: readonly string[]): Trainings {
  const path = join(models, 'assistance', TRAINING_PROGRAMME, 'trainings.yaml');
  const { points, unknownShare, contested, trainings } = loadYaml(path, SHAPE);
  const total = Object.values(points).reduce((sum, { weight }) => sum + weight, 0);
  if (total !== ALL_POINTS) throw ruleError(path, 'points', `add up to ${total}, and have to be ${ALL_POINTS}`);
  const requireSources = (key: string, reference: readonly string[]): void => {
    const odd = reference.find((id) => !programmes.sources.has(id));
    if (odd !== undefined) throw ruleError(path, `${key}.reference`, `${odd} is not in sources.yaml`);
  };
  for (const [key, { reference }] of Object.entries(points)) requireSources(`points.${key}`, reference);
  const context = {
    path,
    facts: programmes.facts,
    limits: new Set<string>(),
    programmes: programmes.programmes.map(({ id }) => id),
  };
  return {
    points,
    unknownShare,
    contested,
    trainings: Object.entries(trainings).map(([id, { validTo, place, conditions, ...training }]) => {
      const at = `trainings.${id}`;
      requireSources(at, training.reference);
      if (!kelurahan.includes(place.kelurahan))
        throw ruleError(path, `${at}.place.kelurahan`, `${place.kelurahan} is no kelurahan of the city`);
      if (validTo !== undefined && validTo < training.validFrom)
        throw ruleError(path, `${at}.validTo`, 'is before validFrom');
      return {
        id,
        ...training,
        validTo: validTo ?? Infinity,
        kelurahan: place.kelurahan,
        conditions: conditions.map(({ when, ...condition }, i) => ({
          ...condition,
          reference: training.reference,
          when: parseExpression(when, `${at}.conditions.${i}.when`, 'person', context),
        })),
      };
    }),
  };
}
