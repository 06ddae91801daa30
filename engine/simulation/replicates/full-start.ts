/** What the full model starts from beside persons: families, and how people live. Without it only people are simulated. */
import type { Population } from '../../population/columns.ts';
import { loadAidRules } from '../livelihood/aid/aid.ts';
import { loadLivelihood } from '../livelihood/parameters.ts';
import { povertyLineOn } from '../../assistance/what-if/poverty-line.ts';
import { orphansByList } from '../livelihood/start-aid.ts';
import { startLife, type StartLife } from '../livelihood/start-life.ts';
import { loadFamilies, type FamilyParameters } from '../microsimulation/families/family-parameters.ts';
import { startFamilies, type StartFamilies } from '../microsimulation/families/start-families.ts';
import { loadLevers, type LeverCatalogue } from '../scenarios/levers.ts';

/** Only columns and numbers, so that it goes to threads as it is. */
export interface FullStart {
  readonly families: StartFamilies;
  readonly familyParameters: FamilyParameters;
  readonly life: StartLife;
  /** What a scenario may move. */
  readonly levers: LeverCatalogue;
}

export interface StartedFull {
  readonly full: FullStart;
  /** Residents whose kelurahan, sex or age no register tells. */
  readonly spread: number;
}

/** @throws TwinError configuration or input */
export function fullStart(population: Population, regions: number, modelsFolder: string): StartedFull {
  const { families, spread } = startFamilies(population, regions);
  const parameters = loadLivelihood(modelsFolder);
  const { referenceDay } = population;
  const aidRules = loadAidRules(modelsFolder, parameters.programmes, referenceDay);
  const isOrphan = orphansByList(population, aidRules);
  isOrphan?.forEach((is, person) => (families.persons.lostParent[person]! |= is));
  const line = povertyLineOn(modelsFolder, referenceDay).rupiahPerPersonPerMonth;
  return {
    full: {
      families,
      familyParameters: loadFamilies(modelsFolder),
      life: startLife(population, families, parameters, aidRules, line),
      levers: loadLevers(modelsFolder),
    },
    spread,
  };
}
