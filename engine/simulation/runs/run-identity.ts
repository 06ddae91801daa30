/** What a run follows from: the same identity gives the same bytes, so that a run that was stopped or is asked again is found. */
import { join } from 'node:path';
import { sha256 } from '../../kernel/checksum.ts';
import type { AlignedYear } from '../scenarios/alignment.ts';
import type { Scenario } from '../scenarios/scenario-file.ts';

/** What somebody asks for, besides how many replicates. */
export interface RunSpec {
  readonly baseline: Scenario;
  readonly scenario: Scenario;
  readonly years: number;
  readonly seed: number;
  /** Totals from outside that the baseline has. */
  readonly alignment: readonly AlignedYear[];
}

/** What the answer depends on besides: residents, program and rates. */
export interface RunGround {
  /** As `twin status` lists it. */
  readonly snapshotId: string;
  readonly codeVersion: string;
  readonly parametersSha256: string;
}

/** Threads and the number of replicates are none of it. */
export function identityOf(ground: RunGround, { years, seed, alignment, baseline, scenario }: RunSpec): string {
  const { snapshotId, codeVersion: code, parametersSha256: parameters } = ground;
  const identity = { snapshotId, code, parameters, years, seed, alignment, baseline, scenario };
  return `${JSON.stringify(identity, null, 2)}\n`;
}

/** Of its baseline side alone: the same whatever scenario stands beside it. */
export function identityOfBaseline(ground: RunGround, { years, seed, alignment, baseline }: RunSpec): string {
  const { snapshotId, codeVersion: code, parametersSha256: parameters } = ground;
  return JSON.stringify({ snapshotId, code, parameters, years, seed, alignment, levers: baseline.levers });
}

export const baselinesFolder = (dataFolder: string): string => join(simulationsFolder(dataFolder), 'baselines');

export const nameOfRun = (identity: string): string => sha256(identity).slice(0, 16);

export const simulationsFolder = (dataFolder: string): string => join(dataFolder, 'simulations');
