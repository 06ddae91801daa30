import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { planGolden } from '../model/golden.ts';
import type { FieldSpec } from '../../core/link-model.ts';
import { folderWith, modelOf } from '../test-folder.ts';
import { planSources } from '../model/sources.ts';
import { arenaOfTexts } from '../../core/values/text-arena.ts';
import { recordsByCluster } from '../writing/write-pairs.ts';
import { orderRecords } from '../writing/record-order.ts';
import { clustersByEntity } from '../state/keep-entities.ts';
import { Conflicts } from './conflicts.ts';
import { columnsOfTexts } from './test-columns.ts';
import { writeGolden } from './write-golden.ts';

interface Row {
  readonly source: string;
  readonly id: string;
  readonly cluster: number;
  readonly texts: Readonly<Record<string, string>>;
}

const FIELDS: readonly FieldSpec[] = [
  { name: 'name', kind: 'full-name' },
  { name: 'town', kind: 'address' },
  { name: 'phone', kind: 'code' },
  { name: 'updated', kind: 'date', isCompared: false },
];
const SOURCES = ['a', 'b', 'c'];
const PATHS = SOURCES.map((name) => `${name}.csv`);

const specOf = (golden: object | undefined) => {
  const model = modelOf({ files: { '*': { id: 'id', columns: 'all' } }, ...(golden && { golden }) });
  const sources = planSources(model, 'm.yaml', PATHS);
  return planGolden(model, { modelFile: 'm.yaml', fields: FIELDS, leftOut: new Set(['blank']), sources });
};

/** Golden records of rows whose standard texts are those written in capitals. */
function goldenOf(rows: readonly Row[], golden?: object) {
  const ordered = SOURCES.flatMap((name) => rows.filter(({ source }) => source === name));
  const named = SOURCES.map((name) => ordered.filter(({ source }) => source === name).map(({ id }) => id));
  const sourceStart = Uint32Array.of(0, ...named.map((_, s) => named.slice(0, s + 1).flat().length));
  const ids = named.map(arenaOfTexts);
  const folder = folderWith({});
  const [goldenPath, sourcesPath] = [join(folder, 'golden.csv'), join(folder, 'golden_sources.csv')];
  const textOf = (record: number, field: string): string => ordered[record]!.texts[field] ?? '';
  const noPairs = { count: 0, left: new Uint32Array(), levels: new Uint8Array(), isLinked: new Uint8Array() };
  const clusters = clustersByEntity(Uint32Array.from(ordered, ({ cluster }) => cluster));
  const order = orderRecords(ids);
  const input = {
    spec: specOf(golden),
    columns: columnsOfTexts(FIELDS, ordered.length, (r, f) => textOf(r, f).toUpperCase(), textOf),
    clusters,
    records: recordsByCluster(clusters, order),
    names: { sources: SOURCES, sourceStart, ids, order },
    strong: [],
  };
  const conflicts = new Conflicts([], noPairs, clusters.number, clusters.count);
  const summary = writeGolden(goldenPath, sourcesPath, input, conflicts);
  const [bytes, sourceBytes] = [readFileSync(goldenPath, 'utf8'), readFileSync(sourcesPath, 'utf8')];
  return {
    summary,
    bytes: bytes + sourceBytes,
    golden: parse(bytes, { columns: true }) as unknown as Record<string, string>[],
    sources: parse(sourceBytes, { columns: true }) as unknown as Record<string, string>[],
  };
}

const row = (source: string, id: string, texts: Row['texts'], cluster = 1): Row => ({ source, id, cluster, texts });

/** What is taken for one field of the one cluster: its value, where it is from, and by which rule. */
function taken(field: string, rows: readonly Row[], golden?: object) {
  const { golden: records, sources } = goldenOf(rows, golden);
  const from = sources.find((each) => each['field'] === field);
  return [records[0]![field], from && `${from['source']!} ${from['id']!}`, from?.['rule'], from?.['other_values']];
}

describe('a field is taken from', () => {
  const names = (...texts: readonly string[]) => texts.map((name, i) => row('a', `r${String(i)}`, { name }));

  test('what most sources say, and of as many sources most rows', () => {
    const rows = [...names('Sito', 'Sito', 'Sito'), row('b', '1', { name: 'Siti' }), row('c', '1', { name: 'SITI' })];
    expect(taken('name', rows, { all: ['agreement'] })).toEqual(['Siti', 'b 1', 'agreement', '1']);
    expect(taken('name', rows.slice(0, 4), { all: ['agreement'] })).toEqual(['Sito', 'a r0', 'agreement', '1']);
  });

  test('the source ranked first, whichever stands first on the command line', () => {
    const rows = [row('a', '1', { phone: '1' }), row('c', '1', { phone: '3' }), row('b', '1', { phone: '2' })];
    expect(taken('phone', rows, { all: ['rank'] })).toEqual(['1', 'a 1', 'rank', '2']);
    expect(taken('phone', rows, { all: ['rank'], rank: ['c'] })).toEqual(['3', 'c 1', 'rank', '2']);
    expect(taken('phone', rows, { fields: { phone: [{ rank: ['b.csv', 'c'] }] } })).toEqual(['2', 'b 1', 'rank', '2']);
  });

  test('the latest row, and none that is not dated or dated impossibly', () => {
    const rows = [
      row('a', '1', { phone: '1', updated: '20200105' }),
      row('a', '2', { phone: '2', updated: '20210300' }),
      row('a', '3', { phone: '3', updated: '20991399' }),
      row('a', '4', { phone: '4' }),
      row('a', '5', { phone: '', updated: '20240101' }),
    ];
    expect(taken('phone', rows, { all: [{ date: 'updated' }] })).toEqual(['2', 'a 2', 'date', '3']);
    expect(taken('phone', rows, { all: ['date'], datedBy: 'updated' })).toEqual(['2', 'a 2', 'date', '3']);
    expect(taken('updated', rows, { all: ['date'], datedBy: 'updated' })[0]).toBe('2024-01-01');
  });

  test('what says most', () => {
    expect(taken('name', names('Siti A.', 'Siti Aminah', 'S. A.'), { all: ['completeness'] })).toEqual([
      'Siti Aminah',
      'a r1',
      'completeness',
      '2',
    ]);
    const dates = ['19900000', '19900100', '19900131'].map((updated, i) => row('a', String(i), { updated }));
    expect(taken('updated', dates, { all: ['completeness'] })[0]).toBe('1990-01-31');
  });

  test('a spelling that others use as well; a rare second name does not count against it', () => {
    const others = ['Siti Aminah', 'Budi'].map((name, i) => row('c', `o${String(i)}`, { name, town: 'Madiun' }, 2 + i));
    const of = (...own: string[]) => taken('name', [...names(...own), ...others], { all: ['usual', 'completeness'] });
    expect(of('Sitti', 'Siti')).toEqual(['Siti', 'a r1', 'usual', '1']);
    expect(of('Siti', 'Siti Aminah')).toEqual(['Siti Aminah', 'a r1', 'completeness', '1']);
    const towns = [row('a', '1', { town: 'Madium' }), row('a', '2', { town: 'Madiun' }), ...others];
    expect(taken('town', towns, { all: ['usual'] })).toEqual(['Madiun', 'a 2', 'usual', '1']);
  });

  test('the next criterion where one does not settle it, and the first row where none does', () => {
    const rows = [row('b', '1', { phone: '22' }), row('a', '2', { phone: '33' }), row('a', '1', { phone: '1' })];
    expect(taken('phone', rows, { all: ['agreement', 'completeness'] })).toEqual(['33', 'a 2', 'order', '2']);
    expect(taken('phone', rows, { all: ['agreement', 'completeness', 'rank'] })).toEqual(['33', 'a 2', 'rank', '2']);
    expect(
      taken('phone', rows, { all: ['completeness'], rank: 'b', fields: { phone: ['completeness', 'rank'] } }),
    ).toEqual(['22', 'b 1', 'rank', '2']);
  });

  test('rows that tell it: a blank is no value, whoever is believed most', () => {
    const rows = [row('a', '1', { name: 'X' }), row('b', '1', { phone: '7' })];
    expect(taken('phone', rows, { all: ['rank', 'completeness'] })).toEqual(['7', 'b 1', 'only', '0']);
    expect(taken('town', rows, { all: ['rank'] })).toEqual(['', undefined, undefined, undefined]);
    const same = [row('b', '1', { phone: '7' }), row('a', '1', { phone: '7' })];
    expect(taken('phone', same)).toEqual(['7', 'a 1', 'agreed', '0']);
  });
});

test('where nothing is said, rows that change are believed by their date where rows are dated', () => {
  const by = (golden?: object) =>
    Object.fromEntries(
      specOf(golden).fields.map(({ field, criteria }) => [field, criteria.map((each) => each.by).join()]),
    );
  expect(by()).toEqual({
    name: 'agreement,usual,completeness,rank',
    town: 'agreement,usual,completeness,rank',
    phone: 'agreement,completeness,rank',
    updated: 'agreement,completeness,rank',
  });
  expect(by({ datedBy: 'updated' })).toMatchObject({
    name: 'agreement,usual,completeness,date,rank',
    phone: 'date,agreement,completeness,rank',
  });
  expect([specOf(undefined).isAuto, specOf({ all: 'auto' }).isAuto, specOf({ all: ['rank'] }).isAuto]).toEqual([
    true,
    true,
    false,
  ]);
});

const rowsOf = fc
  .array(
    fc.record({
      source: fc.constantFrom(...SOURCES),
      cluster: fc.integer({ min: 1, max: 6 }),
      texts: fc.record({
        name: fc.constantFrom('', 'Siti', 'SITI', 'Siti Aminah', 'Budi'),
        town: fc.constantFrom('', 'Madiun', 'Madium'),
        phone: fc.constantFrom('', '1', '2', '03'),
        updated: fc.constantFrom('', '20200101', '20210000', '20210101'),
      }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) => rows.map((each, i): Row => ({ ...each, id: `r${String(i)}` })));

const RULES = [undefined, { all: ['date', 'usual', 'agreement'], datedBy: 'updated' }, { all: ['rank'], rank: ['b'] }];

test('golden records are the same bytes for any order of rows, one a cluster, each value that of the row named', () => {
  fc.assert(
    fc.property(rowsOf, fc.constantFrom(...RULES), (rows, golden) => {
      const made = goldenOf(rows, golden);
      expect(goldenOf(rows.toReversed(), golden).bytes).toBe(made.bytes);
      expect(made.golden.map(({ cluster }) => Number(cluster))).toEqual(
        [...new Set(rows.map(({ cluster }) => cluster))].sort((a, b) => a - b),
      );
      for (const record of made.golden) {
        const members = rows.filter(({ cluster }) => cluster === Number(record['cluster']));
        for (const { name: field } of FIELDS) {
          const told = members.filter(({ texts }) => texts[field] !== '');
          const from = made.sources.filter(
            (each) => each['cluster'] === record['cluster'] && [field, '*'].includes(each['field']!),
          );
          if (told.length === 0) {
            expect(record[field]).toBe('');
            continue;
          }
          expect(from).toHaveLength(1);
          const [{ source, id, other_values: others }] = from as [Record<string, string>];
          const chosen = members.find((each) => each.source === source && each.id === id)!;
          expect(record[field]!.replaceAll('-', '')).toBe(chosen.texts[field]);
          const values = new Set(told.map(({ texts }) => texts[field]!.toUpperCase()));
          expect(Number(others)).toBe(values.size - 1);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('what each rule settled is counted', () => {
  const { summary } = goldenOf(
    [
      row('a', '1', { phone: '1', name: 'Siti' }),
      row('b', '1', { phone: '2', name: 'Siti' }),
      row('c', '1', { phone: '2' }),
      row('a', '9', { phone: '5' }, 2),
    ],
    { all: ['agreement'] },
  );
  expect(summary).toMatchObject({ isAuto: false, records: 2 });
  expect(summary.fields.slice(0, 3)).toEqual([
    { field: 'name', criteria: ['agreement'], byRule: { agreed: 1 }, disagreeing: 0 },
    { field: 'town', criteria: ['agreement'], byRule: {}, disagreeing: 0 },
    { field: 'phone', criteria: ['agreement'], byRule: { agreement: 1 }, disagreeing: 1 },
  ]);
});

describe('what cannot be is a clear fault that names its key', () => {
  test.each<[object, string, string]>([
    [{ fields: { no: ['rank'] } }, 'golden.fields.no: There is no field "no".', '"phone"'],
    [{ all: ['agreement', { rank: ['z'] }] }, 'golden.all.2.rank: There is no file "z".', '"a"'],
    [{ rank: ['z'] }, 'golden.rank: There is no file "z".', '"b"'],
    [{ all: ['date'] }, 'golden.all.1: It is not said which field dates a row.', 'datedBy'],
    [{ all: [{ date: 'no' }] }, 'golden.all.1.date: There is no field "no".', '"updated"'],
    [{ datedBy: 'phone' }, 'golden.datedBy: The field phone is of kind code and dates no row.', 'kind: date'],
  ])('%j', (golden, what, help) => {
    expect(() => specOf(golden)).toThrow(what);
    expect(() => specOf(golden)).toThrow(help);
  });

  test('a criterion that there is not', () => {
    expect(() => modelOf({ files: { '*': {} }, golden: { all: ['newest'] } })).toThrow(
      /expected rank, date, agreement/,
    );
  });
});
