/** One of the two maps as a sheet for a report: what stands on the page, with title, legend, rules, source and date. */
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Cell } from '../columns.ts';
import { shortId, type Formatter, type ShownAs } from '../format.ts';
import { boundaryDoubt } from '../map/boundaries.ts';
import { classLabel } from '../map/class-label.ts';
import type { Legend } from '../map/legend.ts';
import type { MapSheetContent } from '../map/map-image.ts';
import { classColours } from '../map/palette.ts';
import type { Fill } from '../map/picture.ts';
import type { AreaShapes } from '../map/shapes.ts';
import type { BansosModel } from './bansos-model.svelte.ts';

export interface SheetInputs {
  readonly model: BansosModel;
  readonly title: string;
  readonly unit: string;
  /** [kelurahan of the lists] */
  readonly cells: readonly Cell[];
  readonly legend: Legend;
  readonly shownAs: ShownAs;
  readonly shapes: AreaShapes;
  readonly frame: AreaShapes | undefined;
  readonly format: Formatter;
  readonly t: (key: MessageKey, values?: MessageValues) => string;
}

/** Paper is light. @returns undefined until the lists are there */
export function bansosSheet(inputs: SheetInputs): MapSheetContent | undefined {
  const { model, title, unit, cells, legend, shownAs, shapes, frame, format, t } = inputs;
  const { meta, programme } = model;
  if (!meta || !programme) return undefined;
  const { provenance } = meta;
  const colours = classColours(legend.classes.length, 'light');
  const indexOf = new Map(model.allRows.map(({ code, index }) => [code, index]));
  const cellOf = (code: string): Cell => cells[indexOf.get(code) ?? -1] ?? { kind: 'no-data' };
  const fillOf = (code: string): Fill => {
    const standing = legend.standingOf(cellOf(code));
    return typeof standing === 'number'
      ? { kind: 'class', colour: colours[standing] ?? [0, 0, 0] }
      : { kind: standing };
  };
  const written = (cell: Cell): string => (cell.kind === 'value' ? format.value(cell.value, shownAs) : '');
  const doubt = boundaryDoubt(provenance, 'kelurahan');
  const isTried = model.look.map === 'changes';
  return {
    picture: {
      ground: 'light',
      shapes,
      fills: shapes.areas.map(({ code }) => fillOf(code)),
      values: shapes.areas.map(({ code }) => written(cellOf(code))),
      frame,
      selected: shapes.byCode.get(model.look.area ?? ''),
    },
    colours,
    title: `${programme.name[format.language]}: ${title}`,
    subtitle: t('bansos.map.subtitle', {
      city: meta.city.name,
      date: format.date(provenance.referenceDate),
      rules: (isTried ? model.answer?.version : undefined) ?? programme.version,
    }),
    unit,
    legendHead: [
      t(`legend.method.${legend.method}`),
      t(isTried || programme.hasList ? 'bansos.legend.count.both' : 'bansos.legend.count'),
    ],
    classes: legend.classes.map((shown) => ({
      label: classLabel(shown, shownAs, format, t),
      count: format.count(shown.count),
    })),
    hidden: [t('legend.hidden'), format.count(legend.hiddenCount)],
    noData: [t('legend.no-data'), format.count(legend.noDataCount)],
    notes: [
      ...(provenance.isSample ? [`${t('notice.sample.short')} ${t('notice.sample')}`] : []),
      ...(legend.hiddenCount > 0 ? [t('cell.hidden.why', { limit: format.count(meta.smallestShownCount) })] : []),
      ...(isTried && model.answer ? [`${t('bansos.csv.question')}: ${model.answer.question}`] : []),
      ...(doubt ? [t(`map.indicative.${doubt}`)] : []),
      t('bansos.map.source'),
      t('picture.snapshot', { snapshot: shortId(provenance.snapshotId), version: provenance.codeVersion }),
    ],
  };
}
