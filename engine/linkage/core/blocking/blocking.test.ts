import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../../../kernel/errors.ts';
import type { BlockingRuleSpec } from '../link-model.ts';
import type { FieldKind, LinkTable } from '../table.ts';
import { openThreads } from '../threads/threads.ts';
import { makeTable } from '../values/make-table.ts';
import { joinHash } from '../values/text-hash.ts';
import { countByRule, findCandidates } from './find-candidates.ts';
import { ruleBit } from './find-pairs.ts';
import { keysOfRule, keysToMake, keyName, makePartKeys, columnNamed } from './key-columns.ts';
import { MOST_KEYS, partReader } from './key-parts.ts';
import { sortByKey } from './radix-sort.ts';
import { KeyHeaps } from './key-heaps.ts';
import { sortShared } from './sort-shared.ts';
import { allPairs, sourcePairs, type SourcePairs } from './source-pairs.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  born: 'date',
  nik: 'national-id',
};
const NO_MEASURES = new URL('./no-measures.ts', import.meta.url).href;

type Row = Readonly<Record<string, string>>;

function tableOf(...sources: readonly (readonly Row[])[]): LinkTable {
  return makeTable({
    sources: sources.map((rows, s) => ({
      name: `file${String(s)}`,
      ids: rows.map((row, i) => row['id'] ?? String(i)),
      columns: new Map(Object.keys(KINDS).map((field) => [field, rows.map((row) => row[field] ?? '')])),
    })),
    fields: Object.entries(KINDS).map(([name, kind]) => ({ name, kind })),
  });
}

const rule = (keys: string, maximumPerKey?: number): BlockingRuleSpec => ({
  name: keys,
  keys:
    keys === ''
      ? []
      : keys.split(' + ').map((key) => {
          const [fields, part] = key.split(':') as [string, string];
          return { part, fields: fields.split('/') };
        }),
  ...(maximumPerKey === undefined ? {} : { maximumPerKey }),
});

const within = (table: LinkTable): SourcePairs =>
  sourcePairs(table, { deduplicate: table.sources.map(() => true), between: [] });
const across = (table: LinkTable): SourcePairs =>
  sourcePairs(table, { deduplicate: [], between: [{ left: 'file0', right: 'file1', isOneToOne: false }] });

async function find(table: LinkTable, rules: readonly BlockingRuleSpec[], sources = within(table), maximumPairs = 1e6) {
  const context = { table, sources, comparisons: [], measuresModule: NO_MEASURES };
  const threads = await openThreads(context, 1);
  return findCandidates(table, rules, { maximumPerKey: 100, maximumPairs }, threads, () => {});
}

/** Pairs as text: `0-1 by 0`. */
async function pairsOf(
  table: LinkTable,
  rules: readonly BlockingRuleSpec[],
  sources = within(table),
): Promise<string[]> {
  const { pairs } = await find(table, rules, sources);
  return Array.from(pairs.left, (left, i) => `${String(left)}-${String(pairs.right[i])} by ${String(pairs.rule[i])}`);
}

describe('candidate pairs', () => {
  const people = tableOf([
    { given: 'Siti', surname: 'Rahayu', born: '1980-04-12', nik: '3577012345678901' },
    { given: 'Sitti', surname: 'Rahayu', born: '1980-12-04', nik: '3577012345678091' },
    { given: 'Rahayu', surname: 'Siti', born: '1980-04-13', nik: '3577012345678902' },
    { given: 'Joko', surname: 'Susilo', born: '1999-01-01', nik: '' },
  ]);

  test.each([
    ['surname:value', ['0-1']],
    ['given:spelling', ['0-1']],
    ['born:date-either', ['0-1']],
    ['born:year', ['0-1', '0-2', '1-2']],
    ['born:year-month', ['0-2']],
    ['given/surname:value', ['0-1', '0-2', '1-2']],
    ['given:value + surname:value', []],
    ['nik:one-left-out', ['0-1', '0-2']],
    ['nik:first-half', ['0-1', '0-2', '1-2']],
    ['given:prefix-3 + born:year', ['0-1']],
    ['', ['0-1', '0-2', '0-3', '1-2', '1-3', '2-3']],
  ])('by %s', async (keys, expected) => {
    expect(await pairsOf(people, [rule(keys)])).toEqual(expected.map((pair) => `${pair} by 0`));
  });

  test('belong to the first rule that finds them and are there once', async () => {
    const rules = [rule('surname:value'), rule('born:year'), rule('given/surname:value')];
    expect(await pairsOf(people, rules)).toEqual(['0-1 by 0', '0-2 by 1', '1-2 by 1']);
    const { pairs } = await find(people, rules);
    expect([...pairs.foundBy]).toEqual([
      ruleBit(0) | ruleBit(1) | ruleBit(2),
      ruleBit(1) | ruleBit(2),
      ruleBit(1) | ruleBit(2),
    ]);
    const counts = countByRule(pairs, 3);
    expect([...counts.pairs]).toEqual([1, 3, 3]);
    expect([...counts.firstFound]).toEqual([1, 2, 0]);
    expect([...counts.unique]).toEqual([0, 0, 0]);
  });

  test('are of two sources where only these are linked', async () => {
    const table = tableOf([{ given: 'Ana' }, { given: 'Ana' }], [{ given: 'Ana' }, { given: 'Budi' }]);
    expect(await pairsOf(table, [rule('given:value')], across(table))).toEqual(['0-2 by 0', '1-2 by 0']);
    expect(allPairs(table, across(table))).toBe(4);
    expect(allPairs(table, within(table))).toBe(2);
  });

  test('a key that too many share opens none, and is counted', async () => {
    const table = tableOf(Array.from({ length: 30 }, (_, i) => ({ given: i < 20 ? 'Ana' : 'Budi' })));
    const { pairs, indexes } = await find(table, [rule('given:value', 15)]);
    expect(pairs.count).toBe(45);
    expect(indexes[0]).toMatchObject({ hubs: 1, recordsInHubs: 20 });
  });

  test('blanks find nobody', async () => {
    expect(await pairsOf(tableOf([{ given: '' }, { given: '' }]), [rule('given:value')])).toEqual([]);
  });

  test('a rule that would make too many stops the run and names its keys, not a value', async () => {
    const table = tableOf(Array.from({ length: 50 }, () => ({ given: 'Ana' })));
    const stopped = find(table, [rule('given:value')], within(table), 1000);
    await expect(stopped).rejects.toThrow(TwinError);
    await expect(stopped).rejects.toThrow(/value of given.*1225 pairs/);
    await expect(stopped).rejects.not.toThrow(/ANA/i);
  });

  test('a part or a field that does not exist is an error', async () => {
    await expect(find(people, [rule('given:colour')])).rejects.toThrow(/colour/);
    await expect(find(people, [rule('height:value')])).rejects.toThrow(/height/);
  });

  test('are what comparing every pair with every other finds', async () => {
    const word = fc.constantFrom('Ana', 'Anna', 'Budi', 'Budy', 'Citra Ana', '');
    const born = fc.constantFrom('1980-01-02', '1980-02-01', '1981-01-02', '');
    const row = fc.record({ given: word, surname: word, born });
    const rules = ['given:value', 'given/surname:words + born:year', 'surname:sound + born:date-either'].map((keys) =>
      rule(keys),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.array(row, { maxLength: 10 }), async (first, second) => {
        const table = tableOf(first, second);
        const sources = sourcePairs(table, {
          deduplicate: [true, false],
          between: [{ left: 'file0', right: 'file1', isOneToOne: false }],
        });
        expect(await pairsOf(table, rules, sources)).toEqual(bySlowForm(table, rules, sources));
      }),
      { numRuns: 60 },
    );
  });
});

/** The slow, obvious form: every pair, every rule, in order. */
function bySlowForm(table: LinkTable, rules: readonly BlockingRuleSpec[], sources: SourcePairs): string[] {
  const book = new Map(keysToMake(rules).map((key) => [keyName(key), makePartKeys(table, key)]));
  const keysOf = rules.map((each) => {
    const read = keysOfRule(each, book);
    return (record: number): Set<number> => {
      const out = new Uint32Array(MOST_KEYS);
      return new Set(out.subarray(0, read(record, out)));
    };
  });
  const found: string[] = [];
  for (let left = 0; left < table.count; left++) {
    for (let right = left + 1; right < table.count; right++) {
      if (sources.isCompared[table.source[left]! * sources.sources + table.source[right]!] === 0) continue;
      const by = keysOf.findIndex((keys) => overlap(keys(left), keys(right)));
      if (by >= 0) found.push(`${String(left)}-${String(right)} by ${String(by)}`);
    }
  }
  return found;
}

const overlap = (left: Set<number>, right: Set<number>): boolean => [...left].some((key) => right.has(key));

describe('keys', () => {
  test('sorting takes the payload along and keeps the order of equal keys', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((key) => (key % 3 === 0 ? 7 : key))),
        (keys) => {
          const sorted = Uint32Array.from(keys);
          const places = Uint32Array.from(keys.keys());
          sortByKey(sorted, places);
          const expected = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b);
          expect([...places]).toEqual(expected);
          expect([...sorted]).toEqual(expected.map((place) => keys[place]));
        },
      ),
    );
  });

  test.each([
    ['many, hardly any of them shared', 60_000, 2 ** 32],
    ['many, all of them shared', 60_000, 500],
    ['few', 40, 30],
    ['of one kind', 20_000, 1],
    ['none', 0, 1],
  ])('%s: those that two records have are sorted with their records', (_, records, kinds) => {
    // One in seven is no key.
    const keys = Uint32Array.from({ length: records * 3 }, (__, i) =>
      i % 7 === 0 ? 0 : joinHash(1, (Math.imul(i, 0x9e3779b1) >>> 0) % kinds),
    );
    for (const keysOfRecord of [3, 1]) {
      const heaps = new KeyHeaps(keys.length);
      const holders = new Map<number, Set<number>>();
      keys.forEach((key, place) => {
        if (key === 0) return;
        const record = Math.floor(place / keysOfRecord);
        heaps.add(key, record);
        holders.set(key, (holders.get(key) ?? new Set()).add(record));
      });
      const expected = [...holders]
        .filter(([, of]) => of.size > 1)
        .sort(([one], [other]) => one - other)
        .flatMap(([key, of]) => Array.from(of, (record) => `${String(key)} ${String(record)}`));
      const sorted = sortShared(heaps);
      const found = Array.from(sorted.keys, (key, i) => `${String(key)} ${String(sorted.records[i])}`);
      const ofShared = found.filter((_entry, i) => holders.get(sorted.keys[i]!)!.size > 1);
      expect(ofShared).toHaveLength(expected.length);
      expect(ofShared.findIndex((entry, i) => entry !== expected[i])).toBe(-1);
      expect(found.length - expected.length).toBeLessThanOrEqual(keys.length / 3);
    }
  });

  test.each([0, 1, 511, 512, 513, 1024, 20_000])('%d in one heap come back in their order', (count) => {
    const heaps = new KeyHeaps(count);
    for (let i = 0; i < count; i++) heaps.add(1 + (i % 9), i);
    const [keys, records] = [new Uint32Array(count), new Uint32Array(count)];
    expect(heaps.copy(0, keys, records)).toBe(count);
    expect(keys.findIndex((key, i) => key !== 1 + (i % 9))).toBe(-1);
    expect(records.findIndex((record, i) => record !== i)).toBe(-1);
  });

  test('of ids with one digit wrong or two changed places overlap, of others not', () => {
    const { book, values } = columnNamed(
      tableOf(['3577012345678901', '3577012345678911', '3577012345678910', '3577012345679999'].map((nik) => ({ nik }))),
      'nik',
    );
    const read = partReader(book, 'one-left-out');
    const keys = Array.from(values, (value) => {
      const out = new Uint32Array(MOST_KEYS);
      return new Set(out.subarray(0, read(value, out)));
    });
    expect(keys.slice(1).map((each) => overlap(each, keys[0]!))).toEqual([true, true, false]);
  });
});
