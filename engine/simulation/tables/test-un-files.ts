/** Where tests find the UN's tables, if they lie beside the project; the product never reads them there. */
import { existsSync } from 'node:fs';
import { projectPath } from '../../kernel/files.ts';

export const UN_FOLDER = projectPath('..', 'shared', 'data', 'demography');
export const hasUnFiles = existsSync(UN_FOLDER);
export const unFile = (name: string): string => `${UN_FOLDER}/${name}`;

export const WPP_2019 = {
  base: unFile('wpp2019_idn_population_base.csv'),
  mortality: unFile('wpp2019_idn_mortality_mx.csv'),
  fertility: unFile('wpp2019_idn_fertility_asfr.csv'),
  rates: unFile('wpp2019_idn_summary_rates.csv'),
};
