/** Classes stay while replicates come in and bands sharpen: a colour that changed its meaning under one's eyes would mislead. */
import type { LockedClasses } from '../compared/locked-classes.ts';
import { FEWEST_FOR_BANDS } from '../compared/band.ts';

/** Expected numbers, the first replicates, and enough of them: from then on classes stay. */
const stageOf = (replicates: number): number => (replicates === 0 ? 0 : replicates < FEWEST_FOR_BANDS ? 1 : 2);

export class ClassLocks {
  readonly #kept = new Map<string, { readonly stage: number; readonly classes: LockedClasses }>();

  /** @param key run, indicator, side and language */
  keep(key: string, replicates: number, make: () => LockedClasses): LockedClasses {
    const known = this.#kept.get(key);
    const stage = stageOf(replicates);
    if (known?.stage === stage) return known.classes;
    const classes = make();
    this.#kept.set(key, { stage, classes });
    return classes;
  }
}
