import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { sql } from '../kernel/sql.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';
import { sayWhenServerIsMissing } from './test-server-or-say.ts';
import { testStores } from './test-stores.ts';

// Starts of the embedded store take long on a busy machine; no test here fails on a time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const stores = await testStores();
afterAll(() => stores.end());
sayWhenServerIsMissing(stores.server);

const failureOf = async (work: Promise<unknown>): Promise<TwinError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TwinError);
  return error as TwinError;
};

describe.each(stores.places)('the $kind store', ({ kind, place }) => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore(place);
    await store.script(`
      create table public.thing (
        id int primary key, small int2, long int8, f4 real, f8 float8, name text, bytes bytea, who uuid, facts jsonb
      )`);
  });
  afterAll(() => store.close());

  test('says which kind it is', () => expect(store.kind).toBe(kind));

  test('values come back as what they are', async () => {
    const [row] = await store.rows(sql`
      select ${7}::int as whole, ${1.5}::float8 as fraction, 'NaN'::float8 as "noNumber", 2::bigint as long,
        9007199254740993 as huge, 1.10::numeric as exact, ${'Sri "Ayu" \\ \' ;'} as name, ${true}::bool as yes,
        ${null}::text as nothing, ${undefined}::text as "notThere", date '2025-12-31' as day,
        ${new Date('2025-12-31T23:59:59.125Z')}::timestamptz as moment, ${new Uint8Array([0, 255])}::bytea as bytes,
        ${{ a: [1, 'x'] }}::jsonb as facts, ${['a,b', 'c"d\\', null, '']}::text[] as names, ${[1, -2]}::int[] as numbers,
        ${new Float64Array([0.5])}::float8[] as fractions, '{}'::int[] as none, count(*) as many`);
    expect(row).toEqual({
      whole: 7,
      fraction: 1.5,
      noNumber: NaN,
      long: 2,
      huge: 9007199254740993n,
      exact: '1.10',
      name: 'Sri "Ayu" \\ \' ;',
      yes: true,
      nothing: null,
      notThere: null,
      day: '2025-12-31',
      moment: new Date('2025-12-31T23:59:59.125Z'),
      bytes: new Uint8Array([0, 255]),
      facts: { a: [1, 'x'] },
      names: ['a,b', 'c"d\\', null, ''],
      numbers: [1, -2],
      fractions: [0.5],
      none: [],
      many: 1,
    });
  });

  test('a value is never read as SQL', async () => {
    const hostile = `'); drop table public.thing; --`;
    expect(await store.rows(sql`select ${hostile} as text`)).toEqual([{ text: hostile }]);
    expect(await store.rows(sql`select count(*) as count from public.thing`)).toEqual([{ count: 0 }]);
  });

  test('takes one statement at a time', async () => {
    const error = await failureOf(store.rows({ text: 'select 1; select 2', values: [] }));
    expect(error.text.code).toBe('database-42601');
  });

  test('tells how many rows a statement touched', async () => {
    expect(await store.run(sql`insert into public.thing (id) values (900), (901), (902)`)).toBe(3);
    expect(await store.run(sql`update public.thing set name = 'x' where id > 900`)).toBe(2);
    expect(await store.run(sql`delete from public.thing where id >= 900`)).toBe(3);
    expect(await store.run(sql`select 1`)).toBe(0);
  });

  test('a transaction that throws leaves nothing, and its error is the one that comes out', async () => {
    const reason = new Error('changed my mind');
    const work = store.transaction(async (transaction) => {
      await transaction.run(sql`insert into public.thing (id) values (1)`);
      throw reason;
    });
    await expect(work).rejects.toBe(reason);
    expect(await store.rows(sql`select id from public.thing`)).toEqual([]);
  });

  test('a statement that fails ends its transaction whole, and the store goes on', async () => {
    const work = store.transaction(async (transaction) => {
      await transaction.run(sql`insert into public.thing (id) values (1)`);
      await transaction.run(sql`select no_such_function()`);
    });
    expect((await failureOf(work)).text.code).toBe('database-42883');
    expect(await store.rows(sql`select id from public.thing`)).toEqual([]);
  });

  test('what is asked during a transaction waits for its end', async () => {
    const order: string[] = [];
    const long = store.transaction(async (transaction) => {
      await transaction.run(sql`insert into public.thing (id) values (2)`);
      await transaction.run(sql`select pg_sleep(0.05)`);
      order.push('transaction');
    });
    const count = store.rows(sql`select count(*) as count from public.thing`).then((rows) => {
      order.push('question');
      return rows;
    });
    await long;
    expect(await count).toEqual([{ count: 1 }]);
    expect(order).toEqual(['transaction', 'question']);
    await store.run(sql`delete from public.thing`);
  });

  test('asking the store from inside its transaction is refused, not waited for', async () => {
    const work = store.transaction(() => store.rows(sql`select 1`));
    expect((await failureOf(work)).text.code).toBe('store-inside-transaction');
  });

  test('an error names table and constraint and no value', async () => {
    const nik = '3577014107900001';
    await store.run(sql`create table public.secret (nik text primary key)`);
    await store.run(sql`insert into public.secret values (${nik})`);
    const twice = await failureOf(store.run(sql`insert into public.secret values (${nik})`));
    expect(twice.kind).toBe('store');
    expect(twice.message).toContain('secret_pkey');
    const noNumber = await failureOf(store.rows(sql`select ${'SITI'}::text::int`));
    const noColumn = await failureOf(
      store.insertColumns('public.secret', { nik: { type: 'text', values: ['3577014107900002', nik] } }),
    );
    for (const error of [twice, noNumber, noColumn]) {
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(
        /35770141|SITI/,
      );
    }
    expect(await store.rows(sql`select count(*) as count from public.secret`)).toEqual([{ count: 1 }]);
  });

  test('columns of every kind go in and come out', async () => {
    const who = Uint8Array.from({ length: 32 }, (_, i) => i);
    const count = await store.insertColumns('public.thing', {
      id: { type: 'int4', values: new Uint32Array([1, 2, 3]) },
      small: { type: 'int2', values: new Uint8Array([5, 0, 255]), nullAt: 0 },
      long: { type: 'int8', values: [2 ** 40, -1, 0] },
      f4: { type: 'float4', values: new Float32Array([0.5, NaN, -2]) },
      f8: { type: 'float8', values: new Float64Array([NaN, 0.1, 1e300]) },
      name: {
        type: 'coded-text',
        values: { codes: new Uint32Array([2, 0, 1]), dictionary: { values: ['', 'Ñusa\0', 'Sri'] } },
        blankIsNull: true,
      },
      bytes: { type: 'bytes', values: [new Uint8Array([1, 2]), null, new Uint8Array()] },
      who: { type: 'uuid', values: who, at: new Int32Array([1, -1, 0]) },
      facts: { type: 'json', values: [['a'], { b: 'é' }, 1] },
    });
    expect(count).toBe(3);
    const rows = await store.rows(sql`select * from public.thing order by id`);
    const [first, second, third] = [
      '10111213-1415-1617-1819-1a1b1c1d1e1f',
      null,
      '00010203-0405-0607-0809-0a0b0c0d0e0f',
    ];
    expect(rows).toEqual([
      {
        id: 1,
        small: 5,
        long: 2 ** 40,
        f4: 0.5,
        f8: null,
        name: 'Sri',
        bytes: new Uint8Array([1, 2]),
        who: first,
        facts: ['a'],
      },
      { id: 2, small: null, long: -1, f4: null, f8: 0.1, name: null, bytes: null, who: second, facts: { b: 'é' } },
      // PostgreSQL holds no NUL in a text.
      {
        id: 3,
        small: 255,
        long: 0,
        f4: -2,
        f8: 1e300,
        name: 'Ñusa\ufffd',
        bytes: new Uint8Array(),
        who: third,
        facts: 1,
      },
    ]);
    await store.run(sql`delete from public.thing`);
  });

  test('columns in many pieces are whole or not there at all', async () => {
    const count = 200_000;
    const id = Uint32Array.from({ length: count }, (_, i) => i);
    const bytes = randomBytes(50);
    const made = { type: 'made-bytes', length: count, make: () => bytes } as const;
    expect(await store.insertColumns('public.thing', { id: { type: 'int4', values: id }, bytes: made })).toBe(count);
    const [row] = await store.rows(sql`select count(*) as count, sum(id::bigint)::float8 as sum from public.thing`);
    expect(row).toEqual({ count, sum: (count * (count - 1)) / 2 });
    await store.run(sql`delete from public.thing`);
    // The last row of the last piece is in conflict with the first row of the first.
    id[count - 1] = 0;
    const error = await failureOf(
      store.insertColumns('public.thing', { id: { type: 'int4', values: id }, bytes: made }),
    );
    expect(error.text.code).toBe('database-23505');
    expect(await store.rows(sql`select count(*) as count from public.thing`)).toEqual([{ count: 0 }]);
  });

  test('no rows are no trouble, and columns of two lengths are refused', async () => {
    expect(await store.insertColumns('public.thing', { id: { type: 'int4', values: [] } })).toBe(0);
    const unequal = { id: { type: 'int4', values: [1, 2] }, name: { type: 'text', values: ['x'] } } as const;
    await expect(store.insertColumns('public.thing', unequal)).rejects.toThrow('not of one length: 2, 1');
    expect(await store.rows(sql`select count(*) as count from public.thing`)).toEqual([{ count: 0 }]);
  });

  test('PostGIS mends a polygon that crosses itself', async () => {
    const bowTie = 'POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))';
    expect(
      await store.rows(sql`
        select ST_IsValid(ST_GeomFromText(${bowTie})) as before,
               ST_Area(ST_MakeValid(ST_GeomFromText(${bowTie}))) as area`),
    ).toEqual([{ before: false, area: 2 }]);
  });
});
