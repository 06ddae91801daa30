/** Chooses blocking rules by a look at the values: those that together bring most matches for the fewest pairs. */
import type { BlockingKeySpec, BlockingRuleSpec } from '../../link-model.ts';
import type { FieldColumn, FieldKind, LinkTable } from '../../table.ts';
import { allPairs, type SourcePairs } from '../source-pairs.ts';
import {
  bothBits,
  countNew,
  fieldsOfKind,
  IMAGINED_MATCHES,
  ImaginedMatches,
  WORDS_OF_BITS,
  type MatchBits,
} from './imagined-matches.ts';
import { heapOfCandidates, type OpenCandidatesOf } from './candidate-heap.ts';
import { householdRules, type HouseholdPart } from './household-rules.ts';
import { LIKELY_PARTS } from './likely-agreement.ts';
import {
  costOfKeys,
  crossSampleKeys,
  keysOfSample,
  sampleRecords,
  type RecordSample,
  type SampleKeys,
} from './sample-keys.ts';

/** Where all pairs are no more than these, all are compared. */
const ALL_PAIRS = 1_000_000;
/** Pairs that rules may bring: what a few seconds compare, however few records there are, and so many a record. */
const LEAST_BUDGET = 2_000_000;
const PAIRS_A_RECORD = 10;
const SAMPLE_SIZE = 5000;
/** Rules are at most so many, as each costs a pass over the records. */
const MOST_RULES = 24;
/** Beyond what is cheap in any case, a rule may bring so many pairs for each match that no rule before it brings. */
const MOST_PAIRS_A_MATCH = 5000;
/** One record in ten is taken for a second of its entity. */
const MATCHES_A_RECORD = 0.1;
/** Share of the pairs that rules for people who live together may take. */
const MOST_FOR_HOUSEHOLDS = 0.2;
/** A rule must bring this share of matches that no rule before it brings. */
const LEAST_GAIN_SHARE = 0.0005;

export interface AutomaticRules {
  readonly rules: readonly BlockingRuleSpec[];
  /** Share of imagined matches that they bring. */
  readonly expectedRecall: number;
  readonly expectedPairs: number;
  /** True where only the number of pairs that the model allows keeps further rules away. */
  readonly isShortOfPairs: boolean;
}

interface Part extends HouseholdPart {
  readonly spec: BlockingKeySpec;
  readonly keys: SampleKeys;
  readonly bits: MatchBits;
}

interface Candidate {
  /** Place among all candidates: of two that are worth the same the first is taken. */
  readonly place: number;
  readonly parts: readonly Part[];
  bits: MatchBits;
  pairs: number;
  isMeasured: boolean;
}

export interface RuleLimits {
  readonly maximumPerKey: number;
  readonly maximumPairs: number;
  /** Pairs that a rule may bring for each match, beyond what is cheap in any case. */
  readonly mostPairsAMatch?: number;
  /** Which candidate is looked at next, another way: for tests. */
  readonly openCandidates?: OpenCandidatesOf;
}

export function automaticRules(table: LinkTable, sources: SourcePairs, limits: RuleLimits): AutomaticRules {
  const total = allPairs(table, sources);
  const sample = sampleRecords(table, sources, SAMPLE_SIZE);
  const wanted = Math.max(LEAST_BUDGET, table.count * PAIRS_A_RECORD);
  const budget = Math.min(limits.maximumPairs / 2, wanted);
  const matches = new ImaginedMatches(sample);
  const parts = partsOf(table, sample, matches);
  const isAllCompared = total <= Math.min(ALL_PAIRS, limits.maximumPairs);
  const households = isAllCompared ? [] : householdsOf(parts, sample, budget, limits.maximumPerKey);
  const left = households.reduce((pairs, rule) => pairs - rule.pairs, budget);
  const chosen = choose(candidatesOf(parts, total, left), sample, matches, left, limits, table.count);
  const rules = withHouseholds(chosen.rules, households).map(ruleOf);
  const { expectedRecall } = chosen;
  const expectedPairs = chosen.expectedPairs + budget - left;
  if (!isAllCompared) return { rules, expectedRecall, expectedPairs, isShortOfPairs: budget < wanted };
  return {
    rules: [...rules, { name: 'all', keys: [], maximumPerKey: table.count }],
    expectedRecall: 1,
    expectedPairs: total,
    isShortOfPairs: false,
  };
}

interface Household {
  readonly parts: readonly Part[];
  readonly pairs: number;
}

/** Rules for people who live together, as far as they take a small share of the pairs: the others are for matches. */
function householdsOf(
  parts: readonly Part[],
  sample: RecordSample,
  budget: number,
  maximumPerKey: number,
): Household[] {
  const pairsOf = (rule: readonly Part[]): number =>
    costOfKeys(sample, rule.map(({ keys }) => keys).reduce(crossSampleKeys), maximumPerKey).pairs;
  const { table } = sample;
  const kinds = [...table.fields.values()].map(({ book }) => book.kind);
  let left = budget * MOST_FOR_HOUSEHOLDS;
  return householdRules(kinds, parts, table.count, pairsOf).flatMap((rule) => {
    const pairs = pairsOf(rule);
    if (pairs > left) return [];
    left -= pairs;
    return [{ parts: rule, pairs }];
  });
}

/** Those that are not chosen for their matches anyway, behind the others. */
function withHouseholds(chosen: readonly Candidate[], households: readonly Household[]): (readonly Part[])[] {
  const rules = chosen.map(({ parts }) => parts);
  const names = new Set(rules.map(nameOfParts));
  return [...rules, ...households.flatMap(({ parts }) => (names.has(nameOfParts(parts)) ? [] : [parts]))];
}

/** The same whatever the order of the parts. */
const nameOfParts = (parts: readonly Part[]): string =>
  parts
    .map((part) => ruleOf([part]).name)
    .sort()
    .join(' + ');

const ruleOf = (parts: readonly Part[]): BlockingRuleSpec => ({
  name: parts.map(({ spec }) => `${spec.fields.join('/')}:${spec.part}`).join(' + '),
  keys: parts.map(({ spec }) => spec),
});

/** Every part of every field that tells something, and the parts of names in whichever field they stand. */
function partsOf(table: LinkTable, sample: RecordSample, matches: ImaginedMatches): Part[] {
  const parts: Part[] = [];
  const add = (kind: FieldKind, spec: BlockingKeySpec, bits: MatchBits): void => {
    const keys = keysOfSample(sample, spec);
    const { pairs } = costOfKeys(sample, keys, Infinity);
    const pairShare = Math.min(1, (pairs + 1) / (allPairs(table, sample.sources) + 1));
    // A part that all records share finds nobody.
    if (pairShare < 0.9 && keys.keys.length > 0) parts.push({ kind, spec, keys, bits, pairShare });
  };
  for (const field of table.fields.values()) {
    for (const part of LIKELY_PARTS[field.book.kind]) {
      add(field.book.kind, { part: part.part, fields: [field.name] }, matches.agreeing(field, part));
    }
  }
  const names = fieldsOfKind(table, 'name-part').slice(0, 4);
  if (names.length > 1) addNames(names, matches, add);
  return parts;
}

function addNames(
  names: readonly FieldColumn[],
  matches: ImaginedMatches,
  add: (kind: FieldKind, spec: BlockingKeySpec, bits: MatchBits) => void,
): void {
  for (const part of LIKELY_PARTS['name-part']) {
    if (!['value', 'sound'].includes(part.part)) continue;
    const spec = { part: part.part, fields: names.map(({ name }) => name) };
    add('name-part', spec, matches.agreeingInAny(names, part));
  }
}

/** One, two or three parts of different fields that would not bring far too many pairs. */
function candidatesOf(parts: readonly Part[], total: number, budget: number): Candidate[] {
  const candidates: Candidate[] = [];
  const most = budget * 2;
  const add = (chosen: readonly Part[], bits: MatchBits): boolean => {
    const pairs = total * chosen.reduce((share, part) => share * part.pairShare, 1);
    if (pairs <= most) candidates.push({ place: candidates.length, parts: chosen, bits, pairs, isMeasured: false });
    return pairs <= most;
  };
  const isApart = (left: Part, right: Part): boolean =>
    left.spec.fields.every((field) => !right.spec.fields.includes(field));
  parts.forEach((a, i) => {
    // What one part does alone needs no second, unless hubs are lost; two do not need a third.
    add([a], a.bits);
    parts.slice(i + 1).forEach((b, j) => {
      if (!isApart(a, b)) return;
      const both = bothBits(a.bits, b.bits);
      if (add([a, b], both) && total * a.pairShare * b.pairShare < budget / 50) return;
      for (const c of parts.slice(i + j + 2)) {
        if (isApart(a, c) && isApart(b, c)) add([a, b, c], bothBits(both, c.bits));
      }
    });
  });
  return candidates;
}

function choose(
  candidates: readonly Candidate[],
  sample: RecordSample,
  matches: ImaginedMatches,
  budget: number,
  { maximumPerKey, mostPairsAMatch = MOST_PAIRS_A_MATCH, openCandidates = heapOfCandidates }: RuleLimits,
  records: number,
): { rules: Candidate[]; expectedRecall: number; expectedPairs: number } {
  const covered: MatchBits = new Uint32Array(WORDS_OF_BITS);
  const rules: Candidate[] = [];
  let left = budget;
  const worthOf = (candidate: Candidate): number => worth(candidate, covered, records);
  const open = openCandidates(candidates, worthOf);
  while (rules.length < MOST_RULES) {
    const best = open.take();
    if (best === undefined) break;
    if (best.pairs > left) continue;
    if (!best.isMeasured) {
      measure(best, sample, matches, maximumPerKey);
      open.put(best);
      continue;
    }
    if (budget - left > LEAST_BUDGET && isDear(best, covered, records, mostPairsAMatch)) continue;
    rules.push(best);
    left -= best.pairs;
    best.bits.forEach((word, i) => (covered[i]! |= word));
  }
  const found = countNew(covered, new Uint32Array(WORDS_OF_BITS));
  return { rules, expectedRecall: found / IMAGINED_MATCHES, expectedPairs: budget - left };
}

/**
 * New matches a pair. A pass over the records costs as much as a fifth of a pair each, and one of the few rules there may
 * be its part of what few seconds compare: else narrow rules, one after the other, would leave no room for a wide one. 0
 * where the matches are too few.
 */
function worth(candidate: Candidate, covered: MatchBits, records: number): number {
  const gain = countNew(candidate.bits, covered);
  if (gain < LEAST_GAIN_SHARE * IMAGINED_MATCHES) return 0;
  return gain / (candidate.pairs + Math.max(records / 5, LEAST_BUDGET / MOST_RULES));
}

function isDear(candidate: Candidate, covered: MatchBits, records: number, mostPairsAMatch: number): boolean {
  const gainShare = countNew(candidate.bits, covered) / IMAGINED_MATCHES;
  return candidate.pairs > mostPairsAMatch * gainShare * MATCHES_A_RECORD * records;
}

/** Replaces what independence of the parts would make of a candidate by what the sample shows. */
function measure(candidate: Candidate, sample: RecordSample, matches: ImaginedMatches, maximumPerKey: number): void {
  const keys = candidate.parts.map((part) => part.keys).reduce(crossSampleKeys);
  const { pairs, takesPart } = costOfKeys(sample, keys, maximumPerKey);
  candidate.pairs = pairs;
  candidate.bits = bothBits(candidate.bits, matches.among(takesPart));
  candidate.isMeasured = true;
}
