/** Scores the families of a snapshot by a trained model, from what its registers told. */
import { join } from 'node:path';
import { readTrained, type ReadModel } from '../estimation/score-households.ts';
import { scoreCity, type CityScores } from '../estimation/scoring/city-scores.ts';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import { TwinError } from '../kernel/errors.ts';
import { factsOfCity, neighbourhoods, type FactsCity } from './score-facts.ts';

export interface ScoredCity {
  readonly scores: CityScores;
  readonly main: ReadModel;
  readonly otherwise: ReadModel | undefined;
  readonly facts: readonly HouseholdFact[];
}

/** @param folder as `twin welfare train --out` wrote it @throws TwinError configuration */
export const openTrainedFolder = (folder: string): Promise<ReadModel> =>
  readTrained(join(folder, 'model.json'), join(folder, 'weights.bin'));

/** @throws TwinError configuration: a model that is none, does not match the city, or estimates another thing than the first */
export async function scoreSnapshot(
  modelsFolder: string,
  city: FactsCity,
  folders: { readonly trained: string; readonly otherwise: string | undefined },
  onDone?: (count: number) => void,
): Promise<ScoredCity> {
  const main = await openTrainedFolder(folders.trained);
  const otherwise = folders.otherwise === undefined ? undefined : await openTrainedFolder(folders.otherwise);
  if (otherwise !== undefined) requireSameLabel(main, otherwise);
  const facts = factsOfCity(modelsFolder, city);
  const scores = scoreCity(main.trained, otherwise?.trained, { facts, clusters: neighbourhoods(city) }, onDone);
  return { scores, main, otherwise, facts };
}

/** Amounts of two models stand in one order: they must be amounts of the same thing. */
function requireSameLabel({ trained: main }: ReadModel, { trained: other }: ReadModel): void {
  const words = ({ label }: ReadModel['trained']): string =>
    [label.column, ...(label.per === undefined ? [] : ['per', label.per]), label.currency ?? ''].join(' ').trim();
  if (words(main) === words(other)) return;
  throw new TwinError('configuration', {
    code: 'welfare-labels-differ',
    what: `The two models estimate different things: ${words(main)}, and ${words(other)}.`,
    expected: 'the same label, divided by the same, in the same currency',
    todo: 'Train both on the same survey with the same label.',
  });
}
