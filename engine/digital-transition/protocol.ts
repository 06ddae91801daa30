/** What the server and the thread that carries residents through a transition say to each other. */
import type { DigitalParameters, DigitalPath } from '../simulation/digital/parameters.ts';
import type { ImpossibleValue } from '../simulation/digital/impossible-start.ts';
import type { ErrorKind, ErrorText } from '../kernel/errors.ts';

/** The snapshot that it starts from. */
export interface SnapshotAtHand {
  /** As `twin status` lists it. */
  readonly snapshotId: string;
  readonly populationFolder: string;
  /** Kelurahan of the city. */
  readonly areas: number;
}

export interface Asked {
  readonly parameters: DigitalParameters;
  readonly path: DigitalPath;
  readonly months: number;
  readonly seed: number;
}

export type Question =
  /** Whether the start can be as it is assumed, and how many residents it has. */
  | { readonly kind: 'start'; readonly parameters: DigitalParameters }
  | { readonly kind: 'replicate'; readonly asked: Asked; readonly replicate: Replicate };

/** Its number, or what is believed most. */
export type Replicate = number | 'central';

/** Residents at the start. */
export interface Start {
  readonly persons: number;
  /** [(kelurahan, the city last) × group] residents in the model. */
  readonly sizes: Float64Array;
  /** Residents whose kelurahan, sex or age no register tells: given one by chance. */
  readonly spread: number;
}

export interface ToThread {
  readonly number: number;
  readonly snapshot: SnapshotAtHand;
  readonly question: Question;
}

export type FromThread = { readonly number: number } & (
  | { readonly kind: 'start'; readonly start: Start }
  /** [(month × areas + area, the city last) × measure], counted in residents of the snapshot. */
  | { readonly kind: 'replicate'; readonly measures: Float64Array }
  | {
      readonly kind: 'refused';
      readonly errorKind: ErrorKind;
      readonly text: ErrorText;
      readonly value: ImpossibleValue | undefined;
    }
  | { readonly kind: 'failed'; readonly message: string }
);
