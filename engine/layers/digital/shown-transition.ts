/**
 * What of the digital service transition may leave for a browser. Who is literate or has access is drawn, and no register tells
 * it; how many residents of an age a kelurahan has, and who lives with whom, is real. Therefore, as of simulated scenarios
 * (simulated/shown-results.ts):
 *
 * 1. A count under the limit is hidden, in the city too, and so is one that leaves so few of its group. Both are counted in residents
 *    of the snapshot, before they are made to stand for the planning total: another total shows no smaller group.
 * 2. A share is hidden where its count is, or would be, and is told below the city in steps of no fewer than ROUNDED_TO residents.
 * 3. Below the city counts are rounded to ROUNDED_TO residents: one more or less is not told.
 * 4. In the city, where numbers are whole, the next smallest of the parts of those left behind goes with one that is hidden: the rest
 *    would tell it.
 * 5. What a path has in force everywhere (integration, overlap, audits), and which share of contacts it makes digital only, counts
 *    nobody.
 */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { DIGITAL_MEASURES, type MeasureKey } from '../../simulation/digital/measures.ts';
import { GROUPS } from '../../simulation/digital/residents.ts';
import { QUANTILES, quantile } from '../../simulation/replicates/bands.ts';
import { ROUNDED_TO } from '../simulated/shown-results.ts';

/** Of whom a measure tells: a group, all in the model, those who ask for a service in a month, or nobody. */
type Whom = (typeof GROUPS)[number] | 'all' | 'contacts' | 'nobody';

export type TransitionKey = MeasureKey | 'leftBehindShare';

export interface ShownMeasure {
  readonly key: TransitionKey;
  readonly name: Bilingual;
  readonly unit: 'share' | 'persons' | 'count';
  /** Whether it differs from one kelurahan to another. */
  readonly isByArea: boolean;
}

const WHOM: Readonly<Record<TransitionKey, Whom>> = {
  failure: 'contacts',
  integration: 'nobody',
  elderlyTakingPart: 'elderly',
  literacy: 'all',
  audits: 'nobody',
  digitalOnly: 'contacts',
  overlap: 'nobody',
  access: 'all',
  leftBehind: 'all',
  leftBehindShare: 'all',
  leftBehindYouth: 'youth',
  leftBehindAdults: 'adults',
  leftBehindElderly: 'elderly',
  leftBehindNoAccess: 'all',
  leftBehindNotLiterate: 'all',
  leftBehindBoth: 'all',
};
/** Each adds up to all who are left behind. */
const PARTS: readonly (readonly TransitionKey[])[] = [
  ['leftBehindYouth', 'leftBehindAdults', 'leftBehindElderly'],
  ['leftBehindNoAccess', 'leftBehindNotLiterate', 'leftBehindBoth'],
];
const LEFT_BEHIND = DIGITAL_MEASURES.findIndex(({ key }) => key === 'leftBehind');

export const SHOWN_MEASURES: readonly ShownMeasure[] = [
  ...DIGITAL_MEASURES.map((measure) => ({ ...measure, isByArea: WHOM[measure.key] !== 'nobody' })),
  {
    key: 'leftBehindShare',
    name: { id: 'Bagian warga tertinggal', en: 'Share of residents left behind' },
    unit: 'share',
    isByArea: true,
  },
];

/** A number, `null` where it is hidden, `false` where nobody is there to have one. */
export type Told = number | null | false;
/** By QUANTILES: the median, then both ends of the bands of 50, 80 and 95 %; null where it is hidden. */
export type ToldBand = readonly number[] | null;

/** By measure: [month] of the city. */
export type ShownCity = Readonly<Partial<Record<TransitionKey, readonly ToldBand[]>>>;

/** [month][kelurahan, the city last] */
export type ToldAreas = readonly (readonly Told[])[];

export interface ShownAreas {
  /** Medians of the path without a programme, of the path, and of their difference, pair by pair. */
  readonly without: ToldAreas;
  readonly path: ToldAreas;
  readonly difference: ToldAreas;
  /** Both ends of the 80 % band of the difference. */
  readonly low: ToldAreas;
  readonly high: ToldAreas;
}

export interface TransitionToShow {
  readonly months: number;
  readonly areas: number;
  /** [(area, the city last) × group] residents of the snapshot. */
  readonly sizes: Float64Array;
  /** [group] share that asks for a service in a month. */
  readonly contacts: readonly number[];
  /** Persons that a resident of the snapshot stands for. */
  readonly weight: number;
  readonly limit: number;
}

/** [replicate][(month × areas + area, the city last) × measure], counted in residents of the snapshot. */
export type Replicates = readonly Float64Array[];

const [LOW80, HIGH80] = (['low80', 'high80'] as const).map((key) =>
  QUANTILES.findIndex((each) => each.key === key),
) as [number, number];
/** Finest first; a share of fewer residents than the last makes ROUNDED_TO of is not told. */
const STEPS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1];
const CITY_STEP = 0.001;

export class TransitionShown {
  readonly #of: TransitionToShow;

  constructor(of: TransitionToShow) {
    this.#of = of;
  }

  city(replicates: Replicates): ShownCity {
    const { areas } = this.#of;
    const months = this.#months();
    return Object.fromEntries(
      SHOWN_MEASURES.map((measure) => [
        measure.key,
        months.map((month): ToldBand => {
          const sample = this.#sample(measure.key, month, areas, replicates);
          if (this.#stateOf(measure.key, month, areas, replicates) !== 'value') return null;
          return QUANTILES.map(({ share }) => this.#write(measure, areas, quantile(sample, share)));
        }),
      ]),
    );
  }

  /** By measure that differs between kelurahan. */
  areas(without: Replicates, path: Replicates): Readonly<Partial<Record<TransitionKey, ShownAreas>>> {
    return Object.fromEntries(
      SHOWN_MEASURES.filter(({ isByArea }) => isByArea).map((measure) => [
        measure.key,
        this.#areasOf(measure, without, path),
      ]),
    );
  }

  #areasOf(measure: ShownMeasure, without: Replicates, path: Replicates): ShownAreas {
    const cells = (tell: (month: number, area: number) => Told): ToldAreas =>
      this.#months().map((month) => Array.from({ length: this.#of.areas + 1 }, (_, area) => tell(month, area)));
    const side = (replicates: Replicates): ToldAreas =>
      cells((month, area) => {
        const state = this.#stateOf(measure.key, month, area, replicates);
        if (state !== 'value') return state === 'hidden' ? null : false;
        return this.#write(measure, area, quantile(this.#sample(measure.key, month, area, replicates), 0.5));
      });
    const sides = { without: side(without), path: side(path) };
    const difference = (at: number): ToldAreas =>
      cells((month, area) => {
        const [one, other] = [sides.without[month]![area]!, sides.path[month]![area]!];
        if (typeof one !== 'number') return one;
        if (typeof other !== 'number') return other;
        const sample = this.#sample(measure.key, month, area, path, without);
        return this.#write(measure, area, quantile(sample, QUANTILES[at]!.share));
      });
    return { ...sides, difference: difference(0), low: difference(LOW80), high: difference(HIGH80) };
  }

  #months(): number[] {
    return [...Array(this.#of.months + 1).keys()];
  }

  #valueOf(key: TransitionKey, month: number, area: number, replicate: Float64Array): number {
    const at = (month * (this.#of.areas + 1) + area) * DIGITAL_MEASURES.length;
    if (key === 'leftBehindShare') return replicate[at + LEFT_BEHIND]! / this.#sizeOf('all', area);
    return replicate[at + DIGITAL_MEASURES.findIndex((measure) => measure.key === key)]!;
  }

  /** Ascending; of the difference to another path, pair by pair, where one is given. */
  #sample(key: TransitionKey, month: number, area: number, replicates: Replicates, minus?: Replicates): Float64Array {
    const value = (each: Float64Array): number => this.#valueOf(key, month, area, each);
    return Float64Array.from(
      replicates,
      (each, i) => value(each) - (minus === undefined ? 0 : value(minus[i]!)),
    ).sort();
  }

  #sizeOf(whom: Whom, area: number): number {
    const { sizes, contacts } = this.#of;
    const of = GROUPS.map((_, group) => sizes[area * GROUPS.length + group]!);
    if (whom === 'all') return of.reduce((sum, each) => sum + each, 0);
    if (whom === 'contacts') return of.reduce((sum, each, group) => sum + each * contacts[group]!, 0);
    return of[GROUPS.indexOf(whom as (typeof GROUPS)[number])]!;
  }

  #stateOf(key: TransitionKey, month: number, area: number, replicates: Replicates): 'value' | 'hidden' | 'no-data' {
    const own = this.#ownState(key, month, area, replicates);
    const parts = PARTS.find((each) => each.includes(key));
    if (own !== 'value' || parts === undefined || area < this.#of.areas) return own;
    const shown = parts.filter((part) => this.#ownState(part, month, area, replicates) === 'value');
    if (shown.length !== parts.length - 1) return own;
    const median = (part: TransitionKey): number => quantile(this.#sample(part, month, area, replicates), 0.5);
    const smallest = shown.reduce((least, part) => (median(part) < median(least) ? part : least));
    return smallest === key ? 'hidden' : own;
  }

  #ownState(key: TransitionKey, month: number, area: number, replicates: Replicates): 'value' | 'hidden' | 'no-data' {
    const { limit, areas } = this.#of;
    const whom = WHOM[key];
    if (whom === 'nobody') return 'value';
    const size = this.#sizeOf(whom, area);
    const median = quantile(this.#sample(key, month, area, replicates), 0.5);
    if (Number.isNaN(median)) return 'no-data';
    const isShare = SHOWN_MEASURES.find((each) => each.key === key)!.unit === 'share';
    if (isShare && area < areas && this.#stepOf(key, area) === undefined) return 'hidden';
    if (key === 'digitalOnly') return size >= limit ? 'value' : 'hidden';
    const counted = isShare ? median * size : median;
    return counted >= limit && size - counted >= limit ? 'value' : 'hidden';
  }

  #stepOf(key: TransitionKey, area: number): number | undefined {
    if (area === this.#of.areas) return CITY_STEP;
    const size = this.#sizeOf(WHOM[key], area);
    return STEPS.find((step) => step * size >= ROUNDED_TO);
  }

  /** No minus nought, which reads as a fault. */
  #write({ key, unit }: ShownMeasure, area: number, value: number): number {
    const isCity = area === this.#of.areas;
    const inSteps = (of: number, step: number): number => Math.round(of / step) * step;
    if (unit === 'persons') {
      const step = isCity ? 1 : ROUNDED_TO;
      return inSteps(inSteps(value, step) * this.#of.weight, step) + 0;
    }
    if (unit === 'count') return Math.round(value * 10) / 10 + 0;
    const step = WHOM[key] === 'nobody' ? CITY_STEP : this.#stepOf(key, area)!;
    return Number(inSteps(value, step).toFixed(3)) + 0;
  }
}
