/** All programmes over the whole city as columns, against one family at a time. */
import { assess } from '../assistance/evaluation/one-family.ts';
import { familyAt } from '../assistance/evaluation/explain.ts';
import { evaluateAll } from '../assistance/evaluation/whole-city.ts';
import { levelOf } from '../assistance/programmes/load.ts';
import { isInForce, rulesOn } from '../assistance/programmes/rule-set.ts';
import { factTable, gatherFacts } from '../city-facts.ts';
import { loadProgrammes } from '../assistance/programmes/load.ts';
import { boundariesFolder } from '../boundaries.ts';
import { loadCityDecisions } from '../city-decisions.ts';
import { loadGeography } from '../geography/load.ts';
import { SILENT } from '../kernel/progress.ts';
import { linkCity, populateCity } from '../linked-city.ts';
import { loadDeclaration } from '../registers/declaration.ts';
import { loadOrCreateKeys } from '../store/keys.ts';
import type { BenchCity } from './bench-city.ts';
import { pair, type Paired } from './pairing.ts';

export async function assistanceBench({ config }: BenchCity): Promise<Paired[]> {
  const programmes = loadProgrammes(config.modelsFolder);
  const keys = loadOrCreateKeys(config.keysFile);
  const geography = loadGeography(boundariesFolder(config));
  const linked = await linkCity(config, loadCityDecisions(config.decisionsFile, keys), SILENT);
  const day = loadDeclaration(config.registersFolder)!.asOfDay;
  const city = populateCity(linked, config, keys, geography, day, SILENT);
  const table = factTable(config, programmes, city.population, gatherFacts(city, geography, programmes));
  const rules = programmes.programmes
    .filter((programme) => isInForce(programme, table.referenceDay))
    .map((programme) => rulesOn(programme, table.referenceDay));
  const byColumns = (): number[] =>
    evaluateAll(rules, table).map(({ fits }) => fits.reduce((sum, truth) => sum + truth, 0));
  const families = Array.from({ length: table.householdCount }, (_, household) => familyAt(table, household));
  const oneByOne = (): number[] =>
    rules.map((each) => {
      const isOfPersons = levelOf(each.programme) === 'person';
      let sum = 0;
      for (const family of families) {
        if (!isOfPersons) sum += assess(each, family).fits;
        else for (let member = 0; member < family.members.length; member++) sum += assess(each, family, member).fits;
      }
      return sum;
    });
  return [
    await pair(
      { what: `Rules of ${rules.length} programmes over the whole city`, unit: 'persons', size: table.personCount },
      { name: 'columns', run: byColumns },
      { name: 'one family at a time', run: oneByOne },
      5,
    ),
  ];
}
