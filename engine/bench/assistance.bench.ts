/** All programmes over the whole city as columns, against one family at a time; a what-if and its bootstrap, against bare loops. */
import { assess } from '../assistance/evaluation/one-family.ts';
import { familyAt } from '../assistance/evaluation/explain.ts';
import { evaluateAll } from '../assistance/evaluation/whole-city.ts';
import { isInForce, rulesOn } from '../assistance/programmes/rule-set.ts';
import { levelOf } from '../assistance/programmes/shape.ts';
import { Asker } from '../assistance/what-if/ask.ts';
import { Bootstrap, type BootstrapInputs } from '../assistance/what-if/bootstrap.ts';
import { familyGroups } from '../assistance/what-if/groups.ts';
import { questionOfNow } from '../assistance/what-if/levers.ts';
import { assumedSpending, loadSpendingAssumption } from '../assistance/what-if/spending-assumption.ts';
import { familyReceivesFact } from '../assistance/facts/catalogue.ts';
import type { FactTable } from '../assistance/facts/table.ts';
import type { Programmes } from '../assistance/programmes/load.ts';
import { factTable, gatherFacts } from '../city-facts.ts';
import { loadProgrammes } from '../assistance/programmes/load.ts';
import { boundariesFolder } from '../boundaries.ts';
import { loadCityDecisions } from '../city-decisions.ts';
import { loadGeography } from '../geography/load.ts';
import { SILENT } from '../kernel/progress.ts';
import { chance } from '../kernel/random.ts';
import type { HouseholdColumns } from '../population/columns.ts';
import { linkCity, populateCity } from '../linked-city.ts';
import { loadDeclaration } from '../registers/declaration.ts';
import { loadOrCreateKeys } from '../store/keys.ts';
import { listBench } from './assistance-list.bench.ts';
import type { BenchCity } from './bench-city.ts';
import { pair, type Paired } from './pairing.ts';

export async function assistanceBench(made: BenchCity): Promise<Paired[]> {
  const { config } = made;
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
    ...(await whatIfBench(config.modelsFolder, programmes, table, city.population.households)),
    await listBench(made),
  ];
}

const LINE = 666_073;
const FOOD = 2_400_000;
const REPLICATES = 1000;

/** Another decile limit for sembako: rules, choice, both errors by kelurahan and group, poverty and Gini before and after. */
async function whatIfBench(
  models: string,
  { programmes }: Programmes,
  table: FactTable,
  { kelurahan, size, count }: HouseholdColumns,
): Promise<Paired[]> {
  const desil = table.columns.get('desil')!.values;
  const receives = table.columns.get(familyReceivesFact('sembako'))!.values;
  const assumption = loadSpendingAssumption(models, table.referenceDay);
  const spending = assumedSpending(desil, size, LINE, assumption, 1);
  const asker = new Asker({
    table,
    programmes: programmes.filter((programme) => isInForce(programme, table.referenceDay)),
    day: table.referenceDay,
    kelurahan,
    kelurahanCount: 27,
    size,
    groups: familyGroups(desil, size),
    lineRupiahPerPersonPerMonth: LINE,
    basis: { kind: 'assumption', ...assumption, spending },
    score: undefined,
    communityRanks: new Map(),
    seed: 1,
  });
  const question = { ...questionOfNow('sembako'), method: 'categorical', limits: { desilLimit: 4 } } as const;
  const ask = () => asker.answer(question, 0).result;
  /** Who is within the limit and who gains: what a what-if has to look at least, and nothing of what it is asked for. */
  const bare = (): number[] => {
    let [recipients, cost, winners, losers] = [0, 0, 0, 0];
    for (let h = 0; h < count; h++) {
      const [isOn, was] = [desil[h]! <= 4, receives[h] === 1];
      if (isOn) {
        recipients++;
        cost += FOOD;
        if (!was) winners++;
      } else if (was) losers++;
    }
    return [recipients, cost, winners, losers];
  };
  const { drawing } = ask();
  const drawn = count + (count % 2);
  return [
    await pair(
      { what: 'A what-if: rules, choice, errors, poverty', unit: 'families', size: count },
      {
        name: 'the answer',
        run: () => {
          const { recipients, costRupiahPerYear, winners, losers } = ask();
          return [recipients, costRupiahPerYear, winners, losers];
        },
      },
      { name: 'a bare loop that counts who gains', run: bare },
      9,
    ),
    await pair(
      { what: `${REPLICATES} bootstrap replicates of it`, unit: 'families', size: count },
      { name: 'the bootstrap', run: () => replicated(drawing, drawn) },
      { name: RANDOM_NUMBERS, run: () => randomNumbers(drawn) },
      3,
    ),
    await pair(
      { what: `${REPLICATES} bootstrap replicates of it, by kelurahan`, unit: 'families', size: count },
      { name: 'the bootstrap', run: () => replicated({ ...drawing, hasAreas: true }, drawn) },
      { name: RANDOM_NUMBERS, run: () => randomNumbers(drawn) },
      3,
    ),
  ];
}

/** @returns how many random numbers were drawn */
function replicated(drawing: BootstrapInputs, drawn: number): number {
  const bootstrap = new Bootstrap(drawing, REPLICATES, 1);
  bootstrap.draw(REPLICATES);
  const { recipients, byKelurahan } = bootstrap.intervals();
  const all = [recipients, ...(byKelurahan ?? []).map((area) => area.recipients)];
  return all.some(({ after: { low, high } }) => high > low) ? REPLICATES * drawn : 0;
}

const RANDOM_NUMBERS = 'a bare loop of its random numbers';

function randomNumbers(drawn: number): number {
  let [draws, odd] = [0, 0];
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    const draw = chance(1, 'what-if', replicate);
    for (let i = 0; i < drawn; i += 2) {
      odd += draw.bits(i) & 1;
      draws += 2;
    }
  }
  return odd > 0 ? draws : 0;
}
