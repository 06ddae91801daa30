/** Clusters against their slow, obvious form: every average and every move reckoned anew each time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { componentsOf } from './components.ts';
import { clusterByScores } from './correlation.ts';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Clusters as lists of records, each in the place of its first record; undefined where it was joined to another. */
type Clusters = (number[] | undefined)[];
type Score = (one: number, other: number) => number;

function averageOf(one: readonly number[], other: readonly number[], score: Score): number {
  return sumOf(one.flatMap((i) => other.map((j) => score(i, j)))) / (one.length * other.length);
}

/** Joins the two whose average is highest, the earliest of equals, for as long as it is above 0. */
function joinSlowly(size: number, score: Score): Clusters {
  const clusters: Clusters = Array.from({ length: size }, (_, record) => [record]);
  for (;;) {
    let best: { i: number; j: number; average: number } | undefined;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        if (clusters[i] === undefined || clusters[j] === undefined) continue;
        const average = averageOf(clusters[i]!, clusters[j]!, score);
        if (average > (best?.average ?? 0)) best = { i, j, average };
      }
    }
    if (best === undefined) return clusters;
    clusters[best.i]!.push(...clusters[best.j]!);
    clusters[best.j] = undefined;
  }
}

/** Moves each record in turn to where most speaks for it. @returns whether one was moved */
function moveSlowly(clusters: Clusters, size: number, score: Score): boolean {
  let isMoved = false;
  for (let record = 0; record < size; record++) {
    const now = clusters.findIndex((members) => members?.includes(record));
    const gainIn = (place: number): number =>
      sumOf(clusters[place]!.filter((other) => other !== record).map((other) => score(record, other)));
    let best = now;
    for (let place = 0; place < size; place++) {
      if (clusters[place] !== undefined && gainIn(place) > gainIn(best) + 1e-3) best = place;
    }
    if (gainIn(best) < -1e-3 && clusters[now]!.length > 1) best = clusters.indexOf(undefined);
    if (best === now) continue;
    const left = clusters[now]!.filter((other) => other !== record);
    clusters[now] = left.length === 0 ? undefined : left;
    (clusters[best] ??= []).push(record);
    isMoved = true;
  }
  return isMoved;
}

/** [record] the first record of its cluster. */
function clusterSlowly(size: number, score: Score): number[] {
  const clusters = joinSlowly(size, score);
  for (let round = 0; round < 12 && moveSlowly(clusters, size, score); round++);
  return Array.from({ length: size }, (_, record) => {
    const own = clusters.find((members) => members?.includes(record))!;
    return Math.min(...own);
  });
}

test('clusters are what joining and moving by hand makes', () => {
  const score = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -12, max: 10 }) },
    { weight: 1, arbitrary: fc.constant(-Infinity) },
  );
  let joined = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(score, { minLength: 36, maxLength: 36 }), (size, each) => {
      const scoreOf: Score = (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        return each[(high * (high - 1)) / 2 + low]!;
      };
      const scores = Float32Array.from({ length: size * size }, (_, at) => {
        const [one, other] = [Math.floor(at / size), at % size];
        return one === other ? 0 : scoreOf(one, other);
      });
      const slow = clusterSlowly(size, scoreOf);
      expect([...clusterByScores({ size, scores })]).toEqual(slow);
      if (slow.some((first, record) => first !== record)) joined++;
    }),
    { numRuns: 1500, seed: 3577 },
  );
  expect(joined).toBeGreaterThan(500);
});

/** Records that hang together, by looking again and again for one that can be reached. */
function reachedFrom(record: number, pairs: readonly (readonly [number, number])[]): number[] {
  const reached = new Set([record]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const [one, other] of pairs) {
      if (reached.has(one)) reached.add(other);
      if (reached.has(other)) reached.add(one);
    }
  }
  return [...reached].sort((a, b) => a - b);
}

test('components are the records that can be reached from each other', () => {
  const end = fc.integer({ min: 0, max: 14 });
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end, fc.boolean()), { maxLength: 20 }), (pairs) => {
      const idHash = Uint32Array.from({ length: 15 }, (_, record) => (record * 7) % 15);
      const components = componentsOf(
        15,
        idHash,
        {
          count: pairs.length,
          left: Uint32Array.from(pairs, ([one]) => one),
          right: Uint32Array.from(pairs, ([, other]) => other),
        },
        (at) => pairs[at]![2],
      );
      const joining = pairs.filter(([, , joins]) => joins).map(([one, other]) => [one, other] as const);
      for (let record = 0; record < 15; record++) {
        const slow = reachedFrom(record, joining);
        const of = components.of[record]!;
        expect(of === 0).toBe(slow.length === 1);
        if (of === 0) continue;
        const members = [...components.members.subarray(components.starts[of - 1], components.starts[of])];
        expect(members.toSorted((a, b) => a - b)).toEqual(slow);
        expect(members).toEqual(members.toSorted((a, b) => idHash[a]! - idHash[b]!));
      }
    }),
  );
});
