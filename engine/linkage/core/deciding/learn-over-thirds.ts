/** Learns anew where a third record tells that two records are one entity, however little they agree themselves. */
import type { Learnt } from '../learning/learn.ts';
import type { PairEnds } from './components.ts';
import { priorShareOf, weighOnce, type OnePartnerInput } from './learn-one-partner.ts';
import { bitsOf, probabilityOf } from './match-weights.ts';
import { CERTAIN_BITS, seeOneToOne } from './one-to-one.ts';
import { bitsBesideStrangers } from './own-bits.ts';

/** Pairs with a third record for each match from which on it is learnt from them: most entities have more than two records. */
const FEWEST_A_MATCH = 2 / 3;

/**
 * Errors come together: two poor copies of one entity are so unlike that they pass for strangers, and what is learnt of
 * matches is learnt of those that are alike. Where a third record is as good as certain to be either of them, the two are
 * one entity as often as both of its pairs are right, whatever they show, and that shows how unlike records of one entity are.
 *
 * Only of persons, whose births tell them apart: firms and places have branches with one name and telephone, and over a
 * third record all of these would be taken for one.
 */
export function learnOverThirds(input: OnePartnerInput, learnt: Learnt): Learnt {
  const { table, sources, model, allPairs, compared } = input;
  if (![...table.fields.values()].some(({ book }) => book.kind === 'date')) return learnt;
  const fewest = FEWEST_A_MATCH * learnt.estimation.matches;
  // Of most files this is told by how many partners records have at most, without a look at who they are.
  if (mostWithThird(table.count, compared, weighOnce(input, learnt, bitsBesideStrangers)) < fewest) return learnt;
  const own = weighOnce(input, learnt);
  // Where records have one partner each there is no third one.
  if (seeOneToOne(table, sources, model, compared, own).sources.isOneToOne.includes(1)) return learnt;
  const over = bitsOverThirds(table.count, compared, own, bitsOf(priorShareOf(learnt, allPairs)));
  const withThird = over.reduce((sum, bits) => sum + (bits < 0 ? 1 : 0), 0);
  return withThird < fewest ? learnt : input.learn(over);
}

/** At most so many pairs have a third record: each such pair is two certain partners of one record. */
export function mostWithThird(records: number, { count, left, right }: PairEnds, own: Float32Array): number {
  const partners = new Uint32Array(records);
  let most = 0;
  for (let pair = 0; pair < count; pair++) {
    if (own[pair]! < CERTAIN_BITS) continue;
    most += partners[left[pair]!]!++ + partners[right[pair]!]!++;
  }
  return most;
}

/**
 * @param own [pair] match weight by itself
 * @returns   [pair] bits by which the best third record makes it likelier than any two records are, below 0; 0 where there
 *            is none
 */
export function bitsOverThirds(records: number, pairs: PairEnds, own: Float32Array, priorBits: number): Float32Array {
  const { starts, partners, chances } = certainPartners(records, pairs, own);
  /** [record] chance of its pair with the left record at hand. */
  const withLeft = new Float64Array(records);
  const setPartners = (of: number, chanceOf: (place: number) => number): void => {
    for (let place = starts[of]!; place < starts[of + 1]!; place++) withLeft[partners[place]!] = chanceOf(place);
  };
  const over = new Float32Array(pairs.count);
  let at = -1;
  for (let pair = 0; pair < pairs.count; pair++) {
    const left = pairs.left[pair]!;
    const right = pairs.right[pair]!;
    if (left !== at) {
      if (at >= 0) setPartners(at, () => 0);
      setPartners(left, (place) => chances[place]!);
      at = left;
    }
    let best = 0;
    for (let place = starts[right]!; place < starts[right + 1]!; place++) {
      best = Math.max(best, withLeft[partners[place]!]! * chances[place]!);
    }
    if (best > 0) over[pair] = Math.min(0, priorBits - bitsOf(Math.min(best, MOST_CERTAIN)));
  }
  return over;
}

/** No third record is more certain than this, so that what the pair itself shows is always heard. */
const MOST_CERTAIN = 1 - 2 ** -10;

/** Of each record those it is as good as certain to be one with. */
function certainPartners(records: number, { count, left, right }: PairEnds, own: Float32Array) {
  const starts = new Uint32Array(records + 1);
  for (let pair = 0; pair < count; pair++) {
    if (own[pair]! < CERTAIN_BITS) continue;
    starts[left[pair]! + 1]!++;
    starts[right[pair]! + 1]!++;
  }
  for (let record = 0; record < records; record++) starts[record + 1]! += starts[record]!;
  const next = starts.slice();
  const partners = new Uint32Array(starts[records]!);
  const chances = new Float64Array(partners.length);
  const add = (record: number, partner: number, chance: number): void => {
    const place = next[record]!++;
    partners[place] = partner;
    chances[place] = chance;
  };
  for (let pair = 0; pair < count; pair++) {
    if (own[pair]! < CERTAIN_BITS) continue;
    const chance = probabilityOf(own[pair]!);
    add(left[pair]!, right[pair]!, chance);
    add(right[pair]!, left[pair]!, chance);
  }
  return { starts, partners, chances };
}
