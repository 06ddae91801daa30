/** Kelurahan as two sides and their difference tell of them: rows, classes, map. Pages say what is compared. */
import type { Cell } from '../columns.ts';
import type { Standing } from '../map/legend.ts';
import type { Ground, Rgb } from '../map/palette.ts';
import type { Fill, Picture } from '../map/picture.ts';
import type { AreaShape } from '../map/shapes.ts';
import { areasByCode, placesByCode } from '../state/by-code.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import type { LockedClasses } from './locked-classes.ts';
import { nextSort, sortedRows, type Sort } from './place-sort.ts';

/** One kelurahan in the year or month that is looked at. */
export interface ComparedRow<Side extends string> {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly cells: Readonly<Record<Side, Cell>>;
  /** The band of the difference as it is written; undefined where there is none. */
  readonly span: string | undefined;
  readonly standing: Standing;
}

export type SortBy<Side extends string> = 'name' | 'parent' | Side;

/** What a page says of what it compares. */
export interface Compared<Side extends string> {
  readonly sides: readonly Side[];
  /** The one that is looked at. */
  readonly side: Side;
  /** Code of the kelurahan that is chosen; undefined for the city. */
  readonly chosen: string | undefined;
  /** Codes of the kelurahan; none as long as there is no result. */
  readonly codes: readonly string[];
  /** Made from all times, so that they stay when another one is looked at. */
  readonly classes: LockedClasses | undefined;
  cellOf(side: Side, area: number): Cell;
  /** As its class counts it. */
  classedCellOf(area: number): Cell;
  spanOf(area: number): string | undefined;
  text(cell: Cell, side: Side): string;
}

export class ComparedAreas<Side extends string> {
  readonly #compared: () => Compared<Side>;
  readonly #publication: Publication;
  readonly #preferences: Preferences;
  sort: Sort<SortBy<Side>>;
  hoveredCode = $state<string>();

  readonly #areaOfCode = $derived.by(() => areasByCode(this.#publication.meta.value));
  readonly #shapes = $derived.by(() => this.#publication.shapes('kelurahan').value);
  readonly rows: readonly ComparedRow<Side>[] = $derived.by(() => sortedRows(this.#rows(), this.sort));
  /** [class] kelurahan in it, then hidden, then without data. */
  readonly counts: readonly number[] = $derived.by(() => {
    const standings: Standing[] = [...(this.classes?.labels.keys() ?? []), 'hidden', 'no-data'];
    return standings.map((standing) => this.rows.filter((row) => row.standing === standing).length);
  });
  readonly picture: Picture | undefined = $derived.by(() => this.pictureOn(this.#preferences.ground));
  readonly hovered: AreaShape | undefined = $derived.by(() => this.#shapes?.byCode.get(this.hoveredCode ?? ''));

  constructor(compared: () => Compared<Side>, firstSort: Side, publication: Publication, preferences: Preferences) {
    this.#compared = compared;
    this.#publication = publication;
    this.#preferences = preferences;
    this.sort = $state.raw({ by: firstSort, direction: 'descending' });
  }

  get sides(): readonly Side[] {
    return this.#compared().sides;
  }

  get side(): Side {
    return this.#compared().side;
  }

  get chosen(): string | undefined {
    return this.#compared().chosen;
  }

  get classes(): LockedClasses | undefined {
    return this.#compared().classes;
  }

  text(cell: Cell, side: Side): string {
    return this.#compared().text(cell, side);
  }

  /** Of the city. */
  get whole(): { readonly cells: Readonly<Record<Side, Cell>>; readonly span: string | undefined } {
    const compared = this.#compared();
    const city = compared.codes.length;
    return { cells: cellsOf(compared, city), span: compared.spanOf(city) };
  }

  sortBy(by: SortBy<Side>): void {
    this.sort = nextSort(this.sort, by);
  }

  nameOf(code: string): string {
    return this.#areaOfCode.get(code)?.name ?? code;
  }

  parentOf(code: string): string {
    return this.nameOf(this.#areaOfCode.get(code)?.parent ?? '');
  }

  colourOf(standing: Standing): Rgb | undefined {
    return typeof standing === 'number' ? this.classes?.colours(this.#preferences.ground)[standing] : undefined;
  }

  #rows(): ComparedRow<Side>[] {
    const compared = this.#compared();
    const { classes } = compared;
    if (!classes) return [];
    return compared.codes.map((code, area) => ({
      code,
      name: this.nameOf(code),
      parent: this.parentOf(code),
      cells: cellsOf(compared, area),
      span: compared.spanOf(area),
      standing: classes.legend.standingOf(compared.classedCellOf(area)),
    }));
  }

  pictureOn(ground: Ground): Picture | undefined {
    const { classes, side, chosen } = this;
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
      values: rows.map((row) => (row?.cells[side].kind === 'value' ? this.text(row.cells[side], side) : '')),
      frame: this.#publication.shapes('kecamatan').value,
      selected: shapes.byCode.get(chosen ?? ''),
    };
  }
}

const cellsOf = <Side extends string>({ sides, cellOf }: Compared<Side>, area: number): Record<Side, Cell> =>
  Object.fromEntries(sides.map((side) => [side, cellOf(side, area)])) as Record<Side, Cell>;
