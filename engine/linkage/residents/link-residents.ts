/** The linkage stage from register rows to persons, step by step. */
import type { Progress } from '../../kernel/progress.ts';
import type { RegisterRecords } from '../../registers/records.ts';
import { comparePairs, type ComparedEnds } from '../core/comparing/compare-candidates.ts';
import { countPatterns } from '../core/comparing/sort-patterns.ts';
import type { FoundPairs } from '../core/blocking/find-pairs.ts';
import { bitsOf } from '../core/deciding/match-weights.ts';
import { Stopwatch } from '../core/stopwatch.ts';
import { MEASURES_MODULE } from '../core/threads/load-measures.ts';
import { openThreads } from '../core/threads/threads.ts';
import type { Linkage, LinkageReport, RowPlace } from '../linkage.ts';
import { doubtfulAnchors, personsOfAnchors } from './anchors.ts';
import { findAmong, recordsAsked, rowsWithResidents } from './candidates.ts';
import { bindToRows, type ResidentDecisions } from './decided/decided.ts';
import { decideRows } from './decide-rows.ts';
import { explainReview } from './explain-review.ts';
import { explainRows } from './explain-rows.ts';
import { renewFamilyCards } from './family-cards.ts';
import { chooseGoldenFields } from './golden/choose.ts';
import { judgeLinks } from './judge-links.ts';
import { joinAlone } from './join-alone.ts';
import { LinkBook } from './link-book.ts';
import { partOneCard } from './one-card.ts';
import type { ResidentModel } from './resident-model.ts';
import type { ResidentRun } from './resident-run.ts';
import { makeResidentTable } from './resident-table.ts';
import { settleByNumber, withoutDecided } from './settle-by-number.ts';
import { findSuspects } from './suspects/find-suspects.ts';
import { learnWeights, weigh, weightsReport, type Weighing } from './weighing.ts';

export interface LinkOptions {
  readonly registers: readonly RegisterRecords[];
  readonly model: ResidentModel;
  readonly threads: number;
  readonly progress: Progress;
  /** What people decided about rows; goes before numbers and evidence. */
  readonly decisions?: ResidentDecisions | undefined;
  /** Doubtful pairs are told with their evidence. */
  readonly isReviewExplained?: boolean;
  /** Rows that were joined and may be two people are sought, and told with their evidence. */
  readonly findsSuspects?: boolean;
  /** Two rows that are told with their evidence, whatever they are. */
  readonly explainedRows?: readonly [RowPlace, RowPlace] | undefined;
  /** Fewer rows than this are sooner linked by one thread than another starts. */
  readonly fewestForThreads?: number;
}

const FEWEST_FOR_THREADS = 50_000;

/**
 * Finds out which rows are about one person. Rows of the population register make the persons; each other row is linked
 * to one of them by its NIK or by evidence, waits for review, or stands for somebody whom the population register does
 * not know. The result is the same for any number of threads and any order of rows within a register.
 */
export async function linkResidents(options: LinkOptions): Promise<Linkage> {
  const { registers, model, threads, progress, fewestForThreads = FEWEST_FOR_THREADS } = options;
  const watch = new Stopwatch(progress);
  watch.start('Menyiapkan baris untuk penautan');
  const residents = makeResidentTable(registers, model);
  const decided = bindToRows(registers, residents, options.decisions);
  const anchors = personsOfAnchors(residents, decided);
  watch.start('Mencocokkan NIK', residents.firstAnchor, 'baris');
  const byNumber = await settleByNumber(residents, anchors, model);
  const { table } = residents;
  // From here on old family cards are read as those that took their place, in all steps and threads.
  table.fields.get('kkNumber')!.values.set(renewFamilyCards(residents, byNumber.settled));
  const { comparisons } = model.link;
  const sources = rowsWithResidents(residents);
  const context = { table, sources, comparisons, measuresModule: MEASURES_MODULE };
  const opened = await openThreads(context, table.count < fewestForThreads ? 1 : threads);
  try {
    const unrelated = await opened.run(
      'unrelated',
      comparisons.map((_, comparison) => ({ comparison })),
    );
    const compare: ResidentRun['compare'] = (pairs, onPairs = () => {}) =>
      comparePairs(pairs, unrelated, opened, onPairs);
    const run = {
      residents,
      anchors,
      decided,
      byNumber: withoutDecided(byNumber, decided),
      model,
      sources,
      unrelated,
      threads,
      watch,
      compare,
    };
    return await linkRows(registers, run, options);
  } finally {
    await opened.close();
  }
}

async function linkRows(
  registers: readonly RegisterRecords[],
  run: ResidentRun,
  { isReviewExplained = false, findsSuspects = false, explainedRows }: LinkOptions,
): Promise<Linkage> {
  const { residents, anchors, byNumber, model, watch } = run;
  const found = await findCandidates(run);
  watch.start('Membandingkan pasangan calon', found.count, 'pasangan');
  const compared = await run.compare(found, watch.at);
  watch.start('Mempelajari bobot bukti');
  const weighing = learnFromRows(run, found, compared);
  watch.start('Memutuskan tautan');
  const book = new LinkBook(residents, anchors);
  await linkSettled(run, weighing, book);
  decideRows(run, found, compared, weighing, byNumber.isSettled, book);
  await partOneCard(run, book);
  await noteDoubtfulAnchors(run, weighing, book);
  watch.start('Menggabungkan orang di luar Dukcapil');
  const alone = await joinAlone(run, weighing, book);
  watch.start('Menyusun rekaman induk');
  const { links, review, personCount, chanceLeft } = book.done(registers);
  const golden = chooseGoldenFields(registers, links, personCount, model.golden);
  const judged = judgeLinks(registers, links, review, chanceLeft);
  const report = { ...reportOf(run, found, alone.isLearntHere ? alone.weighing : weighing), judged };
  const linkage = { personCount, links, review, golden, report };
  const weighings = { ofResidents: weighing, ofAlone: alone.weighing };
  return {
    ...linkage,
    ...(isReviewExplained && { reviewEvidence: await explainReview(run, weighing, review) }),
    ...(findsSuspects && { suspects: await findSuspects(run, weighings, book) }),
    ...(explainedRows && { rowPair: await explainRows(run, weighings, book, explainedRows) }),
  };
}

/** Of the rows that are settled, some are looked at all the same: what else they might be is learnt from them. */
async function findCandidates(run: ResidentRun): Promise<FoundPairs> {
  const { residents, model, sources, threads, watch } = run;
  const { table } = residents;
  const records = recordsAsked(run);
  watch.start('Mencari pasangan calon', records.length, 'baris');
  return findAmong(table, records, sources, model, threads);
}

function learnFromRows(
  { residents, byNumber, model, unrelated }: ResidentRun,
  { left, rule }: FoundPairs,
  { pattern, patterns }: ComparedEnds,
): Weighing {
  const { table, firstAnchor } = residents;
  const { isSettled, step } = byNumber;
  const { comparisons, rules } = model.link;
  const worth = (pair: number): number => (isSettled[left[pair]!] === 1 ? step : 1);
  return learnWeights({
    table,
    model,
    unrelated,
    patterns: countPatterns(patterns, comparisons.length, pattern, rule, rules.length, worth),
    allPairs: firstAnchor * (table.count - firstAnchor),
    records: firstAnchor,
  });
}

async function linkSettled({ anchors, byNumber, compare }: ResidentRun, weighing: Weighing, book: LinkBook) {
  const { settled } = byNumber;
  const bits = weigh(await compare(settled), weighing);
  for (let pair = 0; pair < settled.count; pair++) {
    book.link(settled.left[pair]!, 'number', anchors.personOf[settled.right[pair]!]!, bits[pair]!);
  }
}

/** Two residents who may be one stay two, and go to a reviewer, unless one decided already that they are two. */
async function noteDoubtfulAnchors(run: ResidentRun, weighing: Weighing, book: LinkBook) {
  const { residents, anchors, compare, decided } = run;
  const { left, right, ...rest } = doubtfulAnchors(residents, anchors);
  const bits = weigh(await compare({ left, right, ...rest }), weighing);
  for (let pair = 0; pair < bits.length; pair++) {
    if (decided.areApart(left[pair]!, right[pair]!)) continue;
    book.doubt(right[pair]!, 'two-residents-alike', anchors.personOf[left[pair]!]!, bits[pair]!);
  }
}

function reportOf({ model, watch, decided }: ResidentRun, found: FoundPairs, weighing: Weighing): LinkageReport {
  const { rules, comparisons, training } = model.link;
  const counts = new Float64Array(rules.length);
  for (const rule of found.rule) counts[rule]!++;
  return {
    stages: watch.stages(),
    pairsByRule: rules.map(({ name }, rule) => ({ rule: name, pairs: counts[rule]! })),
    upperThresholdBits: bitsOf(model.linkFrom),
    lowerThresholdBits: bitsOf(model.decisions.reviewFrom),
    priorBits: weighing.priorBits,
    weights: weightsReport(weighing, comparisons, training.priorMatches),
    ...(decided.told && { decisions: decided.told }),
  };
}
