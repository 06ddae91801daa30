/** Sets of numbered things that grow by joining; the smallest member stands for its set. */
export class DisjointSets {
  readonly #parent: Uint32Array;

  constructor(count: number) {
    this.#parent = new Uint32Array(count);
    for (let i = 0; i < count; i++) this.#parent[i] = i;
  }

  find(member: number): number {
    const parent = this.#parent;
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  join(left: number, right: number): void {
    const [l, r] = [this.find(left), this.find(right)];
    if (l < r) this.#parent[r] = l;
    else this.#parent[l] = r;
  }
}
