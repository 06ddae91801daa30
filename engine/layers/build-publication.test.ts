/** What leaves for a browser says no more than the numbers that may be seen. */
import { describe, expect, test } from 'vitest';
import { computeIndicators, type RawTables } from '../indicators/compute.ts';
import { INDICATOR_LEVELS, type IndicatorLevel } from '../indicators/counts.ts';
import type { AreaLevel } from '../geography/geography.ts';
import { SINGLE_YEARS } from '../indicators/dependency.ts';
import { loadProgrammes } from '../indicators/programmes.ts';
import type { Population } from '../population/columns.ts';
import {
  smallGeography,
  smallLinkage,
  smallPopulation,
  smallReading,
  type SmallRegister,
} from '../population/small-city.ts';
import type { AreaTable } from './area-table.ts';
import { safeTables } from './build-publication.ts';
import { loadCards } from './cards.ts';
import { loadDisclosureRules } from './relations.ts';

const geography = smallGeography({ kecamatan: 2, kelurahan: 3, rw: 3, rt: 2 });
/** PKH, sembako, BLTD and PBI-JK by bits 1, 2, 4, 8. */
const LISTS = { pkh: 1, sembako: 2, bltd: 4 } as const;

interface Tables {
  readonly raw: RawTables;
  readonly safe: ReadonlyMap<AreaLevel, AreaTable>;
}

function tables(population: Population): Tables {
  const programmes = loadProgrammes(population.programmes);
  const registers: readonly SmallRegister[] = [
    { registerId: 'dukcapil', role: 'population', rows: [] },
    { registerId: 'pkh', role: 'recipients', programme: 'pkh', rows: [] },
  ];
  const raw = computeIndicators({
    population,
    geography,
    reading: smallReading(registers),
    linkage: smallLinkage(registers),
    householdOfPerson: new Int32Array(),
    programmes,
  });
  const safe = safeTables({
    geography,
    raw,
    rules: loadDisclosureRules(raw.levels.get('city')!.counts.keys(), { programmes, registers: [] }),
    cards: loadCards({ programmes, registers: [], referenceDate: '2025-12-31', desilVersion: '2025-TW4' }),
    year: 2025,
    provenance: undefined as never,
    city: undefined as never,
    groups: [],
    quality: undefined as never,
  });
  return { raw, safe: new Map(safe.map((table) => [table.level, table])) };
}

/** [area] number as it may be seen; undefined where it may not. */
function seen({ safe }: Tables, level: IndicatorLevel, key: string): (number | undefined)[] {
  const { values, states } = safe.get(level)!.columns.find(({ indicator }) => indicator === key)!;
  return [...values].map((value, area) => (states[area] === 0 ? value : undefined));
}

describe('the median age', () => {
  const city = tables(smallPopulation(geography, 3000, 3));
  const { persons, households } = smallPopulation(geography, 3000, 3);

  /** Whether the fraction of a median is one that `people` of the median year give, to the last digit told. */
  const fits = (median: number, people: number): boolean => {
    const twice = 2 * people * (median % 1);
    return Math.abs(twice - Math.round(twice)) < 1e-9;
  };

  test('is told to tenths of a year, and near to the exact one', () => {
    let told = 0;
    for (const level of INDICATOR_LEVELS) {
      const exact = city.raw.levels.get(level)!.derived.get('median-age')!;
      seen(city, level, 'median-age').forEach((value, area) => {
        if (value === undefined) return;
        told++;
        expect(Math.abs(value - exact[area]!)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(value * 10).toBeCloseTo(Math.round(value * 10), 9);
      });
    }
    expect(told).toBeGreaterThan(20);
  });

  test('exactly told it would give away how few are of one year of age', () => {
    const years = new Float64Array(geography.levels.rw.count * SINGLE_YEARS);
    for (let p = 0; p < persons.count; p++) {
      const rw = households.rw[persons.householdRow[p]!]!;
      if (persons.ageYears[p]! < SINGLE_YEARS && rw < geography.levels.rw.count)
        years[rw * SINGLE_YEARS + persons.ageYears[p]!]!++;
    }
    const exact = city.raw.levels.get('rw')!.derived.get('median-age')!;
    const here = (area: number): number => years[area * SINGLE_YEARS + Math.floor(exact[area]!)]!;
    const few = [...exact.keys()].filter((area) => here(area) > 0 && here(area) < 10);
    expect(few.length).toBeGreaterThan(0);
    expect(few.every((area) => fits(exact[area]!, here(area)))).toBe(true);
    expect(few.filter((area) => [3, 6, 7, 9].some((people) => fits(exact[area]!, people))).length).toBeGreaterThan(0);
    // Tenths fit five people, or ten, and nothing that tells them apart from any other number.
    for (const value of seen(city, 'rw', 'median-age')) {
      if (value !== undefined && value % 1 > 1e-9 && Math.abs((value % 1) - 0.5) > 1e-9)
        expect(fits(value, 5)).toBe(true);
    }
  });
});

describe('families on three recipient lists', () => {
  const KEYS = ['recipients/pkh', 'recipients/sembako', 'recipients/bltd', 'overlap/any', 'overlap/several'];

  /** A city in which about as many of a kelurahan's families are on all three lists. */
  function cityWith(onThree: number): Tables {
    const population = smallPopulation(geography, 6000, 5);
    const { receives, kelurahan } = population.households;
    const left = new Map<number, number>();
    receives.forEach((bits, h) => {
      const few = left.get(kelurahan[h]!) ?? onThree;
      const all = LISTS.pkh | LISTS.sembako | LISTS.bltd;
      if ((bits & all) !== all) return;
      if (few === 0) receives[h] = bits & ~LISTS.bltd;
      left.set(kelurahan[h]!, Math.max(0, few - 1));
    });
    return tables(population);
  }

  /** [area] families on three lists as anybody can work them out where all is told that it takes. */
  function workedOut(city: Tables, level: IndicatorLevel): (number | undefined)[] {
    const told = KEYS.map((key) => seen(city, level, key));
    return told[0]!.map((_, area) => {
      const numbers = told.map((column) => column[area]);
      if (numbers.includes(undefined)) return undefined;
      const [pkh, sembako, bltd, any, several] = numbers as [number, number, number, number, number];
      return pkh + sembako + bltd - any - several;
    });
  }

  test('are counted right by that sum, where they are many', () => {
    const city = cityWith(1000);
    const true3 = city.raw.levels.get('kelurahan')!.counts.get('overlap/more/3')!;
    const found = workedOut(city, 'kelurahan');
    expect(found.filter((n) => n !== undefined).length).toBeGreaterThan(0);
    found.forEach((n, area) => n !== undefined && expect(n).toBe(true3[area]));
  });

  test('cannot be worked out where they are a few', () => {
    const city = cityWith(3);
    expect(Math.max(...city.raw.levels.get('kelurahan')!.counts.get('overlap/more/3')!)).toBe(3);
    const few = INDICATOR_LEVELS.flatMap((level) => workedOut(city, level)).filter((n) => n! > 0 && n! < 10);
    expect(few).toEqual([]);
  });

  test('where there are none, nothing is hidden for their sake', () => {
    const found = workedOut(cityWith(0), 'kelurahan');
    expect(found.filter((n) => n === 0).length).toBeGreaterThan(3);
  });
});
