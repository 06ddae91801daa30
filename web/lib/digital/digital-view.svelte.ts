/** What an answer shows, derived once: headlines, chart, map, tables and export read it here. */
import { createContext } from 'svelte';
import type { ShownMeasure, ShownPath, Told, TransitionAnswer, TransitionKey } from '#engine';
import type { Cell } from '../columns.ts';
import type { ShownAs } from '../format.ts';
import { bandOf, FEWEST_FOR_BANDS, type Band } from '../compared/band.ts';
import { ComparedAreas } from '../compared/compared-areas.svelte.ts';
import { classesOfDifference, classesOfSides, signed, type LockedClasses } from '../compared/locked-classes.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import { SIDES, type Look, type Side } from './digital-address.ts';
import type { DigitalModel } from './digital-model.svelte.ts';

/** A share in points of per cent, where it is a difference. */
const POINTS = 100;

const cellOf = (told: Told | undefined): Cell =>
  told === undefined || told === false
    ? { kind: 'no-data' }
    : told === null
      ? { kind: 'hidden' }
      : { kind: 'value', value: told };

export class DigitalView {
  readonly #model: DigitalModel;
  readonly #publication: Publication;
  readonly #preferences: Preferences;

  readonly answer: TransitionAnswer | undefined = $derived.by(() => this.#model.answered?.answer);
  readonly measures: readonly ShownMeasure[] = $derived.by(() => this.#model.catalogue.value?.measures ?? []);
  readonly measure: ShownMeasure = $derived.by(
    () => this.measures.find(({ key }) => key === this.look.measure) ?? this.measures[0]!,
  );
  readonly months: number = $derived.by(() => this.answer?.question.months ?? 0);
  readonly month: number = $derived.by(() => Math.min(this.look.month ?? this.months, this.months));
  readonly asked: ShownPath | undefined = $derived.by(() => this.answer?.paths[this.answer.asked]);
  readonly hasBands: boolean = $derived.by(() => (this.answer?.question.replicates ?? 0) >= FEWEST_FOR_BANDS);
  /** Index of the kelurahan; -1 for the city. */
  readonly area: number = $derived.by(() => this.answer?.areaCodes.indexOf(this.look.area ?? '') ?? -1);
  readonly areaName: string = $derived.by(() =>
    this.area < 0 ? (this.#publication.meta.value?.city.name ?? '') : this.nameOf(this.look.area ?? ''),
  );

  /** Made from all months, so that they stay when another one is looked at. */
  readonly classes: LockedClasses | undefined = $derived.by(() => {
    const { answer, measure, look } = this;
    if (!answer || !measure.isByArea) return undefined;
    const { format, t } = this.#preferences;
    const sides: readonly Side[] = look.side === 'difference' ? ['difference'] : ['without', 'path'];
    const cells = sides.flatMap((side) =>
      [...Array(this.months + 1).keys()].flatMap((month) =>
        answer.areaCodes.map((_, area) => this.#shownCell(measure, side, month, area)),
      ),
    );
    return look.side === 'difference'
      ? classesOfDifference(cells, this.#differenceAs(measure), measure.unit === 'share' ? 1 : 10, format, t)
      : classesOfSides(cells, this.shownAs(measure), format, t);
  });
  /** Rows, classes and map of the kelurahan in the month that is looked at. */
  readonly areas: ComparedAreas<Side>;

  constructor(model: DigitalModel, publication: Publication, preferences: Preferences) {
    this.#model = model;
    this.#publication = publication;
    this.#preferences = preferences;
    this.areas = new ComparedAreas(
      () => {
        const { answer, measure, month, look, classes } = this;
        return {
          sides: SIDES,
          side: look.side,
          chosen: look.area,
          codes: answer?.areaCodes ?? [],
          classes,
          cellOf: (side, area) => this.areaCell(measure.key, side, month, area),
          classedCellOf: (area) => this.#shownCell(measure, look.side, month, area),
          spanOf: (area) => this.#differenceSpan(measure, month, area),
          text: (cell, side) => this.text(cell, measure, side === 'difference'),
        };
      },
      'path',
      publication,
      preferences,
    );
  }

  get look(): Look {
    return this.#model.look;
  }

  nameOf(code: string): string {
    return this.areas.nameOf(code);
  }

  /** Name of a path, of one that was edited, or of the one without a programme. */
  pathName(key: string): string {
    const { t, pick } = this.#preferences;
    const catalogue = this.#model.catalogue.value;
    const card = [catalogue?.without, ...(catalogue?.paths ?? [])].find((each) => each?.key === key);
    if (card) return pick(card.name);
    const of = catalogue?.paths.find((each) => each.key === this.answer?.question.path);
    return t('digital.path.own', { name: of ? pick(of.name) : '' });
  }

  get legendTitle(): string {
    const { t, pick } = this.#preferences;
    const side = t(`digital.side.${this.look.side}`);
    return t('digital.legend', { name: pick(this.measure.name), side, month: this.month });
  }

  get legendUnit(): string {
    const isPoints = this.look.side === 'difference' && this.measure.unit === 'share';
    return isPoints ? this.#preferences.t('digital.points.unit') : '';
  }

  /** Why some kelurahan are not told. */
  get hiddenWhy(): string {
    const limit = this.answer?.smallestShownCount ?? 0;
    return this.#preferences.t('digital.hidden.why', { limit: this.#preferences.format.count(limit) });
  }

  shownAs({ unit }: ShownMeasure): ShownAs {
    return unit === 'share' ? { format: 'share', decimals: 1 } : { format: 'count', decimals: 0 };
  }

  /** Differences of shares are counted in points. */
  #differenceAs({ unit }: ShownMeasure): ShownAs {
    return { format: 'count', decimals: unit === 'share' ? 1 : 0 };
  }

  /** A value, or a difference with its sign: of shares in points. */
  write(value: number, measure: ShownMeasure, isDifference = false): string {
    const { format, t } = this.#preferences;
    if (!isDifference) return format.value(value, this.shownAs(measure));
    const text = this.writePlain(value, measure);
    return measure.unit === 'share' ? t('digital.points', { value: text }) : text;
  }

  /** How large a difference may be, without a sign: of shares in points. */
  amount(value: number, measure: ShownMeasure): string {
    const { format, t } = this.#preferences;
    const shown = measure.unit === 'share' ? value * POINTS : value;
    const text = format.value(shown, this.#differenceAs(measure));
    return measure.unit === 'share' ? t('digital.points', { value: text }) : text;
  }

  /** A difference with its sign, without its unit. */
  writePlain(value: number, measure: ShownMeasure): string {
    const shown = measure.unit === 'share' ? value * POINTS : value;
    return signed(shown, this.#differenceAs(measure), this.#preferences.format);
  }

  text(cell: Cell, measure: ShownMeasure, isDifference = false): string {
    if (cell.kind !== 'value') return this.#preferences.t(`cell.${cell.kind}`);
    return this.write(cell.value, measure, isDifference);
  }

  /** From … to, where there are bands; a unit stands once. */
  span(low: number, high: number, measure: ShownMeasure, isDifference = false): string | undefined {
    if (!this.hasBands || Number.isNaN(low)) return undefined;
    const from = isDifference ? this.writePlain(low, measure) : this.write(low, measure);
    return this.#preferences.t('scenario.span', { low: from, high: this.write(high, measure, isDifference) });
  }

  /** [month] difference to no programme, pair by pair, with its band of 80 %; NaN where it is not told. */
  differenceBands({ key }: ShownMeasure): Band[] {
    const area = this.area < 0 ? (this.answer?.areaCodes.length ?? 0) : this.area;
    const sides = { median: 'difference', low80: 'low', high80: 'high' } as const;
    return Array.from({ length: this.months + 1 }, (_, month) =>
      bandOf((quantile) => {
        if (!(quantile in sides)) return NaN;
        const cell = this.areaCell(key, sides[quantile as keyof typeof sides], month, area);
        return cell.kind === 'value' ? cell.value : NaN;
      }),
    );
  }

  cityBand(path: ShownPath, key: TransitionKey, month = this.month): Band {
    const told = path.city[key]?.[month];
    return bandOf((_, at) => told?.[at] ?? NaN);
  }

  cityCell(path: ShownPath, key: TransitionKey, month = this.month): Cell {
    return cellOf(path.city[key]?.[month]?.[0] ?? null);
  }

  areaCell(key: TransitionKey, side: Side | 'low' | 'high', month: number, area: number): Cell {
    return cellOf(this.answer?.areas[key]?.[side][month]?.[area]);
  }

  /** As its class counts it: differences of shares in points. */
  #shownCell(measure: ShownMeasure, side: Side, month: number, area: number): Cell {
    const cell = this.areaCell(measure.key, side, month, area);
    const isPoints = side === 'difference' && measure.unit === 'share' && cell.kind === 'value';
    return isPoints ? { kind: 'value', value: cell.value * POINTS } : cell;
  }

  #differenceSpan({ key, ...measure }: ShownMeasure, month: number, area: number): string | undefined {
    const [low, high] = [this.areaCell(key, 'low', month, area), this.areaCell(key, 'high', month, area)];
    return low.kind === 'value' && high.kind === 'value'
      ? this.span(low.value, high.value, { key, ...measure }, true)
      : undefined;
  }
}

export const [useDigitalView, provideDigitalView] = createContext<DigitalView>();
