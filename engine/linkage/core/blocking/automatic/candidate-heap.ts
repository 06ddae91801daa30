/** The worthiest candidate first; worth only falls as matches are covered, so that it is looked at anew when it is due. */

interface Placed {
  readonly place: number;
}

/** Candidates that are not taken yet. */
export interface OpenCandidates<Candidate> {
  put(candidate: Candidate): void;
  /** The one that is worth most now, the first of several; undefined where none is worth anything. */
  take(): Candidate | undefined;
}

export type OpenCandidatesOf = <Candidate extends Placed>(
  candidates: readonly Candidate[],
  worthOf: (candidate: Candidate) => number,
) => OpenCandidates<Candidate>;

export const heapOfCandidates: OpenCandidatesOf = (candidates, worthOf) => new CandidateHeap(candidates, worthOf);

class CandidateHeap<Candidate extends Placed> implements OpenCandidates<Candidate> {
  readonly #heap: { readonly candidate: Candidate; readonly worth: number }[] = [];
  readonly #worthOf: (candidate: Candidate) => number;

  constructor(candidates: readonly Candidate[], worthOf: (candidate: Candidate) => number) {
    this.#worthOf = worthOf;
    for (const candidate of candidates) this.put(candidate);
  }

  put(candidate: Candidate): void {
    const entry = { candidate, worth: this.#worthOf(candidate) };
    if (entry.worth === 0) return;
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isWorthier(entry, heap[up]!); up = (at - 1) >> 1) {
      heap[at] = heap[up]!;
      at = up;
    }
    heap[at] = entry;
  }

  take(): Candidate | undefined {
    for (let first = this.#pop(); first !== undefined; first = this.#pop()) {
      const { candidate } = first;
      const now = { candidate, worth: this.#worthOf(candidate) };
      const next = this.#heap[0];
      if (now.worth > 0 && (next === undefined || isWorthier(now, next))) return candidate;
      this.put(candidate);
    }
    return undefined;
  }

  #pop() {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let down = 1; down < heap.length; down = 2 * at + 1) {
      if (down + 1 < heap.length && isWorthier(heap[down + 1]!, heap[down]!)) down++;
      if (!isWorthier(heap[down]!, last)) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}

interface Worthy {
  readonly candidate: Placed;
  readonly worth: number;
}

const isWorthier = (a: Worthy, b: Worthy): boolean =>
  a.worth > b.worth || (a.worth === b.worth && a.candidate.place < b.candidate.place);
