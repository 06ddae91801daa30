import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadDemography } from '../../simulation/demography/parameters.ts';
import { addSums, emptySums, runShard, startOf, sum, templateOf, type FullTask } from './full-shard.ts';
import { simulateFullShards } from './full-shards.ts';

const task: FullTask = {
  ...{ residents: 2000, shards: 3, years: 3, firstMoment: 2026, seed: 7 },
  upTo: Float64Array.of(0.5, 0.8, 1),
  parameters: loadDemography(projectPath('models')),
};

const template = templateOf(task);

describe('the full model of a country in parts', () => {
  const parts = [0, 1, 2].map((shard) => runShard(task, template, shard));

  test('threads count what one part after the other counts, to the person', async () => {
    const done: number[] = [];
    const found = await simulateFullShards(task, 2, (number) => done.push(number));
    expect(done).toEqual([1, 2, 3]);
    const expected = emptySums(3, 3);
    for (const part of parts) addSums(expected, part);
    expect(found).toEqual(expected);
    const changed = found.years.reduce(
      (total, { flows }) => total + sum(flows.births) - sum(flows.deaths) + sum(flows.arrivals) - sum(flows.departures),
      0,
    );
    expect(changed).not.toBe(0);
    expect([found.start, sum(found.years.at(-1)!.end)]).toEqual([6000, 6000 + changed]);
    expect(found.lives.map(({ byCell }) => sum(byCell))).toEqual([6000, 6000 + changed]);
  });

  test('each part has people of its own, who live through something else', () => {
    const identities = [0, 1, 2].flatMap((shard) => {
      const { families, life } = startOf(template, shard);
      expect(life.homes.low).toEqual(families.households.low);
      return Array.from(families.persons.low, (low, row) => `${low} ${families.persons.high[row]!}`);
    });
    expect(new Set(identities).size).toBe(6000);
    expect(parts[1]!.years.map(({ end }) => end)).not.toEqual(parts[0]!.years.map(({ end }) => end));
  });

  test('an error of a thread is an error', async () => {
    await expect(simulateFullShards({ ...task, residents: -1 }, 1)).rejects.toThrow();
  });
});
