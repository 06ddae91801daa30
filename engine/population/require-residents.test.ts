import { describe, expect, test } from 'vitest';
import { requirePopulation, requireResidents } from './require-residents.ts';
import { smallReading, type SmallRegister } from './small-city.ts';

const register = (registerId: string, role: SmallRegister['role'], rows: number): SmallRegister => ({
  registerId,
  role,
  rows: Array.from({ length: rows }, (_, person) => ({ person, fullName: 'x' })),
});

describe('a reading has people to count', () => {
  test.each<[string, SmallRegister[], string | undefined]>([
    ['no population register', [register('pkh', 'recipients', 3)], 'population-missing'],
    [
      'one without an accepted row',
      [register('dukcapil', 'population', 0), register('pkh', 'recipients', 3)],
      'population-empty',
    ],
    ['one with a row', [register('dukcapil', 'population', 1)], undefined],
    ['two, of which one has a row', [register('a', 'population', 0), register('b', 'population', 1)], undefined],
  ])('%s', (_, registers, code) => {
    const ask = (): void => requirePopulation(smallReading(registers));
    if (code === undefined) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ kind: 'input', text: expect.objectContaining({ code }) }));
  });

  test('the file without an accepted row is named', () => {
    expect(() => requirePopulation(smallReading([register('dukcapil', 'population', 0)]))).toThrow(
      /None of the 0 rows.*In dukcapil\.csv/,
    );
  });
});

describe('a city keeps its residents', () => {
  test.each<[string, number, number | undefined, boolean, string | undefined]>([
    ['nobody at all', 0, undefined, false, 'residents-missing'],
    ['nobody, though fewer were accepted', 0, 100, true, 'residents-missing'],
    ['the first build', 1, undefined, false, undefined],
    ['half of those served', 50, 100, false, undefined],
    ['fewer than half of those served', 49, 100, false, 'residents-dropped'],
    ['fewer than half, accepted', 49, 100, true, undefined],
  ])('%s', (_, residents, servedResidents, acceptsFewer, code) => {
    const ask = (): void => requireResidents({ residents, servedResidents, acceptsFewer });
    if (code === undefined) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ kind: 'input', text: expect.objectContaining({ code }) }));
  });
});
