/** That the levels of migration are of a larger city than the snapshot, in words. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { tooManyArrivals } from '../simulation/demography/arrivals-of-city.ts';
import type { DemographyParameters } from '../simulation/demography/parameters.ts';
import { percentText, say } from './words.ts';

/** @param residents of the snapshot */
export function arrivalsNote(
  parameters: Pick<DemographyParameters, 'migration'>,
  residents: number,
  language: Language,
): string[] {
  const found = tooManyArrivals(parameters, residents);
  if (found === undefined) return [];
  const { perYear } = found;
  return [say(TOO_MANY, language, perYear, percentText(perYear / residents, language), residents)];
}

const TOO_MANY: Bilingual = {
  id: '! {} pendatang setahun (models/demography/migration.yaml) adalah {} dari {} warga snapshot ini: angka itu milik kota yang lebih besar. Tulis angka kota ini sebelum memakai hasilnya.',
  en: '! {} arrivals a year (models/demography/migration.yaml) are {} of the {} residents of this snapshot: the number is of a larger city. Write that of this city before you use the results.',
};
