/** For tests: a linkage that grows beside the rows that it should hold, to be linked anew whenever asked. */
import fc from 'fast-check';
import { SILENT } from '../../../kernel/progress.ts';
import { DisjointSets } from '../deciding/disjoint-sets.ts';
import type { PartingLimits } from '../deciding/part-components.ts';
import { settledPairs } from '../deciding/settled-pairs.ts';
import { linkTable } from '../link-table.ts';
import type { ReadyModel } from '../link-model.ts';
import { partedNotes } from '../link-notes.ts';
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
import { arenaOfTexts } from '../values/text-arena.ts';
import { nameOf } from './live-records.ts';
import type { LiveLinkage, LivePair, NamedSettled } from './live-linkage.ts';
import { keepLinkage, openKept } from './kept-linkage.ts';
import { openLinkage } from './open-linkage.ts';
import { readRecords } from './read-records.ts';

export type Step =
  | { readonly kind: 'add'; readonly source: number; readonly entity: number; readonly version: number }
  | { readonly kind: 'change'; readonly which: number; readonly entity: number; readonly version: number }
  | { readonly kind: 'remove'; readonly which: number }
  | { readonly kind: 'settle'; readonly which: number; readonly other: number; readonly isSame: boolean }
  | { readonly kind: 'forget'; readonly which: number };

/** Few entities, so that most steps meet somebody. */
const entity = fc.nat(24);
const version = fc.nat(6);
const which = fc.nat(999);
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), source: fc.nat(1), entity, version }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), which, entity, version }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('settle' as const), which, other: which, isSame: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), which }) },
);

export interface Learnt {
  readonly trained: TrainedParameters;
  readonly readings: Readings;
}

/** A model learnt once from enough people, of whom a few are taken to begin with. */
export async function learnt(sources: readonly string[], changes: Partial<ReadyModel>): Promise<Learnt> {
  const table = tableOfPeople(testPeople(200, sources), sources);
  const { parameters } = await linkPeople(table, testModel(table, changes));
  return { trained: parameters, readings: table.readings };
}

/** A live linkage beside the rows that it should hold. */
export class Both {
  rows: TestPerson[];
  settled: NamedSettled[] = [];
  live: LiveLinkage;
  readonly #sources: readonly string[];
  readonly #learnt: Learnt;
  readonly #limits: PartingLimits | undefined;
  #added = 0;
  /** Pairs as they were told when it was opened last. */
  #opened: readonly string[] = [];

  constructor(
    live: LiveLinkage,
    rows: TestPerson[],
    sources: readonly string[],
    model: Learnt,
    limits: PartingLimits | undefined,
  ) {
    this.live = live;
    this.rows = rows;
    this.#sources = sources;
    this.#learnt = model;
    this.#limits = limits;
  }

  static async open(
    sources: readonly string[],
    model: Learnt,
    { people = 24, limits }: { people?: number; limits?: PartingLimits } = {},
  ): Promise<Both> {
    const rows = testPeople(people, sources);
    const ordered = inTableOrder(rows, sources);
    const live = await openLinkage(tableOfPeople(rows, sources, model.readings), {
      ids: sources.map((name) => ordered.filter(({ source }) => source === name).map(({ id }) => id)),
      trained: model.trained,
      threads: 1,
      progress: SILENT,
      ...(limits && { limits }),
    });
    return new Both(live, rows, sources, model, limits);
  }

  /** Keeps the linkage and opens it again, as another run would. */
  async reopen(): Promise<void> {
    this.#opened = this.toldLive().pairs;
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
      ids: ids.map(arenaOfTexts),
      sources: this.#sources,
      trained: this.#learnt.trained,
      settled: this.settled,
      ...(this.#limits && { limits: this.#limits }),
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
    return {
      parted: partedNotes(this.live.parted()).map(({ en }) => en),
      clusters: this.live
        .clusters()
        .map((cluster) => cluster.map(this.#nameOf).sort().join(' '))
        .sort(),
      pairs: this.#told(this.live.pairsToTell()),
    };
  }

  /** Pairs as they were told when it was opened last, but for those that are told anew. */
  toldByParts(): string[] {
    const { decided, records } = this.live;
    const anew = new Set([...(decided ?? records.numbers()), ...records.goneOfTable()].map(this.#nameOf));
    const stay = this.#opened.filter((pair) => !namesIn(pair).some((name) => anew.has(name)));
    return [...stay, ...this.#told(this.live.pairsDecided())].sort();
  }

  readonly #nameOf = (record: number): string => this.live.records.nameOf(record).replace('\n', '/');

  #told(pairs: Iterable<LivePair>): string[] {
    const { patterns } = this.live.weigher;
    return Array.from(pairs, ({ left, right, weightBits, probability, isLinked, rarityBits, pattern }) =>
      [
        [left, right].map(this.#nameOf).sort().join(' '),
        weightBits,
        Math.fround(probability),
        isLinked ? 1 : 0,
        rarityBits,
        patterns.levels.subarray(pattern * patterns.width, (pattern + 1) * patterns.width).join(''),
      ].join(' | '),
    ).sort();
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
      {
        threads: 1,
        progress: SILENT,
        trained: this.#learnt.trained,
        settled: settledPairs(settled),
        partingLimits: this.#limits,
      },
    );
    const parted = result.notes.map(({ en }) => en).filter((note) => note.includes('too large to be looked at whole'));
    return { parted, ...toldOf(rows, result) };
  }
}

const namesIn = (pair: string): string[] => pair.split(' | ')[0]!.split(' ');

function isConsistent(settled: readonly NamedSettled[]): boolean {
  const names = [...new Set(settled.flatMap(({ left, right }) => [left, right]))];
  const sets = new DisjointSets(names.length);
  const at = (name: string): number => sets.find(names.indexOf(name));
  for (const { left, right, kind } of settled) if (kind === 'same') sets.join(at(left), at(right));
  return settled.every(({ left, right, kind }) => kind === 'same' || at(left) !== at(right));
}

/** Every pair that they find they find by keys that more than two records make hubs: no other rule stands in. */
export const HUBS: Partial<ReadyModel> = {
  maximumPerKey: 2,
  rules: [
    { name: 'born', keys: [{ part: 'year-month', fields: ['born'] }] },
    { name: 'names', keys: [{ part: 'words', fields: ['name'] }] },
  ],
};

export const TWO = ['a', 'b'] as const;
export const betweenTwo = (isOneToOne: boolean): ReadyModel['between'] => [{ left: 'a', right: 'b', isOneToOne }];
