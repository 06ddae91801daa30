/** What an answer shows, derived once: headlines, chart, map, tables and export read it here. */
import { createContext } from 'svelte';
import type { ShownMeasure, ShownPath, Told, TransitionAnswer, TransitionKey } from '#engine';
import type { Cell } from '../columns.ts';
import type { ShownAs } from '../format.ts';
import type { Standing } from '../map/legend.ts';
import type { Ground, Rgb } from '../map/palette.ts';
import type { Fill, Picture } from '../map/picture.ts';
import type { AreaShape } from '../map/shapes.ts';
import { classesOfDifference, classesOfSides, signed, type LockedClasses } from '../scenario/locked-classes.ts';
import { FEWEST_FOR_BANDS, QUANTILES, type Band } from '../scenario/results.ts';
import { areasByCode, placesByCode } from '../state/by-code.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import { SIDES, type Look, type Side } from './digital-address.ts';
import type { DigitalModel } from './digital-model.svelte.ts';

export interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly cells: Readonly<Record<Side, Cell>>;
  /** Ends of the 80 % band of the difference. */
  readonly band: readonly [low: Cell, high: Cell];
  readonly standing: Standing;
}

export type SortBy = 'name' | 'parent' | Side;
export interface Sort<By> {
  readonly by: By;
  readonly direction: 'ascending' | 'descending';
}

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
  sort = $state.raw<Sort<SortBy>>({ by: 'path', direction: 'descending' });
  hoveredCode = $state<string>();

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

  readonly #areaOfCode = $derived.by(() => areasByCode(this.#publication.meta.value));
  readonly #shapes = $derived.by(() => this.#publication.shapes('kelurahan').value);

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
  readonly rows: readonly AreaRow[] = $derived.by(() => sortedRows(this.#rows(), this.sort));
  /** [class] kelurahan in it this month, then hidden, then without data. */
  readonly counts: readonly number[] = $derived.by(() => {
    const standings: Standing[] = [...(this.classes?.labels.keys() ?? []), 'hidden', 'no-data'];
    return standings.map((standing) => this.rows.filter((row) => row.standing === standing).length);
  });
  readonly picture: Picture | undefined = $derived.by(() => this.pictureOn(this.#preferences.ground));
  readonly hovered: AreaShape | undefined = $derived.by(() => this.#shapes?.byCode.get(this.hoveredCode ?? ''));

  constructor(model: DigitalModel, publication: Publication, preferences: Preferences) {
    this.#model = model;
    this.#publication = publication;
    this.#preferences = preferences;
  }

  get look(): Look {
    return this.#model.look;
  }

  nameOf(code: string): string {
    return this.#areaOfCode.get(code)?.name ?? code;
  }

  parentOf(code: string): string {
    return this.nameOf(this.#areaOfCode.get(code)?.parent ?? '');
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
    const shownAs = this.#differenceAs(measure);
    if (measure.unit !== 'share') return signed(value, shownAs, format);
    return t('digital.points', { value: signed(value * POINTS, shownAs, format) });
  }

  text(cell: Cell, measure: ShownMeasure, isDifference = false): string {
    if (cell.kind !== 'value') return this.#preferences.t(`cell.${cell.kind}`);
    return this.write(cell.value, measure, isDifference);
  }

  /** From … to, where there are bands. */
  span(low: number, high: number, measure: ShownMeasure, isDifference = false): string | undefined {
    if (!this.hasBands || Number.isNaN(low)) return undefined;
    const [from, to] = [low, high].map((end) => this.write(end, measure, isDifference));
    return this.#preferences.t('scenario.span', { low: from!, high: to! });
  }

  cityBand(path: ShownPath, key: TransitionKey, month = this.month): Band {
    const told = path.city[key]?.[month];
    return Object.fromEntries(QUANTILES.map((quantile, i) => [quantile, told?.[i] ?? NaN])) as unknown as Band;
  }

  cityCell(path: ShownPath, key: TransitionKey, month = this.month): Cell {
    return cellOf(path.city[key]?.[month]?.[0] ?? null);
  }

  areaCell(key: TransitionKey, side: Side | 'low' | 'high', month: number, area: number): Cell {
    return cellOf(this.answer?.areas[key]?.[side][month]?.[area]);
  }

  colourOf(standing: Standing): Rgb | undefined {
    return typeof standing === 'number' ? this.classes?.colours(this.#preferences.ground)[standing] : undefined;
  }

  /** As its class counts it: differences of shares in points. */
  #shownCell(measure: ShownMeasure, side: Side, month: number, area: number): Cell {
    const cell = this.areaCell(measure.key, side, month, area);
    const isPoints = side === 'difference' && measure.unit === 'share' && cell.kind === 'value';
    return isPoints ? { kind: 'value', value: cell.value * POINTS } : cell;
  }

  #rows(): AreaRow[] {
    const { answer, measure, month, classes, look } = this;
    if (!answer || !classes) return [];
    return answer.areaCodes.map((code, area): AreaRow => ({
      code,
      name: this.nameOf(code),
      parent: this.parentOf(code),
      cells: Object.fromEntries(
        SIDES.map((side) => [side, this.areaCell(measure.key, side, month, area)]),
      ) as unknown as Record<Side, Cell>,
      band: [this.areaCell(measure.key, 'low', month, area), this.areaCell(measure.key, 'high', month, area)],
      standing: classes.legend.standingOf(this.#shownCell(measure, look.side, month, area)),
    }));
  }

  pictureOn(ground: Ground): Picture | undefined {
    const { classes, measure, look } = this;
    const shapes = this.#shapes;
    if (!shapes || !classes) return undefined;
    const colours = classes.colours(ground);
    const rowOf = placesByCode(this.rows.map(({ code }) => code));
    const rows = shapes.areas.map(({ code }) => this.rows[rowOf.get(code) ?? -1]);
    return {
      ground,
      shapes,
      fills: rows.map((row): Fill => {
        const standing = row?.standing ?? 'no-data';
        return typeof standing === 'number' ? { kind: 'class', colour: colours[standing]! } : { kind: standing };
      }),
      values: rows.map((row) => {
        const cell = row?.cells[look.side];
        return cell?.kind === 'value' ? this.write(cell.value, measure, look.side === 'difference') : '';
      }),
      frame: this.#publication.shapes('kecamatan').value,
      selected: shapes.byCode.get(look.area ?? ''),
    };
  }
}

interface SortableRow<By extends string> {
  readonly name: string;
  readonly parent: string;
  readonly cells: Readonly<Record<By, Cell>>;
}

/** Differences by their size, whichever way they go; what is not told stands last. */
export function sortedRows<By extends string, Row extends SortableRow<By>>(
  rows: readonly Row[],
  { by, direction }: Sort<By | 'name' | 'parent'>,
): readonly Row[] {
  const turn = direction === 'ascending' ? 1 : -1;
  const { compare } = new Intl.Collator('id', { numeric: true });
  if (by === 'name') return rows.toSorted((a, b) => turn * compare(a.name, b.name));
  if (by === 'parent') return rows.toSorted((a, b) => turn * compare(a.parent, b.parent) || compare(a.name, b.name));
  const valueOf = ({ cells }: Row): number => {
    const cell = cells[by as By];
    if (cell.kind !== 'value') return NaN;
    return by === 'difference' ? Math.abs(cell.value) : cell.value;
  };
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || turn * (x - y) || compare(a.name, b.name);
  });
}

/** The first press sorts numbers from many to few and names from A to Z; the next turns the order round. */
export function nextSort<By extends string>(sort: Sort<By>, by: By): Sort<By> {
  const isText = by === 'name' || by === 'parent';
  const turned = sort.direction === 'ascending' ? 'descending' : 'ascending';
  return { by, direction: sort.by === by ? turned : isText ? 'ascending' : 'descending' };
}

export const [useDigitalView, provideDigitalView] = createContext<DigitalView>();
