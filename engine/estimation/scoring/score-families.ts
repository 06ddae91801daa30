/** Scores the families of a city by one trained model: prediction, interval, and what each fact added to it. */
import { explainInParts } from '../explain/contributions.ts';
import { contextFeature } from '../features/context.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import type { TrainedModel } from '../outputs/trained-model.ts';
import { scoreWelfare } from '../stack/fit-welfare.ts';
import type { HouseholdFact } from './household-fact.ts';
import { matchFacts, type FactMatch } from './match-facts.ts';
import { MOST_UNKNOWN, sayOf, unknownFacts, widened, type FactSay, type UnknownFacts } from './unknown-facts.ts';

/** As the model sees welfare: its logarithm mostly. */
export interface ModelScores {
  readonly trained: TrainedModel;
  readonly matches: readonly FactMatch[];
  /** Facts as the model reads them: own ones, then those of the surroundings. */
  readonly table: FeatureTable;
  readonly say: FactSay;
  readonly unknown: UnknownFacts;
  /** Households that were scored, in ascending order; row i of the columns below is one of them. */
  readonly rows: Uint32Array;
  readonly prediction: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly base: number;
  /** [row × feature] base and these add up to the prediction. */
  readonly values: Float64Array;
}

export interface ScoringCity {
  readonly facts: readonly HouseholdFact[];
  /** [household] number of its neighbourhood, -1 where it is not known. */
  readonly clusters: Int32Array;
}

/** So many households tell what each fact adds. */
const LOOKED_AT = 1000;
const BACKGROUND = 64;
/** Of one step of a logarithm; the network reckons in 32 bits. */
const ADDS_UP_WITHIN = 1e-3;

/** Facts of the families of a city as a model reads them, and what is not known of whom. */
export type ReadFamilies = Pick<ModelScores, 'matches' | 'table' | 'say' | 'unknown'>;

/** The network's backend must be open (`loadTrained` does that). @throws TwinError configuration as matchFacts */
export function readFamilies(trained: TrainedModel, city: ScoringCity): ReadFamilies {
  const { table: own, matches } = matchFacts(trained, city.facts);
  const weight = new Float64Array(own.count).fill(1);
  const surroundings = trained.features
    .slice(trained.ownFeatures)
    .map(({ name }) => contextFeature(name, own, city.clusters, weight));
  const table = { count: own.count, features: [...own.features, ...surroundings] };
  const features = trained.features.length;
  const looked = evenly(own.count, LOOKED_AT);
  const say = sayOf(
    table,
    looked,
    explainInParts(trained.model, table, looked, settingsOf(own.count)).values,
    features,
  );
  return { matches, table, say, unknown: unknownFacts(table, trained.features, say) };
}

/** Families of whom enough is known for a score, in ascending order. */
export const knownFamilies = ({ unknown }: Pick<ReadFamilies, 'unknown'>): Uint32Array =>
  Uint32Array.from(unknown.share.keys()).filter((h) => unknown.share[h]! <= MOST_UNKNOWN);

const settingsOf = (count: number) => ({ background: evenly(count, BACKGROUND), seed: 1 });

/**
 * The network's backend must be open (`loadTrained` does that).
 *
 * @param isWanted [household] 1 for whom a score is wanted
 * @param onDone   told how many households are done
 * @throws TwinError configuration as matchFacts; RangeError when what facts add does not add up to the prediction
 */
export function scoreFamilies(
  trained: TrainedModel,
  city: ScoringCity,
  isWanted: Uint8Array,
  onDone?: (count: number) => void,
): ModelScores {
  const read = readFamilies(trained, city);
  const { table, unknown } = read;
  const rows = knownFamilies(read).filter((h) => isWanted[h] === 1);
  const { prediction, low, high } = scoreWelfare(trained.model, table, rows);
  const { base, values } = explainInParts(trained.model, table, rows, settingsOf(table.count), onDone);
  requireSum(prediction, base, values, trained.features.length);
  const half = (h: number, width: number): number => widened(width, unknown.variance[h]!, trained.interval);
  return {
    trained,
    ...read,
    rows,
    prediction,
    low: prediction.map((value, i) => value - half(rows[i]!, value - low[i]!)),
    high: prediction.map((value, i) => value + half(rows[i]!, high[i]! - value)),
    base,
    values,
  };
}

/** Households at even distances, all of them where there are fewer. */
function evenly(count: number, wanted: number): Uint32Array {
  const taken = Math.min(count, wanted);
  return Uint32Array.from({ length: taken }, (_, i) => Math.floor((i * count) / taken));
}

function requireSum(prediction: Float64Array, base: number, values: Float64Array, features: number): void {
  prediction.forEach((value, i) => {
    let sum = base;
    for (let f = 0; f < features; f++) sum += values[i * features + f]!;
    if (Math.abs(sum - value) > ADDS_UP_WITHIN * Math.max(1, Math.abs(value)))
      throw new RangeError('what facts add does not add up to the prediction');
  });
}
