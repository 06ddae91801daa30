/** Everything that models/sample assumes about the city, read and checked. */
import { join } from 'node:path';
import { loadYaml } from '../kernel/yaml-file.ts';
import { populationShape, type PopulationParameters } from './families/population-parameters.ts';
import { nameShape, type NameParameters } from './persons/name-parameters.ts';
import { workShape, type WorkParameters } from './persons/work-parameters.ts';
import { placeShape, type PlaceParameters } from './places/place-parameters.ts';
import { welfareShape, type WelfareParameters } from './welfare/welfare-parameters.ts';

export interface SampleParameters {
  readonly population: PopulationParameters;
  readonly work: WorkParameters;
  readonly welfare: WelfareParameters;
  readonly places: PlaceParameters;
  readonly names: NameParameters;
}

/**
 * @param models the folder models/
 * @throws TwinError configuration: a file is missing or has not the expected shape
 */
export function loadSampleParameters(models: string): SampleParameters {
  const file = (name: string): string => join(models, 'sample', `${name}.yaml`);
  return {
    population: loadYaml(file('population'), populationShape),
    work: loadYaml(file('work'), workShape),
    welfare: loadYaml(file('welfare'), welfareShape),
    places: loadYaml(file('places'), placeShape),
    names: loadYaml(file('names'), nameShape),
  };
}
