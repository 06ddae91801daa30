/** What assist what-if says in words; the same numbers stand in its JSON. */
import type { ChangeInterval } from '../../assistance/what-if/bootstrap-counts.ts';
import type { Effect } from '../../assistance/what-if/effects.ts';
import type { NamedGroups } from '../../assistance/what-if/groups.ts';
import type { Interval } from '../../assistance/what-if/intervals.ts';
import type { Money } from '../../assistance/what-if/money.ts';
import type { Method } from '../../assistance/what-if/select.ts';
import type { WhatIf } from '../../assistance/what-if/what-if.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { decimalText, say } from '../words.ts';
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

const percent = (share: number, language: Language, digits = 3): string =>
  `${decimalText(share * 100, digits, language)} %`;
type Write = (value: number, language: Language) => string;
const between = ({ low, high }: Interval, language: Language, write: Write = String): string =>
  say(BETWEEN, language, write(low, language), write(high, language));
const BETWEEN: Bilingual = { id: '{} sampai {}', en: '{} to {}' };

export function whatIfLines(text: WhatIfText, language: Language): string[] {
  const { version, method, result, milliseconds, money, spendingName, names, groups } = text;
  return [
    say(HEAD, language, version, method, milliseconds.toFixed(0)),
    '',
    ...cityLines(result, language),
    ...welfareLines(result, spendingName, language),
    ...moneyLines(money, language),
    '',
    ...areaLines(result, names, language),
    ...groups.flatMap((group) => ['', ...groupLines(group, result.byGroup.get(group.key)!, language)]),
  ];
}

const HEAD: Bilingual = {
  id: '{}, cara memilih {}; dihitung dalam {} md.',
  en: '{}, method {}; worked out in {} ms.',
};

function cityLines(result: WhatIf, language: Language): string[] {
  const { intervals } = result;
  const change = (of: ChangeInterval | undefined, write?: Write): string =>
    of === undefined ? '' : say(CHANGE_BETWEEN, language, between(of.change, language, write));
  const plain = (of: Interval | undefined): string => (of === undefined ? '' : ` (95 % ${between(of, language)})`);
  const money = (value: number): string => rupiah(value, language);
  const line = (name: Bilingual, told: string): string => `  ${name[language].padEnd(NAME_WIDTH)} ${told}`;
  const counted = (name: Bilingual, then: number, now: number, of: ChangeInterval | undefined): string =>
    line(name, say(THEN_AND_NOW, language, then, now, change(of)));
  const paid = (name: Bilingual, then: number, now: number, of: ChangeInterval | undefined): string =>
    line(name, say(THEN_AND_NOW, language, money(then), money(now), change(of, rupiah)));
  const unknown = result.amountUnknown + result.amountUnknownNow;
  return [
    line(
      ON_LIST,
      say(RECIPIENTS, language, result.recipients, result.persons, result.recipientsNow, change(intervals?.recipients)),
    ),
    paid(COST, result.costRupiahPerYear, result.costNowRupiahPerYear, intervals?.costRupiahPerYear),
    ...(unknown === 0
      ? []
      : [
          paid(
            AT_MOST,
            result.mostCostRupiahPerYear,
            result.mostCostNowRupiahPerYear,
            intervals?.mostCostRupiahPerYear,
          ),
          line(AMOUNT_UNKNOWN, say(FACTS_MISSING, language, result.amountUnknown, result.amountUnknownNow)),
        ]),
    counted(NOT_DUE, result.inclusionErrors, result.inclusionErrorsNow, intervals?.inclusionErrors),
    counted(DUE_AND_OFF, result.exclusionErrors, result.exclusionErrorsNow, intervals?.exclusionErrors),
    counted(CANNOT_TELL, result.undetermined, result.undeterminedNow, intervals?.undetermined),
    line(GAIN_AND_LOSE, `${result.winners}${plain(intervals?.winners)} / ${result.losers}${plain(intervals?.losers)}`),
    line(ALIKE, String(result.alikeAtCut)),
  ];
}

const NAME_WIDTH = 32;
const CHANGE_BETWEEN: Bilingual = { id: '; perubahan 95 % {}', en: '; change 95 % {}' };
const THEN_AND_NOW: Bilingual = { id: '{} (sekarang {}{})', en: '{} (now {}{})' };
const ON_LIST: Bilingual = { id: 'keluarga di daftar', en: 'families on the list' };
const RECIPIENTS: Bilingual = {
  id: '{} ({} orang; sekarang {} keluarga{})',
  en: '{} ({} persons; now {} families{})',
};
const COST: Bilingual = { id: 'biaya setahun', en: 'cost a year' };
const AT_MOST: Bilingual = { id: 'dan paling banyak', en: 'and at most' };
const AMOUNT_UNKNOWN: Bilingual = { id: 'besaran belum diketahui', en: 'amount not known yet' };
const FACTS_MISSING: Bilingual = {
  id: '{} (sekarang {}) keluarga: fakta penentunya tidak ada',
  en: '{} (now {}) families: facts are missing that it hangs on',
};
const NOT_DUE: Bilingual = { id: 'tidak memenuhi aturan', en: 'not due by the rules' };
const DUE_AND_OFF: Bilingual = { id: 'memenuhi, tidak di daftar', en: 'due and not on it' };
const CANNOT_TELL: Bilingual = { id: 'belum dapat dipastikan', en: 'cannot be told yet' };
const GAIN_AND_LOSE: Bilingual = { id: 'untung / rugi', en: 'gain / lose' };
const ALIKE: Bilingual = { id: 'setara di batas kuota', en: 'alike at the cut' };

const MEASURES: Readonly<Record<'headcountShare' | 'gapShare' | 'severityShare' | 'gini', Bilingual>> = {
  headcountShare: { id: 'penduduk miskin (P0)', en: 'poor residents (P0)' },
  gapShare: { id: 'kedalaman kemiskinan (P1)', en: 'poverty gap (P1)' },
  severityShare: { id: 'keparahan kemiskinan (P2)', en: 'poverty severity (P2)' },
  gini: { id: 'Gini', en: 'Gini' },
};

function welfareLines(
  { before, after, intervals, amountUnknown }: WhatIf,
  spendingName: Bilingual,
  language: Language,
): string[] {
  if (before === undefined || after === undefined) return [NO_AMOUNT[language]];
  return [
    say(WELFARE, language, spendingName[language], amountUnknown === 0 ? '' : AS_FAR_AS_SURE[language]),
    ...(Object.keys(MEASURES) as (keyof typeof MEASURES)[]).map((key) => {
      const change = intervals?.welfare?.change[key];
      const told = change === undefined ? '' : say(CHANGE, language, between(change, language, percent));
      return `  ${MEASURES[key][language].padEnd(NAME_WIDTH)} ${percent(before[key], language)} -> ${percent(after[key], language)}${told}`;
    }),
  ];
}

const NO_AMOUNT: Bilingual = {
  id: '  Kemiskinan dan Gini: besarannya tidak ada di sumber mana pun, sehingga pengeluaran keluarga tidak dapat dikatakan.',
  en: '  Poverty and Gini: no source tells an amount, so that nobody can say what families would spend.',
};
const WELFARE: Bilingual = { id: '  Kemiskinan dan Gini ({}{}):', en: '  Poverty and Gini ({}{}):' };
const AS_FAR_AS_SURE: Bilingual = {
  id: '; besaran yang belum diketahui dihitung sejauh yang pasti',
  en: '; amounts that are not known yet as far as they are sure',
};
const CHANGE: Bilingual = { id: ' (perubahan {})', en: ' (change {})' };

function moneyLines({ best, bestNow, needed }: Money, language: Language): string[] {
  const gap = (of: Bilingual, use: { readonly gapShareBefore: number; readonly gapShareAfter: number }): string =>
    `  ${of[language].padEnd(NAME_WIDTH)} ${say(GAP, language, percent(use.gapShareBefore, language), percent(use.gapShareAfter, language))}`;
  return [
    ...(bestNow === undefined ? [] : [gap(BEST_OF_NOW, bestNow)]),
    ...(best === undefined ? [] : [gap(BEST_OF_BUDGET, best)]),
    ...(needed === undefined
      ? []
      : [
          needed.kind === 'enough'
            ? `  ${TARGET[language].padEnd(NAME_WIDTH)} ${say(NEEDS, language, rupiah(needed.costRupiahPerYear, language), needed.recipients)}`
            : say(OUT_OF_REACH, language, percent(needed.lowestGapShare, language)),
        ]),
  ];
}

const BEST_OF_NOW: Bilingual = { id: 'uang sekarang, sebaik-baiknya', en: 'best use of money of now' };
const BEST_OF_BUDGET: Bilingual = { id: 'anggaran, sebaik-baiknya', en: 'best use of the budget' };
const GAP: Bilingual = {
  id: 'kedalaman kemiskinan {} tanpa program -> {}: sebuah batas, bukan daftar',
  en: 'gap {} without the programme -> {}: a bound, not a list',
};
const TARGET: Bilingual = { id: 'sasaran memerlukan', en: 'the target needs' };
const NEEDS: Bilingual = { id: '{} untuk {} keluarga, sebaik-baiknya', en: '{} for {} families, at best' };
const OUT_OF_REACH: Bilingual = {
  id: '  sasaran tidak terjangkau dengan besaran ini: sebaik-baiknya {}',
  en: '  the target is out of reach with these amounts: {} at best',
};

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  id: ['di daftar', 'sekarang', 'tidak memenuhi', 'tidak di daftar', 'untung', 'rugi'],
  en: ['on the list', 'now', 'not due', 'due and off it', 'gain', 'lose'],
};
const CHANGE_OF_GAP: Bilingual = { id: 'perubahan P1', en: 'change of gap' };

/** What happens in each kelurahan, with 95 % intervals. */
function areaLines({ byKelurahan, intervals }: WhatIf, names: readonly string[], language: Language): string[] {
  const hasGap = intervals?.welfare !== undefined;
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(20), ...cells.map((cell) => cell.padStart(19))].join('').trimEnd();
  const points = (value: number): string => decimalText(value * 100, 2, language);
  return [
    row('Kelurahan', [...HEADINGS[language], ...(hasGap ? [CHANGE_OF_GAP[language]] : [])]),
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
        ...(gap === undefined ? [] : [`  ${between(gap, language, points)} %`]),
      ]);
    }),
  ];
}

function groupLines({ name, names }: NamedGroups, effects: readonly Effect[], language: Language): string[] {
  const row = (label: string, cells: readonly (string | number)[]): string =>
    [label.padEnd(28), ...cells.map((cell) => String(cell).padStart(16))].join('');
  return [
    row(name[language], HEADINGS[language]),
    ...effects.map((each, i) =>
      row(`  ${names[i]![language]}`, [
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
