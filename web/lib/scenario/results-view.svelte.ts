/** What the results show, derived once: headlines, map, table, fans, pyramid and export read it here. */
import { createContext } from 'svelte';
import type { SimulatedIndicator } from '#engine';
import type { Pyramid } from '../charts/pyramid.ts';
import type { Cell } from '../columns.ts';
import { toSteps, type ShownAs } from '../format.ts';
import type { Band } from '../compared/band.ts';
import { ComparedAreas } from '../compared/compared-areas.svelte.ts';
import { classesOfDifference, classesOfSides, signed, type LockedClasses } from '../compared/locked-classes.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import { clearDifference, headlinesOf, largestEffect, yearToOpen } from './headlines.ts';
import { ClassLocks } from './class-locks.ts';
import { isBar, resultPyramid } from './result-pyramid.ts';
import { unitOf, VARIANTS, type ScenarioResults, type Variant } from './results.ts';
import type { Look } from './scenario-address.ts';
import type { ScenarioModel } from './scenario-model.svelte.ts';

export class ResultsView {
  readonly #model: ScenarioModel;
  readonly #publication: Publication;
  readonly #preferences: Preferences;
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

  /** Rows, classes and map of the kelurahan in the year that is looked at. */
  readonly areas: ComparedAreas<Variant>;

  constructor(model: ScenarioModel, publication: Publication, preferences: Preferences) {
    this.#model = model;
    this.#publication = publication;
    this.#preferences = preferences;
    this.areas = new ComparedAreas(
      () => {
        const { results, indicator, look, classes } = this;
        const known = results && indicator;
        const cellOf = (variant: Variant, area: number): Cell =>
          known ? this.cell(indicator, variant, this.year, area) : { kind: 'no-data' };
        return {
          sides: VARIANTS,
          side: look.variant,
          chosen: look.area,
          codes: this.#codes,
          classes,
          cellOf,
          classedCellOf: (area) => cellOf(look.variant, area),
          spanOf: (area) =>
            known && this.span(this.band(indicator, 'difference', this.year, area), indicator, 'difference'),
          text: (cell, variant) => (known ? this.text(cell, indicator, variant) : ''),
        };
      },
      'difference',
      publication,
      preferences,
    );
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

  #newClasses(results: ScenarioResults, indicator: SimulatedIndicator, variant: Variant): LockedClasses {
    const { format, t } = this.#preferences;
    const shownAs = this.shownAs(indicator);
    const variants = variant === 'difference' ? (['difference'] as const) : (['baseline', 'scenario'] as const);
    const cells = variants.flatMap((each) =>
      results.years.flatMap((_, year) => this.#codes.map((_, area) => results.cell(indicator.key, each, year, area))),
    );
    return variant === 'difference'
      ? classesOfDifference(cells, shownAs, this.#stepOf(indicator, results.header.roundedTo), format, t)
      : classesOfSides(cells, shownAs, format, t);
  }

  see(part: Partial<Look>): void {
    this.#model.look = { ...this.look, ...part };
  }

  toggleArea(code: string | undefined): void {
    this.see({ area: code === this.look.area ? undefined : code });
  }

  /** Whole persons, or as many decimals as the indicator says. */
  shownAs({ decimals = 0 }: SimulatedIndicator): ShownAs {
    return { format: 'count', decimals };
  }

  /** What values of kelurahan are multiples of, in the steps in which they are written. */
  #stepOf({ stepBelowCity, ...indicator }: SimulatedIndicator, roundedTo: number): number {
    return Math.max(1, Math.round(toSteps(stepBelowCity ?? roundedTo, this.shownAs(indicator))));
  }

  /** What a number of a side is counted in; '' where its name says it, or where a run of an earlier program does not. */
  unit(indicator: SimulatedIndicator, variant: Variant): string {
    return unitOf(indicator, variant, this.#preferences.language);
  }

  /** Penduduk (jiwa): the name of an indicator, and what it is counted in. */
  nameWithUnit({ name, unit }: SimulatedIndicator): string {
    const { pick } = this.#preferences;
    return unit === undefined ? pick(name) : `${pick(name)} (${pick(unit)})`;
  }

  nameOf(code: string): string {
    return this.areas.nameOf(code);
  }

  /** Name of what is looked at. */
  get areaName(): string {
    return this.nameOf(this.results?.header.areaCodes[this.area] ?? '');
  }

  get legendTitle(): string {
    const { t, pick } = this.#preferences;
    const side = t(`scenario.side.${this.look.variant}`);
    return t('scenario.legend', {
      name: this.indicator ? pick(this.indicator.name) : '',
      side,
      year: this.results?.years[this.year] ?? '',
    });
  }

  /** Why some kelurahan are not told. */
  get hiddenWhy(): string {
    const limit = this.#publication.meta.value?.smallestShownCount ?? 0;
    return this.#preferences.t('scenario.hidden.why', { limit: this.#preferences.format.count(limit) });
  }

  cell(indicator: SimulatedIndicator, variant: Variant, year = this.year, area = this.area): Cell {
    return this.results!.cell(indicator.key, variant, year, area);
  }

  /** Of what was expected before anything was simulated; undefined where the page was opened later. */
  expectedCell(indicator: SimulatedIndicator, variant: Variant): Cell | undefined {
    const expected = this.#model.expected;
    if (expected === undefined || expected.id !== this.#model.results?.id) return undefined;
    return expected.value.cell(indicator.key, variant, this.year, this.area);
  }

  band(indicator: SimulatedIndicator, variant: Variant, year = this.year, area = this.area): Band {
    return this.results!.band(indicator.key, variant, year, area);
  }

  /** Expected numbers alone are there: those that are simulated follow, or the run was over before the first. */
  get awaited(): 'later' | 'stopped' | undefined {
    if (this.results?.header.replicates !== 0) return undefined;
    const state = this.#model.shown?.record.state;
    return state === 'running' || state === 'waiting' ? 'later' : 'stopped';
  }

  /** A number of one side, or a difference with its sign; or why it is not told. */
  text(cell: Cell, indicator: SimulatedIndicator, variant: Variant): string {
    // Expected numbers, which come first, know nothing of lives.
    const isToFollow = cell.kind === 'no-data' && this.awaited === 'later';
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

  /** The scale stays while the years go by. */
  readonly pyramid: Pyramid | undefined = $derived.by(() => {
    const { results, area } = this;
    if (!results) return undefined;
    const ends = results.years.map((_, year) => resultPyramid(results, year, area).scaleEnd);
    return { ...resultPyramid(results, this.year, area), scaleEnd: Math.max(...ends) };
  });
}

export const [useResultsView, provideResultsView] = createContext<ResultsView>();
