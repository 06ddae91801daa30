/** Registers to residents: the steps that everything which asks registers themselves has in common, in their order. */
import { availableParallelism } from 'node:os';
import { loadKelurahanFacts } from '../geodata/facts.ts';
import type { Config } from './config.ts';
import type { Geography } from './geography/geography.ts';
import { householdId, personIds, personSources } from './identities.ts';
import type { Progress } from './kernel/progress.ts';
import type { Linkage } from './linkage/linkage.ts';
import type { ResidentDecisions } from './linkage/residents/decided/decided.ts';
import { linkResidents, type LinkOptions } from './linkage/residents/link-residents.ts';
import { loadResidentModel } from './linkage/residents/resident-model.ts';
import { buildPopulation, type PopulationResult } from './population/build.ts';
import { requirePopulation } from './population/require-residents.ts';
import { loadCodeLists, type CodeLists } from './registers/codes.ts';
import { readRegisters, type FolderReading } from './registers/read.ts';
import type { Keys } from './store/keys.ts';

export interface LinkedCity {
  readonly reading: FolderReading;
  readonly linkage: Linkage;
}

/**
 * Reads the registers and links their rows.
 *
 * @param decisions what people decided about rows
 * @param asked what is told besides: the evidence of doubtful pairs, suspicious clusters
 * @param rowsOf finds two rows that are told with their evidence
 * @throws TwinError input, configuration
 */
export async function linkCity(
  config: Config,
  decisions: ResidentDecisions,
  progress: Progress,
  asked: Pick<LinkOptions, 'isReviewExplained' | 'findsSuspects'> = {},
  rowsOf?: (registers: FolderReading['registers']) => LinkOptions['explainedRows'],
): Promise<LinkedCity> {
  const reading = await readRegisters({
    folder: config.registersFolder,
    models: config.modelsFolder,
    kelurahan: loadKelurahanFacts(config.geodataFolder),
    progress,
  });
  requirePopulation(reading);
  // Who names a row that is not there need not wait for the linkage.
  const explainedRows = rowsOf?.(reading.registers);
  const linkage = await linkResidents({
    registers: reading.registers,
    model: loadResidentModel(`${config.modelsFolder}/linkage/resident.yaml`),
    threads: availableParallelism(),
    progress,
    decisions,
    explainedRows,
    ...asked,
  });
  return { reading, linkage };
}

export interface PopulatedCity extends LinkedCity, PopulationResult {
  /** [person of the linkage × 16 bytes] */
  readonly personIds: Uint8Array;
  readonly codeLists: CodeLists;
}

/**
 * @param keys ids of households are made with them: the same keys give the same ids
 * @param ids  [person of the linkage × 16 bytes]; those of a first build where they are left out
 */
export function populateCity(
  linked: LinkedCity,
  config: Config,
  keys: Keys,
  geography: Geography,
  referenceDay: number,
  progress: Progress,
  ids = personIds(keys, personSources(linked.reading.registers, linked.linkage)),
): PopulatedCity {
  const { reading, linkage } = linked;
  const codeLists = loadCodeLists(config.modelsFolder);
  const result = buildPopulation({
    reading,
    linkage,
    geography,
    codeLists,
    referenceDay,
    personIdOf: (person) => ids.subarray(person * 16, (person + 1) * 16),
    householdIdOf: (source) => householdId(keys, source),
    progress,
  });
  return { ...linked, ...result, personIds: ids, codeLists };
}
