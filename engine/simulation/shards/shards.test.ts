import { describe, expect, test } from 'vitest';
import { simulateYear } from '../microsimulation/year.ts';
import { census, SEX_AGES } from '../microsimulation/persons.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { ratesFor } from '../microsimulation/test-rates.ts';
import { yearKeys } from '../microsimulation/year-keys.ts';
import { yearTables } from '../microsimulation/year-tables.ts';
import { personsOfCounts } from './persons-of-counts.ts';
import { simulateShards } from './simulate-shards.ts';

const counts = countsOfStart(inventedPersons(20_000, 4));
const YEARS = 3;
const tables = ratesFor(counts, YEARS).map(yearTables);

describe('people made from counts', () => {
  test('are as many in each cell as are counted, over all shards', () => {
    const sum = new Float64Array(counts.persons.length);
    for (let shard = 0; shard < 3; shard++)
      census(personsOfCounts(counts, { shard, shards: 3 }, 1.2), 4).forEach((each, i) => (sum[i]! += each));
    expect(sum).toEqual(counts.persons);
  });

  test('are each in one shard alone, and the same people for any number of shards', () => {
    const namesOf = (shards: number): string[] =>
      Array.from({ length: shards }, (_, shard) => personsOfCounts(counts, { shard, shards }, 1))
        .flatMap(({ low, high, sexAge, region }) =>
          Array.from(low, (each, i) => `${each} ${high[i]} ${sexAge[i]} ${region[i]}`),
        )
        .sort();
    const whole = namesOf(1);
    expect(new Set(whole).size).toBe(20_000);
    expect(namesOf(3)).toEqual(whole);
  });
});

describe('shards on threads', () => {
  test('add up to what one thread counts, bit by bit', async () => {
    const persons = personsOfCounts(counts, { shard: 0, shards: 1 }, 1.2);
    const expected = tables.map((each, year) => simulateYear(persons, each, yearKeys(11, year + 1)));
    const done: number[] = [];
    const found = await simulateShards({ counts, tables, seed: 11, growth: 1.2 }, 3, (year) => done.push(year));
    expect(found).toEqual(expected);
    expect(done).toEqual([1, 2, 3]);
    // Start + births − deaths + arrivals − departures = end, to the person.
    const total = (column: Float64Array | Uint32Array): number => [...column].reduce((sum, each) => sum + each, 0);
    const change = found.reduce(
      (sum, { flows }) =>
        sum + total(flows.births) - total(flows.deaths) + total(flows.arrivals) - total(flows.departures),
      0,
    );
    expect(total(found.at(-1)!.end) - total(counts.persons)).toBe(change);
    expect(found.at(-1)!.end).toHaveLength(4 * SEX_AGES);
  });

  test('an error of a thread is an error', async () => {
    await expect(simulateShards({ counts, tables, seed: 1, growth: -1 }, 2)).rejects.toThrow();
  });
});
