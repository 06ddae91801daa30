/** What the results show, derived once: headlines, map, table, fans, pyramid and export read it here. */
import { createContext } from 'svelte';
import type { SimulatedIndicator } from '#engine';
import type { Pyramid } from '../charts/pyramid.ts';
import type { Cell } from '../columns.ts';
import { toSteps, type ShownAs } from '../format.ts';
import type { Standing } from '../map/legend.ts';
import type { Ground, Rgb } from '../map/palette.ts';
import type { Fill, Picture } from '../map/picture.ts';
import type { AreaShape } from '../map/shapes.ts';
import { areasByCode, placesByCode } from '../state/by-code.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import { clearDifference, headlinesOf, largestEffect, yearToOpen } from './headlines.ts';
import { ClassLocks } from './class-locks.ts';
import { classesOfDifference, classesOfSides, signed, type LockedClasses } from './locked-classes.ts';
import { isBar, resultPyramid } from './result-pyramid.ts';
import { VARIANTS, type Band, type ScenarioResults, type Variant } from './results.ts';
import type { Look } from './scenario-address.ts';
import type { ScenarioModel } from './scenario-model.svelte.ts';

export interface ResultRow {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly cells: Readonly<Record<Variant, Cell>>;
  /** Of the difference. */
  readonly band: Band;
  readonly standing: Standing;
}

type Told = SimulatedIndicator & { readonly decimals?: number; readonly stepBelowCity?: number };

export type SortBy = 'name' | 'parent' | Variant;

export class ResultsView {
  readonly #model: ScenarioModel;
  readonly #publication: Publication;
  readonly #preferences: Preferences;
  sort = $state.raw<{ readonly by: SortBy; readonly direction: 'ascending' | 'descending' }>({
    by: 'difference',
    direction: 'descending',
  });
  hoveredCode = $state<string>();

  readonly results: ScenarioResults | undefined = $derived.by(() => this.#model.results?.value);
  readonly indicators: readonly SimulatedIndicator[] = $derived(
    this.results?.header.indicators.filter(({ key }) => !isBar(key)) ?? [],
  );
  /** The same whichever year is looked at. */
  readonly headlines: readonly SimulatedIndicator[] = $derived.by(() => {
    const { results, indicators } = this;
    if (!results) return [];
    const keys = headlinesOf(
      indicators.map(({ key }) => key),
      (key) => largestEffect(this.#cityYears(results, key, 'difference'), this.#cityYears(results, key, 'baseline')),
    );
    return keys.map((key) => indicators.find((each) => each.key === key)!);
  });
  readonly indicator: SimulatedIndicator | undefined = $derived.by(
    () => this.indicators.find(({ key }) => key === this.look.indicator) ?? this.headlines[0] ?? this.indicators[0],
  );
  /** By the first of the headlines. */
  readonly #yearToOpen: number = $derived.by(() => {
    const { results, headlines } = this;
    const [first] = headlines;
    if (!results || !first) return (results?.years.length ?? 0) - 1;
    return yearToOpen(this.#cityYears(results, first.key, 'difference'));
  });
  /** Index of the year that is looked at; what happens has none at the start. */
  readonly year: number = $derived.by(() => {
    const years = this.results?.years ?? [];
    const at = this.look.year === undefined ? -1 : years.indexOf(this.look.year);
    return at < 0 ? this.#yearToOpen : at;
  });
  /** Nobody has chosen a year, and the one that is shown is not the last. */
  readonly isLargestYear: boolean = $derived.by(() => {
    const last = (this.results?.years.length ?? 0) - 1;
    return this.look.year === undefined && this.headlines.length > 0 && this.year < last;
  });
  readonly area: number = $derived.by(() => {
    const { results } = this;
    const at = results?.header.areaCodes.indexOf(this.look.area ?? '') ?? -1;
    return at < 0 ? (results?.cityArea ?? 0) : at;
  });
  readonly isCity: boolean = $derived(this.area === this.results?.cityArea);

  readonly #areaOfCode = $derived.by(() => areasByCode(this.#publication.meta.value));
  /** Codes of the kelurahan. */
  readonly #codes = $derived(this.results?.header.areaCodes.slice(0, -1) ?? []);

  readonly #locks = new ClassLocks();
  /** Made from all years, so that they stay when another year is looked at, and kept while bands sharpen. */
  readonly classes: LockedClasses | undefined = $derived.by(() => {
    const { results, indicator } = this;
    if (!results || !indicator) return undefined;
    const { variant } = this.look;
    const key = [this.#model.shownId, indicator.key, variant, this.#preferences.language].join(' ');
    return this.#locks.keep(key, results.header.replicates, () => this.#newClasses(results, indicator, variant));
  });

  readonly rows: readonly ResultRow[] = $derived.by(() => this.#sorted(this.#rowsOf(this.year)));
  /** [class] kelurahan in it this year, then hidden, then without data. */
  readonly counts: readonly number[] = $derived.by(() => {
    const standings: Standing[] = [...(this.classes?.labels.keys() ?? []), 'hidden', 'no-data'];
    return standings.map((standing) => this.rows.filter((row) => row.standing === standing).length);
  });
  readonly picture: Picture | undefined = $derived.by(() => this.pictureOn(this.#preferences.ground));
  readonly hovered: AreaShape | undefined = $derived.by(() => this.#shapes?.byCode.get(this.hoveredCode ?? ''));
  readonly #shapes = $derived.by(() => this.#publication.shapes('kelurahan').value);

  constructor(model: ScenarioModel, publication: Publication, preferences: Preferences) {
    this.#model = model;
    this.#publication = publication;
    this.#preferences = preferences;
  }

  /** [year] median of the city; a difference that may as well be none, by its band, counts as none. */
  #cityYears(results: ScenarioResults, key: string, variant: 'baseline' | 'difference'): number[] {
    return results.years.map((_, year) => {
      const band = results.band(key, variant, year, results.cityArea);
      return variant === 'difference' && results.hasBands ? clearDifference(band) : band.median;
    });
  }

  get look(): Look {
    return this.#model.look;
  }

  #newClasses(results: ScenarioResults, indicator: Told, variant: Variant): LockedClasses {
    const { format, t } = this.#preferences;
    const shownAs = this.shownAs(indicator);
    const variants = variant === 'difference' ? (['difference'] as const) : (['baseline', 'scenario'] as const);
    const cells = variants.flatMap((each) =>
      results.years.flatMap((_, year) => this.#codes.map((_, area) => results.cell(indicator.key, each, year, area))),
    );
    return variant === 'difference'
      ? classesOfDifference(cells, shownAs, this.#unitOf(indicator, results.header.roundedTo), format, t)
      : classesOfSides(cells, shownAs, format, t);
  }

  see(part: Partial<Look>): void {
    this.#model.look = { ...this.look, ...part };
  }

  toggleArea(code: string | undefined): void {
    this.see({ area: code === this.look.area ? undefined : code });
  }

  sortBy(by: SortBy): void {
    const isText = by === 'name' || by === 'parent';
    const turned = this.sort.direction === 'ascending' ? 'descending' : 'ascending';
    this.sort = { by, direction: this.sort.by === by ? turned : isText ? 'ascending' : 'descending' };
  }

  /** Whole persons, or as many decimals as the indicator says. */
  shownAs({ decimals = 0 }: Told): ShownAs {
    return { format: 'count', decimals };
  }

  /** What values of kelurahan are multiples of, in the steps in which they are written. */
  #unitOf({ stepBelowCity, ...indicator }: Told, roundedTo: number): number {
    return Math.max(1, Math.round(toSteps(stepBelowCity ?? roundedTo, this.shownAs(indicator))));
  }

  nameOf(code: string): string {
    return this.#areaOfCode.get(code)?.name ?? code;
  }

  parentOf(code: string): string {
    return this.nameOf(this.#areaOfCode.get(code)?.parent ?? '');
  }

  /** Name of what is looked at. */
  get areaName(): string {
    return this.nameOf(this.results?.header.areaCodes[this.area] ?? '');
  }

  cell(indicator: SimulatedIndicator, variant: Variant, year = this.year, area = this.area): Cell {
    return this.results!.cell(indicator.key, variant, year, area);
  }

  band(indicator: SimulatedIndicator, variant: Variant, year = this.year, area = this.area): Band {
    return this.results!.band(indicator.key, variant, year, area);
  }

  /** A number of one side, or a difference with its sign; or why it is not told. */
  text(cell: Cell, indicator: SimulatedIndicator, variant: Variant): string {
    // Expected numbers, which come first, know nothing of lives.
    const isToFollow = cell.kind === 'no-data' && this.results?.header.replicates === 0;
    if (isToFollow) return this.#preferences.t('scenario.value.later');
    if (cell.kind !== 'value') return this.#preferences.t(`cell.${cell.kind}`);
    return this.number(cell.value, indicator, variant);
  }

  number(value: number, indicator: SimulatedIndicator, variant: Variant): string {
    const { format } = this.#preferences;
    const shownAs = this.shownAs(indicator);
    return variant === 'difference' ? signed(value, shownAs, format) : format.value(value, shownAs);
  }

  /** From … to, of the band of 80 %; undefined where there is none. */
  span(band: Band, indicator: SimulatedIndicator, variant: Variant): string | undefined {
    if (!this.results?.hasBands || Number.isNaN(band.median)) return undefined;
    return this.#preferences.t('scenario.span', {
      low: this.number(band.low80, indicator, variant),
      high: this.number(band.high80, indicator, variant),
    });
  }

  colourOf(standing: Standing): Rgb | undefined {
    return typeof standing === 'number' ? this.classes?.colours(this.#preferences.ground)[standing] : undefined;
  }

  /** The scale stays while the years go by. */
  readonly pyramid: Pyramid | undefined = $derived.by(() => {
    const { results, area } = this;
    if (!results) return undefined;
    const ends = results.years.map((_, year) => resultPyramid(results, year, area).scaleEnd);
    return { ...resultPyramid(results, this.year, area), scaleEnd: Math.max(...ends) };
  });

  #rowsOf(year: number): ResultRow[] {
    const { results, indicator, classes } = this;
    if (!results || !indicator || !classes) return [];
    return this.#codes.map((code, area): ResultRow => {
      const cells = Object.fromEntries(
        VARIANTS.map((variant) => [variant, results.cell(indicator.key, variant, year, area)]),
      ) as Record<Variant, Cell>;
      return {
        code,
        name: this.nameOf(code),
        parent: this.parentOf(code),
        cells,
        band: results.band(indicator.key, 'difference', year, area),
        standing: classes.legend.standingOf(cells[this.look.variant]),
      };
    });
  }

  /** Differences by their size, whichever way they go; what is not told stands last. */
  #sorted(rows: readonly ResultRow[]): ResultRow[] {
    const { by, direction } = this.sort;
    const turn = direction === 'ascending' ? 1 : -1;
    const { compare } = new Intl.Collator('id', { numeric: true });
    if (by === 'name' || by === 'parent')
      return rows.toSorted((a, b) => turn * compare(a[by], b[by]) || compare(a.name, b.name));
    const valueOf = ({ cells }: ResultRow): number => {
      const cell = cells[by];
      if (cell.kind !== 'value') return NaN;
      return by === 'difference' ? Math.abs(cell.value) : cell.value;
    };
    return rows.toSorted((a, b) => {
      const [x, y] = [valueOf(a), valueOf(b)];
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || turn * (x - y) || compare(a.name, b.name);
    });
  }

  pictureOn(ground: Ground): Picture | undefined {
    const { classes, indicator } = this;
    const shapes = this.#shapes;
    if (!shapes || !classes || !indicator) return undefined;
    const colours = classes.colours(ground);
    const rowOf = placesByCode(this.rows.map(({ code }) => code));
    const rows = shapes.areas.map(({ code }) => this.rows[rowOf.get(code) ?? -1]);
    const { variant } = this.look;
    return {
      ground,
      shapes,
      fills: rows.map((row): Fill => {
        const standing = row?.standing ?? 'no-data';
        return typeof standing === 'number' ? { kind: 'class', colour: colours[standing]! } : { kind: standing };
      }),
      values: rows.map((row) =>
        row?.cells[variant].kind === 'value' ? this.text(row.cells[variant], indicator, variant) : '',
      ),
      frame: this.#publication.shapes('kecamatan').value,
      selected: shapes.byCode.get(this.look.area ?? ''),
    };
  }
}

export const [useResultsView, provideResultsView] = createContext<ResultsView>();
