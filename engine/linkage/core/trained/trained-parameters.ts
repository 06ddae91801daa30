/** Taken from a run, and read by the runs after it. */
import type { UnrelatedShares } from '../comparison.ts';
import { silentLevelOf } from '../learning/drop-reasons.ts';
import type { SilentLevel } from '../learning/silent-level.ts';
import { flatten, levelSpace, type LevelSpace } from '../learning/level-space.ts';
import { classify, type Estimation } from '../learning/estimate-classes.ts';
import type { Learnt } from '../learning/learn.ts';
import { placesOf } from '../learning/pattern-places.ts';
import type { SilentReason } from '../learning/silent-levels.ts';
import type { PairWeights } from '../deciding/pair-weights.ts';
import type { BlockingRuleSpec, ReadyModel } from '../link-model.ts';
import { knownJoinedOf } from '../measures/kinds/joined-column.ts';
import type { ComparedPairs } from '../pairs.ts';
import type { KnownFrequencies, LinkTable } from '../table.ts';
import { frequenciesOf } from '../values/features.ts';
import { keysOfBook, knownCounts } from '../values/known-counts.ts';
import type { FixedModel, TrainedLevel, TrainedParameters, WeighedBy } from './parameters.ts';

/** A rule without keys brings all pairs, however many records there will be. */
const withoutLimit = (rule: BlockingRuleSpec): BlockingRuleSpec =>
  rule.keys.length === 0 ? { ...rule, maximumPerKey: Number.MAX_SAFE_INTEGER } : rule;

/** What a run weighs by. */
interface Weighing {
  readonly model: Omit<ReadyModel, 'between'> & Pick<FixedModel, 'between'>;
  readonly rules: readonly BlockingRuleSpec[];
  readonly unrelated: readonly UnrelatedShares[];
  readonly learnt: Learnt;
}

/** Part of the parameters: what is known before links are judged. */
export function weighedBy({ model, rules, unrelated, learnt }: Weighing): WeighedBy {
  const { space } = learnt;
  return {
    model: { ...model, rules: rules.map(withoutLimit) },
    levels: model.comparisons.map(({ levels }, c) =>
      levels.map((_, l) => {
        const place = space.first[c]! + l + 1;
        const silent = silentLevelOf(learnt.silent[place], space, c, levels);
        return {
          u: learnt.u[place]!,
          uError: learnt.uError[place]!,
          isLearnt: learnt.isLearnt[place] === 1,
          weightBits: learnt.weightBits[place]!,
          averageBits: unrelated[c]!.averageBits[l + 1]!,
          ...(silent && { silent }),
        };
      }),
    ),
    dropped: learnt.dropped,
  };
}

export function parametersOf(
  of: Weighing & {
    readonly table: LinkTable;
    readonly scores: Pick<TrainedParameters, 'priorShare' | 'threshold'>;
    readonly judgement: Pick<TrainedParameters, 'expectedMatches' | 'blockingRecall'>;
  },
): TrainedParameters {
  const { learnt, model, scores, judgement } = of;
  const { space, estimation, classes } = learnt;
  return {
    ...weighedBy(of),
    classes: classes.map(({ name, byChance }, k) => ({
      name,
      byChance: model.comparisons.flatMap((_, c) => (byChance[c] === 1 ? [c] : [])),
      share: estimation.classShares[k]!,
      levels: model.comparisons.map((_, c) => [
        ...estimation.shares[k]!.subarray(space.first[c]! + 1, space.first[c + 1]),
      ]),
    })),
    together: learnt.together,
    priorShare: scores.priorShare,
    threshold: scores.threshold,
    expectedMatches: judgement.expectedMatches,
    blockingRecall: judgement.blockingRecall,
    rounds: estimation.rounds,
    frequencies: frequenciesUsed(of.table, model),
  };
}

/** Counts of the fields that are compared, and of those that were read as one. */
function frequenciesUsed(table: LinkTable, { comparisons }: ReadyModel): KnownFrequencies {
  const fields = [...new Set(comparisons.flatMap((spec) => spec.fields))].sort();
  const columns = new Map(
    fields.map((field) => {
      const column = table.fields.get(field)!;
      const { counts, told } = frequenciesOf(column);
      return [field, column.known ?? knownCounts(counts, told, keysOfBook(column.book))] as const;
    }),
  );
  return { columns, joined: table.knownJoined ?? knownJoinedOf(table, comparisons) };
}

/** The table with rarity as the model knows it. */
export function withFrequencies(table: LinkTable, { columns, joined }: KnownFrequencies): LinkTable {
  const fields = new Map(
    [...table.fields].map(([name, column]) => {
      const known = columns.get(name);
      return [name, known === undefined ? column : { ...column, known }] as const;
    }),
  );
  return { ...table, fields, knownJoined: joined };
}

/** What measures need to know of unrelated pairs. */
export function unrelatedOf({ levels }: Pick<TrainedParameters, 'levels'>): UnrelatedShares[] {
  const column = (of: readonly TrainedLevel[], first: number, read: (level: TrainedLevel) => number): Float64Array =>
    Float64Array.of(first, ...of.map(read));
  return levels.map((of) => ({
    u: column(of, 0, ({ u }) => u),
    error: column(of, 0, ({ uError }) => uError),
    averageBits: column(of, NaN, ({ averageBits }) => averageBits),
  }));
}

/** Levels in one row, and what each class shows of them. */
export type TrainedWeights = Omit<PairWeights, 'priorBits'>;

export function weightsOf({ model, levels, classes, together }: TrainedParameters): TrainedWeights {
  const space = levelSpace(model.comparisons);
  return {
    space,
    weightBits: flatLevels(space, levels, ({ weightBits }) => weightBits),
    shares: classes.map((each) =>
      flatten(
        space,
        each.levels.map((shares) => [0, ...shares]),
      ),
    ),
    classShares: Float64Array.from(classes, ({ share }) => share),
    together,
    byChance: classes.map(({ byChance }) =>
      Uint8Array.from(model.comparisons, (_, c) => (byChance.includes(c) ? 1 : 0)),
    ),
  };
}

const flatLevels = (
  space: LevelSpace,
  levels: TrainedParameters['levels'],
  read: (level: TrainedLevel) => number,
): Float64Array =>
  flatten(
    space,
    levels.map((of) => [0, ...of.map(read)]),
  );

/** What learning would hand on, taken from the model; only how many matches there are is counted anew. */
export function learntFrom(trained: TrainedParameters, compared: ComparedPairs): Learnt {
  const { space, weightBits, shares, classShares, together, byChance } = weightsOf(trained);
  const places = placesOf(compared.patterns, space, compared);
  const u = flatLevels(space, trained.levels, (level) => level.u);
  const classes = byChance.map((each) => ({ byChance: each }));
  const counted = classify({ patterns: places, space, u, together, classes }, shares, classShares);
  const estimation: Estimation = { shares, classShares, u, ...counted, rounds: trained.rounds };
  return {
    space,
    places,
    // Classes are known by what they learnt; none is learnt again.
    classes: trained.classes.map(({ name, share }, k) => ({
      name: name as Learnt['classes'][number]['name'],
      start: shares[k]!,
      isLearnt: new Uint8Array(space.size),
      prior: shares[k]!,
      priorPairs: 0,
      share,
      byChance: byChance[k]!,
    })),
    estimation,
    together,
    u,
    uError: flatLevels(space, trained.levels, ({ uError }) => uError),
    isLearnt: Uint8Array.from(flatLevels(space, trained.levels, ({ isLearnt }) => (isLearnt ? 1 : 0))),
    weightBits,
    dropped: trained.dropped,
    silent: trained.levels.flatMap((levels, c) => [
      undefined,
      ...levels.map(({ silent }) => placed(silent, trained, space, c)),
    ]),
  };
}

/** By its place in the space in place of its name. */
function placed(
  silent: SilentLevel | undefined,
  { model }: TrainedParameters,
  { first }: LevelSpace,
  c: number,
): SilentReason | undefined {
  if (silent?.kind !== 'unseen') return silent;
  const level = model.comparisons[c]!.levels.findIndex(({ name }) => name === silent.as);
  return { kind: 'unseen', into: first[c]! + 1 + Math.max(0, level) };
}
