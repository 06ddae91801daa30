/** The dice of one register held over one line: who spoils a field asks here whether, and how. */
import type { ErrorKind } from '../error-model.ts';
import type { Mishaps } from './mishaps.ts';
import type { Draw } from './names.ts';

export class LineDice {
  readonly mishaps: Mishaps;
  /** Number of the line: the person, or the person plus the count of persons on a second line. */
  key = 0;
  readonly #draws = new Map<ErrorKind, Draw>();

  constructor(mishaps: Mishaps) {
    this.mishaps = mishaps;
  }

  happens(kind: ErrorKind, isPossible = true): boolean {
    return this.mishaps.happens(kind, this.key, isPossible);
  }

  /** For what is dear to find out: whether the name could be spelled otherwise, the date changed round. */
  happensIf(kind: ErrorKind, isPossible: () => boolean): boolean {
    return this.mishaps.hasRate(kind) && this.happens(kind, isPossible());
  }

  /** Draws of one kind for the line that is being written. */
  draw(kind: ErrorKind): Draw {
    let draw = this.#draws.get(kind);
    if (draw === undefined) {
      draw = (count, number) => this.mishaps.below(kind, count, this.key, number);
      this.#draws.set(kind, draw);
    }
    return draw;
  }
}
