/** Learns a model from compared pairs: what each level weighs and how many matches there are. */
import type { ComparisonSpec, UnrelatedShares } from '../comparison.ts';
import type { PairWeights } from '../deciding/pair-weights.ts';
import type { LinkModel } from '../link-model.ts';
import type { JointAgreement } from '../measures/auto/joint-agreement.ts';
import type { Patterns } from '../pairs.ts';
import type { FieldKind } from '../table.ts';
import { classesWithBirthsHeld } from './births-held.ts';
import type { DropReason } from './drop-reasons.ts';
import {
  classify,
  estimateClasses,
  type Estimation,
  type EstimationInput,
  type PairClass,
} from './estimate-classes.ts';
import { flatten, levelSpace, type LevelSpace } from './level-space.ts';
import { codesOfFiles, doubtedCodes, withoutCodes } from './own-codes.ts';
import type { ClassInput } from './class-input.ts';
import { kinClasses, otherStarts } from './kin-classes.ts';
import { logLikelihood } from './likelihood.ts';
import { classesWithNamesHeld } from './names-held.ts';
import { pairClasses } from './pair-classes.ts';
import { placesOf, type BesidePattern, type PatternPlaces } from './pattern-places.ts';
import { mergedShares, silentLevels, type SilentReason } from './silent-levels.ts';
import { togetherOf, type Together } from './together.ts';

export interface Learnt {
  readonly space: LevelSpace;
  readonly places: PatternPlaces;
  readonly classes: readonly PairClass[];
  readonly estimation: Estimation;
  /** What strangers agree on together. */
  readonly together: readonly Together[];
  /** Flat: u of unrelated pairs, and its largest error. */
  readonly u: Float64Array;
  readonly uError: Float64Array;
  readonly isLearnt: Uint8Array;
  /** Flat: log2(m / u); 0 for comparisons left out and for levels that say nothing. */
  readonly weightBits: Float64Array;
  /** [comparison] why it was left out, or undefined. */
  readonly dropped: readonly (string | undefined)[];
  /** [place] why a level says nothing by itself, or undefined. */
  readonly silent: readonly (SilentReason | undefined)[];
}

export interface LearningInput {
  readonly patterns: Patterns;
  /** The rarity of each pair beside its pattern; where it is left out, no value is rarer than another. */
  readonly rare?: BesidePattern;
  readonly comparisons: readonly ComparisonSpec[];
  readonly unrelated: readonly UnrelatedShares[];
  /** How often strangers agree on two comparisons at once; on each apart where it is left out. */
  readonly joint?: readonly JointAgreement[];
  /** Pairs of records that are compared when nothing is blocked. */
  readonly allPairs: number;
  readonly records: number;
  readonly training: LinkModel['training'];
  readonly kindOf: (field: string) => FieldKind | undefined;
}

/** No level is rarer among unrelated pairs than this, nor is one certain. */
const LEAST_SHARE = 1e-9;

/** To begin with one record in ten is taken for a second of its entity. */
const START_MATCHES_A_RECORD = 0.1;

export function learn(input: LearningInput): Learnt {
  const { patterns, comparisons, unrelated, allPairs, records, training, kindOf } = input;
  const space = levelSpace(comparisons);
  const m = startOfM(space, comparisons);
  const shares = bounded(
    space,
    flatten(
      space,
      unrelated.map((each) => each.u),
    ),
  );
  const isLearnt = Uint8Array.from({ length: space.size }, () => 1);
  comparisons.forEach(({ levels }, c) =>
    levels.forEach((level, l) => (isLearnt[space.first[c]! + l + 1] = level.isLearnt ? 1 : 0)),
  );
  const places = placesOf(patterns, space, input.rare);
  const matchShare = Math.min(0.5, (START_MATCHES_A_RECORD * records) / Math.max(1, allPairs));
  const { priorMatches } = training;
  const classInput = {
    space,
    comparisons,
    kindOf,
    m,
    u: shares,
    isLearnt,
    matchShare,
    allPairs,
    records,
    priorMatches,
  };
  const recordPairs = Math.max(1, (records * (records - 1)) / 2);
  const together = togetherOf(space.comparisons, input.joint ?? []);
  const rest = { patterns: places, space, together, u: shares, allPairs, recordPairs, ...training };
  const uError = flatten(
    space,
    unrelated.map((each) => each.error),
  );
  const { classes, estimation: estimated, isLeftOut } = estimate(classInput, rest);
  const { u } = estimated;
  const dropped = comparisons.map((_, c) =>
    isLeftOut?.[c] === true ? 'each file gives its own numbers' : reasonToDrop(space, estimated, u, c),
  );
  const silent = silentLevels({ space, patterns: places, estimation: estimated, uError, start: m, isLearnt });
  const estimation = withMerged(estimated, silent, { patterns: places, space, u, together, classes });
  const weightBits = new Float64Array(space.size);
  for (let c = 0; c < space.comparisons; c++) {
    if (dropped[c] !== undefined) continue;
    for (let place = space.first[c]! + 1; place < space.first[c + 1]!; place++) {
      const reason = silent[place];
      if (reason?.kind === 'uninformative') continue;
      const told = reason?.kind === 'unseen' ? reason.into : place;
      weightBits[place] = Math.log2(Math.max(LEAST_SHARE, estimation.shares[0]![told]!) / u[told]!);
    }
  }
  return { space, places, classes, estimation, together, u, uError, isLearnt, weightBits, dropped, silent };
}

/** What is found of patterns where levels that no pair shows are one with their neighbours. */
function withMerged(
  estimation: Estimation,
  silent: readonly (SilentReason | undefined)[],
  input: Parameters<typeof classify>[0],
): Estimation {
  if (!silent.some((reason) => reason?.kind === 'unseen')) return estimation;
  const shares = mergedShares(estimation, silent);
  return { ...estimation, shares, ...classify(input, shares, estimation.classShares) };
}

/** What pairs are weighed by once it is learnt. */
export function weightsOfLearnt(
  { space, weightBits, estimation, together, classes }: Learnt,
  priorBits: number,
): PairWeights {
  const { shares, classShares } = estimation;
  const byChance = classes.map((each) => each.byChance);
  return { space, weightBits, shares, classShares, together, byChance, priorBits };
}

interface Estimated {
  readonly classes: readonly PairClass[];
  readonly estimation: Estimation;
  /** [comparison] codes of files, which say nothing of persons. */
  readonly isLeftOut?: readonly boolean[] | undefined;
}

/** Estimates again without codes that may be of files, and keeps to it where matches do not agree on them. */
function estimate(classInput: ClassInput, rest: Omit<EstimationInput, 'classes'>): Estimated {
  const found = estimateOnce(classInput, rest);
  const doubted = doubtedCodes(classInput, found.classes, found.estimation);
  if (doubted === undefined) return withKin(classInput, rest, found);
  const without = (isLeftOut: readonly boolean[]): Estimated => {
    const input = withoutCodes(classInput, isLeftOut);
    return withKin(input, rest, { ...estimateOnce(input, rest), isLeftOut });
  };
  const others = without(doubted);
  const ofFiles = codesOfFiles(classInput, doubted, others.estimation);
  if (!ofFiles.includes(true)) return withKin(classInput, rest, found);
  return ofFiles.every((each, c) => each === doubted[c]!) ? others : without(ofFiles);
}

/** Estimates, and once more with births, or names, as they are known to be where matches are learnt that do not agree on them. */
function estimateOnce(classInput: ClassInput, rest: Omit<EstimationInput, 'classes'>): Estimated {
  const classes = pairClasses(classInput);
  const estimation = estimateClasses({ ...rest, classes });
  const held =
    classesWithBirthsHeld(classInput, classes, estimation) ?? classesWithNamesHeld(classInput, classes, estimation);
  if (held === undefined) return { classes, estimation };
  return { classes: held, estimation: estimateClasses({ ...rest, classes: held }) };
}

/** Estimates again where the first time shows households: then with twins and kin among them. */
function withKin(classInput: ClassInput, rest: Omit<EstimationInput, 'classes'>, found: Estimated): Estimated {
  const kin = kinClasses(classInput, found.classes, found.estimation);
  if (kin.length === 0) return found;
  const starts = [kin, ...otherStarts(classInput, kin)].map((each) => {
    const classes = [...found.classes, ...each];
    const estimation = estimateClasses({ ...rest, classes });
    return { classes, estimation, likelihood: logLikelihood({ ...rest, classes }, estimation) };
  });
  const { classes, estimation } = starts.reduce((best, each) => (each.likelihood > best.likelihood ? each : best));
  return { ...found, classes, estimation };
}

/** Shares of each comparison made to add up to 1. */
function startOfM(space: LevelSpace, comparisons: readonly ComparisonSpec[]): Float64Array {
  const m = flatten(
    space,
    comparisons.map(({ levels }) => [0, ...levels.map((level) => level.m)]),
  );
  return bounded(space, m);
}

function bounded({ comparisons, first }: LevelSpace, shares: Float64Array): Float64Array {
  for (let c = 0; c < comparisons; c++) {
    let sum = 0;
    for (let place = first[c]! + 1; place < first[c + 1]!; place++) {
      shares[place] = Math.max(LEAST_SHARE, shares[place]!);
      sum += shares[place]!;
    }
    for (let place = first[c]! + 1; place < first[c + 1]!; place++) shares[place]! /= sum;
  }
  return shares;
}

/** Fewer matches than this that tell a field teach nothing about it. */
const FEWEST_TOLD = 1;

function reasonToDrop(
  { first }: LevelSpace,
  { matchesAt, matches }: Estimation,
  u: Float64Array,
  c: number,
): DropReason | undefined {
  const [from, to] = [first[c]! + 1, first[c + 1]!];
  const told = matchesAt.subarray(from, to).reduce((sum, each) => sum + each, 0);
  if (told < FEWEST_TOLD && matches >= FEWEST_TOLD) return 'no match tells it';
  if (u.subarray(from, to).some((share) => share > 1 - 1e-6)) return 'every record tells the same';
  return undefined;
}
