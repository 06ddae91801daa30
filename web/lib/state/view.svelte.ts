/** What this reader looks at. Screens change it; the address follows it. */
import { createContext } from 'svelte';
import type { LegendChoice } from '../map/legend.ts';
import {
  FIRST_VIEW,
  paramsOf,
  viewOf,
  type Camera,
  type ShownLevel,
  type SortChoice,
  type ViewChoice,
} from './view-address.ts';

export class View {
  #choice = $state.raw<ViewChoice>(FIRST_VIEW);
  /** Code of the area under the pointer or the keyboard's focus; no part of the address. */
  hovered = $state<string>();
  /** An area to go to on the map; a new object each time, so that the same area can be sought again. */
  sought = $state.raw<{ readonly code: string }>();
  /** What stands beside the map where there is room for one only. */
  tab = $state<'table' | 'area'>('table');

  readonly params = $derived(paramsOf(this.#choice));
  /** What other pages show, as parts of their addresses, by path. */
  #pages = $state.raw<Readonly<Record<string, readonly [string, string][]>>>({});

  constructor(address: URL) {
    this.read(address.searchParams);
    if (this.area !== undefined) this.tab = 'area';
  }

  /** What an address carries: that of the map its choices, that of another page what it told last. */
  paramsAt(path: string): readonly [string, string][] {
    return path === '/' ? this.params : (this.#pages[path] ?? []);
  }

  rememberPage(path: string, params: readonly [string, string][]): void {
    if (JSON.stringify(params) !== JSON.stringify(this.#pages[path] ?? []))
      this.#pages = { ...this.#pages, [path]: params };
  }

  read(params: URLSearchParams): void {
    this.#choice = viewOf(params);
  }

  get level(): ShownLevel {
    return this.#choice.level;
  }
  get indicator(): string | undefined {
    return this.#choice.indicator;
  }
  get area(): string | undefined {
    return this.#choice.area;
  }
  get legend(): LegendChoice {
    return this.#choice.legend;
  }
  get sort(): SortChoice {
    return this.#choice.sort;
  }
  get columns(): readonly string[] {
    return this.#choice.columns;
  }
  get camera(): Camera | undefined {
    return this.#choice.camera;
  }

  /** What changed stays one step in the browser's history, apart from the camera and the order of the table. */
  get landmark(): string {
    return [this.level, this.indicator, this.area].join(' ');
  }

  /** An area of another level is let go. */
  showLevel(level: ShownLevel): void {
    if (level !== this.level) this.#choice = { ...this.#choice, level, area: undefined };
  }

  /** Breaks chosen by hand belong to the indicator for which they were chosen. */
  showIndicator(indicator: string): void {
    const { legend, sort, columns } = this.#choice;
    const isManual = legend.method === 'manual';
    this.#choice = {
      ...this.#choice,
      indicator,
      legend: { ...legend, method: isManual ? 'quantile' : legend.method, breaks: [] },
      sort: sort.by === indicator ? { ...sort, by: undefined } : sort,
      columns: columns.filter((column) => column !== indicator),
    };
  }

  /** The same area again lets it go. */
  toggleArea(area: string): void {
    this.chooseArea(area === this.area ? undefined : area);
  }

  chooseArea(area: string | undefined, level: ShownLevel = this.level): void {
    this.#choice = { ...this.#choice, area, level };
  }

  chooseLegend(legend: LegendChoice): void {
    this.#choice = { ...this.#choice, legend };
  }

  chooseColumns(columns: readonly string[]): void {
    this.#choice = { ...this.#choice, columns };
  }

  moveCamera(camera: Camera | undefined): void {
    this.#choice = { ...this.#choice, camera };
  }

  /** The first press sorts numbers from many to few and names from A to Z; the next turns the order round. */
  sortBy(by: string | undefined): void {
    const isText = by === 'name' || by === 'parent';
    const turned = this.sort.direction === 'ascending' ? 'descending' : 'ascending';
    const direction = this.sort.by === by ? turned : isText ? 'ascending' : 'descending';
    this.#choice = { ...this.#choice, sort: { by, direction } };
  }
}

export const [useView, provideView] = createContext<View>();
