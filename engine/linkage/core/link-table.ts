/** Links any files: the whole way from a table to clusters, one step after the other. */
import type { Progress } from '../../kernel/progress.ts';
import type { ChosenRules } from './blocking/automatic/rules-of-model.ts';
import { findCandidates, type Candidates } from './blocking/find-candidates.ts';
import { allPairs, sourcePairs } from './blocking/source-pairs.ts';
import { compareCandidates, comparePairs, type ComparedEnds } from './comparing/compare-candidates.ts';
import type { PairEnds } from './deciding/components.ts';
import { neverTogetherIn } from './deciding/never-together.ts';
import type { PartingLimits } from './deciding/part-components.ts';
import { settledPairs, type Settled } from './deciding/settled-pairs.ts';
import { decideClusters } from './deciding/decide-clusters.ts';
import { learnOnePartner, type OnePartnerInput } from './deciding/learn-one-partner.ts';
import { learnOverThirds } from './deciding/learn-over-thirds.ts';
import { ownBits } from './deciding/own-bits.ts';
import type { PairWeights } from './deciding/pair-weights.ts';
import { scorePairs, type Scores } from './deciding/score.ts';
import { countUnlinkable } from './deciding/count-unlinkable.ts';
import { learn, weightsOfLearnt, type Learnt } from './learning/learn.ts';
import { decidedLinks, type DecidedLinks } from './link-result.ts';
import { comparisonsOf, type AskedModel, type ReadyModel } from './link-model.ts';
import type { LinkRun } from './link-run.ts';
import type { JointAgreement } from './measures/auto/joint-agreement.ts';
import type { ComparedPairs, LinkResult } from './pairs.ts';
import { Stopwatch, type Spent } from './stopwatch.ts';
import type { LinkTable } from './table.ts';
import type { TrainedParameters } from './trained/parameters.ts';
import { learntFrom, unrelatedOf, withFrequencies } from './trained/trained-parameters.ts';
import type { UnrelatedShares } from './comparison.ts';
import { shareNumbers } from './threads/shared.ts';
import { MEASURES_MODULE } from './threads/load-measures.ts';
import { openThreads, type LinkThreads } from './threads/threads.ts';

export interface LinkTableOptions {
  readonly threads: number;
  readonly progress: Progress;
  /** What a run before learnt: its rules, weights, prior, threshold and rarity are taken in place of the model's. */
  readonly trained?: TrainedParameters | undefined;
  /** Pairs that people settled, by their records: they bind, whatever is learnt. */
  readonly settled?: Settled | undefined;
  /** Limits of what is looked at whole; those of linkage where left out. */
  readonly partingLimits?: PartingLimits | undefined;
  /** Module that exports MEASURES; that of linkage where left out. */
  readonly measuresModule?: string;
  /** Fewer records than this are linked by one thread, which is sooner done than another starts. */
  readonly fewestForThreads?: number;
}

const FEWEST_FOR_THREADS = 10_000;

/** Stages whose work other threads do beside stages before. */
const CHANCE = 'Menghitung kesamaan yang kebetulan';
const UNLINKABLE = 'Memeriksa baris yang tak dapat ditautkan';

/**
 * Links the records of a table. The result is the same for any number of threads, and but for the numbers of records for
 * any order of rows.
 *
 * @throws TwinError when the model names what is not there, or a rule would make too many pairs
 */
export const linkTable = async (...asked: Parameters<typeof decideLinks>): Promise<LinkResult> =>
  (await decideLinks(...asked)).whole();

/** The same for those who write rows while links are judged. */
export async function decideLinks(
  given: LinkTable,
  asked: AskedModel,
  options: LinkTableOptions,
): Promise<DecidedLinks> {
  const { trained, progress, measuresModule = MEASURES_MODULE, fewestForThreads = FEWEST_FOR_THREADS } = options;
  const watch = new Stopwatch(progress);
  const table = trained === undefined ? given : withFrequencies(given, trained.frequencies);
  const model = trained === undefined ? asked : trained.model;
  const sources = sourcePairs(table, model);
  const count = table.count < fewestForThreads ? 1 : options.threads;
  // They are told once they are chosen.
  const context = { table, sources, comparisons: [], measuresModule };
  const threads = await openThreads(context, count);
  try {
    return await linkWith({
      table,
      asked: model,
      sources,
      allPairs: allPairs(table, sources),
      threads,
      watch,
      trained,
      partingLimits: options.partingLimits,
      settled: settledPairs(options.settled?.pairs ?? [], neverTogetherIn(table, model.neverTogether)),
    });
  } finally {
    await threads.close();
  }
}

/** A run whose model is not complete. */
type OpenRun = Omit<LinkRun, 'model'> & { readonly asked: AskedModel };

/** What is at hand before candidate pairs are looked for. */
interface Prepared extends ChosenRules {
  readonly run: LinkRun;
  readonly strangers: () => Promise<Strangers>;
}

interface Strangers {
  /** [comparison] */
  readonly unrelated: UnrelatedShares[];
  readonly joint: readonly JointAgreement[];
}

async function linkWith(opened: OpenRun): Promise<DecidedLinks> {
  const { run, rules, notes, strangers } = await prepare(opened);
  const { table, model, threads, watch } = run;
  watch.start('Mencari pasangan calon', table.count, 'baris');
  const candidates = { ...(await findCandidates(table, rules, model, threads, watch.at)), notes };
  watch.start(CHANCE);
  const { unrelated, joint } = await strangers();
  watch.start('Membandingkan pasangan calon', candidates.pairs.count, 'pasangan');
  const compared = await compareCandidates(candidates.pairs, unrelated, candidates.rules.length, run.threads, watch.at);
  watch.start('Mempelajari bobot bukti');
  const learnt = learnFrom(run, compared, unrelated, joint);
  const scores = scorePairs({
    compared,
    foundBy: candidates.pairs.foundBy,
    learnt,
    allPairs: run.allPairs,
    model,
    table,
    sources: run.sources,
    findsAll: findsAllPairs(candidates),
    fixed: run.trained,
    settled: run.settled,
  });
  const weights = pairWeights({ learnt, unrelated, scores });
  watch.start('Menyusun kelompok');
  const telling = meanwhile(threads, () =>
    watch.beside(UNLINKABLE, (spent) =>
      countUnlinkable(threads, unrelated, weights, scores.threshold.weightBits, spent),
    ),
  );
  const added: Added = { ends: undefined };
  const clusters = await decideClusters({
    table,
    sources: scores.oneToOne.sources,
    deduplicate: model.deduplicate,
    pairs: compared,
    bits: scores.bits,
    thresholdBits: scores.threshold.weightBits,
    priorBits: scores.priorBits,
    settled: run.settled,
    limits: run.partingLimits,
    weigh: async (left, right) => weigh(run, { learnt, unrelated, scores }, left, right, added),
  });
  watch.start(UNLINKABLE);
  return decidedLinks({ run, candidates, compared, learnt, unrelated, scores, clusters, added: added.ends }, telling());
}

/** Pairs that clusters asked for, as compared. */
interface Added {
  ends: ComparedEnds | undefined;
}

/** Chooses rules and, beside that, comparisons, and begins to look at strangers meanwhile. */
async function prepare({ asked, ...opened }: OpenRun): Promise<Prepared> {
  const { trained, threads, watch } = opened;
  watch.start('Memilih aturan pencarian');
  const { fields, rules, maximumPerKey, maximumPairs } = asked;
  const choosing = waitedForLater(threads.run('rules', [{ fields, rules, maximumPerKey, maximumPairs }]));
  const model: ReadyModel = { ...asked, comparisons: comparisonsOf(asked) };
  const told = waitedForLater(threads.tell('comparisons', model.comparisons));
  const strangers = meanwhile(threads, () =>
    watch.beside(CHANCE, (spent) => strangersOf({ model, trained, threads }, spent)),
  );
  const [chosen] = await choosing;
  await told;
  return { run: { ...opened, model }, ...chosen!, strangers };
}

/** Thrown where it is waited for; until then it is no error that nobody looks at. */
function waitedForLater<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** Begun at once where other threads do it, and by one thread alone where it is waited for: it does nothing beside. */
function meanwhile<T>({ count }: LinkThreads, work: () => Promise<T>): () => Promise<T> {
  if (count === 1) return work;
  const begun = waitedForLater(work());
  return () => begun;
}

/** What unrelated records have in common. */
async function strangersOf(
  { model, trained, threads }: Pick<LinkRun, 'model' | 'trained' | 'threads'>,
  spent: Spent,
): Promise<Strangers> {
  if (trained !== undefined) return { unrelated: unrelatedOf(trained), joint: [] };
  const unrelated = await threads.run(
    'unrelated',
    model.comparisons.map((_, comparison) => ({ comparison })),
    (_, __, cpuSeconds) => spent(cpuSeconds),
  );
  const [joint] = await threads.run('joint', [undefined], (_, __, cpuSeconds) => spent(cpuSeconds));
  return { unrelated, joint: joint! };
}

export function learnFrom(
  {
    table,
    model,
    sources,
    trained,
    allPairs: total,
  }: Pick<LinkRun, 'table' | 'model' | 'sources' | 'trained' | 'allPairs'>,
  compared: ComparedPairs,
  unrelated: readonly UnrelatedShares[],
  joint: readonly JointAgreement[],
): Learnt {
  if (trained !== undefined) return learntFrom(trained, compared);
  const input: OnePartnerInput = {
    table,
    sources,
    model,
    allPairs: total,
    compared,
    learn: (rivalBits) =>
      learn({
        patterns: compared.patterns,
        rare: { ...compared, rivalBits },
        comparisons: model.comparisons,
        unrelated,
        joint,
        allPairs: total,
        records: table.count,
        training: model.training,
        kindOf: (field) => table.fields.get(field)?.book.kind,
      }),
  };
  return learnOverThirds(input, learnOnePartner(input));
}

/** What pairs are weighed by. */
interface Weighing {
  readonly learnt: Learnt;
  readonly unrelated: readonly UnrelatedShares[];
  readonly scores: Scores;
}

const pairWeights = ({ learnt, scores }: Weighing): PairWeights => weightsOfLearnt(learnt, scores.priorBits);

/** Weighs pairs that no rule found. */
async function weigh(
  { threads }: LinkRun,
  weighing: Weighing,
  left: Uint32Array,
  right: Uint32Array,
  added: Added,
): Promise<Float32Array> {
  const ends: PairEnds = { count: left.length, left: shareNumbers(left), right: shareNumbers(right) };
  const compared = await comparePairs(ends, weighing.unrelated, threads, () => {});
  added.ends = compared;
  return ownBits(compared.pattern, compared.rarityBits, compared.patterns, pairWeights(weighing));
}

export const findsAllPairs = ({ rules }: Candidates): boolean => rules.some(({ keys }) => keys.length === 0);
