/**
 * How far a told change could have come out otherwise, had other families like these lived here: intervals of 95 % that are worked
 * out from what is told and from nothing else, so that they tell no more of a family than the spans that they stand beside.
 *
 * A count of families, each drawn a Poisson number of times with mean 1, has the variance of as many families as its change is
 * made of (Chamandy et al., 2012). How many they are is told at most: families that gain and that lose, or all that are counted
 * before and after. From the ends of the span outward the interval then holds that of the bootstrap, and is somewhat wider.
 *
 * Of money it is much wider where families get unlike amounts. What each gets is not told: no more is known than the most that one
 * can get, and how much is gained and lost in all, so that the variance is at most the product of both.
 */
import type { Rulers, Span, ToldChange, ToldEffect, ToldIntervals } from './told.ts';

/** Two-sided, 95 %. */
const Z = 1.959964;

export function intervalsOf(told: Omit<ToldEffect, 'intervals'>, rulers: Rulers): ToldIntervals {
  const { families, rupiah, isSameDue, mostMovedShare } = rulers;
  const little: Span = [1 - families, families - 1];
  const most = (span: Span | null): number => Math.abs(span?.[1] ?? families - 1);
  // Where who receives is hidden, so is how many gain, and that may be any number.
  const moved = told.recipients.before === null ? Infinity : most(told.winners) + most(told.losers);
  const count = (of: ToldChange, isOfList: boolean): Span | null => {
    if (of.before === null) return null;
    const change = of.change ?? little;
    if (isNothing(change)) return change;
    const [before, after] = [of.before[1], Math.max(0, of.before[1] + change[1])];
    return outward(change, Math.sqrt(Math.min(before + after, isOfList ? moved : Infinity)), 1);
  };
  const side = (span: Span | null): Span | null => {
    if (told.recipients.before === null) return null;
    if (span !== null && isNothing(span)) return span;
    const [low, high] = outward(span ?? [0, families - 1], Math.sqrt(most(span)), 1);
    return [Math.max(0, low), high];
  };
  /** No family gets more than the ruler of rupiah is wide for one, and for none of them more of it moves than this. */
  const dearest = (mostMovedShare * rupiah) / families;
  const cost = (of: ToldChange, isSure: boolean): Span | null => {
    if (of.before === null) return null;
    const change = of.change ?? [-rupiah, rupiah];
    if (isNothing(change)) return change;
    const variance = Math.min(dearest * swung(of.before, change, isSure), dearest * dearest * moved);
    return outward(change, Math.sqrt(variance), rupiah / families);
  };
  /**
   * Rupiah that families gain and that they lose, together at most: either is known by the other and by the change. Who gains for
   * sure may lose of the most that it can come to.
   */
  const swung = (before: Span, change: Span, isSure: boolean): number => {
    const movedBy = (side: Span | null): number =>
      !isSure || told.recipients.before === null ? Infinity : dearest * most(side);
    const gained = Math.min(movedBy(told.winners), Math.max(0, before[1] + change[1]));
    const lost = Math.min(movedBy(told.losers), before[1]);
    return Math.max(0, Math.min(change[1] + 2 * lost, 2 * gained - change[0]));
  };
  return {
    recipients: count(told.recipients, true),
    inclusionErrors: count(told.inclusionErrors, isSameDue),
    exclusionErrors: count(told.exclusionErrors, isSameDue),
    undetermined: count(told.undetermined, isSameDue),
    winners: side(told.winners),
    losers: side(told.losers),
    costRupiahPerYear: cost(told.costRupiahPerYear, true),
    mostCostRupiahPerYear: cost(told.mostCostRupiahPerYear, false),
  };
}

const isNothing = ([low, high]: Span): boolean => low === 0 && high === 0;

function outward([low, high]: Span, deviation: number, step: number): Span {
  const by = Z * deviation;
  return [Math.floor((low - by) / step) * step, Math.ceil((high + by) / step) * step];
}
