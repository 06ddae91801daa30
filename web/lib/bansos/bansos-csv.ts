/** What stands on the page as a file for a spreadsheet: the city first, then by kelurahan, with the rules and the snapshot it comes from. */
import type { Span, ToldChange, ToldEffect, WhatIfAnswer } from '#engine';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Cell } from '../columns.ts';
import type { Formatter } from '../format.ts';
import { csvText } from '../panels/csv-text.ts';
import type { BansosModel } from './bansos-model.svelte.ts';
import { smallText } from './told-text.ts';
import { wishWords } from './wish-words.ts';

type Translate = (key: MessageKey, values?: MessageValues) => string;

const COLUMNS = ['receives', 'in', 'out', 'due'] as const;
const CITY = { receives: 'receives', in: 'wrongly-in', out: 'wrongly-out', due: 'due' } as const;
const CHANGES = ['recipients', 'inclusionErrors', 'exclusionErrors'] as const;
const SIDES = ['winners', 'losers'] as const;
const TRIED = {
  recipients: 'change',
  inclusionErrors: 'in-change',
  exclusionErrors: 'out-change',
  winners: 'winners',
  losers: 'losers',
} as const;
const ENDS = ['low', 'high', 'low95', 'high95'] as const;
const MEASURES = ['headcountShare', 'gapShare', 'severityShare', 'gini'] as const;

/** @returns undefined until the lists are there */
export function bansosCsv(model: BansosModel, format: Formatter, t: Translate): string | undefined {
  const { programme, wish, meta, lists } = model;
  if (!programme || !wish || !meta || !lists.value) return undefined;
  const { answer } = model;
  const tried = model.isOfNow ? undefined : answer;
  const unit = t(`bansos.unit.${programme.unit}`);
  /** Without marks of thousands, which spreadsheets take for something else. */
  const written = (cell: Cell): string => (cell.kind === 'value' ? String(cell.value) : t(`cell.${cell.kind}`));
  const headings = [
    t('csv.code'),
    t('level.kelurahan'),
    t('level.kecamatan'),
    ...COLUMNS.map((column) => `${t(`bansos.column.${column}`)} (${unit})`),
    `${t('bansos.cannot-tell.column')} (${unit})`,
    `${t('bansos.perhaps-out.column')} (${unit})`,
    t('bansos.column.quota'),
    ...(tried
      ? [...CHANGES, ...SIDES].flatMap((key) =>
          ENDS.map((end) => `${t(`bansos.column.${TRIED[key]}`)} (${t('bansos.families')}; ${t(`bansos.csv.${end}`)})`),
        )
      : []),
  ];
  const words = new ToldWords(model, format, t);
  const rows = model.rows.map((row) => [
    row.code,
    row.name,
    row.parent,
    ...COLUMNS.map((column) => written(row[column])),
    // By kelurahan nothing is told of whom nobody can tell.
    ...['', ''],
    row.quota === undefined ? '' : String(row.quota),
    ...(tried ? words.triedOf(tried.byKelurahan[row.index]!, false) : []),
  ]);
  const city = [
    meta.city.code,
    meta.city.name,
    '',
    ...COLUMNS.map((column) => written(model.cityCell(CITY[column]))),
    ...(['cannot-tell', 'perhaps-out'] as const).map((key) => written(model.cityCell(key))),
    programme.quota?.city === undefined ? '' : String(programme.quota.city),
    ...(tried ? words.triedOf(tried.city, true) : []),
  ];
  const { provenance } = meta;
  const origin = [
    ...(provenance.isSample ? [[t('csv.note'), `${t('notice.sample.short')} ${t('notice.sample')}`]] : []),
    [t('csv.note'), t('bansos.indication.text')],
    [t('bansos.programme'), programme.name[format.language]],
    [t('bansos.csv.rules'), tried?.version ?? programme.version],
    ...(tried ? [[t('bansos.csv.question'), tried.question]] : []),
    ...(tried ? wishWords(programme, wish, format, t).map((text) => [t('bansos.tried'), text]) : []),
    [t('card.date'), format.date(provenance.referenceDate)],
    [t('card.snapshot'), provenance.snapshotId],
    [t('card.version'), provenance.codeVersion],
    [t('csv.hidden'), t('cell.hidden.why', { limit: format.count(meta.smallestShownCount) })],
  ];
  return csvText(
    [headings, ...rows, city, [], ...(answer ? [...words.beforeAndAfter(answer), []] : []), ...origin],
    format.language,
  );
}

/** Numbers that are told as spans, by both ends. */
class ToldWords {
  readonly #model: BansosModel;
  readonly #format: Formatter;
  readonly #t: Translate;

  constructor(model: BansosModel, format: Formatter, t: Translate) {
    this.#model = model;
    this.#format = format;
    this.#t = t;
  }

  /** Changes, who gains and who loses: both ends of each, and of its interval. */
  triedOf(effect: ToldEffect, isCity: boolean): string[] {
    const { intervals } = effect;
    return [
      ...CHANGES.flatMap((key) => {
        if (key === 'exclusionErrors' && !this.#model.isOutKnown) return this.#unknown(4);
        const { before, change } = effect[key];
        return [...this.#ends(change, before === null), ...this.#interval(change === null ? null : intervals[key])];
      }),
      ...SIDES.flatMap((side) => {
        const span = effect[side];
        const isHidden = effect.recipients.before === null;
        return [...this.#ends(span, isHidden, isCity), ...this.#interval(span === null ? null : intervals[side])];
      }),
    ];
  }

  /** The table of the city, with what it costs and what becomes of poverty. */
  beforeAndAfter(answer: WhatIfAnswer): string[][] {
    const t = this.#t;
    const { city, costStepRupiah } = answer;
    const sides = (['before', 'change'] as const).flatMap((side) =>
      (['low', 'high'] as const).map((end) => `${t(`bansos.side.${side}`)} (${t(`bansos.csv.${end}`)})`),
    );
    const row = (name: string, told: ToldChange, interval: Span | null, width?: number): string[] => [
      name,
      ...this.#ends(told.before, true),
      ...this.#ends(told.change, told.before === null, false, width),
      ...this.#interval(told.change === null ? null : interval),
    ];
    const { intervals } = city;
    return [
      [t('bansos.csv.city-first')],
      [t('bansos.csv.measure'), ...sides, t('bansos.csv.low95'), t('bansos.csv.high95')],
      row(t('bansos.row-name.recipients'), city.recipients, intervals.recipients),
      row(t('bansos.row-name.cost-sure'), city.costRupiahPerYear, intervals.costRupiahPerYear, costStepRupiah),
      row(t('bansos.row-name.cost-most'), city.mostCostRupiahPerYear, intervals.mostCostRupiahPerYear, costStepRupiah),
      row(t('bansos.row-name.in'), city.inclusionErrors, intervals.inclusionErrors),
      this.#model.isOutKnown
        ? row(t('bansos.row-name.out'), city.exclusionErrors, intervals.exclusionErrors)
        : [t('bansos.row-name.out'), ...this.#unknown(6)],
      row(t('bansos.row-name.open'), city.undetermined, intervals.undetermined),
      ...MEASURES.flatMap((key) => {
        const measure = answer.welfare?.[key];
        if (measure === undefined) return [];
        const ends = measure.changeInterval;
        return [
          [
            t(`bansos.measure.${key}`),
            ...[measure.before, measure.before, measure.change, measure.change].map((value) => this.#share(value)),
            ...(ends ? [this.#share(ends.low), this.#share(ends.high)] : ['', '']),
          ],
        ];
      }),
    ];
  }

  /** A part of one, in the digits that the screen has. */
  #share(value: number): string {
    const text = value.toFixed(4);
    return this.#format.language === 'id' ? text.replace('.', ',') : text;
  }

  #ends(span: Span | null, isHidden: boolean, isGuarded = false, width?: number): [string, string] {
    const limit = 2 * (this.#model.answer?.smallestShownCount ?? 0);
    if (span !== null) return [String(span[0]), String(span[1])];
    const text = isHidden
      ? this.#t('cell.hidden')
      : isGuarded
        ? this.#t('bansos.few.or-hidden', { limit })
        : smallText(width ?? limit, (value) => this.#format.count(value), this.#t);
    return [text, text];
  }

  #interval(span: Span | null): [string, string] {
    return span === null ? ['', ''] : [String(span[0]), String(span[1])];
  }

  #unknown(cells: number): string[] {
    return Array.from({ length: cells }, () => this.#t('bansos.untold'));
  }
}
