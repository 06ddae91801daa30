/** What the map page shows, derived once from the data and the choices: map, legend, table, panel and export read it here. */
import { createContext } from 'svelte';
import type { IndicatorCard, PublicationMeta } from '#engine';
import { cellAt, CELL_STATES, type Cell, type Table } from '../columns.ts';
import { legendOf, type Legend, type Standing } from '../map/legend.ts';
import { classColours, type Ground, type Rgb } from '../map/palette.ts';
import type { Fill, Picture } from '../map/picture.ts';
import type { AreaShape, AreaShapes } from '../map/shapes.ts';
import { areasByCode, placesByCode } from './by-code.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Publication } from './publication.svelte.ts';
import { SHOWN_LEVELS, type ShownLevel } from './view-address.ts';
import type { View } from './view.svelte.ts';

/** One area in the table. */
export interface Row {
  readonly code: string;
  readonly name: string;
  /** Name of the area that holds it; '' for a kecamatan. */
  readonly parent: string;
  readonly cell: Cell;
  readonly standing: Standing;
  /** Of each further column. */
  readonly cells: readonly Cell[];
}

const NO_CARDS: readonly IndicatorCard[] = [];
const LEVEL_ABOVE = { kecamatan: 'city', kelurahan: 'kecamatan', rw: 'kelurahan' } as const;

export class MapModel {
  readonly #view: View;
  readonly #publication: Publication;
  readonly #preferences: Preferences;

  readonly meta: PublicationMeta | undefined = $derived.by(() => this.#publication.meta.value);
  /** Indicators that a map can show. */
  readonly cards = $derived(this.meta?.indicators.filter((card) => card.isMapped) ?? NO_CARDS);
  readonly card: IndicatorCard | undefined = $derived.by(
    () => this.cards.find((card) => card.key === this.#view.indicator) ?? this.cards[0],
  );
  /** The address names an indicator that this data does not have. */
  readonly isIndicatorUnknown: boolean = $derived.by(
    () => this.cards.length > 0 && this.#view.indicator !== undefined && this.card?.key !== this.#view.indicator,
  );
  readonly columnCards: readonly IndicatorCard[] = $derived.by(() =>
    this.#view.columns.flatMap((key) => this.cards.find((card) => card.key === key && card !== this.card) ?? []),
  );

  readonly table: Table | undefined = $derived.by(() => this.#publication.table(this.#view.level).value);
  readonly cityTable: Table | undefined = $derived.by(() => this.#publication.table('city').value);
  readonly shapes: AreaShapes | undefined = $derived.by(() => this.#publication.shapes(this.#view.level).value);
  readonly frame: AreaShapes | undefined = $derived.by(
    () => this.#publication.shapes(LEVEL_ABOVE[this.#view.level]).value,
  );

  readonly #areaOfCode = $derived(areasByCode(this.meta));
  readonly #cells = $derived(this.#cellsOf(this.card));
  readonly legend: Legend | undefined = $derived.by(() =>
    this.card && this.table ? legendOf(this.#cells, this.card, this.#view.legend) : undefined,
  );
  readonly colours: readonly Rgb[] = $derived.by(() => this.coloursOn(this.#preferences.ground));
  readonly rows: readonly Row[] = $derived.by(() => this.#sorted(this.#allRows()));
  readonly selectedRow: Row | undefined = $derived.by(() => this.rows.find(({ code }) => code === this.#view.area));
  /** The address names an area that this level does not have. */
  readonly isAreaUnknown: boolean = $derived.by(
    () => this.rows.length > 0 && this.#view.area !== undefined && !this.selectedRow,
  );
  /** An area is chosen whose level is still on the way, or did not come: nothing can be said of it, and the city is not it. */
  readonly isAreaAwaited: boolean = $derived.by(() => this.#view.area !== undefined && this.table === undefined);
  /** What the panel is about: the area chosen, and the city where none is. */
  readonly placeName: string = $derived.by(() =>
    this.isAreaAwaited ? this.nameOf(this.#view.area ?? '') : (this.selectedRow?.name ?? this.meta?.city.name ?? ''),
  );
  readonly picture: Picture | undefined = $derived.by(() => this.pictureOn(this.#preferences.ground));

  /** Changes with every move of the pointer, so that it is no part of the picture. */
  readonly hovered: AreaShape | undefined = $derived.by(() => this.shapes?.byCode.get(this.#view.hovered ?? ''));

  constructor(view: View, publication: Publication, preferences: Preferences) {
    this.#view = view;
    this.#publication = publication;
    this.#preferences = preferences;
  }

  /** Asks for what the level needs. */
  ask(level: ShownLevel): void {
    this.#publication.table(level).ask();
    this.#publication.shapes(level).ask();
    this.#publication.shapes(LEVEL_ABOVE[level]).ask();
    this.#publication.table('city').ask();
  }

  /** Another level, at the same place: the area chosen gives way to the one that holds it, or the map goes to what it holds. */
  showLevel(level: ShownLevel): void {
    const view = this.#view;
    const { area } = view;
    const steps = SHOWN_LEVELS.indexOf(level) - SHOWN_LEVELS.indexOf(view.level);
    view.showLevel(level);
    if (area === undefined) return;
    if (steps < 0) view.chooseArea(this.#above(area, -steps));
    if (steps === 1) view.sought = { code: area };
  }

  #above(code: string, steps: number): string | undefined {
    const parent = this.#areaOfCode.get(code)?.parent;
    return steps === 1 || parent === undefined ? parent : this.#above(parent, steps - 1);
  }

  /** Nothing of an indicator may be shown at the level on the map. */
  isAllHidden(indicator: string): boolean {
    const column = this.table?.columns.get(indicator);
    return column !== undefined && column.states.every((state) => CELL_STATES[state] === 'hidden');
  }

  nameOf(code: string): string {
    return this.#areaOfCode.get(code)?.name ?? '';
  }

  /** Name of the area above, with which a name is told from others: RW 03 there is in every kelurahan. */
  parentOf(code: string): string {
    const parent = this.#areaOfCode.get(code)?.parent;
    return parent === undefined || this.#view.level === 'kecamatan' ? '' : this.nameOf(parent);
  }

  cellOf(code: string, indicator: string): Cell {
    const area = this.table?.areaCodes.indexOf(code) ?? -1;
    return this.table && area >= 0 ? cellAt(this.table, indicator, area) : { kind: 'no-data' };
  }

  cityCell(indicator: string): Cell {
    return this.cityTable ? cellAt(this.cityTable, indicator, 0) : { kind: 'no-data' };
  }

  /** 1 for the most; undefined where the area shows no value. */
  rankOf(row: Row): number | undefined {
    const { cell } = row;
    if (cell.kind !== 'value') return undefined;
    return 1 + this.#cells.filter((other) => other.kind === 'value' && other.value > cell.value).length;
  }

  colourOf(standing: Standing): Rgb | undefined {
    return typeof standing === 'number' ? this.colours[standing] : undefined;
  }

  #cellsOf(card: IndicatorCard | undefined): Cell[] {
    const { table } = this;
    return card && table ? table.areaCodes.map((_, area) => cellAt(table, card.key, area)) : [];
  }

  #allRows(): Row[] {
    const { table, legend } = this;
    if (!table || !legend) return [];
    return table.areaCodes.map((code, area): Row => {
      const cell = this.#cells[area]!;
      const cells = this.columnCards.map((card) => cellAt(table, card.key, area));
      return {
        code,
        name: this.nameOf(code),
        parent: this.parentOf(code),
        cell,
        standing: legend.standingOf(cell),
        cells,
      };
    });
  }

  /** Areas without a value stand last, whichever way the order goes. */
  #sorted(rows: Row[]): Row[] {
    const { by, direction } = this.#view.sort;
    const turn = direction === 'ascending' ? 1 : -1;
    const { compare } = new Intl.Collator('id', { numeric: true });
    const byName = (a: Row, b: Row): number => compare(a.parent, b.parent) || compare(a.name, b.name);
    if (by === 'name') return rows.toSorted((a, b) => turn * (compare(a.name, b.name) || compare(a.parent, b.parent)));
    if (by === 'parent') return rows.toSorted((a, b) => turn * byName(a, b));
    const column = this.columnCards.findIndex(({ key }) => key === by);
    const valueOf = (row: Row): number => {
      const cell = column < 0 ? row.cell : row.cells[column]!;
      return cell.kind === 'value' ? cell.value : NaN;
    };
    return rows.toSorted((a, b) => {
      const [x, y] = [valueOf(a), valueOf(b)];
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || turn * (x - y) || byName(a, b);
    });
  }

  /** [class] */
  coloursOn(ground: Ground): Rgb[] {
    return classColours(this.legend?.classes.length ?? 0, ground);
  }

  pictureOn(ground: Ground): Picture | undefined {
    const { shapes, table, card, legend } = this;
    const colours = this.coloursOn(ground);
    if (!shapes || !table || !card || !legend) return undefined;
    const areaOf = placesByCode(table.areaCodes);
    const cells = shapes.areas.map(({ code }): Cell => this.#cells[areaOf.get(code) ?? -1] ?? { kind: 'no-data' });
    const { format } = this.#preferences;
    return {
      ground,
      shapes,
      fills: cells.map((cell): Fill => {
        const standing = legend.standingOf(cell);
        return typeof standing === 'number' ? { kind: 'class', colour: colours[standing]! } : { kind: standing };
      }),
      values: cells.map((cell) => (cell.kind === 'value' ? format.value(cell.value, card) : '')),
      frame: this.frame,
      selected: shapes.byCode.get(this.#view.area ?? ''),
    };
  }
}

export const [useMapModel, provideMapModel] = createContext<MapModel>();
