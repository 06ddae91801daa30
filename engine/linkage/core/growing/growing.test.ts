import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../../kernel/progress.ts';
import { DisjointSets } from '../deciding/disjoint-sets.ts';
import { settledPairs } from '../deciding/settled-pairs.ts';
import { linkTable } from '../link-table.ts';
import type { ReadyModel } from '../link-model.ts';
import type { TrainedParameters } from '../trained/parameters.ts';
import {
  inTableOrder,
  linkPeople,
  tableOfPeople,
  TEST_FIELD_NAMES,
  TEST_FIELDS,
  testModel,
  testPeople,
  testPerson,
  toldOf,
  type TestPerson,
} from '../trained/test-people.ts';
import type { Readings } from '../values/make-table.ts';
import { nameOf } from './live-records.ts';
import type { LiveLinkage, NamedSettled } from './live-linkage.ts';
import { keepLinkage, openKept } from './kept-linkage.ts';
import { openLinkage } from './open-linkage.ts';
import { readRecords } from './read-records.ts';

type Step =
  | { readonly kind: 'add'; readonly source: number; readonly entity: number; readonly version: number }
  | { readonly kind: 'change'; readonly which: number; readonly entity: number; readonly version: number }
  | { readonly kind: 'remove'; readonly which: number }
  | { readonly kind: 'settle'; readonly which: number; readonly other: number; readonly isSame: boolean }
  | { readonly kind: 'forget'; readonly which: number };

/** Few entities, so that most steps meet somebody. */
const entity = fc.nat(24);
const version = fc.nat(6);
const which = fc.nat(999);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), source: fc.nat(1), entity, version }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), which, entity, version }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('settle' as const), which, other: which, isSame: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), which }) },
);

interface Learnt {
  readonly trained: TrainedParameters;
  readonly readings: Readings;
}

/** A model learnt once from enough people, of whom a few are taken to begin with. */
async function learnt(sources: readonly string[], changes: Partial<ReadyModel>): Promise<Learnt> {
  const table = tableOfPeople(testPeople(200, sources), sources);
  const { parameters } = await linkPeople(table, testModel(table, changes));
  return { trained: parameters, readings: table.readings };
}

/** A live linkage beside the rows that it should hold. */
class Both {
  rows: TestPerson[];
  settled: NamedSettled[] = [];
  live: LiveLinkage;
  readonly #sources: readonly string[];
  readonly #learnt: Learnt;
  #added = 0;

  constructor(live: LiveLinkage, rows: TestPerson[], sources: readonly string[], model: Learnt) {
    this.live = live;
    this.rows = rows;
    this.#sources = sources;
    this.#learnt = model;
  }

  static async open(sources: readonly string[], model: Learnt): Promise<Both> {
    const rows = testPeople(24, sources);
    const ordered = inTableOrder(rows, sources);
    const live = await openLinkage(tableOfPeople(rows, sources, model.readings), {
      ids: sources.map((name) => ordered.filter(({ source }) => source === name).map(({ id }) => id)),
      trained: model.trained,
      threads: 1,
      progress: SILENT,
    });
    return new Both(live, rows, sources, model);
  }

  /** Keeps the linkage and opens it again, as another run would. */
  async reopen(): Promise<void> {
    const { records } = this.live;
    const ofSource = (source: string): number[] =>
      [...records.numbers()]
        .filter((record) => records.sources[records.source[record]!] === source)
        .sort((a, b) => (records.nameOf(a) < records.nameOf(b) ? -1 : 1));
    const numbers = this.#sources.map(ofSource);
    const ids = numbers.map((of) => of.map((record) => records.nameOf(record).split('\n')[1]!));
    const texts = numbers
      .flat()
      .map((record) => new Map(TEST_FIELD_NAMES.map((field) => [field, records.textOf(record, field)])));
    this.live = await openKept(keepLinkage(this.live, Uint32Array.from(numbers.flat())), {
      ids,
      sources: this.#sources,
      trained: this.#learnt.trained,
      settled: this.settled,
      textOf: (record, field) => texts[record]!.get(field as (typeof TEST_FIELD_NAMES)[number])!,
    });
  }

  take(each: Step): void {
    if (each.kind === 'add') {
      const person = testPerson(
        this.#sources[each.source % this.#sources.length]!,
        `new-${String(this.#added++)}`,
        each.entity,
        each.version,
      );
      this.come(person);
      return;
    }
    if (each.kind === 'forget') {
      if (this.settled.length > 0) this.settled = this.settled.toSpliced(each.which % this.settled.length, 1);
      this.live.settle(this.settled);
      return;
    }
    if (this.rows.length === 0) return;
    const at = each.which % this.rows.length;
    const { source, id } = this.rows[at]!;
    if (each.kind === 'change') {
      this.rows[at] = testPerson(source, id, each.entity, each.version);
      this.live.change(this.#standard(this.rows[at]));
    } else if (each.kind === 'remove') {
      this.rows.splice(at, 1);
      this.live.remove(nameOf(source, id));
    } else {
      this.#settle(nameOf(source, id), this.rows[each.other % this.rows.length]!, each.isSame);
    }
  }

  come(person: TestPerson): void {
    this.rows.push(person);
    this.live.add(this.#standard(person));
  }

  go({ source, id }: TestPerson): void {
    this.rows = this.rows.filter((row) => row.source !== source || row.id !== id);
    this.live.remove(nameOf(source, id));
  }

  #settle(left: string, { source, id }: TestPerson, isSame: boolean): void {
    const right = nameOf(source, id);
    if (left === right) return;
    const others = this.settled.filter((each) => [each.left, each.right].sort().join() !== [left, right].sort().join());
    const more = [...others, { left, right, kind: isSame ? ('same' as const) : ('different' as const) }];
    if (isConsistent(more)) this.settled = more;
    this.live.settle(this.settled);
  }

  #standard(person: TestPerson) {
    const columns = new Map(TEST_FIELD_NAMES.map((field) => [field, [person.values[field]!]]));
    const [record] = readRecords(
      [{ name: person.source, ids: [person.id], columns }],
      TEST_FIELDS,
      this.#learnt.readings,
    );
    return record!;
  }

  toldLive() {
    const { records, weigher } = this.live;
    const width = weigher.patterns.width;
    const told = (record: number): string => records.nameOf(record).replace('\n', '/');
    return {
      clusters: this.live
        .clusters()
        .map((cluster) => cluster.map(told).sort().join(' '))
        .sort(),
      pairs: [...this.live.pairsToTell()]
        .map(({ left, right, weightBits, probability, isLinked, rarityBits, pattern }) =>
          [
            [told(left), told(right)].sort().join(' '),
            weightBits,
            Math.fround(probability),
            isLinked ? 1 : 0,
            rarityBits,
            weigher.patterns.levels.subarray(pattern * width, (pattern + 1) * width).join(''),
          ].join(' | '),
        )
        .sort(),
    };
  }

  async toldRebuilt() {
    // Another order of rows than that in which they came.
    const rows = inTableOrder(this.rows.toReversed(), this.#sources);
    const numbers = new Map(rows.map(({ source, id }, i) => [nameOf(source, id), i]));
    const settled = this.settled.flatMap(({ left, right, kind }) => {
      const [l, r] = [numbers.get(left), numbers.get(right)];
      return l === undefined || r === undefined ? [] : [{ left: l, right: r, kind }];
    });
    const result = await linkTable(
      tableOfPeople(rows, this.#sources, this.#learnt.readings),
      this.#learnt.trained.model,
      { threads: 1, progress: SILENT, trained: this.#learnt.trained, settled: settledPairs(settled) },
    );
    return toldOf(rows, result);
  }
}

function isConsistent(settled: readonly NamedSettled[]): boolean {
  const names = [...new Set(settled.flatMap(({ left, right }) => [left, right]))];
  const sets = new DisjointSets(names.length);
  const at = (name: string): number => sets.find(names.indexOf(name));
  for (const { left, right, kind } of settled) if (kind === 'same') sets.join(at(left), at(right));
  return settled.every(({ left, right, kind }) => kind === 'same' || at(left) !== at(right));
}

/** Every pair that they find they find by keys that more than two records make hubs: no other rule stands in. */
const HUBS: Partial<ReadyModel> = {
  maximumPerKey: 2,
  rules: [
    { name: 'born', keys: [{ part: 'year-month', fields: ['born'] }] },
    { name: 'names', keys: [{ part: 'words', fields: ['name'] }] },
  ],
};

const TWO = ['a', 'b'] as const;
const betweenTwo = (isOneToOne: boolean): ReadyModel['between'] => [{ left: 'a', right: 'b', isOneToOne }];

describe.each<[string, readonly string[], Partial<ReadyModel>]>([
  ['doubles in one file', ['a'], {}],
  ['two files', TWO, { between: betweenTwo(false) }],
  ['two files one to one', TWO, { between: betweenTwo(true) }],
  ['two files, doubles in both', TWO, { between: betweenTwo(false), deduplicate: [true, true] }],
  ['two files one to one, doubles in one', TWO, { between: betweenTwo(true), deduplicate: [true, false] }],
  ['keys that are hubs from three records on', ['a'], HUBS],
  ['hubs one to one', TWO, { ...HUBS, between: betweenTwo(true) }],
  ['all pairs', ['a'], { rules: [{ name: 'all', keys: [] }] }],
  ['a low threshold, so that much hangs together', ['a'], { threshold: 0.002 }],
  [
    'rows of one address never together',
    ['a'],
    { threshold: 0.002, neverTogether: [{ source: 'a', field: 'address' }] },
  ],
  [
    'one file that has everybody once',
    TWO,
    {
      between: betweenTwo(false),
      deduplicate: [false, true],
      threshold: 0.002,
      neverTogether: [{ source: 'a' }, { source: 'b', field: 'born' }],
    },
  ],
  ['much that hangs together by few pairs', ['a'], { ...HUBS, maximumPerKey: 6, threshold: 0.0005 }],
])('%s', (_, sources, changes) => {
  test('whatever comes, changes, goes, is settled, kept and opened again: all is as linked anew', async () => {
    const model = await learnt(sources, changes);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const both = await Both.open(sources, model);
        for (const [i, each] of steps.entries()) {
          both.take(each);
          if (i % 3 === 1) await both.reopen();
          if (i % 4 === 3 || i === steps.length - 1) expect(both.toldLive()).toEqual(await both.toldRebuilt());
        }
      }),
      { numRuns: 12 },
    );
  });
});

test('what hangs together and is too large to be looked at whole is parted as when linked anew', async () => {
  const sources = ['a'];
  const model = await learnt(sources, { rules: [{ name: 'born', keys: [{ part: 'year-month', fields: ['born'] }] }] });
  const both = await Both.open(sources, model);
  for (let i = 0; i < 330; i++) both.take({ kind: 'add', source: 0, entity: 1, version: i % 7 });
  expect(both.toldLive()).toEqual(await both.toldRebuilt());
  both.take({ kind: 'settle', which: 40, other: 60, isSame: false });
  both.take({ kind: 'remove', which: 80 });
  expect(both.toldLive()).toEqual(await both.toldRebuilt());
});

test('a pair whose rival goes is decided on with all that hang together with it', async () => {
  const model = await learnt(TWO, { between: betweenTwo(true), threshold: 0.2 });
  const both = await Both.open(TWO, model);
  const told = {
    name: 'wiku leno',
    given: 'wiku',
    surname: 'leno',
    born: '1971-05-21',
    sex: 'P',
    nik: '',
    address: '',
  };
  const person = (source: string, id: string, values: Partial<typeof told>): TestPerson => ({
    source,
    id,
    values: { ...told, ...values },
  });
  const own = { nik: '3577012105710007', address: 'Jl Serayu 7' };
  // Whoever tells little may be either of two in the other file. One of them has a partner by its number, and no rule
  // brings that partner together with the others: nothing but the rivalry reaches them.
  const first = person('a', 'first', own);
  const second = person('a', 'second', { nik: '3577999988880001', address: 'Jl Merdeka 31' });
  const rival = person('b', 'rival', { ...own, name: '', given: '', surname: '' });
  const vague = person('b', 'vague', {});
  for (const each of [first, second, rival, vague]) both.come(each);
  expect(both.toldLive().clusters).toEqual(expect.arrayContaining(['a/first b/rival', 'a/second b/vague']));
  both.go(rival);
  const { clusters, pairs } = both.toldLive();
  expect(pairs.filter((pair) => pair.includes('b/vague'))).toHaveLength(2);
  expect(clusters).toEqual((await both.toldRebuilt()).clusters);
  expect(pairs).toEqual((await both.toldRebuilt()).pairs);
  both.come(rival);
  expect(both.toldLive()).toEqual(await both.toldRebuilt());
});

test('records that come after it was kept and opened again find each other', async () => {
  const sources = ['people'];
  const both = await Both.open(sources, await learnt(sources, {}));
  for (let round = 0; round < 3; round++) {
    await both.reopen();
    for (const version of [0, 1]) both.take({ kind: 'add', source: 0, entity: 400 + round, version });
  }
  await both.reopen();
  both.take({ kind: 'add', source: 0, entity: 400, version: 2 });
  const told = both.toldLive();
  expect(told.clusters.filter((cluster) => cluster.includes('new-')).length).toBeLessThan(7);
  expect(told).toEqual(await both.toldRebuilt());
});
