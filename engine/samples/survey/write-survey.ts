/** The invented household survey as a file: a row a family, without a name, a number of identity or an address. */
import { basename, dirname } from 'node:path';
import type { Geography } from '../../geography/geography.ts';
import { makePrivateFolder, writeFileAtomic } from '../../kernel/files.ts';
import type { City } from '../city.ts';
import { drawSample } from './draw-sample.ts';
import { HOUSE_COLUMNS, Interviewer, MEMBER_COLUMNS, SPENDING_COLUMNS } from './interview.ts';
import { loadSurveyParameters } from './survey-parameters.ts';

export interface WrittenSurvey {
  readonly file: string;
  readonly households: number;
  readonly blocks: number;
}

/** no_ruta numbers the rows, blok_sensus is the cluster, penimbang the weight: families of the city that a row stands for. */
export const SURVEY_COLUMNS: readonly string[] = [
  'no_ruta',
  'blok_sensus',
  'kecamatan',
  'kelurahan',
  'penimbang',
  ...MEMBER_COLUMNS,
  ...HOUSE_COLUMNS,
  ...SPENDING_COLUMNS,
];

/**
 * @param path   of the CSV file; an invented one that is there is replaced
 * @param models the folder models/
 * @throws TwinError configuration: models/sample/survey.yaml; storage
 */
export function writeSurvey(city: City, geography: Geography, models: string, path: string): WrittenSurvey {
  const parameters = loadSurveyParameters(models);
  const sample = drawSample(city.households, parameters.sample, city.seed);
  const interviewer = new Interviewer(city, sample.household, parameters.errors);
  const { kelurahan, kecamatan } = geography.levels;
  const lines = [SURVEY_COLUMNS.join(',')];
  for (let row = 0; row < sample.count; row++) {
    const h = sample.household[row]!;
    const area = city.households.kelurahan[h]!;
    const cells = [
      `R${String(row + 1).padStart(5, '0')}`,
      `B${String(sample.block[row]! + 1).padStart(4, '0')}`,
      kecamatan.names[kelurahan.parent[area]!]!,
      kelurahan.names[area]!,
      sample.weight[row]!.toFixed(3),
      ...interviewer.members(h),
      ...interviewer.house(h),
      ...interviewer.spending(h),
    ];
    lines.push(cells.join(','));
  }
  makePrivateFolder(dirname(path));
  writeFileAtomic(path, `${lines.join('\n')}\n`);
  return { file: basename(path), households: sample.count, blocks: new Set(sample.block).size };
}
