/** What happened in one year, counted to the person, and who is there at its end. */
import type { PopulationCounts, StepFlows } from '../cohort-component/shapes.ts';
import { SEX_AGES } from './persons.ts';

export interface YearAccount {
  /** Births, deaths, arrivals, departures and moves, in the shape that cohort-component gives: whole numbers here. */
  readonly flows: StepFlows;
  /** [region × sexAge] at the end of the year. */
  readonly end: Uint32Array;
}

export const emptyAccount = (regions: number): YearAccount => ({
  flows: {
    births: new Float64Array(regions * 2),
    deaths: new Float64Array(regions * 2),
    arrivals: new Float64Array(regions * 2),
    departures: new Float64Array(regions * 2),
    moves: new Float64Array(regions * regions * 2),
  },
  end: new Uint32Array(regions * SEX_AGES),
});

export const countsOf = (end: Uint32Array): PopulationCounts => ({
  regions: end.length / SEX_AGES,
  persons: Float64Array.from(end),
});
