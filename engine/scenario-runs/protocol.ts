/** What the server and the thread that simulates say to each other. */
import type { RunSpec } from '../simulation/runs/run-identity.ts';
import type { RunFault } from '../simulation/runs/run-record.ts';

/** The snapshot that runs start from, and what it shows of itself. */
export interface SnapshotAtHand {
  /** As `twin status` lists it. */
  readonly snapshotId: string;
  readonly populationFolder: string;
  readonly modelsFolder: string;
  /** Of the models folder: other rates, other residents at the start. */
  readonly parametersSha256: string;
  /** Artefacts of its tables, as they leave for the browser. */
  readonly cityTable: Uint8Array;
  readonly kelurahanTable: Uint8Array;
  /** Counts under it are hidden. */
  readonly limit: number;
}

export interface RunOrder {
  readonly spec: RunSpec;
  readonly replicates: number;
  /** Text of the run's identity, and its folder. */
  readonly identity: string;
  readonly folder: string;
  /** Text of the identity of its baseline side, and the folder of all baselines. */
  readonly baselineIdentity: string;
  readonly baselines: string;
  /** Where to put what a browser may see. */
  readonly shownFile: string;
}

/** Baselines that are to be simulated while nobody asks for anything; the scenario of the spec is left out of account. */
export interface AheadOrder extends Pick<RunOrder, 'spec' | 'replicates' | 'baselineIdentity' | 'baselines'> {
  /** Folder of all runs: while another process simulates, nothing is done ahead. */
  readonly simulations: string;
}

export type Question =
  /** Reads the residents and warms threads up, so that the first run finds them there. */
  | { readonly kind: 'load'; readonly ahead?: AheadOrder }
  /** Whether a run would do: levers that change something, and memory enough. */
  | { readonly kind: 'check'; readonly spec: RunSpec; readonly replicates: number }
  | { readonly kind: 'run'; readonly order: RunOrder };

export type ToThread =
  | { readonly kind: 'ask'; readonly number: number; readonly snapshot: SnapshotAtHand; readonly question: Question }
  | { readonly kind: 'cancel'; readonly number: number };

export type FromThread = { readonly number: number } & (
  | { readonly kind: 'done'; readonly replicates: number }
  | { readonly kind: 'shown'; readonly replicates: number }
  | { readonly kind: 'answered' }
  | { readonly kind: 'cancelled' }
  /** A fault that says what to do, or an error that nobody foresaw. */
  | { readonly kind: 'refused'; readonly errorKind: 'input' | 'storage' | 'configuration'; readonly fault: RunFault }
  | { readonly kind: 'failed'; readonly message: string }
);
