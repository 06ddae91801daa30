/** The city carried on year by year, by kelurahan, sex and age: expected numbers, from cohort-component alone. */
import { projectStep } from '../cohort-component/step.ts';
import type { PopulationCounts, StepFlows } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { cityRates } from '../demography/city-rates.ts';
import { decimalYear, type Levels, type ParameterDraws } from '../demography/levels.ts';
import type { DemographyParameters } from '../demography/parameters.ts';

export interface ProjectedYear {
  /** Years after the start; 0 is the snapshot itself. */
  readonly step: number;
  readonly counts: PopulationCounts;
  /** What led here from the year before; undefined at the start. */
  readonly flows: StepFlows | undefined;
  readonly levels: Levels | undefined;
}

/**
 * @param startDay days since 1970-01-01 on which `start` was counted; each step is one year from there
 * @returns        the start, then one entry a year
 */
export function projectCity(
  parameters: DemographyParameters,
  start: PopulationCounts,
  startDay: number,
  years: number,
  draws: ParameterDraws,
): readonly ProjectedYear[] {
  const rates = cityRates(parameters, start, draws);
  const projected: ProjectedYear[] = [{ step: 0, counts: start, flows: undefined, levels: undefined }];
  for (let step = 1; step <= years; step++) {
    const moment = decimalYear(startDay) + step - 0.5;
    const { end, flows } = projectStep(SINGLE_YEARS, projected.at(-1)!.counts, rates.step(moment));
    projected.push({ step, counts: end, flows, levels: rates.levels(moment) });
  }
  return projected;
}
