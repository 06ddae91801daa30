/** The table of the page as a file for a spreadsheet: what is on the screen, with the rules and the snapshot it comes from. */
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Cell } from '../columns.ts';
import type { Formatter } from '../format.ts';
import { csvText } from '../panels/csv-text.ts';
import type { BansosModel } from './bansos-model.svelte.ts';

type Translate = (key: MessageKey, values?: MessageValues) => string;

const COLUMNS = ['receives', 'in', 'out', 'due'] as const;
const CHANGES = ['recipients', 'inclusionErrors', 'exclusionErrors'] as const;
const SIDES = ['winners', 'losers'] as const;
const TRIED = {
  recipients: 'change',
  inclusionErrors: 'in-change',
  exclusionErrors: 'out-change',
  winners: 'winners',
  losers: 'losers',
} as const;

/** @returns undefined until the lists are there */
export function bansosCsv(model: BansosModel, format: Formatter, t: Translate): string | undefined {
  const { programme, meta, lists } = model;
  if (!programme || !meta || !lists.value) return undefined;
  const answer = model.isOfNow ? undefined : model.answer;
  const { language } = format;
  /** Without marks of thousands, which spreadsheets take for something else. */
  const written = (cell: Cell): string => (cell.kind === 'value' ? String(cell.value) : t(`cell.${cell.kind}`));
  const ends = (span: readonly [number, number] | null | undefined): [string, string] =>
    span ? [String(span[0]), String(span[1])] : [t('cell.hidden'), t('cell.hidden')];
  const headings = [
    t('csv.code'),
    t('level.kelurahan'),
    t('level.kecamatan'),
    ...COLUMNS.map((column) => t(`bansos.column.${column}`)),
    t('bansos.column.quota'),
    ...(answer
      ? [...CHANGES, ...SIDES].flatMap((key) =>
          (['low', 'high', 'low95', 'high95'] as const).map(
            (end) => `${t(`bansos.column.${TRIED[key]}`)} (${t(`bansos.csv.${end}`)})`,
          ),
        )
      : []),
  ];
  const rows = model.rows.map((row) => {
    const effect = answer?.byKelurahan[row.index];
    return [
      row.code,
      row.name,
      row.parent,
      ...COLUMNS.map((column) => written(row[column])),
      row.quota === undefined ? '' : String(row.quota),
      ...(effect
        ? [
            ...CHANGES.flatMap((key) => [...ends(effect[key].change), ...ends(effect.intervals[key])]),
            ...SIDES.flatMap((side) => [...ends(effect[side]), ...ends(effect.intervals[side])]),
          ]
        : []),
    ];
  });
  const { provenance } = meta;
  const origin = [
    ...(provenance.isSample ? [[t('csv.note'), `${t('notice.sample.short')} ${t('notice.sample')}`]] : []),
    [t('csv.note'), t('bansos.indication.text')],
    [t('bansos.programme'), programme.name[language]],
    [t('bansos.csv.unit'), t(`bansos.unit.${programme.unit}`)],
    [t('bansos.csv.rules'), answer?.version ?? programme.version],
    ...(answer ? [[t('bansos.csv.question'), answer.question]] : []),
    [t('card.date'), format.date(provenance.referenceDate)],
    [t('card.snapshot'), provenance.snapshotId],
    [t('card.version'), provenance.codeVersion],
    [t('csv.hidden'), t('cell.hidden.why', { limit: format.count(meta.smallestShownCount) })],
  ];
  return csvText([headings, ...rows, [], ...origin], language);
}
