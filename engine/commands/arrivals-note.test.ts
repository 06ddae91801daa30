import { expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { arrivalsNote } from './arrivals-note.ts';

const PARAMETERS = loadDemography(projectPath('models'));

test('arrivals of Kota Madiun are nothing to remark on there, and are told to be too many for a small place', () => {
  expect(arrivalsNote(PARAMETERS, 201_733, 'id')).toEqual([]);
  const { value } = PARAMETERS.migration.level.arrivalsPerYear;
  expect(arrivalsNote(PARAMETERS, 3000, 'id')).toEqual([
    expect.stringContaining(
      `${value} pendatang setahun (models/demography/migration.yaml) adalah 20,0 % dari 3000 warga`,
    ),
  ]);
  expect(arrivalsNote(PARAMETERS, 3000, 'en')).toEqual([
    expect.stringContaining(
      `${value} arrivals a year (models/demography/migration.yaml) are 20.0 % of the 3000 residents`,
    ),
  ]);
});
