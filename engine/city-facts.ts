/** What rules of aid may ask of the residents of now: gathered when a snapshot is built, opened with it afterwards. */
import { buildFacts } from './assistance/facts/build.ts';
import { factsFile } from './assistance/facts/catalogue.ts';
import { answersOfRegisters, registerAnswers } from './assistance/facts/register-values.ts';
import type { FactTable } from './assistance/facts/table.ts';
import { readKeptFacts, type KeptFacts } from './assistance/kept/kept-facts.ts';
import { familyProgrammes, loadProgrammes, type Programmes } from './assistance/programmes/load.ts';
import { recipientRows, type RecipientRows } from './assistance/recipients/recipient-rows.ts';
import type { Config } from './config.ts';
import type { Geography } from './geography/geography.ts';
import type { PopulatedCity } from './linked-city.ts';
import { openPopulation, openNewestPopulation, type NewestPopulation } from './newest-population.ts';
import type { Population } from './population/columns.ts';
import { populationFolder } from './save-snapshot.ts';
import type { Snapshot } from './store/snapshots.ts';

export interface CityFacts extends NewestPopulation {
  readonly programmes: Programmes;
  readonly table: FactTable;
  /** Recipient lists as received, in the order of the registers. */
  readonly recipients: readonly RecipientRows[];
}

export interface OpenFactsOptions {
  /** Programmes without a list here, of which somebody who knows says that nobody receives them. */
  readonly emptyLists?: readonly string[];
  /** A snapshot that the caller has found already, as a server has; else the newest one is looked for. */
  readonly snapshot?: Snapshot;
}

/**
 * Opens the facts that were kept with a snapshot: no register is read.
 *
 * @throws TwinError input `nothing-built`, `boundaries-changed` or `facts-missing`; configuration when facts.yaml asks
 *         registers otherwise than when the snapshot was built; storage, store, busy
 */
export async function openCityFacts(config: Config, options: OpenFactsOptions = {}): Promise<CityFacts> {
  const { snapshot, emptyLists = [] } = options;
  const newest = await (snapshot === undefined ? openNewestPopulation(config) : openPopulation(config, snapshot));
  const kept = await readKeptFacts(populationFolder(config, newest.snapshotId));
  const programmes = loadProgrammes(config.modelsFolder);
  const table = factTable(config, programmes, newest.population, kept, emptyLists);
  return { ...newest, programmes, table, recipients: kept.recipients };
}

/** The facts of a city whose registers were just read, as they are kept with its snapshot. */
export function gatherFacts(city: PopulatedCity, geography: Geography, { facts }: Programmes): KeptFacts {
  return {
    answers: answersOfRegisters(facts, city.population, { registers: city.reading.registers, ...city }),
    recipients: recipientRows({ geography, referenceDay: city.population.referenceDay, ...city }),
  };
}

/** @param emptyLists as OpenFactsOptions has them */
export function factTable(
  config: Config,
  programmes: Programmes,
  population: Population,
  { answers, recipients }: KeptFacts,
  emptyLists: readonly string[] = [],
): FactTable {
  const path = factsFile(config.modelsFolder);
  return buildFacts({
    catalogue: programmes.facts,
    path,
    population,
    registers: registerAnswers(answers, path, population.registers),
    programmes: programmes.programmes.map(({ id }) => id),
    familyProgrammes: familyProgrammes(programmes),
    recipients,
    emptyLists,
  });
}
