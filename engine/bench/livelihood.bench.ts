/** The full model of a whole city: families with school, work, spending, aid and health, against the same families without. */
import { projectPath } from '../kernel/files.ts';
import { CENTRAL_LIVELIHOOD, livelihoodLevels } from '../simulation/livelihood/levels.ts';
import { lifePass } from '../simulation/livelihood/life-run.ts';
import { plainPolicy } from '../simulation/livelihood/policy.ts';
import { inventedLifeCity } from '../simulation/livelihood/test-life-city.ts';
import { loadFamilies } from '../simulation/microsimulation/families/family-parameters.ts';
import { familyTables } from '../simulation/microsimulation/families/family-tables.ts';
import { simulateFamilies } from '../simulation/microsimulation/families/simulate-families.ts';
import { countsOfStart } from '../simulation/microsimulation/test-city.ts';
import { ratesFor } from '../simulation/microsimulation/test-rates.ts';
import { yearTables } from '../simulation/microsimulation/year-tables.ts';
import { pair, type Paired } from './pairing.ts';

const REGIONS = 27;
const YEARS = 30;

export async function livelihoodBench(residents: number): Promise<Paired[]> {
  const { families, start } = inventedLifeCity(residents, REGIONS);
  const tables = ratesFor(countsOfStart(families.persons), YEARS).map(yearTables);
  const ofFamilies = familyTables(loadFamilies(projectPath('models')), families);
  const limits = start.aidRules.aids.map(({ desilLimit }) => desilLimit);
  const policies = Array.from({ length: YEARS }, () => plainPolicy(REGIONS, limits, 0));
  const levels = livelihoodLevels(start.parameters, CENTRAL_LIVELIHOOD);
  return [
    await pair(
      { what: 'The full model over 30 years, 1 thread', unit: 'person-years', size: residents * YEARS },
      {
        name: 'families, school, work, spending, aid, health',
        run: () => {
          const pass = lifePass(start, policies, levels, () => undefined);
          simulateFamilies(families, ofFamilies, tables, 1, { pass });
        },
      },
      { name: 'families alone', run: () => void simulateFamilies(families, ofFamilies, tables, 1) },
      9,
    ),
  ];
}
