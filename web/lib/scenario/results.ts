/** Reads the results of a run as the server sends them (format: engine/layers/simulated/encode-results.ts). */
import type { ShownHeader, SimulatedIndicator } from '#engine';
import type { Language } from '../../i18n/index.ts';
import { bandOf, FEWEST_FOR_BANDS, QUANTILES, type Band } from '../compared/band.ts';
import { CELL_STATES, readHeader, UnreadableTableError, type Cell } from '../columns.ts';

export const VARIANTS = ['baseline', 'scenario', 'difference'] as const;
export type Variant = (typeof VARIANTS)[number];
/** What a number of a side is counted in; '' where its name says it. */
export function unitOf({ unit, unitOfDifference }: SimulatedIndicator, variant: Variant, language: Language): string {
  return ((variant === 'difference' ? unitOfDifference : undefined) ?? unit)?.[language] ?? '';
}

export type MoveBand = Pick<Band, 'median' | 'low80' | 'high80'>;
export type BlockName = 'together' | 'chance' | 'parameters';

const MAGIC = 0x5253424b; // "KBSR"
const VERSION = 2;

/** A band by Student's t of fewer draws of rates means nothing: the engine tells none. */
const FEWEST_DRAWS = 3;

export class ScenarioResults {
  readonly header: ShownHeader;
  readonly #blocks: ReadonlyMap<string, { readonly areas: number; readonly values: Float32Array }>;
  readonly #states: Uint8Array;
  readonly #indicators: ReadonlyMap<string, number>;
  /** Calendar years of the dates. */
  readonly years: readonly number[];

  /** @throws UnreadableTableError when the bytes are not whole results of version 2 */
  constructor(buffer: ArrayBuffer) {
    const { header, body } = readHeader<ShownHeader>(buffer, MAGIC, VERSION);
    const last = body + header.statesOffset + header.indicators.length * header.dates.length * header.areaCodes.length;
    if (last > buffer.byteLength) throw new UnreadableTableError('The columns are cut off.');
    this.header = header;
    this.#blocks = new Map(
      header.blocks.map(({ name, areas, offset, length }) => [
        name,
        { areas, values: new Float32Array(buffer, body + offset, length) },
      ]),
    );
    this.#states = new Uint8Array(buffer, body + header.statesOffset);
    this.#indicators = new Map(header.indicators.map(({ key }, i) => [key, i]));
    this.years = header.dates.map((date) => Number(date.slice(0, 4)));
  }

  get cityArea(): number {
    return this.header.areaCodes.length - 1;
  }

  /** Of few replicates, for which bands are told by Student's t. */
  get isOfFew(): boolean {
    return this.header.bandsBy === 'student';
  }

  get hasBands(): boolean {
    const { replicates, restsOn } = this.header;
    return this.isOfFew ? restsOn.parameters >= FEWEST_DRAWS : replicates >= FEWEST_FOR_BANDS;
  }

  has(indicator: string): boolean {
    return this.#indicators.has(indicator);
  }

  /** Median of a cell, or why it is not told. */
  cell(indicator: string, variant: Variant, year: number, area: number): Cell {
    const { dates, areaCodes } = this.header;
    const state = this.#states[(this.#indicators.get(indicator)! * dates.length + year) * areaCodes.length + area];
    const kind = CELL_STATES[state!] ?? 'no-data';
    return kind === 'value' ? { kind, value: this.#value('together', indicator, variant, 0, year, area) } : { kind };
  }

  /** NaN throughout where the cell is not told; `chance` and `parameters` are told of the city alone. */
  band(indicator: string, variant: Variant, year: number, area: number, block: BlockName = 'together'): Band {
    return bandOf((_, quantile) => this.#value(block, indicator, variant, quantile, year, area));
  }

  #value(block: BlockName, indicator: string, variant: Variant, quantile: number, year: number, area: number): number {
    const { areas, values } = this.#blocks.get(block)!;
    const at = areas === 1 ? 0 : area;
    const column = (this.#indicators.get(indicator)! * VARIANTS.length + VARIANTS.indexOf(variant)) * QUANTILES.length;
    return values[((column + quantile) * this.header.dates.length + year) * areas + at]!;
  }

  /** Period of moves in which a year lies; the start belongs to the first. */
  periodOf(year: number): number {
    const found = this.header.movePeriods.findIndex(({ last }) => this.header.dates.indexOf(last) >= year);
    return found < 0 ? this.header.movePeriods.length - 1 : found;
  }

  /** Places of moves beside the kelurahan: outside the city, and all. */
  get outside(): number {
    return this.cityArea;
  }

  get all(): number {
    return this.cityArea + 1;
  }

  /** Persons who went from one place to another in a period, with the band of 80 %; undefined where it is not told. */
  move(variant: Variant, period: number, from: number, to: number): MoveBand | undefined {
    const { areas, values } = this.#blocks.get('moves')!;
    const { movePeriods, moveQuantiles } = this.header;
    const at = (key: string): number => {
      const column = VARIANTS.indexOf(variant) * moveQuantiles.length + moveQuantiles.indexOf(key);
      return values[((column * movePeriods.length + period) * areas + from) * areas + to]!;
    };
    const band = { median: at('median'), low80: at('low80'), high80: at('high80') };
    return Number.isNaN(band.median) ? undefined : band;
  }
}
