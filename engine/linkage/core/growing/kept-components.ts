/** What hangs together, and who is one, as an earlier run decided it: a component is looked at only where something touches it. */
import type { LiveCluster } from './live-state.ts';

/** Records by the numbers that they were kept under. */
export interface KeptComponents {
  /** [record] the first record of those that it hangs together with. */
  readonly component: Uint32Array;
  /** [record] the first record of its cluster. */
  readonly cluster: Uint32Array;
  /** First records of components with so many pairs that the weakest of them were taken for none. */
  readonly withoutWeakPairs: Uint32Array;
  /** Components of more records were parted. */
  readonly mostRecords: number;
}

/** Records of each component of two and more, side by side. */
export class ComponentMembers {
  readonly #kept: KeptComponents;
  /** [first record + 1] where those of the component end. */
  readonly #ends: Uint32Array;
  readonly #members: Uint32Array;
  readonly #withoutWeakPairs: ReadonlySet<number>;

  constructor(kept: KeptComponents) {
    const { component } = kept;
    this.#kept = kept;
    this.#withoutWeakPairs = new Set(kept.withoutWeakPairs);
    const ends = new Uint32Array(component.length + 1);
    for (let record = 0; record < component.length; record++) ends[component[record]! + 1]!++;
    for (let first = 0; first < component.length; first++) ends[first + 1]! += ends[first]!;
    const next = ends.slice();
    this.#members = new Uint32Array(component.length);
    for (let record = 0; record < component.length; record++) this.#members[next[component[record]!]!++] = record;
    this.#ends = ends;
  }

  size(first: number): number {
    return this.#ends[first + 1]! - this.#ends[first]!;
  }

  /** Ascending. */
  of(first: number): Uint32Array {
    return this.#members.subarray(this.#ends[first], this.#ends[first + 1]);
  }

  clusters(first: number): LiveCluster[] {
    const clusters = new Map<number, number[]>();
    for (const record of this.of(first)) {
      const of = this.#kept.cluster[record]!;
      const cluster = clusters.get(of);
      if (cluster === undefined) clusters.set(of, [record]);
      else cluster.push(record);
    }
    return [...clusters.values()];
  }

  isWithoutWeakPairs(first: number): boolean {
    return this.#withoutWeakPairs.has(first);
  }

  /** First records of the components of two and more. */
  *firsts(): Generator<number> {
    const { component } = this.#kept;
    for (let first = 0; first < component.length; first++) if (this.size(first) > 1) yield first;
  }
}
