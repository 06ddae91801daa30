/** Levels of migration are a city's own, in persons: of a city of another size they make no sense, and that is said. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import type { DemographyParameters } from '../simulation/demography/parameters.ts';
import { percentText, say } from './words.ts';

/** Cities of Indonesia do not gain so large a part of their residents in a year. */
const MOST_SHARE = 0.02;

/** @param residents of the snapshot */
export function arrivalsNote(
  { migration }: Pick<DemographyParameters, 'migration'>,
  residents: number,
  language: Language,
): string[] {
  const { value } = migration.level.arrivalsPerYear;
  return value <= MOST_SHARE * residents
    ? []
    : [say(TOO_MANY, language, value, percentText(value / residents, language), residents)];
}

const TOO_MANY: Bilingual = {
  id: '! {} pendatang setahun (models/demography/migration.yaml) adalah {} dari {} warga snapshot ini: angka itu milik kota yang lebih besar. Tulis angka kota ini sebelum memakai hasilnya.',
  en: '! {} arrivals a year (models/demography/migration.yaml) are {} of the {} residents of this snapshot: the number is of a larger city. Write that of this city before you use the results.',
};
