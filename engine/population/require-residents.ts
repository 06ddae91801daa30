/** Refuses a twin of nobody: it would be complete, and served in place of a good one. */
import { TwinError } from '../kernel/errors.ts';
import type { RegisterReading } from '../registers/records.ts';

/**
 * Asked once the registers are read.
 *
 * @throws TwinError input `population-missing` no file is a population register; `population-empty` none of its rows was
 *         accepted
 */
export function requirePopulation({ registers, files }: RegisterReading): void {
  const population = registers.filter(({ role }) => role === 'population');
  if (population.length === 0) {
    throw new TwinError('input', {
      code: 'population-missing',
      what: 'No file is a population register, so there is nobody to count.',
      where: { file: 'registers.yaml' },
      expected: 'a file of the population register, such as - { file: penduduk.csv, register: dukcapil }',
      todo: 'Put the export of Dukcapil beside the other files and into registers.yaml.',
    });
  }
  if (population.some(({ count }) => count > 0)) return;
  const ids = new Set(population.map(({ registerId }) => registerId));
  const own = files.filter(({ registerId }) => ids.has(registerId));
  const received = own.reduce((sum, { rowsReceived }) => sum + rowsReceived, 0);
  throw new TwinError('input', {
    code: 'population-empty',
    what: `None of the ${received} rows of the population register was accepted.`,
    where: { file: own.map(({ name }) => name).join(', ') },
    expected: 'a row for each resident',
    todo: 'Look whether the file is whole, and has its NIK and names; export it again.',
  });
}

export interface ResidentCounts {
  readonly residents: number;
  /** Of the snapshot that is served; undefined where there is none, or where it is another city's. */
  readonly servedResidents: number | undefined;
  /** Somebody has looked, and a much smaller city is right. */
  readonly acceptsFewer: boolean;
}

/**
 * Asked once it is known who lives in the city.
 *
 * @throws TwinError input `residents-missing` nobody does; `residents-dropped` not half as many as are served now
 */
export function requireResidents({ residents, servedResidents, acceptsFewer }: ResidentCounts): void {
  if (residents === 0) {
    throw new TwinError('input', {
      code: 'residents-missing',
      what: 'Nobody in the population register lives in the city on the reference day.',
      where: { file: 'registers.yaml' },
      expected: 'people who are alive and have not moved away on that day',
      todo: 'Look at asOf, and at the column of the status of life in the population register.',
    });
  }
  if (acceptsFewer || servedResidents === undefined || residents * 2 >= servedResidents) return;
  throw new TwinError('input', {
    code: 'residents-dropped',
    what: `The registers have ${residents} residents, and the snapshot that is served has ${servedResidents}.`,
    expected: 'at least half as many',
    todo: 'Look whether the file of the population register is whole. If so many fewer is right: npm run twin -- build --accept-fewer.',
  });
}
