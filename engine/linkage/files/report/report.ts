/** report.json: what a run read, did and found, for machines and for the page that people read. */
import type { Estimate } from '../../core/estimate.ts';
import type { LinkResult, RuleYield, StageTime } from '../../core/pairs.ts';
import type { FieldKind } from '../../core/table.ts';
import type { Note } from '../../core/values/standardise.ts';
import type { Calibration } from '../calibration.ts';
import type { ConflictSummary } from '../golden/conflicts.ts';
import type { GoldenSummary } from '../golden/write-golden.ts';
import type { ReadSource } from '../reading/read-source.ts';
import type { Accuracy } from '../truth.ts';
import type { Clusters } from '../writing/write-pairs.ts';
import type { Both } from './both.ts';
import { notesInWords } from './note-words.ts';
import { ruleCosts, type RuleCost } from './rule-costs.ts';
import { ruleInWords } from './rule-words.ts';

/** What a rule gave, what it looks at, and what it cost; `seconds` is its index alone. */
export interface ReportedRule extends RuleYield {
  readonly looksAt: Both;
  readonly cost: RuleCost;
}

export interface LinkReport {
  readonly version: 1;
  readonly sources: readonly {
    readonly name: string;
    readonly file: string;
    readonly records: number;
    readonly dialect: ReadSource['dialect'];
  }[];
  readonly records: number;
  readonly fields: readonly { readonly name: string; readonly kind: FieldKind }[];
  readonly threshold: {
    readonly probability: number;
    readonly weightBits: number;
    /** `auto`: chosen without labels; `model`: as MODEL.yaml says. */
    readonly chosenBy: 'auto' | 'model';
  };
  readonly pairs: { readonly candidates: number; readonly kept: number; readonly linked: number };
  readonly clusters: {
    readonly count: number;
    /** Of two records or more. */
    readonly joined: number;
    readonly largest: number;
    /** Clusters by their number of records. */
    readonly sizes: readonly { readonly records: number; readonly clusters: number }[];
  };
  /** How golden.csv was made. */
  readonly golden: GoldenSummary;
  /** Clusters whose records contradict each other. */
  readonly conflicts: ConflictSummary;
  readonly rules: readonly ReportedRule[];
  /** Judged without truth, with 95 % intervals: of pairs in one cluster. */
  readonly estimated: { readonly precision: Estimate; readonly recall: Estimate; readonly blockingRecall: Estimate };
  /** Against the truth, where one was given: of clusters.csv, of pairs.csv, and of the chances told of pairs, linked or not. */
  readonly measured?: {
    readonly clusters: Accuracy;
    readonly pairs: Accuracy;
    readonly calibration: Calibration | undefined;
  };
  readonly model: {
    /** Chance that two records taken at random are one entity. */
    readonly priorShare: number;
    readonly expectedMatches: number;
    readonly rounds: number;
  };
  /** Records that tell too little to be linked even to a copy of themselves. */
  readonly unlinkable: number;
  readonly notes: readonly Note[];
  readonly run: {
    /** ISO 8601, UTC. */
    readonly finishedAt: string;
    readonly threads: number;
    /** They add up to what was timed, but for what some of them did beside others. */
    readonly stages: readonly StageTime[];
    readonly seconds: number;
    readonly cpuSeconds: number;
    /** The most memory that the process has held. */
    readonly peakMebibytes: number;
  };
}

export interface ReportInput {
  readonly sources: readonly ReadSource[];
  readonly fields: LinkReport['fields'];
  readonly result: LinkResult;
  readonly clusters: Clusters;
  readonly golden: GoldenSummary;
  readonly conflicts: ConflictSummary;
  readonly isThresholdAuto: boolean;
  readonly measured: LinkReport['measured'] | undefined;
  readonly notes: readonly Note[];
  readonly run: LinkReport['run'];
}

export function reportOf(input: ReportInput): LinkReport {
  const { result, clusters, sources } = input;
  const { pairs, trained, rules } = result;
  return {
    version: 1,
    sources: sources.map(({ name, file, idTexts, dialect }) => ({ name, file, records: idTexts.count, dialect })),
    records: sources.reduce((sum, { idTexts }) => sum + idTexts.count, 0),
    fields: input.fields.map(({ name, kind }) => ({ name, kind })),
    threshold: { ...result.threshold, chosenBy: input.isThresholdAuto ? 'auto' : 'model' },
    pairs: {
      candidates: rules.reduce((sum, { firstFound }) => sum + firstFound, 0),
      kept: pairs.count,
      linked: pairs.isLinked.reduce((sum, isLinked) => sum + isLinked, 0),
    },
    clusters: clusterSizes(clusters),
    golden: input.golden,
    conflicts: input.conflicts,
    rules: reportedRules(result),
    estimated: { precision: result.precision, recall: result.recall, blockingRecall: trained.blockingRecall },
    ...(input.measured === undefined ? {} : { measured: input.measured }),
    model: { priorShare: trained.priorShare, expectedMatches: trained.expectedMatches, rounds: trained.rounds },
    unlinkable: result.unlinkable,
    notes: notesInWords(input.notes, trained.comparisons, input.fields),
    run: input.run,
  };
}

function reportedRules({ rules, stages, parameters }: LinkResult): ReportedRule[] {
  const costs = ruleCosts(rules, stages);
  return rules.map((rule, i) => ({
    ...rule,
    looksAt: ruleInWords(parameters.model.rules[i]!),
    cost: costs[i]!,
  }));
}

/** @param clusters numbered without gaps */
export function clusterSizes({ count, size }: Clusters): LinkReport['clusters'] {
  const bySize = new Map<number, number>();
  for (const records of size.subarray(1)) bySize.set(records, (bySize.get(records) ?? 0) + 1);
  const sizes = [...bySize].map(([records, clusters]) => ({ records, clusters })).sort((a, b) => a.records - b.records);
  return {
    count,
    joined: sizes.reduce((sum, { records, clusters }) => sum + (records > 1 ? clusters : 0), 0),
    largest: sizes.at(-1)?.records ?? 0,
    sizes,
  };
}
