/** How long a run may still take, by what was done while somebody watched it. */

/** Replicates that must come before a rate is told. */
const FEWEST = 2;

export class TimeLeft {
  /** What an earlier attempt did, which is there at once, says nothing of how fast this one is. */
  #seen: { readonly id: string; readonly at: number; readonly done: number } | undefined;

  /**
   * @param done replicates that are there, of `all`
   * @param at   milliseconds of a clock that only goes on
   * @returns seconds; undefined while too few came to tell
   */
  seconds(id: string, done: number, all: number, at: number): number | undefined {
    if (this.#seen?.id !== id || this.#seen.done === 0) this.#seen = { id, at, done };
    const came = done - this.#seen.done;
    return came < FEWEST ? undefined : ((at - this.#seen.at) / 1000 / came) * (all - done);
  }
}
