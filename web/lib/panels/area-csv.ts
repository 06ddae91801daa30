/** The table as a file for a spreadsheet: what is on the screen, written as it is there, with where it comes from below. */
import type { IndicatorCard, PublicationMeta } from '#engine';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Cell } from '../columns.ts';
import { readAs, toSteps, type Formatter } from '../format.ts';
import type { Row } from '../state/map-model.svelte.ts';
import type { ShownLevel } from '../state/view-address.ts';
import { csvText } from './csv-text.ts';

export interface CsvContent {
  readonly meta: PublicationMeta;
  readonly level: ShownLevel;
  /** The one on the map, then the further columns. */
  readonly cards: readonly IndicatorCard[];
  readonly rows: readonly Row[];
  /** Of `cards`, for the whole city. */
  readonly cityCells: readonly Cell[];
  /** Of a row: its class as the legend writes it, or ''. */
  readonly classOf: (row: Row) => string;
  readonly format: Formatter;
  readonly t: (key: MessageKey, values?: MessageValues) => string;
}

/** @returns the whole file */
export function areaCsv(content: CsvContent): string {
  const lines = [
    headings(content),
    ...content.rows.map((row) => rowCells(row, content)),
    cityCells(content),
    [],
    ...origin(content),
  ];
  return csvText(lines, content.format.language);
}

function headings({ t, level, cards, format: { language } }: CsvContent): string[] {
  const named = cards.map((card) => `${card.name[language]} (${card.format === 'share' ? '%' : card.unit[language]})`);
  const parent = level === 'rw' ? 'level.kelurahan' : 'level.kecamatan';
  return [
    t('csv.code'),
    t(`level.${level}`),
    ...(level === 'kecamatan' ? [] : [t(parent)]),
    named[0]!,
    t('csv.class'),
    ...named.slice(1),
  ];
}

function rowCells(row: Row, content: CsvContent): string[] {
  const { cards, level, classOf } = content;
  const [first, ...others] = [row.cell, ...row.cells].map((cell, i) => written(cell, cards[i]!, content));
  return [row.code, row.name, ...(level === 'kecamatan' ? [] : [row.parent]), first!, classOf(row), ...others];
}

function cityCells(content: CsvContent): string[] {
  const { meta, level, cards } = content;
  const [first, ...others] = content.cityCells.map((cell, i) => written(cell, cards[i]!, content));
  return [meta.city.code, meta.city.name, ...(level === 'kecamatan' ? [] : ['']), first!, '', ...others];
}

/** Without marks of thousands, which spreadsheets take for something else. */
function written(cell: Cell, card: IndicatorCard, { t, format }: CsvContent): string {
  if (cell.kind !== 'value') return t(`cell.${cell.kind}`);
  const text = readAs(toSteps(cell.value, card), card).toFixed(card.decimals);
  return format.language === 'id' ? text.replace('.', ',') : text;
}

function origin({ meta, cards, format, t }: CsvContent): string[][] {
  const { provenance } = meta;
  return [
    ...(provenance.isSample ? [[t('csv.note'), `${t('notice.sample.short')} ${t('notice.sample')}`]] : []),
    [t('card.date'), format.date(provenance.referenceDate)],
    [t('card.snapshot'), provenance.snapshotId],
    [t('card.made'), format.moment(meta.createdAt)],
    [t('card.version'), provenance.codeVersion],
    [t('card.boundaries'), t(`boundaries.${provenance.boundaries}`)],
    [t('csv.hidden'), t('cell.hidden.why', { limit: format.count(meta.smallestShownCount) })],
    ...cards.flatMap((card) => [
      [t('csv.indicator'), card.name[format.language]],
      [t('card.definition'), card.definition[format.language]],
      [t('card.method'), card.method[format.language]],
      [t('card.source'), card.source[format.language]],
    ]),
  ];
}
