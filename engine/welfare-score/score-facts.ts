/** What a model may read of the families of a city. It opens no model, so that who only shows a score loads none. */
import { householdFacts } from '../assistance/what-if/household-features.ts';
import type { CityFacts } from '../city-facts.ts';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import { NO_AREA } from '../population/columns.ts';
import { loadCodeLists } from '../registers/codes.ts';

export interface FactsCity {
  readonly table: CityFacts['table'];
  readonly programmes: Pick<CityFacts['programmes'], 'facts'>;
  readonly population: { readonly households: Pick<CityFacts['population']['households'], 'headRow' | 'kelurahan'> };
}

/** All that a model may read of the families of a city. */
export const factsOfCity = (modelsFolder: string, { table, programmes, population }: FactsCity): HouseholdFact[] =>
  householdFacts({
    table,
    catalogue: programmes.facts,
    headRow: population.households.headRow,
    codeLists: loadCodeLists(modelsFolder),
  });

/** Surroundings are the kelurahan: the smallest area that registers tell of nearly everybody. */
export const neighbourhoods = ({ population }: FactsCity): Int32Array =>
  Int32Array.from(population.households.kelurahan, (area) => (area === NO_AREA ? -1 : area));
