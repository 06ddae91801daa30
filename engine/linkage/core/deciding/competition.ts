/** Where each record has one partner at most, its candidates compete: what speaks for one speaks against the others. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import type { PairEnds } from './components.ts';
import { settledBits, type SettledPair } from './settled-pairs.ts';

/** Sources, and what it is worth where they are linked one to one that two records have no other partner. */
export interface CompetingSources extends SourcePairs {
  /** [source × source] bits, symmetric; see partnerless.ts. Nothing where it is left out. */
  readonly partnerlessBits?: Float64Array;
}

/** Odds are added up in whole steps, so that the order of pairs does not change the sum; the highest are cut. */
const STEPS = 1024;
const HIGHEST = 2 ** 32;

export const stepsOf = (bits: number): number => Math.round(Math.min(HIGHEST, 2 ** bits) * STEPS);

/**
 * @param others      steps of all other partners of the two records together
 * @param partnerless bits by which it speaks for any of them that there is no other
 */
export const afterCompetition = (bits: number, others: number, partnerless = 0): number =>
  others > 0 || partnerless > 0
    ? Math.fround(bits + partnerless - Math.log2(1 + (Math.max(0, others) / STEPS) * 2 ** partnerless))
    : bits;

/** What pairs compete within; those that people say are one and no rule found compete as well. */
export interface Competing {
  readonly table: Pick<LinkTable, 'count' | 'source'>;
  readonly sources: CompetingSources;
  readonly deduplicate: LinkModel['deduplicate'];
  readonly pairs: PairEnds;
  readonly besides?: readonly SettledPair[];
}

export const partnerlessBetween = ({ sources, partnerlessBits }: CompetingSources, s: number, t: number): number =>
  partnerlessBits?.[s * sources + t] ?? 0;

/**
 * Match weights after competition: a pair stands against all other partners of its two records together. Where it is known
 * what it is worth to have none, they compete once more: whom a better partner has taken is no rival any longer.
 *
 * @param bits [pair] match weight by itself; changed in place where the pair's sources are linked one to one
 * Source: the conditional chance of one link among exclusive ones, as in Sadinle (2017), JASA 112, for bipartite links.
 */
export function applyCompetition(competing: Competing, bits: Float32Array): void {
  compete(competing, bits, () => 0);
  competeAgain(competing, bits);
}

/** @param bits [pair] match weight after its rivals are known */
export function competeAgain(competing: Competing, bits: Float32Array): void {
  const { sources, table } = competing;
  if (sources.partnerlessBits?.some((each) => each > 0) !== true) return;
  const partnerless = (one: number, other: number): number =>
    partnerlessBetween(sources, table.source[one]!, table.source[other]!);
  compete(competing, bits, partnerless, (one, other) => partnerless(one, other) > 0);
}

/**
 * @param partnerless bits by which it speaks for two records that they have no other partner
 * @param isMoved     false for pairs whose weight stays as it is
 */
function compete(
  { table, sources, deduplicate, pairs: { count, left, right }, besides = [] }: Competing,
  bits: Float32Array,
  partnerless: (one: number, other: number) => number,
  isMoved: (one: number, other: number) => boolean = () => true,
): void {
  const { source } = table;
  const isExclusive = (one: number, other: number): boolean => {
    const [s, t] = [source[one]!, source[other]!];
    return sources.isOneToOne[s * sources.sources + t] === 1 && deduplicate[s] !== true && deduplicate[t] !== true;
  };
  if (!sources.isOneToOne.includes(1)) return;
  // A record competes for partners of each other source apart.
  const width = sources.sources;
  const sums = new Float64Array(table.count * width);
  const add = (one: number, other: number, own: number): void => {
    if (!isExclusive(one, other)) return;
    const steps = stepsOf(own);
    sums[one * width + source[other]!]! += steps;
    sums[other * width + source[one]!]! += steps;
  };
  for (let pair = 0; pair < count; pair++) add(left[pair]!, right[pair]!, bits[pair]!);
  for (const settled of besides) add(settled.left, settled.right, settledBits(settled.kind));
  for (let pair = 0; pair < count; pair++) {
    const [l, r] = [left[pair]!, right[pair]!];
    if (!isExclusive(l, r) || !isMoved(l, r)) continue;
    const others = sums[l * width + source[r]!]! + sums[r * width + source[l]!]! - 2 * stepsOf(bits[pair]!);
    bits[pair] = afterCompetition(bits[pair]!, others, partnerless(l, r));
  }
}
