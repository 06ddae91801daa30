/** An answer as a file for a spreadsheet: every measure, area and month, and below it where it comes from. */
import type { ShownMeasure, TransitionAnswer, TransitionCatalogue } from '#engine';
import { readAs, toSteps } from '../format.ts';
import { csvText } from '../panels/csv-text.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import { editLines } from './edit-lines.ts';

export interface DigitalCsv {
  readonly answer: TransitionAnswer;
  readonly catalogue: TransitionCatalogue;
  /** Code of the city, and what areas are called. */
  readonly city: string;
  readonly nameOf: (areaCode: string) => string;
  /** What the path that is asked for is called. */
  readonly pathName: string;
  readonly hasBands: boolean;
  readonly preferences: Pick<Preferences, 't' | 'pick' | 'format' | 'language'>;
}

const COLUMNS = ['without', 'path', 'difference', 'low', 'high'] as const;

export function digitalCsv(content: DigitalCsv): string {
  const { catalogue, preferences } = content;
  const { t } = preferences;
  const heading = [
    t('digital.csv.measure'),
    t('card.unit'),
    t('csv.code'),
    t('scenario.csv.area'),
    t('digital.month.heading'),
    t('digital.side.without'),
    content.pathName,
    t('digital.side.difference'),
    `${t('digital.side.difference')} ${t('scenario.quantile.low80')}`,
    `${t('digital.side.difference')} ${t('scenario.quantile.high80')}`,
  ];
  const rows = catalogue.measures.flatMap((measure) => rowsOf(content, measure));
  return csvText([heading, ...rows, [], ...originOf(content)], preferences.language);
}

function rowsOf(content: DigitalCsv, measure: ShownMeasure): string[][] {
  const { answer, city, nameOf, preferences } = content;
  const { t, pick } = preferences;
  const shown = answer.areas[measure.key];
  const unit = t(`digital.csv.${measure.unit}`);
  const codes = [...answer.areaCodes, city];
  const last = codes.length - 1;
  return codes.flatMap((code, area) => {
    // What is the same everywhere is told of the city alone.
    if (shown === undefined && area < last) return [];
    return Array.from({ length: answer.question.months + 1 }, (_, month) => {
      const told = COLUMNS.map((column) => {
        if ((column === 'low' || column === 'high') && !content.hasBands) return '';
        return written(content, measure, toldIn(answer, measure, column, month, area));
      });
      return [pick(measure.name), unit, code, nameOf(code), String(month), ...told];
    });
  });
}

function toldIn(
  { areas, paths, asked }: TransitionAnswer,
  { key }: ShownMeasure,
  column: (typeof COLUMNS)[number],
  month: number,
  area: number,
): number | null | false | undefined {
  const shown = areas[key];
  if (shown !== undefined) return shown[column][month]![area];
  const path = { without: paths[0], path: paths[asked] }[column as 'path'];
  return path && (path.city[key]?.[month]?.[0] ?? null);
}

function written(
  { preferences: { t, language } }: DigitalCsv,
  { unit }: ShownMeasure,
  told: number | null | false | undefined,
): string {
  if (told === undefined) return '';
  if (typeof told !== 'number') return t(told === null ? 'cell.hidden' : 'cell.no-data');
  const shownAs =
    unit === 'share' ? ({ format: 'share', decimals: 1 } as const) : ({ format: 'count', decimals: 0 } as const);
  const text = readAs(toSteps(told, shownAs), shownAs).toFixed(shownAs.decimals);
  return language === 'id' ? text.replace('.', ',') : text;
}

function originOf({ answer, catalogue, pathName, preferences }: DigitalCsv): string[][] {
  const { t, pick, format } = preferences;
  return [
    [t('csv.note'), t('scenario.not-official')],
    ...(answer.isSample ? [[t('csv.note'), `${t('notice.sample.short')} ${t('notice.sample')}`]] : []),
    [t('digital.path'), pathName],
    ...editLines(answer.question, catalogue, preferences).map((line) => [t('digital.edits'), line]),
    [t('digital.against'), pick(catalogue.without.name)],
    [t('scenario.replicates'), format.count(answer.question.replicates)],
    [t('scenario.seed'), String(answer.question.seed)],
    [t('card.date'), format.date(answer.referenceDate)],
    [t('card.snapshot'), answer.snapshotId],
    [t('card.version'), answer.codeVersion],
    [t('about.parameters'), answer.parametersSha256],
    [
      t('csv.hidden'),
      t('digital.method.hidden', {
        step: format.count(answer.roundedTo),
        limit: format.count(answer.smallestShownCount),
      }),
    ],
  ];
}
