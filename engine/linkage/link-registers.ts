/** The linkage stage from register rows to persons, step by step. */
import type { Progress } from '../kernel/progress.ts';
import type { RegisterRecords } from '../registers/records.ts';
import { doubtfulAnchors, personsOfAnchors, type AnchorPersons } from './anchors.ts';
import { findCandidates, pairsByRule } from './blocking.ts';
import { clusterRows } from './clusters.ts';
import { prepareRecords, type ComparableRecords } from './comparable.ts';
import { anchorRows, forEachRow, rowsWhere, type ComparedPairs } from './compared-pairs.ts';
import { compareCandidates, prepareComparisons, type Comparison } from './comparisons.ts';
import { candidatesOfRow, decide, readPairs, type PairReader } from './decisions.ts';
import { renewFamilyCards } from './family-cards.ts';
import { matchWeights } from './fellegi-sunter.ts';
import { chooseGoldenFields } from './golden-record.ts';
import { LinkBook } from './link-book.ts';
import type { Linkage, LinkageReport } from './linkage.ts';
import type { LinkageModel } from './model.ts';
import { settleByNumber } from './settle-by-number.ts';
import { Stopwatch } from './stopwatch.ts';
import { learnWeights, type Weighing } from './weighing.ts';

export interface LinkOptions {
  readonly registers: readonly RegisterRecords[];
  readonly model: LinkageModel;
  readonly progress: Progress;
}

/**
 * Finds out which rows are about one person. Rows of the population register make the persons; each other row is linked
 * to one of them by its NIK or by evidence, waits for review, or stands for somebody whom the population register does
 * not know. The order of rows within a register changes the numbers of persons and nothing else.
 */
export function linkRegisters({ registers, model, progress }: LinkOptions): Linkage {
  const watch = new Stopwatch(progress);
  watch.start('Menyiapkan baris untuk penautan');
  const records = prepareRecords(registers, model);
  const anchors = personsOfAnchors(records);
  const comparisons = prepareComparisons(records, rowsOfReference(records), model);
  const priorShare = model.prior.matchedShare / Math.max(1, anchors.count);
  const context: Context = { records, anchors, comparisons, model, watch, priorShare };
  watch.start('Mencocokkan NIK', records.count, 'baris');
  const byNumber = settleByNumber(context, watch.at);
  // From here on old family cards are read as those that took their place; the comparisons look at the same column.
  records.kkNumber.set(renewFamilyCards(records, byNumber.settled.pairs));
  const byRules = compareByRules(context, byNumber.rest);
  watch.start('Mempelajari bobot bukti');
  const weighing = learnWeights([byNumber.settled, byRules], comparisons, model, priorShare);
  const book = new LinkBook(registers, records, anchors);
  watch.start('Memutuskan tautan');
  linkSettled(context, weighing, byNumber.settled, book);
  decideRows(context, weighing, byRules, book);
  noteDoubtfulAnchors(context, weighing, book);
  watch.start('Menggabungkan orang di luar Dukcapil');
  joinAlone(context, weighing, book);
  watch.start('Menyusun rekaman induk');
  const { links, review, personCount } = book.done();
  const golden = chooseGoldenFields(registers, links, personCount);
  const report = reportOf(context, weighing, [byNumber.settled, byRules]);
  return { personCount, links, review, golden, report };
}

interface Context {
  readonly records: ComparableRecords;
  readonly anchors: AnchorPersons;
  readonly comparisons: readonly Comparison[];
  readonly model: LinkageModel;
  readonly watch: Stopwatch;
  readonly priorShare: number;
}

/** The population register says what is usual; where there is none, all rows do. */
function rowsOfReference(records: ComparableRecords): Uint32Array {
  const anchors = anchorRows(records);
  return anchors.length > 0 ? anchors : rowsWhere(records.count, () => true);
}

function compareByRules({ records, comparisons, model, watch }: Context, rest: Uint32Array): ComparedPairs {
  watch.start('Mencari pasangan calon', rest.length, 'baris');
  const right = anchorRows(records);
  const pairs = findCandidates({ records, blocking: model.blocking, left: rest, right }, watch.at);
  watch.start('Membandingkan pasangan calon', pairs.count, 'pasangan');
  return { pairs, agreement: compareCandidates(pairs, comparisons) };
}

function weigh(
  { comparisons, model }: Context,
  { weightBits }: Weighing,
  { agreement }: ComparedPairs,
  priorShare: number,
) {
  const bits = matchWeights(agreement.levels, weightBits, agreement.rarityBits, Math.log2(priorShare));
  return { bits, reader: readPairs(comparisons, agreement, bits, weightBits, model.thresholds) };
}

function linkSettled(context: Context, weighing: Weighing, settled: ComparedPairs, book: LinkBook): void {
  const { bits } = weigh(context, weighing, settled, context.priorShare);
  const { left, right } = settled.pairs;
  left.forEach((row, pair) => book.link(row, 'number', context.anchors.personOfRow[right[pair]!]!, bits[pair]!));
}

function decideRows(context: Context, weighing: Weighing, compared: ComparedPairs, book: LinkBook): void {
  const { anchors, model } = context;
  const { reader } = weigh(context, weighing, compared, context.priorShare);
  forEachRow(compared.pairs, (start, end) => {
    const row = compared.pairs.left[start]!;
    const candidates = candidatesOfRow(reader, compared.pairs, anchors.personOfRow, start, end);
    const decision = decide(candidates, model.thresholds);
    if (decision.kind === 'review') book.review(row, decision.doubt, decision.candidates);
    else if (decision.kind !== 'alone') book.link(row, decision.kind, decision.person, decision.weightBits);
  });
}

/** Two residents who may be one stay two, and go to a reviewer. */
function noteDoubtfulAnchors(context: Context, weighing: Weighing, book: LinkBook): void {
  const { records, anchors, comparisons } = context;
  const pairs = doubtfulAnchors(records, anchors);
  const { bits } = weigh(
    context,
    weighing,
    { pairs, agreement: compareCandidates(pairs, comparisons) },
    context.priorShare,
  );
  pairs.left.forEach((row, pair) =>
    book.doubt(row, 'two-residents-alike', anchors.personOfRow[pairs.right[pair]!]!, bits[pair]!),
  );
}

/** What a join must have more where something speaks against its cluster. */
const STRICT_BITS = 8;

function joinAlone(context: Context, weighing: Weighing, book: LinkBook): void {
  const { records, comparisons, model } = context;
  const rows = book.aloneRows();
  const pairs = findCandidates({ records, blocking: model.blocking, left: rows, right: rows });
  const compared = { pairs, agreement: compareCandidates(pairs, comparisons) };
  const { bits, reader } = weigh(context, weighing, compared, 1 / Math.max(1, rows.length));
  const sets = clusterRows(
    {
      pairs,
      weightBits: bits.map((each, pair) => (isOtherPerson(reader, pair) ? -Infinity : each)),
      joinBits: model.thresholds.aloneBits,
      contraryBits: model.thresholds.lowerBits,
      strictBits: STRICT_BITS,
    },
    records.count,
  );
  book.numberAlone((row) => sets.find(row));
}

function isOtherPerson(reader: PairReader, pair: number): boolean {
  const { hasOtherName, nik } = reader.candidate(pair, 0);
  return hasOtherName || nik === 'borrowed';
}

function reportOf({ model, watch, priorShare }: Context, weighing: Weighing, sets: ComparedPairs[]): LinkageReport {
  const rules = model.blocking.rules;
  const counts = sets.map(({ pairs }) => pairsByRule(pairs, rules.length));
  return {
    stages: watch.stages(),
    pairsByRule: rules.map(({ name }, rule) => ({
      rule: name,
      pairs: counts.reduce((sum, each) => sum + each[rule]!, 0),
    })),
    upperThresholdBits: model.thresholds.upperBits,
    lowerThresholdBits: model.thresholds.lowerBits,
    priorBits: Math.log2(priorShare),
    weights: weighing.report,
  };
}
