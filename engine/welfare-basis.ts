/** What families spend: by the model that the site has trained, or else by the stated assumption. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { FactTable } from './assistance/facts/table.ts';
import type { Programmes } from './assistance/programmes/load.ts';
import type { Config } from './config.ts';
import { loadTrained, scoreHouseholds } from './estimation/score-households.ts';
import { knownFamilies, readFamilies } from './estimation/scoring/score-families.ts';
import { assumedSpending, loadSpendingAssumption } from './assistance/what-if/spending-assumption.ts';
import type { SpendingBasis } from './assistance/what-if/ask.ts';
import { BILINGUAL } from './kernel/bilingual.ts';
import { loadYaml } from './kernel/yaml-file.ts';
import type { HouseholdColumns } from './population/columns.ts';
import { factsOfCity, neighbourhoods } from './welfare-score/score-facts.ts';
import { readKeptScore } from './welfare-score/kept-score.ts';

export interface WelfareBasis {
  readonly basis: SpendingBasis;
  /**
   * [household] the lower the poorer, NaN for who has no score: the one kept with the snapshot, else that of the site's model;
   * undefined where there is neither: an assumption about the city scores nobody.
   */
  readonly score: Float64Array | undefined;
}

/** As much of the facts of a city as scores need. */
export interface WelfareCity {
  readonly table: FactTable;
  readonly programmes: Pick<Programmes, 'facts'>;
  readonly population: { readonly households: Pick<HouseholdColumns, 'size' | 'kelurahan' | 'headRow'> };
  /** Undefined for facts that belong to no snapshot. */
  readonly snapshotId?: string;
}

/** What the site says of the amounts that its model gives. */
const USE = z.strictObject({
  name: BILINGUAL,
  explanation: BILINGUAL,
  /** Amounts of the model times this are rupiah a head a month. */
  toRupiahPerPersonPerMonth: z.number().positive(),
  reference: z.array(z.string()).default([]),
});

const SEED = 3577;

/** The folder of the site's model: beside its data, or in models/welfare. */
export function trainedModelFolder({
  dataFolder,
  modelsFolder,
}: Pick<Config, 'dataFolder' | 'modelsFolder'>): string | undefined {
  return [join(dataFolder, 'welfare'), join(modelsFolder, 'welfare')].find((folder) =>
    existsSync(join(folder, 'model.json')),
  );
}

/**
 * @throws TwinError configuration: a model that is there and cannot be used. It is never passed over in silence.
 */
export async function welfareBasis(
  config: Pick<Config, 'dataFolder' | 'modelsFolder' | 'snapshotsFolder'>,
  city: WelfareCity,
  line: number,
): Promise<WelfareBasis> {
  const { table, population, snapshotId } = city;
  const { size } = population.households;
  const kept = snapshotId === undefined ? undefined : await readKeptScore(config, snapshotId);
  const folder = trainedModelFolder(config);
  if (folder === undefined) {
    const { name, explanation, reference, ...assumed } = loadSpendingAssumption(
      config.modelsFolder,
      table.referenceDay,
    );
    const spending = assumedSpending(table.columns.get('desil')!.values, size, line, assumed, SEED);
    return { basis: { kind: 'assumption', name, explanation, reference, spending }, score: kept?.amount };
  }
  const use = loadYaml(join(folder, 'use.yaml'), USE);
  const trained = await loadTrained(folder);
  const clusters = neighbourhoods(city);
  const read = readFamilies(trained, { facts: factsOfCity(config.modelsFolder, city), clusters });
  const weight = new Float64Array(table.householdCount).fill(1);
  const { amounts } = scoreHouseholds(trained, read.table, clusters, weight);
  // As with the score that is kept: of whom too little is known, nobody says what they spend.
  const rupiah = new Float64Array(table.householdCount).fill(NaN);
  for (const household of knownFamilies(read)) rupiah[household] = amounts[household]! * use.toRupiahPerPersonPerMonth;
  return {
    basis: {
      kind: 'model',
      name: use.name,
      explanation: use.explanation,
      reference: use.reference,
      spending: { size, rupiahPerPersonPerMonth: rupiah },
    },
    score: kept?.amount ?? rupiah,
  };
}
