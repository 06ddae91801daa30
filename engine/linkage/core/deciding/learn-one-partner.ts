/** Learns anew where only what was learnt stands against that each record of two files has one partner at most. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import { weightsOfLearnt, type Learnt } from '../learning/learn.ts';
import type { LinkModel } from '../link-model.ts';
import type { ComparedPairs } from '../pairs.ts';
import type { LinkTable } from '../table.ts';
import { applyCompetition } from './competition.ts';
import { learnPartnerless } from './partnerless.ts';
import { betterPartners } from './better-partners.ts';
import { bitsOf } from './match-weights.ts';
import { assumedOneToOne, seeOneToOne } from './one-to-one.ts';
import { ownBits } from './own-bits.ts';

export interface OnePartnerInput {
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  readonly model: Pick<LinkModel, 'deduplicate' | 'between'>;
  readonly allPairs: number;
  readonly compared: ComparedPairs;
  /** Learns from all pairs; with what other partners, or that there are none, say against each where that is given. */
  readonly learn: (rivalBits?: Float32Array) => Learnt;
}

/**
 * Where records have one partner each it is learnt at last from what pairs weigh after they competed: two records that have no
 * other partner are one entity more often than their pattern tells, and only they show how much the records of one entity
 * may differ in at once.
 */
export function learnOnePartner(input: OnePartnerInput): Learnt {
  const learnt = learnWithRivals(input);
  const { table, model, compared } = input;
  // Of one file, or of files that may hold an entity twice, no pair need be weighed for this.
  if (!assumedOneToOne(table, input.sources, model).isOneToOne.includes(1)) return learnt;
  const own = weighOnce(input, learnt);
  const { sources } = seeOneToOne(table, input.sources, model, compared, own);
  if (!sources.isOneToOne.includes(1)) return learnt;
  const competing = { table, sources, deduplicate: model.deduplicate, pairs: compared };
  const after = own.slice();
  applyCompetition({ ...competing, sources: learnPartnerless(competing, own) }, after);
  return input.learn(own.map((bits, pair) => bits - after[pair]!));
}

/**
 * Papers told twice, a year apart, look like matches whose year is often wrong, as long as both may be matches of one
 * paper of the other file; then many records have several partners that are as good as certain, because they are taken to
 * have them. So where several are seen it is learnt once more as if there were one at most, and that is kept where it holds:
 * where records hardly ever have another certain partner then. Where files do hold an entity more than once, its records
 * differ in what those with one partner differ in as well, and all of them stay certain.
 */
function learnWithRivals(input: OnePartnerInput): Learnt {
  const { table, model, compared } = input;
  const plain = input.learn();
  let assumed = assumedOneToOne(table, input.sources, model);
  if (!assumed.isOneToOne.includes(1)) return plain;
  const bits = weighOnce(input, plain);
  const seen = seeOneToOne(table, input.sources, model, compared, bits).sources;
  while (isMore(assumed, seen)) {
    const learnt = input.learn(betterPartners(table, assumed, compared, bits));
    const { isOneToOne } = seeOneToOne(table, input.sources, model, compared, weighOnce(input, learnt)).sources;
    const held = { ...assumed, isOneToOne: assumed.isOneToOne.map((is, i) => Math.min(is, isOneToOne[i]!)) };
    if (!isMore(assumed, held)) return learnt;
    assumed = held;
  }
  return plain;
}

const isMore = (one: SourcePairs, other: SourcePairs): boolean =>
  one.isOneToOne.some((is, i) => is > other.isOneToOne[i]!);

/**
 * Match weight of each pair by itself, from what was learnt.
 *
 * @param weigh against whom: everybody, where nothing else is said
 */
export function weighOnce({ allPairs, compared }: OnePartnerInput, learnt: Learnt, weigh = ownBits): Float32Array {
  const priorBits = bitsOf(priorShareOf(learnt, allPairs));
  return weigh(compared.pattern, compared.rarityBits, compared.patterns, weightsOfLearnt(learnt, priorBits));
}

/** Share of all pairs that are matches; half a match at least. */
export const priorShareOf = ({ estimation }: Learnt, allPairs: number): number =>
  Math.min(0.5, Math.max(0.5, estimation.matches) / Math.max(1, allPairs));
