/**
 * A what-if as it may be told to whoever asks, as often as he likes and with any question of the grid.
 *
 * Each count of families is told beside the count of now, by how much it changes: as a span of twenty numbers of a fixed ruler, and
 * where it changes by less than twenty, not at all. Two answers can be taken from each other, but a difference that is small cannot
 * be told from one of the limit or more, for each side may lie anywhere in a span twice as wide as the limit. Where the count of
 * now is hidden, nothing is told of the change. Sums over areas and groups are held against the whole: where they would narrow a
 * hidden part under the limit, the whole is not told.
 */
import type { Answer } from '../../assistance/what-if/ask.ts';
import type { NamedGroups } from '../../assistance/what-if/groups.ts';
import type { Intervals } from '../../assistance/what-if/bootstrap.ts';
import type { Interval } from '../../assistance/what-if/intervals.ts';
import type { WelfareMeasures } from '../../assistance/what-if/poverty.ts';
import type { Effect } from '../../assistance/what-if/what-if.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';

/** Both ends included; a number that is known is a span of one. */
export type Span = readonly [low: number, high: number];

/** null where it may not be told. */
export interface ToldChange {
  readonly before: Span | null;
  readonly change: Span | null;
}

export interface ToldEffect {
  /** Families. */
  readonly recipients: ToldChange;
  readonly inclusionErrors: ToldChange;
  readonly exclusionErrors: ToldChange;
  readonly undetermined: ToldChange;
  readonly winners: Span | null;
  readonly losers: Span | null;
  /** Null also where no source tells the amount. */
  readonly costRupiahPerYear: ToldChange;
}

export interface ToldGroups {
  readonly key: string;
  readonly name: Bilingual;
  readonly names: readonly Bilingual[];
  readonly effects: readonly ToldEffect[];
}

export type ToldWelfare = Readonly<Record<keyof WelfareMeasures, ToldMeasure>>;

export interface ToldMeasure {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Of 95 %; null until they were drawn. */
  readonly beforeInterval: Interval | null;
  readonly afterInterval: Interval | null;
  readonly changeInterval: Interval | null;
}

export interface ToldUse {
  readonly families: Span | null;
  readonly costRupiahPerYear: Span | null;
  readonly gapShare: number;
}

export interface ToldAnswer {
  readonly version: string;
  readonly city: ToldEffect;
  /** [kelurahan] */
  readonly byKelurahan: readonly ToldEffect[];
  readonly byGroup: readonly ToldGroups[];
  readonly persons: Span | null;
  readonly alikeAtCut: Span | null;
  /** Null where nobody has estimated spending, or no source tells an amount. */
  readonly welfare: ToldWelfare | null;
  /** The step to which shares of welfare are rounded. */
  readonly shareStep: number;
  readonly bestNow: ToldUse | null;
  readonly best: ToldUse | null;
  readonly needed: (ToldUse & { readonly kind: 'enough' | 'out-of-reach' }) | null;
}

/** Counts of now that may be seen. [kelurahan] null where hidden. */
export interface ShownNow {
  readonly recipients: readonly (number | null)[];
  /** Undefined where they are counted in something else than families. */
  readonly inclusionErrors: readonly (number | null)[] | undefined;
  readonly exclusionErrors: readonly (number | null)[] | undefined;
}

export interface TellInputs {
  readonly answer: Answer;
  readonly groups: readonly NamedGroups[];
  readonly now: ShownNow;
  /** Without a list nobody receives, as everybody may know. */
  readonly hasList: boolean;
  /** Counts under it are hidden. */
  readonly limit: number;
  /** Persons of the city, as the measures of welfare count them. */
  readonly persons: number;
  /** What the question leaves as it is, whatever the facts: who is on the list, or everything. */
  readonly kept: 'all' | 'list' | 'nothing';
  readonly intervals: Intervals | undefined;
}

export function tellAnswer(inputs: TellInputs): ToldAnswer {
  const { answer, groups, now, limit, kept } = inputs;
  const { result } = answer;
  const ruler = new Ruler(2 * limit, costStep(2 * limit, answer.dearestRupiahPerYear), kept, inputs.hasList);
  const shownOr = (values: readonly (number | null)[] | undefined, area: number): Span | null => {
    const value = values?.[area] ?? null;
    return value === null ? null : [value, value];
  };
  const byKelurahan = result.byKelurahan.map((effect, area) =>
    tellEffect(effect, ruler, {
      recipients: shownOr(now.recipients, area),
      inclusionErrors: shownOr(now.inclusionErrors, area),
      exclusionErrors: shownOr(now.exclusionErrors, area),
    }),
  );
  const byGroup = groups.map(({ key, name, names }) => ({
    key,
    name,
    names,
    effects: tellGroups(result.byGroup.get(key)!, result, ruler, limit),
  }));
  const exact = (count: number): Span | null => (count < limit ? null : [count, count]);
  const city = tellEffect(result, ruler, {
    recipients: inputs.hasList ? exact(result.recipientsNow) : NOTHING,
    // What is left of those who receive is a group as well.
    inclusionErrors: !inputs.hasList
      ? NOTHING
      : result.recipientsNow - result.inclusionErrorsNow < limit
        ? null
        : exact(result.inclusionErrorsNow),
    exclusionErrors: exact(result.exclusionErrorsNow),
    undetermined: inputs.hasList ? exact(result.undeterminedNow) : NOTHING,
  });
  const shareStep = niceStep((2 * limit) / inputs.persons);
  return {
    version: answer.version,
    // Where nothing changes by the question alone, there is nothing to guard.
    city:
      kept === 'all'
        ? city
        : [byKelurahan, ...byGroup.map(({ effects }) => effects)].reduce(
            (whole, parts) => guarded(whole, parts, limit, ruler),
            city,
          ),
    byKelurahan,
    byGroup,
    persons: ruler.count(result.persons),
    alikeAtCut: ruler.count(result.alikeAtCut),
    ...tellMoney(answer, ruler, shareStep),
    welfare: tellWelfare(answer, inputs.intervals, shareStep),
    shareStep,
  };
}

class Ruler {
  /** Width of a span of families, and of rupiah. */
  readonly families: number;
  readonly rupiah: number;
  readonly kept: TellInputs['kept'];
  readonly hasList: boolean;

  constructor(families: number, rupiah: number, kept: TellInputs['kept'], hasList: boolean) {
    this.families = families;
    this.rupiah = rupiah;
    this.kept = kept;
    this.hasList = hasList;
  }

  count(value: number): Span | null {
    return spanOf(value, this.families, 1);
  }

  /**
   * The span of a change, so that what is left after it cannot be told to be small either: the last numbers down to nobody are
   * one span with those above them where they would be fewer than the limit.
   */
  change(before: Span, by: number): Span | null {
    if (this.kept === 'all') return NOTHING;
    const span = this.count(by);
    if (span === null || by > 0 || before[0] !== before[1]) return span;
    const [least, most] = [before[0] + span[0], before[0] + span[1]];
    const limit = this.families / 2;
    if (least > limit) return span;
    if (least > 0 || most >= limit) return [-before[0], span[1]];
    // The span above is that about nought, which is not told.
    return span[1] === -this.families ? null : [-before[0], span[1] + this.families];
  }

  /** Of who gains, or loses. */
  side(value: number): Span | null {
    return this.kept === 'all' ? NOTHING : this.count(value);
  }

  cost(value: number): Span | null {
    return Number.isNaN(value) ? null : spanOf(value, this.rupiah, 0);
  }
}

/** The span of the ruler in which a value lies; null for the span about nought. */
function spanOf(value: number, width: number, gap: number): Span | null {
  const first = Math.floor(Math.abs(value) / width) * width;
  if (first === 0) return null;
  const last = first + width - gap;
  return value > 0 ? [first, last] : [-last, -first];
}

type Before = Pick<Record<keyof ToldEffect, Span | null>, 'recipients' | 'inclusionErrors' | 'exclusionErrors'> & {
  /** Where it is not given, a span of the ruler. */
  readonly undetermined?: Span | null;
};

const spansOfNow = (effect: Effect, ruler: Ruler): Before => ({
  recipients: ruler.hasList ? ruler.count(effect.recipientsNow) : NOTHING,
  inclusionErrors: ruler.hasList ? ruler.count(effect.inclusionErrorsNow) : NOTHING,
  exclusionErrors: ruler.count(effect.exclusionErrorsNow),
});

/** Groups add up to counts of the city that are known: where a hidden one would follow, the next is hidden with it. */
function tellGroups(effects: readonly Effect[], city: Effect, ruler: Ruler, limit: number): ToldEffect[] {
  const before = effects.map((effect) => spansOfNow(effect, ruler));
  for (const [key, total] of [
    ['recipients', city.recipientsNow],
    ['inclusionErrors', city.inclusionErrorsNow],
    ['exclusionErrors', city.exclusionErrorsNow],
  ] as const)
    hideWithTotal(before, key, total, ruler.families, limit);
  return effects.map((effect, i) => tellEffect(effect, ruler, before[i]!));
}

type OfGroups = 'recipients' | 'inclusionErrors' | 'exclusionErrors';

function hideWithTotal(
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

const NOTHING: Span = [0, 0];

function tellEffect(effect: Effect, ruler: Ruler, before: Before): ToldEffect {
  const change = (from: Span | null, was: number, is: number): ToldChange => ({
    before: from,
    change: from === null ? null : ruler.change(from, is - was),
  });
  const recipients =
    ruler.kept !== 'nothing'
      ? { before: before.recipients, change: before.recipients && NOTHING }
      : change(before.recipients, effect.recipientsNow, effect.recipients);
  // Where who receives now is hidden, so is who gains and who loses, and what it costs.
  const isHidden = before.recipients === null;
  const undetermined =
    before.undetermined !== undefined
      ? before.undetermined
      : ruler.hasList
        ? ruler.count(effect.undeterminedNow)
        : NOTHING;
  const cost = ruler.hasList ? ruler.cost(effect.costNowRupiahPerYear) : NOTHING;
  return {
    recipients,
    inclusionErrors: change(before.inclusionErrors, effect.inclusionErrorsNow, effect.inclusionErrors),
    exclusionErrors: change(before.exclusionErrors, effect.exclusionErrorsNow, effect.exclusionErrors),
    undetermined: change(undetermined, effect.undeterminedNow, effect.undetermined),
    winners: isHidden ? null : ruler.side(effect.winners),
    losers: isHidden ? null : ruler.side(effect.losers),
    costRupiahPerYear: {
      before: isHidden ? null : cost,
      change:
        isHidden || cost === null
          ? null
          : ruler.kept === 'all'
            ? NOTHING
            : ruler.cost(effect.costRupiahPerYear - effect.costNowRupiahPerYear),
    },
  };
}

const COUNTS = ['recipients', 'inclusionErrors', 'exclusionErrors', 'undetermined'] as const;
const SIDES = ['winners', 'losers'] as const;

/** Leaves out of the whole what would narrow a hidden part under the limit. */
function guarded(whole: ToldEffect, parts: readonly ToldEffect[], limit: number, ruler: Ruler): ToldEffect {
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
    if (key === 'recipients' && ruler.kept !== 'nothing') return [key, whole[key]];
    const spans = parts.map((part) => part[key].change);
    return [key, { before, change: isTight(change, spans, true) ? null : change }];
  });
  const sides = SIDES.map((key): [string, Span | null] => {
    const spans = parts.map((part) => part[key]);
    return [key, isTight(whole[key], spans, false) ? null : whole[key]];
  });
  return { ...whole, ...Object.fromEntries(counts), ...Object.fromEntries(sides) };
}

/** Rupiah that no few families make: as wide for money as the ruler is for families, at the dearest of them. */
const costStep = (families: number, dearest: number): number => niceStep(families * Math.max(1, dearest));

/** The least of 1, 2, 5, 10, 20 … that is not under the value. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-12))!;
  // Under 1 a quotient of whole numbers is exact to the last digit where a product is not.
  return power >= 1 ? step * power : step / Math.round(1 / power);
}

const rounded = (value: number, step: number): number => Math.round(value / step) / Math.round(1 / step);

function tellWelfare({ result }: Answer, intervals: Intervals | undefined, step: number): ToldWelfare | null {
  const { before, after } = result;
  if (before === undefined || after === undefined) return null;
  const interval = (of: Interval | undefined): Interval | null =>
    of === undefined ? null : { low: rounded(of.low, step), high: rounded(of.high, step) };
  const measure = (key: keyof WelfareMeasures): ToldMeasure => {
    const [was, is] = [rounded(before[key], step), rounded(after[key], step)];
    return {
      before: was,
      after: is,
      // What stands beside each other adds up.
      change: rounded(is - was, step),
      beforeInterval: interval(intervals?.before[key]),
      afterInterval: interval(intervals?.after[key]),
      changeInterval: interval(intervals?.change[key]),
    };
  };
  return {
    headcountShare: measure('headcountShare'),
    gapShare: measure('gapShare'),
    severityShare: measure('severityShare'),
    gini: measure('gini'),
  };
}

function tellMoney(
  { best, bestNow, needed }: Answer,
  ruler: Ruler,
  step: number,
): Pick<ToldAnswer, 'best' | 'bestNow' | 'needed'> {
  const use = (families: number, cost: number, gapShare: number): ToldUse => ({
    families: ruler.count(families),
    costRupiahPerYear: ruler.cost(cost),
    gapShare: rounded(gapShare, step),
  });
  return {
    best: best ? use(best.recipients, best.costRupiahPerYear, best.gapShareAfter) : null,
    bestNow: bestNow ? use(bestNow.recipients, bestNow.costRupiahPerYear, bestNow.gapShareAfter) : null,
    needed:
      needed === undefined
        ? null
        : needed.kind === 'enough'
          ? { kind: 'enough', ...use(needed.recipients, needed.costRupiahPerYear, needed.gapShareAfter) }
          : {
              kind: 'out-of-reach',
              families: null,
              costRupiahPerYear: null,
              gapShare: rounded(needed.lowestGapShare, step),
            },
  };
}
