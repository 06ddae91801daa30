/** What assist what-if says in words; the same numbers stand in its JSON. */
import type { ChangeInterval } from '../../assistance/what-if/bootstrap-counts.ts';
import type { Effect } from '../../assistance/what-if/effects.ts';
import type { NamedGroups } from '../../assistance/what-if/groups.ts';
import type { Interval } from '../../assistance/what-if/intervals.ts';
import type { Money } from '../../assistance/what-if/money.ts';
import type { Method } from '../../assistance/what-if/select.ts';
import type { WhatIf } from '../../assistance/what-if/what-if.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { rupiah } from './city.ts';

export interface WhatIfText {
  readonly version: string;
  readonly method: Method;
  readonly result: WhatIf;
  readonly milliseconds: number;
  readonly money: Money;
  /** On what the measures of poverty rest. */
  readonly spendingName: Bilingual;
  /** [kelurahan] */
  readonly names: readonly string[];
  readonly groups: readonly NamedGroups[];
}

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;
const between = ({ low, high }: Interval, write: (value: number) => string = String): string =>
  `${write(low)} to ${write(high)}`;

export function whatIfLines(text: WhatIfText): string[] {
  const { version, method, result, milliseconds, money, spendingName, names, groups } = text;
  return [
    `${version}, method ${method}; worked out in ${milliseconds.toFixed(0)} ms.`,
    '',
    ...cityLines(result),
    ...welfareLines(result, spendingName),
    ...moneyLines(money),
    '',
    ...areaLines(result, names),
    ...groups.flatMap((group) => ['', ...groupLines(group, result.byGroup.get(group.key)!)]),
  ];
}

function cityLines(result: WhatIf): string[] {
  const { intervals } = result;
  const change = (of: ChangeInterval | undefined, write?: (value: number) => string): string =>
    of === undefined ? '' : `; change 95 % ${between(of.change, write)}`;
  const plain = (of: Interval | undefined): string => (of === undefined ? '' : ` (95 % ${between(of)})`);
  const unknown = result.amountUnknown + result.amountUnknownNow;
  return [
    `  families on the list     ${result.recipients} (${result.persons} persons; now ${result.recipientsNow} families${change(intervals?.recipients)})`,
    `  cost a year              ${rupiah(result.costRupiahPerYear)} (now ${rupiah(result.costNowRupiahPerYear)}${change(intervals?.costRupiahPerYear, rupiah)})`,
    ...(unknown === 0
      ? []
      : [
          `  and at most              ${rupiah(result.mostCostRupiahPerYear)} (now ${rupiah(result.mostCostNowRupiahPerYear)}${change(intervals?.mostCostRupiahPerYear, rupiah)})`,
          `  amount not known yet     ${result.amountUnknown} (now ${result.amountUnknownNow}) families: facts are missing that it hangs on`,
        ]),
    `  not due by the rules     ${result.inclusionErrors} (now ${result.inclusionErrorsNow}${change(intervals?.inclusionErrors)})`,
    `  due and not on it        ${result.exclusionErrors} (now ${result.exclusionErrorsNow}${change(intervals?.exclusionErrors)})`,
    `  cannot be told yet       ${result.undetermined} (now ${result.undeterminedNow}${change(intervals?.undetermined)})`,
    `  gain / lose              ${result.winners}${plain(intervals?.winners)} / ${result.losers}${plain(intervals?.losers)}`,
    `  alike at the cut         ${result.alikeAtCut}`,
  ];
}

function welfareLines({ before, after, intervals, amountUnknown }: WhatIf, spendingName: Bilingual): string[] {
  if (before === undefined || after === undefined)
    return ['  Poverty and Gini: no source tells an amount, so that nobody can say what families would spend.'];
  return [
    `  Poverty and Gini (${spendingName.en}${amountUnknown === 0 ? '' : '; amounts that are not known yet as far as they are sure'}):`,
    ...(['headcountShare', 'gapShare', 'severityShare', 'gini'] as const).map((key) => {
      const change = intervals?.welfare?.change[key];
      const told = change === undefined ? '' : ` (change ${between(change, percent)})`;
      return `  ${key.padEnd(24)} ${percent(before[key])} -> ${percent(after[key])}${told}`;
    }),
  ];
}

const moneyLines = ({ best, bestNow, needed }: Money): string[] => [
  ...(bestNow === undefined
    ? []
    : [
        `  best use of money of now gap ${percent(bestNow.gapShareBefore)} without the programme -> ${percent(bestNow.gapShareAfter)}: a bound, not a list`,
      ]),
  ...(best === undefined
    ? []
    : [
        `  best use of the budget   gap ${percent(best.gapShareBefore)} without the programme -> ${percent(best.gapShareAfter)}: a bound, not a list`,
      ]),
  ...(needed === undefined
    ? []
    : [
        needed.kind === 'enough'
          ? `  the target needs         ${rupiah(needed.costRupiahPerYear)} for ${needed.recipients} families, at best`
          : `  the target is out of reach with these amounts: ${percent(needed.lowestGapShare)} at best`,
      ]),
];

/** What happens in each kelurahan, with 95 % intervals. */
function areaLines({ byKelurahan, intervals }: WhatIf, names: readonly string[]): string[] {
  const hasGap = intervals?.welfare !== undefined;
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(20), ...cells.map((cell) => cell.padStart(19))].join('').trimEnd();
  const headings = ['on the list', 'now', 'not due', 'due and off it', 'gain', 'lose'];
  return [
    row('Kelurahan', [...headings, ...(hasGap ? ['change of gap'] : [])]),
    ...byKelurahan.map((each, k) => {
      const of = intervals?.byKelurahan?.[k];
      const count = (value: number, interval: Interval | undefined): string =>
        interval === undefined ? String(value) : `${value} (${interval.low}–${interval.high})`;
      const gap = of?.gapShareChange;
      return row(names[k]!, [
        count(each.recipients, of?.recipients.after),
        String(each.recipientsNow),
        count(each.inclusionErrors, of?.inclusionErrors.after),
        count(each.exclusionErrors, of?.exclusionErrors.after),
        count(each.winners, of?.winners),
        count(each.losers, of?.losers),
        ...(gap === undefined ? [] : [`${(gap.low * 100).toFixed(2)} to ${(gap.high * 100).toFixed(2)} %`]),
      ]);
    }),
  ];
}

function groupLines({ name, names }: NamedGroups, effects: readonly Effect[]): string[] {
  const row = (label: string, cells: readonly (string | number)[]): string =>
    [label.padEnd(28), ...cells.map((cell) => String(cell).padStart(16))].join('');
  return [
    row(`${name.id}`, ['on the list', 'now', 'not due', 'due and off it', 'gain', 'lose']),
    ...effects.map((each, i) =>
      row(`  ${names[i]!.id}`, [
        each.recipients,
        each.recipientsNow,
        each.inclusionErrors,
        each.exclusionErrors,
        each.winners,
        each.losers,
      ]),
    ),
  ];
}
