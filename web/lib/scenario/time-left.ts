/** How long a run may still take, by what was done while somebody watched it. */

/** Replicates that must come, and the time that must pass, before a rate is told. */
const FEWEST = 2;
const SHORTEST_MS = 1500;

export class TimeLeft {
  #seen: { readonly id: string; readonly at: number; readonly done: number } | undefined;
  /** What an earlier attempt did comes in a heap, sooner or later: it says nothing of how fast this one is. */
  #hasBegun = false;

  /**
   * @param done replicates that are there, of `all`
   * @param at   milliseconds of a clock that only goes on
   * @returns seconds; undefined while too few came to tell
   */
  seconds(id: string, done: number, all: number, at: number): number | undefined {
    if (this.#seen?.id !== id) [this.#seen, this.#hasBegun] = [{ id, at, done }, false];
    else if (!this.#hasBegun && done > this.#seen.done) [this.#seen, this.#hasBegun] = [{ id, at, done }, true];
    const [came, passed] = [done - this.#seen.done, at - this.#seen.at];
    return came < FEWEST || passed < SHORTEST_MS ? undefined : (passed / 1000 / came) * (all - done);
  }
}
