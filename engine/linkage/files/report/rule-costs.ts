/**
 * What each blocking rule costs. Its index is timed by itself; to make pairs and to compare them is done for all rules
 * together, and is shared out: making by the pairs that a rule finds, comparing by those that no rule before it found, for
 * each pair is compared once.
 */
import type { LinkResult, RuleYield } from '../../core/pairs.ts';

/** Processor seconds. */
export interface RuleCost {
  readonly indexSeconds: number;
  readonly makingSeconds: number;
  readonly comparingSeconds: number;
  /** All three. */
  readonly seconds: number;
  /** Of what all rules cost together, 0 to 1. */
  readonly share: number;
}

/** What is counted and not timed: the same in every run on the same files. */
export interface RuleWork {
  /** Of the pairs that rules find, one that several find counted for each. */
  readonly makingShare: number;
  /** Of the pairs that are compared. */
  readonly comparingShare: number;
}

/** As linking calls the two stages. */
export const SEARCHING = 'Mencari pasangan calon';
export const COMPARING = 'Membandingkan pasangan calon';

type Yields = readonly Pick<RuleYield, 'pairs' | 'firstFound' | 'seconds'>[];

/** The costs of all rules add up to the processor seconds of the two stages. */
export function ruleCosts(rules: Yields, stages: LinkResult['stages']): RuleCost[] {
  const searching = cpuSecondsOf(stages, SEARCHING);
  const comparing = cpuSecondsOf(stages, COMPARING);
  const indexing = shares(rules.map(({ seconds }) => seconds));
  const timed = rules.reduce((sum, { seconds }) => sum + seconds, 0);
  // By the clock of a thread that had to wait, indexes may take longer than the processors worked.
  const ofIndexes = Math.min(timed, searching);
  const total = searching + comparing;
  return workOfRules(rules).map(({ makingShare, comparingShare }, rule): RuleCost => {
    const indexSeconds = indexing[rule]! * ofIndexes;
    const makingSeconds = makingShare * (searching - ofIndexes);
    const comparingSeconds = comparingShare * comparing;
    const seconds = indexSeconds + makingSeconds + comparingSeconds;
    return { indexSeconds, makingSeconds, comparingSeconds, seconds, share: total === 0 ? 0 : seconds / total };
  });
}

export function workOfRules(rules: Yields): RuleWork[] {
  const [making, comparing] = [shares(rules.map(({ pairs }) => pairs)), shares(rules.map((rule) => rule.firstFound))];
  return rules.map((_, rule) => ({ makingShare: making[rule]!, comparingShare: comparing[rule]! }));
}

/** Alike where there is nothing to tell them apart. */
function shares(amounts: readonly number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount) => (total === 0 ? 1 / amounts.length : amount / total));
}

function cpuSecondsOf(stages: LinkResult['stages'], name: string): number {
  const found = stages.filter((stage) => stage.name === name);
  if (found.length === 0) throw new RangeError(`Linking has no stage "${name}".`);
  return found.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
