/**
 * What of a simulation may leave for a browser. The start is real people; later years follow from them, so that a narrow
 * question (one lever, one age, one kelurahan) could be put to find them out. Therefore:
 *
 * 1. Below the city every number is rounded to ROUNDED_TO persons: medians, both ends of bands, differences,
 *    moves. What is shown of a kelurahan does not tell one person more or less. In the city numbers are whole.
 * 2. The start is shown where the snapshot's own table shows that count, and nowhere else: no cell that the one disclosure
 *    rule hides (disclosure.ts), for its own sake or for another's, comes out here.
 * 3. Later years stay hidden where the start is hidden in that table. A count that the table does not have (ages cut in
 *    another way) is hidden in every kelurahan as soon as it is under the limit in one of them at the start, or leaves so
 *    few of its residents: which one it was is not told.
 * 4. What is under the limit in the median of baseline or scenario is hidden, in the city too.
 * 5. What is derived from a count (a share of the poor, the cost of those who receive) is hidden where that count is, and is
 *    told below the city in steps of its own, no finer than those of the count.
 * 6. What nobody in the whole city has (a programme that has not begun, or is over) is told as nought; what begins later was nobody's at the start, and stands for itself, under 1 and 4.
 * 7. Moves of a period happen after the start: they stand for themselves, under 1 and 4.
 */
import type { AreaColumn, AreaTable } from '../area-table.ts';
import { CELL_STATES } from '../area-table.ts';
import { QUANTILES, VARIANTS } from '../../simulation/replicates/bands.ts';
import {
  BLOCKS,
  MOVE_QUANTILES,
  placeIn,
  PLACES_BESIDE,
  type ResultBlock,
  type SimulatedIndicator,
  type SimulatedResults,
} from './results-shape.ts';

export const ROUNDED_TO = 10;

const VALUE = CELL_STATES.indexOf('value');
const HIDDEN = CELL_STATES.indexOf('hidden');
const NO_DATA = CELL_STATES.indexOf('no-data');
const MEDIAN = QUANTILES.findIndex(({ key }) => key === 'median');
const [BASELINE, SCENARIO] = [VARIANTS.indexOf('baseline'), VARIANTS.indexOf('scenario')];

/** What the snapshot shows of the start. */
export interface StartShown {
  readonly city: AreaTable;
  readonly kelurahan: AreaTable;
  /** Counts under it are hidden. */
  readonly limit: number;
}

/** Counts that the tables of a snapshot have too, by their key there. */
const SAME_COUNT: Readonly<Record<string, string>> = {
  residents: 'residents',
  male: 'male',
  female: 'female',
  'ages-7-12': 'school-age/sd',
  'ages-13-15': 'school-age/smp',
  'ages-16-18': 'school-age/sma',
  'ages-15-64': 'age/15-64',
  'ages-60-up': 'elderly',
};
/** Residents by sex and five years of age have the same keys there. */
const BAR_KEY = 'pyramid/';

export interface ShownResults extends SimulatedResults {
  /** [indicator × year × area] index into CELL_STATES; what is no value is NaN in every column. */
  readonly states: Uint8Array;
}

export function shownResults(results: SimulatedResults, start: StartShown): ShownResults {
  const years = results.dates.length;
  const areas = results.areaCodes.length;
  const states = new Uint8Array(results.indicators.length * years * areas);
  results.indicators.forEach((indicator, i) => {
    const startStates = startStatesOf(results, indicator, i, start);
    for (let year = 0; year < years; year++)
      for (let area = 0; area < areas; area++)
        states[(i * years + year) * areas + area] = stateOf(
          results,
          indicator,
          i,
          year,
          area,
          startStates,
          start.limit,
        );
  });
  followCounts(results, states);
  const blocks = Object.fromEntries(BLOCKS.map((name) => [name, shownBlock(results, results[name], states)]));
  return {
    ...results,
    ...(blocks as Record<(typeof BLOCKS)[number], ResultBlock>),
    moves: { ...results.moves, values: shownMoves(results, start.limit) },
    states,
  };
}

/** What is derived has the states of its count. */
function followCounts({ indicators, dates, areaCodes }: SimulatedResults, states: Uint8Array): void {
  const width = dates.length * areaCodes.length;
  indicators.forEach(({ kind, key, follows }, i) => {
    if (kind !== 'derived') return;
    const count = indicators.findIndex((each) => each.key === follows);
    if (count < 0) throw new RangeError(`${key} follows a count that is not there`);
    states.copyWithin(i * width, count * width, (count + 1) * width);
  });
}

/** Of the start by area: what may be shown of it, and whether later years may. */
interface StartStates {
  readonly start: readonly boolean[];
  readonly later: readonly boolean[];
}

function startStatesOf(
  results: SimulatedResults,
  { key, kind }: SimulatedIndicator,
  index: number,
  start: StartShown,
): StartStates {
  const published = key.startsWith(BAR_KEY) ? key : SAME_COUNT[key];
  if (published !== undefined) {
    const isShown = results.areaCodes.map((code) => isShownIn(start, published, code));
    return { start: isShown, later: isShown };
  }
  // What happens is not there at the start: later years stand for themselves.
  if (kind === 'flow') return { start: results.areaCodes.map(() => false), later: results.areaCodes.map(() => true) };
  const city = results.areaCodes.length - 1;
  if (isNobodys(results, index, BASELINE, 0)) {
    const everywhere = results.areaCodes.map(() => true);
    return { start: everywhere, later: everywhere };
  }
  const isSafe = results.areaCodes.map((_, area) => isLargeWithRest(results, index, area, start.limit));
  const isAnySmall = isSafe.some((safe, area) => area !== city && !safe);
  const later = isSafe.map((safe, area) => (area === city ? safe : !isAnySmall));
  return { start: later.map((safe, area) => safe && area === city), later };
}

function isLargeWithRest(results: SimulatedResults, index: number, area: number, limit: number): boolean {
  const residents = results.indicators.findIndex(({ key }) => key === 'residents');
  const at = (indicator: number): number => median(results, indicator, BASELINE, 0, area);
  return at(index) >= limit && at(residents) - at(index) >= limit;
}

/** Whether there is none in the whole city, in whichever replicate. */
function isNobodys(results: SimulatedResults, index: number, variant: number, year: number): boolean {
  const { areas, values } = results.together;
  return QUANTILES.every((_, q) => {
    const value = values[placeIn(results, areas, index, variant, q, year, areas - 1)]!;
    // Of few replicates there is the mean alone, which is nought when all are.
    return value === 0 || (q !== MEDIAN && Number.isNaN(value));
  });
}

const median = (results: SimulatedResults, indicator: number, variant: number, year: number, area: number): number =>
  results.together.values[placeIn(results, results.together.areas, indicator, variant, MEDIAN, year, area)]!;

function isShownIn({ city, kelurahan }: StartShown, key: string, code: string): boolean {
  for (const table of [city, kelurahan]) {
    const area = table.areaCodes.indexOf(code);
    const column: AreaColumn | undefined = table.columns.find(({ indicator }) => indicator === key);
    // The newest year stands last.
    const last = (table.years.length - 1) * table.areaCodes.length;
    if (area >= 0) return column?.states[last + area] === VALUE;
  }
  return false;
}

function stateOf(
  results: SimulatedResults,
  { kind }: SimulatedIndicator,
  index: number,
  year: number,
  area: number,
  startStates: StartStates,
  limit: number,
): number {
  // Expected numbers tell nothing of how people live.
  if (Number.isNaN(median(results, index, BASELINE, year, area))) return NO_DATA;
  if (year === 0) return kind === 'flow' ? NO_DATA : startStates.start[area] ? VALUE : HIDDEN;
  const mayBeTold = [BASELINE, SCENARIO].every(
    (variant) => median(results, index, variant, year, area) >= limit || isNobodys(results, index, variant, year),
  );
  return startStates.later[area] && mayBeTold ? VALUE : HIDDEN;
}

/** Persons in steps: of one in the city, of ROUNDED_TO in a kelurahan. No minus nought, which reads as a fault. */
const rounded = (value: number, isCity: boolean): number => inSteps(value, isCity ? 1 : ROUNDED_TO);

/** @param step a number, or how many of them make one */
const inSteps = (value: number, step: number, perOne = 1): number =>
  (Math.round((value / step) * perOne) / perOne) * step + 0;

function roundedAs(
  { kind, decimals = 0, stepBelowCity = ROUNDED_TO }: SimulatedIndicator,
  value: number,
  isCity: boolean,
): number {
  if (kind !== 'derived') return rounded(value, isCity);
  return isCity ? inSteps(value, 1, 10 ** decimals) : inSteps(value, stepBelowCity);
}

function shownBlock(results: SimulatedResults, { areas, values }: ResultBlock, states: Uint8Array): ResultBlock {
  const years = results.dates.length;
  const allAreas = results.areaCodes.length;
  const columns = VARIANTS.length * QUANTILES.length;
  const shown = values.map((value, place) => {
    // The block of the city alone has its last area only.
    const area = allAreas - areas + (place % areas);
    const year = Math.floor(place / areas) % years;
    const indicator = Math.floor(place / areas / years / columns);
    const isShown = states[(indicator * years + year) * allAreas + area] === VALUE;
    return isShown ? roundedAs(results.indicators[indicator]!, value, area === allAreas - 1) : NaN;
  });
  return { areas, values: shown };
}

/** Between places of which one is the outside and the other all, the whole city comes or goes. */
function shownMoves({ areaCodes, moves }: SimulatedResults, limit: number): Float32Array {
  const { periods, values } = moves;
  const kelurahan = areaCodes.length - 1;
  const places = kelurahan + PLACES_BESIDE;
  const cells = periods.length * places ** 2;
  const medianOf = (variant: number, cell: number): number =>
    values[(variant * MOVE_QUANTILES.length + MOVE_QUANTILES.indexOf('median')) * cells + cell]!;
  return values.map((value, place) => {
    const cell = place % cells;
    const [from, to] = [Math.floor(cell / places) % places, cell % places];
    // NaN, where nothing is simulated yet, is never large.
    const isLarge = [BASELINE, SCENARIO].every((variant) => medianOf(variant, cell) >= limit);
    return from !== to && isLarge ? rounded(value, from >= kelurahan && to >= kelurahan) : NaN;
  });
}
