/** Area × year × indicator: what leaves for maps, tables and exports, with small cells hidden. */
import { type AreaLevel, type BoundaryStatus, OFFICIAL_LEVELS } from '../geography/geography.ts';

/** State of a cell; the index is what columns hold. `hidden`: under the disclosure rule, or would give such a cell away. */
export const CELL_STATES = ['value', 'hidden', 'no-data'] as const;
export type CellState = (typeof CELL_STATES)[number];

export interface AreaColumn {
  /** Key of the indicator in models/indicators, or of a part of one: `pyramid/m/0-4`. */
  readonly indicator: string;
  /** [year × area] NaN unless the state is `value`. */
  readonly values: Float64Array;
  /** [year × area] index into CELL_STATES. */
  readonly states: Uint8Array;
}

export interface AreaTable {
  readonly level: AreaLevel;
  readonly areaCodes: readonly string[];
  readonly years: readonly number[];
  readonly columns: readonly AreaColumn[];
  readonly provenance: Provenance;
}

/** What every number can answer to "from what?". */
export interface Provenance {
  readonly snapshotId: string;
  /** The day that the numbers speak of. */
  readonly referenceDate: string;
  readonly isSample: boolean;
  readonly seed: number | undefined;
  readonly codeVersion: string;
  readonly parametersSha256: string;
  /** Of the kelurahan and what is made of them. */
  readonly boundaries: BoundaryStatus;
  /** Of each level: RW and RT stay indicative within official kelurahan. Not there in snapshots of older builds. */
  readonly boundariesByLevel?: Readonly<Record<AreaLevel, BoundaryStatus>>;
  readonly inputs: readonly { readonly name: string; readonly registerId: string; readonly sha256: string }[];
}

/** Whether the boundaries of a level are official; those of RW and RT never were before the provenance told. */
export function boundaryStatus({ boundaries, boundariesByLevel }: Provenance, level: AreaLevel): BoundaryStatus {
  return boundariesByLevel?.[level] ?? (OFFICIAL_LEVELS.has(level) ? boundaries : 'indicative');
}
