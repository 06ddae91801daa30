/** One indicator of a run as a file for a spreadsheet: all areas and years, all three sides, with where it comes from below. */
import type { RunRecord, SimulatedIndicator } from '#engine';
import { readAs, toSteps, type Formatter } from '../format.ts';
import { csvText } from '../panels/csv-text.ts';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import { QUANTILES } from '../compared/band.ts';
import { unitOf, VARIANTS, type ScenarioResults } from './results.ts';
import type { ShownAs } from '../format.ts';

export interface ScenarioCsv {
  readonly results: ScenarioResults;
  readonly indicator: SimulatedIndicator;
  readonly shownAs: ShownAs;
  readonly record: RunRecord;
  /** The scenario's levers in words. */
  readonly levers: readonly string[];
  readonly nameOf: (areaCode: string) => string;
  readonly limit: number;
  readonly format: Formatter;
  readonly t: (key: MessageKey, values?: MessageValues) => string;
}

const SHOWN = QUANTILES.filter((key) => !key.endsWith('50'));

export function scenarioCsv(content: ScenarioCsv): string {
  const { results, t } = content;
  const heading = [
    t('csv.code'),
    t('scenario.csv.area'),
    t('scenario.year'),
    ...VARIANTS.flatMap((variant) =>
      SHOWN.map(
        (key) =>
          `${t(`scenario.side.${variant}`)} ${t(`scenario.quantile.${key}` as 'scenario.quantile.median')}${inBrackets(unitOf(content.indicator, variant, content.format.language))}`,
      ),
    ),
  ];
  const rows = results.header.areaCodes.flatMap((code, area) =>
    results.years.map((year, i) => [code, content.nameOf(code), String(year), ...numbersOf(content, i, area)]),
  );
  return csvText([heading, ...rows, [], ...originOf(content)], content.format.language);
}

const inBrackets = (unit: string): string => (unit === '' ? '' : ` (${unit})`);

function numbersOf({ results, indicator, shownAs, format, t }: ScenarioCsv, year: number, area: number): string[] {
  return VARIANTS.flatMap((variant) => {
    const cell = results.cell(indicator.key, variant, year, area);
    if (cell.kind !== 'value') return [t(`cell.${cell.kind}`), ...SHOWN.slice(1).map(() => '')];
    const band = results.band(indicator.key, variant, year, area);
    return SHOWN.map((key) => {
      if (key !== 'median' && !results.hasBands) return '';
      const text = readAs(toSteps(band[key], shownAs), shownAs).toFixed(shownAs.decimals);
      return format.language === 'id' ? text.replace('.', ',') : text;
    });
  });
}

function originOf({ results, indicator, record, levers, limit, format, t }: ScenarioCsv): string[][] {
  const { spec, ground, about, replicates } = record;
  return [
    [t('csv.note'), t('scenario.not-official')],
    ...(about.isSample ? [[t('csv.note'), `${t('notice.sample.short')} ${t('notice.sample')}`]] : []),
    [t('csv.indicator'), indicator.name[format.language]],
    [t('scenario.side.scenario'), spec.scenario.name[format.language]],
    ...levers.map((lever) => [t('scenario.step.levers'), lever]),
    [t('scenario.side.baseline'), spec.baseline.name[format.language]],
    [t('scenario.replicates'), `${results.header.replicates} / ${replicates}`],
    [t('scenario.seed'), String(spec.seed)],
    [t('card.date'), format.date(about.referenceDate)],
    [t('card.snapshot'), about.contentId],
    [t('card.version'), ground.codeVersion],
    [t('about.parameters'), ground.parametersSha256],
    [t('scenario.asked-at'), format.moment(record.askedAt)],
    [
      t('csv.hidden'),
      t('scenario.method.hidden', { step: format.count(results.header.roundedTo), limit: format.count(limit) }),
    ],
  ];
}
