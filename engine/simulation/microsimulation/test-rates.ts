/** Rates for tests: those of the city, and the same with something changed. */
import { projectPath } from '../../kernel/files.ts';
import type { GrossMigration, PopulationCounts, StepRates, VitalRates } from '../cohort-component/shapes.ts';
import { cityRates } from '../demography/city-rates.ts';
import { CENTRAL } from '../demography/levels.ts';
import { loadDemography } from '../demography/parameters.ts';

/** [year] rates of the city's model for people such as these. */
export function ratesFor(start: PopulationCounts, years: number): readonly StepRates[] {
  const rates = cityRates(loadDemography(projectPath('models')), start, CENTRAL);
  return Array.from({ length: years }, (_, step) => rates.step(2026.5 + step));
}

export const closed = (rates: StepRates): StepRates => ({ ...rates, migration: { kind: 'none' } });

export function changeVital(rates: StepRates, change: (vital: VitalRates, region: number) => VitalRates): StepRates {
  return { ...rates, vital: rates.vital.map(change) };
}

export function changeGross(rates: StepRates, change: (gross: GrossMigration) => Partial<GrossMigration>): StepRates {
  if (rates.migration.kind !== 'gross') throw new Error('not gross');
  return { ...rates, migration: { ...rates.migration, ...change(rates.migration) } };
}

export const scaled = (column: Float64Array, factor: number): Float64Array => column.map((each) => each * factor);

export const fertilityTimes = (rates: StepRates, factor: number): StepRates =>
  changeVital(rates, (vital) => ({ ...vital, birthsPerWomanYear: scaled(vital.birthsPerWomanYear, factor) }));

export const deathRatesTimes = (rates: StepRates, factor: number): StepRates =>
  changeVital(rates, (vital) => ({
    ...vital,
    survival: vital.survival.map((each) => each ** factor),
    newbornSurvival: vital.newbornSurvival.map((each) => each ** factor),
  }));
