import { describe, expect, test } from 'vitest';
import { QUANTILES, VARIANTS } from '../../simulation/replicates/bands.ts';
import { CELL_STATES, type AreaTable } from '../area-table.ts';
import { encodeResults, type ShownHeader } from './encode-results.ts';
import { MOVE_QUANTILES, placeIn, type SimulatedIndicator, type SimulatedResults } from './results-shape.ts';
import { shownResults, type ShownResults, type StartShown } from './shown-results.ts';

const named = { id: 'a', en: 'a' };
const INDICATORS: SimulatedIndicator[] = [
  { key: 'residents', kind: 'stock', name: named },
  { key: 'male', kind: 'stock', name: named },
  { key: 'ages-80-up', kind: 'stock', name: named },
  { key: 'births', kind: 'flow', name: named },
  { key: 'pyramid/m/0-4', kind: 'stock', name: named },
  { key: 'male-rate', kind: 'derived', name: named, decimals: 2, follows: 'male', stepBelowCity: 0.2 },
];
const AREAS = ['k1', 'k2', 'city'];
const DATES = ['2025-12-31', '2026-12-31', '2027-12-31'];
const BARS = ['pyramid/m/0-4', 'pyramid/f/0-4'];
/** The kelurahan, the outside of the city, all. */
const PLACES = 4;
const CITY = 2;
const index = (key: string): number => INDICATORS.findIndex((each) => each.key === key);

type NumberOf = (key: string, variant: string, year: number, area: number) => number;

/** Residents of 500 and 707 in two kelurahan, half of them men, 33 very old in each; eight births more with the scenario. */
const usual: NumberOf = (key, variant, year, area) => {
  if (variant === 'difference') return usual(key, 'scenario', year, area) - usual(key, 'baseline', year, area);
  if (key === 'male-rate') return 49.137;
  if (area === CITY) return usual(key, variant, year, 0) + usual(key, variant, year, 1);
  const residents = [500, 707][area]! + year;
  const more = variant === 'scenario' && year > 0 ? 8 : 0;
  if (key === 'residents') return residents + more;
  if (key === 'male') return Math.floor(residents / 2) + more / 2;
  return key === 'births' ? (year === 0 ? 0 : 24 + more) : 33;
};

function simulated(numberOf: NumberOf = usual): SimulatedResults {
  const block = (areas: number): SimulatedResults['together'] => {
    const values = new Float32Array(INDICATORS.length * VARIANTS.length * QUANTILES.length * DATES.length * areas);
    INDICATORS.forEach(({ key }, i) =>
      VARIANTS.forEach((variant, v) =>
        QUANTILES.forEach(({ share }, q) =>
          DATES.forEach((_, year) => {
            for (let area = 0; area < areas; area++)
              values[placeIn({ dates: DATES }, areas, i, v, q, year, area)] =
                numberOf(key, variant, year, area + AREAS.length - areas) + (year === 0 ? 0 : (share - 0.5) * 20);
          }),
        ),
      ),
    );
    return { areas, values };
  };
  return {
    areaCodes: AREAS,
    dates: DATES,
    indicators: INDICATORS,
    replicates: 10,
    restsOn: { together: 10, chance: 5, parameters: 5 },
    together: block(3),
    chance: block(1),
    parameters: block(1),
    moves: {
      periods: [{ first: '2026-12-31', last: '2027-12-31' }],
      // Medians of pairs are 7, 23 and so on, seven more with the scenario, whose median is the last of three.
      values: Float32Array.from({ length: 3 * MOVE_QUANTILES.length * PLACES ** 2 }, (_, at) => {
        const [from, to] = [Math.floor(at / PLACES) % PLACES, at % PLACES];
        return from === 1 && to === 0 ? 7 : 23 + 7 * Math.floor(at / PLACES ** 2 / MOVE_QUANTILES.length);
      }),
    },
  };
}

function table(areaCodes: string[], hidden: readonly string[] = []): AreaTable {
  const columns = ['residents', 'male', ...BARS].map((indicator) => ({
    indicator,
    values: new Float64Array(areaCodes.length),
    states: Uint8Array.from(areaCodes, (code) =>
      CELL_STATES.indexOf(hidden.includes(`${indicator} ${code}`) ? 'hidden' : 'value'),
    ),
  }));
  return { level: 'kelurahan', areaCodes, years: [2025], columns, provenance: {} as AreaTable['provenance'] };
}

const start = (...hidden: string[]): StartShown => ({
  city: table(['city'], hidden),
  kelurahan: table(['k2', 'k1'], hidden),
  limit: 10,
});

const valueOf = (
  results: ShownResults,
  key: string,
  variant: string,
  quantile: string,
  year: number,
  area: number,
): number =>
  results.together.values[
    placeIn(
      results,
      3,
      index(key),
      VARIANTS.indexOf(variant as 'baseline'),
      QUANTILES.findIndex((q) => q.key === quantile),
      year,
      area,
    )
  ]!;
const statesOf = (results: ShownResults, key: string, year: number): string[] =>
  AREAS.map((_, area) => CELL_STATES[results.states[(index(key) * DATES.length + year) * AREAS.length + area]!]!);

describe('numbers of a kelurahan', () => {
  const results = shownResults(simulated(), start());
  test('are told in tens, medians and bands and differences alike; those of the city are whole', () => {
    for (let area = 0; area < CITY; area++)
      for (const { key } of QUANTILES)
        for (const variant of VARIANTS)
          expect(valueOf(results, 'residents', variant, key, 1, area) % 10).toBeCloseTo(0);
    expect(valueOf(results, 'residents', 'baseline', 'median', 1, 0)).toBe(500);
    expect(valueOf(results, 'residents', 'difference', 'median', 1, 0)).toBe(10);
    expect(valueOf(results, 'residents', 'difference', 'low95', 1, 0)).toBe(0);
    expect(valueOf(results, 'residents', 'baseline', 'median', 1, CITY)).toBe(1209);
  });
  test('tell nothing of what happens before anything has happened', () => {
    expect(statesOf(results, 'births', 0)).toEqual(['no-data', 'no-data', 'no-data']);
    expect(valueOf(results, 'births', 'baseline', 'median', 0, CITY)).toBeNaN();
    expect(statesOf(results, 'births', 1)).toEqual(['value', 'value', 'value']);
  });
});

test('what a simulation does not tell is no data, and not hidden', () => {
  const numbers: NumberOf = (key, ...at) => (key === 'ages-80-up' ? NaN : usual(key, ...at));
  const results = shownResults(simulated(numbers), start());
  for (const year of [0, 2]) expect(statesOf(results, 'ages-80-up', year)).toEqual(['no-data', 'no-data', 'no-data']);
});

describe('the start, which is real people', () => {
  test('is hidden where the table of the snapshot hides it, and so are the years after', () => {
    const results = shownResults(simulated(), start('male k1'));
    for (const year of [0, 1, 2]) expect(statesOf(results, 'male', year)).toEqual(['hidden', 'value', 'value']);
    expect(statesOf(results, 'residents', 0)).toEqual(['value', 'value', 'value']);
    for (const variant of VARIANTS)
      for (const { key } of QUANTILES) expect(valueOf(results, 'male', variant, key, 2, 0)).toBeNaN();
  });
  test('is hidden below the city for a count that the table does not have', () => {
    const results = shownResults(simulated(), start());
    expect(statesOf(results, 'ages-80-up', 0)).toEqual(['hidden', 'hidden', 'value']);
    expect(statesOf(results, 'ages-80-up', 1)).toEqual(['value', 'value', 'value']);
  });
  test.each([
    ['few', 9],
    ['nearly all', 495],
  ])('hides such a count in every kelurahan when it is %s in one of them', (_, old) => {
    const numbers: NumberOf = (key, variant, year, area) =>
      key === 'ages-80-up' && area === 0 && variant !== 'difference' ? old : usual(key, variant, year, area);
    const results = shownResults(simulated(numbers), start());
    expect(statesOf(results, 'ages-80-up', 2)).toEqual(['hidden', 'hidden', 'value']);
  });
});

test('simulated numbers under the limit are hidden, on whichever side', () => {
  const numbers: NumberOf = (key, variant, year, area) =>
    key === 'births' && variant === 'scenario' && year === 2 && area === 1 ? 4 : usual(key, variant, year, area);
  const results = shownResults(simulated(numbers), start());
  expect(statesOf(results, 'births', 2)).toEqual(['value', 'hidden', 'value']);
  expect(statesOf(results, 'births', 1)).toEqual(['value', 'value', 'value']);
});

describe('what nobody in the city has', () => {
  /** The very old stand for a programme that the scenario brings, to few in the first kelurahan in its last year. */
  const begun: NumberOf = (key, variant, year, area) => {
    if (key !== 'ages-80-up') return usual(key, variant, year, area);
    if (variant === 'baseline' || year === 0) return 0;
    const [few, many] = [year === 2 ? 4 : 40, 60];
    return [few, many, few + many][area]!;
  };
  /** Without the width that `simulated` gives all bands. */
  const exact = (numberOf: NumberOf): SimulatedResults => {
    const results = simulated(numberOf);
    VARIANTS.forEach((variant, v) =>
      QUANTILES.forEach((_, q) =>
        DATES.forEach((_date, year) =>
          AREAS.forEach((_area, area) => {
            results.together.values[placeIn(results, 3, index('ages-80-up'), v, q, year, area)] = numberOf(
              'ages-80-up',
              variant,
              year,
              area,
            );
          }),
        ),
      ),
    );
    return results;
  };
  const results = shownResults(exact(begun), start());

  test('is told as nought, and what a scenario brings beside it, but for few', () => {
    expect([0, 1, 2].map((year) => statesOf(results, 'ages-80-up', year))).toEqual([
      ['value', 'value', 'value'],
      ['value', 'value', 'value'],
      ['hidden', 'value', 'value'],
    ]);
    expect(valueOf(results, 'ages-80-up', 'baseline', 'median', 1, 0)).toBe(0);
    expect(valueOf(results, 'ages-80-up', 'scenario', 'median', 1, CITY)).toBe(100);
  });
  test('is told so before there are bands, too', () => {
    const first = exact(begun);
    first.together.values.forEach((_, place, values) => {
      const quantile = Math.floor(place / AREAS.length / DATES.length) % QUANTILES.length;
      if (QUANTILES[quantile]!.key !== 'median') values[place] = NaN;
    });
    const shown = shownResults(first, start());
    for (const year of [0, 1, 2])
      expect(statesOf(shown, 'ages-80-up', year)).toEqual(statesOf(results, 'ages-80-up', year));
  });
  test.each([
    ['one has it at the start', 0, 1],
    ['some replicates give it to one', 1, 0],
  ])('is hidden as ever where %s', (_, year, few) => {
    const one: NumberOf = (key, variant, at, area) =>
      key === 'ages-80-up' && variant === 'baseline' && at === year && area !== 1 ? few : begun(key, variant, at, area);
    const found = exact(one);
    if (few === 0)
      found.together.values[placeIn(found, 3, index('ages-80-up'), 0, QUANTILES.length - 1, year, CITY)] = 1;
    expect(statesOf(shownResults(found, start()), 'ages-80-up', 1)).toEqual(['hidden', 'hidden', 'hidden']);
  });
});

describe('what is derived from a count', () => {
  test('is told with its decimals in the city and in its steps below it', () => {
    const results = shownResults(simulated(), start());
    expect(valueOf(results, 'male-rate', 'baseline', 'median', 1, CITY)).toBeCloseTo(49.14, 4);
    expect(valueOf(results, 'male-rate', 'baseline', 'median', 1, 0)).toBeCloseTo(49.2, 4);
  });
  test('is hidden where its count is hidden', () => {
    const results = shownResults(simulated(), start('male k1'));
    for (const year of [0, 1, 2]) expect(statesOf(results, 'male-rate', year)).toEqual(statesOf(results, 'male', year));
    expect(valueOf(results, 'male-rate', 'baseline', 'median', 1, 0)).toBeNaN();
  });
  test('follows a count that is there', () => {
    const lost = simulated();
    const indicators = lost.indicators.filter(({ key }) => key !== 'male');
    expect(() => shownResults({ ...lost, indicators }, start())).toThrow(/male-rate follows/);
  });
});

test('bars of the pyramid follow the table of the snapshot, which has them under the same keys', () => {
  const results = shownResults(simulated(), start('pyramid/m/0-4 k1'));
  for (const year of [0, 2]) expect(statesOf(results, 'pyramid/m/0-4', year)).toEqual(['hidden', 'value', 'value']);
  expect(valueOf(results, 'pyramid/m/0-4', 'scenario', 'high95', 2, 1)! % 10).toBeCloseTo(0);
});

describe('moves', () => {
  const { values } = shownResults(simulated(), start()).moves;
  const at = (variant: number, from: number, to: number): number =>
    values[variant * MOVE_QUANTILES.length * PLACES ** 2 + from * PLACES + to]!;
  test('are told in tens, and whole where the whole city comes or goes', () => {
    expect([at(0, 0, 1), at(1, 0, 1), at(0, 0, 2), at(0, 3, 1)]).toEqual([20, 30, 20, 20]);
    expect([at(0, 2, 3), at(1, 3, 2)]).toEqual([23, 30]);
  });
  test('of few are hidden with both ends of their bands, and nobody moves to where he is', () => {
    expect([0, 1, 2].map((variant) => at(variant, 1, 0))).toEqual([NaN, NaN, NaN]);
    expect(at(0, 1, 1)).toBeNaN();
  });
});

test('the bytes hold what is shown and nothing else', () => {
  const results = shownResults(simulated(), start('male k1'));
  const bytes = encodeResults(results);
  expect(encodeResults(results)).toEqual(bytes);
  const [, version, headerLength, body] = new Uint32Array(bytes.buffer, 0, 4);
  expect([new TextDecoder().decode(bytes.subarray(0, 4)), version]).toEqual(['KBSR', 2]);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + headerLength!))) as ShownHeader;
  expect(header).toMatchObject({ areaCodes: AREAS, dates: DATES, replicates: 10, roundedTo: 10, variants: VARIANTS });
  const blocks = header.blocks.map(({ offset, length }) => new Float32Array(bytes.buffer, body! + offset, length));
  expect(blocks).toEqual([
    results.together.values,
    results.chance.values,
    results.parameters.values,
    results.moves.values,
  ]);
  expect(bytes.subarray(body! + header.statesOffset)).toEqual(results.states);
});
