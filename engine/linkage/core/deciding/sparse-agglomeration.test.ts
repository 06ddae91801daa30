/** Joining by the pairs at hand against its slow, obvious form: after each step all pairs of clusters are scored anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agglomerateSparse, type SparseScores } from './sparse-agglomeration.ts';

const SCORE_OF_UNFOUND = -2;

interface Between {
  readonly sum: number;
  readonly pairs: number;
}

function slow({ size, left, right, scores }: SparseScores, mostMembers: number, same?: Uint32Array): number[] {
  const members = Array.from({ length: size }, () => 1);
  const parent = members.map((_, record) => record);
  const between = members.map(() => new Map<number, Between>());
  const put = (a: number, b: number, each: Between): void => {
    between[a]!.set(b, each);
    between[b]!.set(a, each);
  };
  left.forEach((a, pair) => put(a, right[pair]!, { sum: scores[pair]!, pairs: 1 }));
  const join = (kept: number, gone: number): void => {
    parent.forEach((of, record) => {
      if (of === gone) parent[record] = kept;
    });
    members[kept]! += members[gone]!;
    between[kept]!.delete(gone);
    for (const [other, { sum, pairs }] of between[gone]!) {
      between[other]!.delete(gone);
      if (other === kept) continue;
      const known = between[kept]!.get(other) ?? { sum: 0, pairs: 0 };
      put(kept, other, { sum: known.sum + sum, pairs: known.pairs + pairs });
    }
    between[gone]!.clear();
  };
  same?.forEach((first, record) => {
    if (first !== record) join(first, record);
  });
  for (;;) {
    let best = { score: 0, kept: -1, gone: -1 };
    for (let kept = 0; kept < size; kept++) {
      for (const [gone, { sum, pairs }] of [...between[kept]!].sort(([a], [b]) => a - b)) {
        if (gone < kept || members[kept]! + members[gone]! > mostMembers) continue;
        const all = members[kept]! * members[gone]!;
        const score = (sum + (all - pairs) * SCORE_OF_UNFOUND) / all;
        if (score > best.score) best = { score, kept, gone };
      }
    }
    if (best.kept < 0) return parent;
    join(best.kept, best.gone);
  }
}

/** Few scores, so that many are equal; some that nothing outweighs. */
const score = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -12, max: 40 }).map((quarters) => quarters / 4) },
  { weight: 2, arbitrary: fc.float({ min: -3, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(-Infinity) },
);

const graph = fc.integer({ min: 2, max: 24 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    most: fc.integer({ min: 1, max: size }),
    pairs: fc.uniqueArray(
      fc
        .tuple(fc.nat(size - 1), fc.nat(size - 1), score, fc.boolean())
        .filter(([a, b]) => a < b)
        .map(([a, b, each, isTurned]) => ({ ends: isTurned ? [b, a] : [a, b], key: a * size + b, each })),
      { selector: ({ key }) => key, maxLength: 120, size: 'max' },
    ),
    sameAs: fc.option(fc.array(fc.nat(4), { minLength: size, maxLength: size })),
  }),
);

test('is joined as when all pairs of clusters are scored anew after each step', () => {
  fc.assert(
    fc.property(graph, ({ size, most, pairs, sameAs }) => {
      const given = {
        size,
        left: Uint32Array.from(pairs, ({ ends }) => ends[0]!),
        right: Uint32Array.from(pairs, ({ ends }) => ends[1]!),
        scores: Float32Array.from(pairs, ({ each }) => each),
      };
      // Those that draw 0 are one with nobody.
      const same =
        sameAs === null ? undefined : Uint32Array.from(sameAs, (group, i) => (group === 0 ? i : sameAs.indexOf(group)));
      expect([...agglomerateSparse(given, most, same)]).toEqual(slow(given, most, same));
    }),
    { seed: 5, numRuns: 600 },
  );
});

test('a million pairs take seconds', () => {
  const size = 1500;
  const [left, right, scores]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      left.push(i);
      right.push(j);
      scores.push(i % 5 === j % 5 ? 2 + ((i * 7 + j * 3) % 32) / 4 : -((i + j) % 16) / 4);
    }
  }
  const given = { size, left: Uint32Array.from(left), right: Uint32Array.from(right) };
  const before = process.cpuUsage();
  const clusters = agglomerateSparse({ ...given, scores: Float32Array.from(scores) }, 300);
  // Of this process alone, however busy the machine is; about one second is usual.
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(8);
  expect([...clusters]).toEqual(Array.from({ length: size }, (_, i) => i % 5));
}, 60_000);
