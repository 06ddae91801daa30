/**
 * A what-if as it may be told to whoever asks, as often as he likes and with any question of the grid.
 *
 * Each count of families is told beside the count of now, by how much it changes: as a span of twenty numbers of a fixed ruler, and
 * where it changes by less than twenty, not at all. Two answers can be taken from each other, but a difference that is small cannot
 * be told from one of the limit or more, for each side may lie anywhere in a span twice as wide as the limit. Where the count of
 * now is hidden, nothing is told of the change. Sums over areas and groups are held against the whole: where they would narrow a
 * hidden part under the limit, the whole is not told.
 */
import type { Effect } from '../../assistance/what-if/effects.ts';
import { costStep, niceStep, NOTHING, Ruler } from './ruler.ts';
import { guarded, hideWithTotal, withoutFewLeft, type Told } from './told-guards.ts';
import { intervalsOf } from './told-intervals.ts';
import type { Span, TellInputs, ToldAnswer, ToldChange, ToldEffect } from './told.ts';
import { tellMoney, tellWelfare } from './told-money.ts';

export function tellAnswer(inputs: TellInputs): ToldAnswer {
  const { answer, groups, now, limit, kept } = inputs;
  const { result } = answer;
  const ruler = new Ruler(2 * limit, costStep(2 * limit, answer.dearestRupiahPerYear), inputs);
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
  const city = tellEffect(result, ruler, cityOfNow(inputs, ruler));
  const shareStep = niceStep((2 * limit) / inputs.persons);
  return {
    version: answer.version,
    // Where nothing changes by the question alone, there is nothing to guard.
    city:
      kept === 'all'
        ? city
        : withIntervals(
            [byKelurahan, ...byGroup.map(({ effects }) => effects)].reduce(
              (whole, parts) => guarded(whole, parts, limit, ruler),
              city,
            ),
            ruler,
          ),
    byKelurahan,
    byGroup,
    persons: ruler.count(result.persons),
    alikeAtCut: ruler.count(result.alikeAtCut),
    amountUnknownNow: ruler.count(result.amountUnknownNow),
    amountUnknown: ruler.count(result.amountUnknown),
    ...tellMoney(answer, ruler, shareStep),
    costStepRupiah: ruler.rupiah,
    welfare: tellWelfare(answer, inputs.intervals, shareStep),
    shareStep,
  };
}

/** What is told of the city as it is now: as the published lists show it; what they count in something else is a span of the ruler. */
function cityOfNow({ answer: { result }, now: { city }, hasList }: TellInputs, ruler: Ruler): Before {
  const shownOr = (value: number | null | undefined, count: number): Span | null =>
    value === undefined ? ruler.count(count) : value === null ? null : [value, value];
  const exclusionErrors = shownOr(city.exclusionErrors, result.exclusionErrorsNow);
  if (!hasList) return { recipients: NOTHING, inclusionErrors: NOTHING, exclusionErrors, undetermined: NOTHING };
  return {
    recipients: shownOr(city.recipients, result.recipientsNow),
    inclusionErrors: shownOr(city.inclusionErrors, result.inclusionErrorsNow),
    exclusionErrors,
    undetermined: shownOr(city.undetermined, result.undeterminedNow),
  };
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

function tellEffect(effect: Effect, ruler: Ruler, before: Before): ToldEffect {
  const change = (from: Span | null, was: number, is: number): ToldChange => ({
    before: from,
    change: from === null ? null : ruler.keepsErrors ? NOTHING : ruler.change(from, is - was),
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
  const cost = (was: number, is: number): ToldChange => {
    const from = isHidden ? null : ruler.hasList ? ruler.cost(was) : NOTHING;
    return { before: from, change: from === null ? null : ruler.kept === 'all' ? NOTHING : ruler.cost(is - was) };
  };
  return withIntervals(
    withoutFewLeft(
      {
        recipients,
        inclusionErrors: change(before.inclusionErrors, effect.inclusionErrorsNow, effect.inclusionErrors),
        exclusionErrors: change(before.exclusionErrors, effect.exclusionErrorsNow, effect.exclusionErrors),
        undetermined: change(undetermined, effect.undeterminedNow, effect.undetermined),
        winners: isHidden ? null : ruler.side(effect.winners),
        losers: isHidden ? null : ruler.side(effect.losers),
        costRupiahPerYear: cost(effect.costNowRupiahPerYear, effect.costRupiahPerYear),
        mostCostRupiahPerYear: cost(effect.mostCostNowRupiahPerYear, effect.mostCostRupiahPerYear),
      },
      ruler,
    ),
    ruler,
  );
}

const withIntervals = (told: Told, ruler: Ruler): ToldEffect => ({
  ...told,
  intervals: intervalsOf(told, ruler),
});
