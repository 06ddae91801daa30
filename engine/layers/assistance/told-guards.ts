/** What is left out of an answer because the rest of it would tell of few families. */
import { NOTHING, type Ruler } from './ruler.ts';
import type { Span, ToldChange, ToldEffect } from './told.ts';

export type Told = Omit<ToldEffect, 'intervals'>;
const HIDDEN: ToldChange = { before: null, change: null };

/**
 * Who is on a list and no error of it is a group as well, and so is who fits for sure: where they would be told to be few, before or
 * after, an error or what is still open is not told at all.
 */
export function withoutFewLeft(told: Told, ruler: Ruler): Told {
  const limit = ruler.families / 2;
  const ends = ({ before, change }: ToldChange, isAfter: boolean): Span => {
    if (before === null) return [0, Infinity];
    const by = isAfter ? (change ?? [1 - ruler.families, ruler.families - 1]) : NOTHING;
    return [Math.max(0, before[0] + by[0]), before[1] + by[1]];
  };
  const leavesFew = (...parts: readonly ToldChange[]): boolean =>
    [false, true].some((isAfter) => {
      const left = parts.reduce((sum, part) => sum - ends(part, isAfter)[0], ends(told.recipients, isAfter)[1]);
      return left > 0 && left < limit;
    });
  const inclusionErrors = leavesFew(told.inclusionErrors) ? HIDDEN : told.inclusionErrors;
  const isOpenHidden = leavesFew(inclusionErrors, told.undetermined) || leavesFew(told.undetermined);
  return { ...told, inclusionErrors, undetermined: isOpenHidden ? HIDDEN : told.undetermined };
}

const COUNTS = ['recipients', 'inclusionErrors', 'exclusionErrors', 'undetermined'] as const;
const SIDES = ['winners', 'losers'] as const;

/** Leaves out of the whole what would narrow a hidden part under the limit. */
export function guarded(whole: ToldEffect, parts: readonly ToldEffect[], limit: number, ruler: Ruler): ToldEffect {
  const width = ruler.families;
  const isTight = (total: Span | null, spans: readonly (Span | null)[], isSigned: boolean): boolean => {
    if (total === null || !spans.includes(null)) return false;
    const least = isSigned ? 1 - width : 0;
    // Who is in no part can only widen it.
    const lows = spans.reduce((sum, span) => sum + (span?.[0] ?? least), 0);
    const highs = spans.reduce((sum, span) => sum + (span?.[1] ?? width - 1), 0);
    const high = Math.min(width - 1, total[1] - (lows - least));
    const low = Math.max(least, total[0] - (highs - (width - 1)));
    return Math.max(high, -low) < limit;
  };
  const counts = COUNTS.map((key): [string, ToldChange] => {
    const { before, change } = whole[key];
    // What the question leaves as it is tells nothing of its parts.
    if (key === 'recipients' ? ruler.kept !== 'nothing' : ruler.keepsErrors) return [key, whole[key]];
    const spans = parts.map((part) => part[key].change);
    return [key, isTight(change, spans, true) ? HIDDEN : { before, change }];
  });
  const sides = SIDES.map((key): [string, Span | null] => {
    const spans = parts.map((part) => part[key]);
    return [key, isTight(whole[key], spans, false) ? null : whole[key]];
  });
  return { ...whole, ...Object.fromEntries(counts), ...Object.fromEntries(sides) };
}

type OfGroups = 'recipients' | 'inclusionErrors' | 'exclusionErrors';

/** Hides the next of the spans of groups, where a hidden one would follow from the total of the city. */
export function hideWithTotal(
  spans: Record<OfGroups, Span | null>[],
  key: OfGroups,
  total: number,
  width: number,
  limit: number,
): void {
  const isTight = (): boolean => {
    const lows = spans.reduce((sum, { [key]: span }) => sum + (span?.[0] ?? 0), 0);
    return spans.some(({ [key]: span }) => span === null) && Math.min(width - 1, total - lows) < limit;
  };
  while (isTight()) {
    const told = spans.filter(({ [key]: span }) => span !== null);
    const least = told.reduce((a, b) => (b[key]![0] < a[key]![0] ? b : a), told[0]!);
    if (least === undefined) return;
    least[key] = null;
  }
}
