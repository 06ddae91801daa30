/** Registers to facts: the residents of now with everything that rules of aid may ask of them, held in memory alone. */
import { availableParallelism } from 'node:os';
import { loadKelurahanFacts } from '../geodata/facts.ts';
import { buildFacts } from './assistance/facts/build.ts';
import { factsFile } from './assistance/facts/catalogue.ts';
import type { FactTable } from './assistance/facts/table.ts';
import { loadProgrammes, type Programmes } from './assistance/programmes/load.ts';
import { boundariesFolder } from './boundaries.ts';
import { loadCityDecisions } from './city-decisions.ts';
import type { Config } from './config.ts';
import type { Geography } from './geography/geography.ts';
import { loadGeography } from './geography/load.ts';
import { householdId, personIds, personSources } from './identities.ts';
import { TwinError } from './kernel/errors.ts';
import type { Progress } from './kernel/progress.ts';
import type { Linkage } from './linkage/linkage.ts';
import { linkResidents } from './linkage/residents/link-residents.ts';
import { loadResidentModel } from './linkage/residents/resident-model.ts';
import { buildPopulation, type PopulationResult } from './population/build.ts';
import { requirePopulation } from './population/require-residents.ts';
import { loadCodeLists } from './registers/codes.ts';
import { loadDeclaration } from './registers/declaration.ts';
import { readRegisters, type FolderReading } from './registers/read.ts';
import { loadOrCreateKeys } from './store/keys.ts';

export interface CityFacts {
  readonly programmes: Programmes;
  readonly table: FactTable;
  readonly result: PopulationResult;
  readonly geography: Geography;
  readonly reading: FolderReading;
  readonly linkage: Linkage;
  readonly isSample: boolean;
}

/**
 * @param emptyLists programmes without a list, of which somebody who knows says that nobody receives them
 *
 * Ids of persons and households are those of a snapshot built from the same registers with the same keys.
 *
 * @throws TwinError input, configuration: as `twin build` tells them
 */
export async function loadCityFacts(
  config: Config,
  progress: Progress,
  emptyLists: readonly string[] = [],
): Promise<CityFacts> {
  const programmes = loadProgrammes(config.modelsFolder);
  const declaration = loadDeclaration(config.registersFolder);
  if (declaration === undefined) throw noReferenceDay();
  const geography = loadGeography(boundariesFolder(config));
  const reading = await readRegisters({
    folder: config.registersFolder,
    models: config.modelsFolder,
    kelurahan: loadKelurahanFacts(config.geodataFolder),
    progress,
  });
  requirePopulation(reading);
  const keys = loadOrCreateKeys(config.keysFile);
  const linkage = await linkResidents({
    registers: reading.registers,
    model: loadResidentModel(`${config.modelsFolder}/linkage/resident.yaml`),
    threads: availableParallelism(),
    progress,
    decisions: loadCityDecisions(config.decisionsFile, keys),
  });
  const ids = personIds(keys, personSources(reading.registers, linkage));
  const result = buildPopulation({
    reading,
    linkage,
    geography,
    codeLists: loadCodeLists(config.modelsFolder),
    referenceDay: declaration.asOfDay,
    personIdOf: (person) => ids.subarray(person * 16, (person + 1) * 16),
    householdIdOf: (source) => householdId(keys, source),
    progress,
  });
  const table = buildFacts({
    catalogue: programmes.facts,
    path: factsFile(config.modelsFolder),
    population: result.population,
    registers: { registers: reading.registers, linkage, ...result },
    programmes: programmes.programmes.map(({ id }) => id),
    emptyLists,
  });
  return { programmes, table, result, geography, reading, linkage, isSample: declaration.sample };
}

const noReferenceDay = (): TwinError =>
  new TwinError('input', {
    code: 'no-reference-day',
    what: 'Nothing tells the reference day of the registers.',
    expected: 'a registers.yaml beside the register files, with asOf: 2025-12-31 and the files',
    todo: 'Write it; models/registers/README.md shows how. Or make the sample city: npm run twin -- sample',
  });
