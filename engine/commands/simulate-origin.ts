/** What a table of simulated numbers follows from, for its foot and for --json: the same of all gives the same bytes. */
import type { Config } from '../config.ts';
import { codeVersion, parametersSha256 } from '../fingerprint.ts';
import { originLines } from '../simulation/replicates/line-file.ts';

export type OriginRow = readonly [label: string, value: string];

export interface Origin {
  readonly method: string;
  /** What the numbers are: chance drawn, or expected. */
  readonly numbers: string;
  readonly snapshotId: string;
  readonly isSample: boolean;
  /** ISO date of the snapshot. */
  readonly countedOn: string;
  /** Residents of whom something is not known that the model needs. */
  readonly spread: number;
  readonly codeVersion: string;
  readonly parametersSha256: string;
}

/** Version of the program, and the checksum of models/ as it is now. */
export const groundNow = ({ modelsFolder }: Config): Pick<Origin, 'codeVersion' | 'parametersSha256'> => ({
  codeVersion: codeVersion(),
  parametersSha256: parametersSha256(modelsFolder),
});

export const originRows = (origin: Origin, spreadAs = 'with a drawn'): OriginRow[] => [
  ['What', `${origin.numbers}, not official figures; small numbers of residents, not for publication`],
  ...(origin.isSample ? [['Residents', 'Invented: a sample city'] as const] : []),
  ['Method', origin.method],
  ['Snapshot', origin.snapshotId],
  ['Counted on', origin.countedOn],
  [`Residents ${spreadAs} kelurahan, sex or age`, String(origin.spread)],
  ['Parameters (sha256 of models/)', origin.parametersSha256],
  ['Program', origin.codeVersion],
];

/** A table with where it comes from below its rows. */
export const withOriginBelow = (csv: string, rows: readonly OriginRow[]): string =>
  `${csv}\n${originLines(rows).join('\n')}\n`;
