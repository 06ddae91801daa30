import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../kernel/checksum.ts';
import { TwinError } from '../kernel/errors.ts';
import { sql, type Sql } from '../kernel/sql.ts';
import { decryptNumber, loadOrCreateKeys, openKeys, type Keys } from './keys.ts';
import { openPublished, openStore } from './open.ts';
import { readIdentities } from './identities.ts';
import { findPersons, saveArtefacts } from './snapshot-rows.ts';
import {
  abandonSnapshot,
  artefactNames,
  beginSnapshot,
  completeSnapshot,
  deleteSnapshot,
  discardUnfinished,
  keepNewest,
  listSnapshots,
  newestSnapshot,
  readArtefact,
} from './snapshots.ts';
import type { Store } from './store.ts';
import { sayWhenServerIsMissing } from './test-server-or-say.ts';
import { MANIFEST, NIKS, PERSON_IDS, rowsLeft, saveSmallSnapshot } from './test-snapshot.ts';
import { temporaryFolder, testStores } from './test-stores.ts';

// Starts of the embedded store take long on a busy machine; no test here fails on a time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const stores = await testStores();
const folder = temporaryFolder();
afterAll(async () => {
  await stores.end();
  rmSync(folder, { recursive: true });
});
sayWhenServerIsMissing(stores.server);

const failureOf = async (work: Promise<unknown>): Promise<TwinError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TwinError);
  return error as TwinError;
};

describe.each(stores.places)('snapshots in the $kind store', ({ kind, place }) => {
  let store: Store;
  let keys: Keys;
  const keysFile = join(folder, `${kind}-keys.json`);

  beforeAll(async () => {
    store = await openStore(place, { usesPostgis: false });
    keys = await openKeys(store, keysFile);
  });
  afterAll(() => store.close());

  const complete = async (): Promise<number> => {
    const snapshot = await beginSnapshot(store, MANIFEST);
    await saveSmallSnapshot(store, snapshot, keys);
    await completeSnapshot(store, snapshot, { residents: 3 });
    return snapshot;
  };

  test('one that is being built is not seen, and is complete in one step', async () => {
    const snapshot = await beginSnapshot(store, MANIFEST);
    await saveSmallSnapshot(store, snapshot, keys);
    expect(await newestSnapshot(store)).toBeUndefined();
    expect(await readArtefact(store, snapshot, 'meta.json')).toBeUndefined();
    expect(await artefactNames(store, snapshot)).toEqual([]);
    await completeSnapshot(store, snapshot, { residents: 3 });
    expect(await newestSnapshot(store)).toMatchObject({
      number: snapshot,
      contentId: MANIFEST.contentId,
      referenceDate: '2024-12-31',
      isSample: true,
      seed: 3577,
      codeVersion: '0.1.0+test',
      inputs: MANIFEST.inputs,
      details: { boundaries: 'indicative' },
      counts: { residents: 3 },
    });
    expect(await artefactNames(store, snapshot)).toEqual(['meta.json', 'table/rw.bin']);
    const artefact = await readArtefact(store, snapshot, 'table/rw.bin');
    expect(artefact).toMatchObject({ contentType: 'application/octet-stream', sha256: sha256(artefact!.bytes) });
    expect(artefact!.bytes.length).toBe(100_000);
    expect(await readArtefact(store, snapshot, 'no-such.json')).toBeUndefined();
  });

  test('every row tells where it came from and to whom it belongs', async () => {
    const { number } = (await newestSnapshot(store))!;
    const rows = await store.rows(sql`
      select name, row, person_id, link_kind, weight_bits, probability
      from twin.lineage join twin.register_file using (snapshot, file)
      where snapshot = ${number} order by file, row`);
    const [first, second, third] = PERSON_IDS;
    expect(rows).toEqual([
      { name: 'siak.csv', row: 2, person_id: first, link_kind: 'anchor', weight_bits: null, probability: 1 },
      { name: 'siak.csv', row: 3, person_id: second, link_kind: 'anchor', weight_bits: null, probability: 1 },
      { name: 'siak.csv', row: 5, person_id: third, link_kind: 'anchor', weight_bits: null, probability: 1 },
      { name: 'pkh.xlsx', row: 2, person_id: second, link_kind: 'number', weight_bits: 21.5, probability: 1 },
      { name: 'pkh.xlsx', row: 3, person_id: null, link_kind: 'review', weight_bits: 3.25, probability: 0.5 },
    ]);
    expect(
      await store.rows(sql`select file, row, person_id, doubt from twin.review_pair where snapshot = ${number}`),
    ).toEqual([
      { file: 1, row: 3, person_id: first, doubt: 'two-candidates' },
      { file: 1, row: 3, person_id: third, doubt: 'two-candidates' },
    ]);
    expect(await store.rows(sql`select row, code, found from twin.finding where snapshot = ${number}`)).toEqual([
      { row: 4, code: 'date-impossible', found: '99/99/9999' },
    ]);
  });

  test('a NIK is stored encrypted, found by its key and read back with it', async () => {
    const { number } = (await newestSnapshot(store))!;
    expect(await findPersons(store, number, keys, 'nik', NIKS[1]!)).toEqual([PERSON_IDS[1]]);
    expect(await findPersons(store, number, keys, 'nik', '3577019999999999')).toEqual([]);
    const [first, , third] = PERSON_IDS.map((id) => id.replaceAll('-', ''));
    const told = await readIdentities(store, number, keys, [third!, first!, 'f'.repeat(32)]);
    expect(Object.fromEntries(told)).toEqual({
      [first!]: { nik: NIKS[0], kkNumber: '3577010101100001', fullName: 'AISYAH', address: 'JL. SERAYU NO. 12' },
      [third!]: { nik: '', kkNumber: '', fullName: 'BUDI', address: '' },
    });
    expect((await readIdentities(store, number, keys, [])).size).toBe(0);
    const rows = await store.rows<{ nik_encrypted: Uint8Array | null; text: string }>(sql`
      select nik_encrypted, person::text as text from identity.person where snapshot = ${number} order by full_name`);
    const read = rows.map(({ nik_encrypted }) => nik_encrypted && decryptNumber(keys, 'nik', nik_encrypted));
    expect(read).toEqual([NIKS[0], null, NIKS[1]]);
    for (const { text } of rows) for (const nik of NIKS) expect(text).not.toContain(nik);
  });

  test('a shape that could be a NIK is not taken as a finding', async () => {
    const snapshot = await beginSnapshot(store, MANIFEST);
    const put = store.run(sql`
      insert into twin.finding values (${snapshot}, 'finding', 'x', 0, 0, 2, 'NIK', ${NIKS[0]}, '16 digits')`);
    expect((await failureOf(put)).message).toContain('found_is_a_shape');
    await abandonSnapshot(store, snapshot);
  });

  test('received rows must be accounted for', async () => {
    const snapshot = await beginSnapshot(store, MANIFEST);
    const put = store.run(sql`
      insert into twin.register_file values (${snapshot}, 0, 'pkh', 'a', 1, 'x', '[]', 'CSV', 10, 8, 0, 1)`);
    expect((await failureOf(put)).message).toContain('no_row_is_lost');
    await abandonSnapshot(store, snapshot);
  });

  test('a complete one never changes', async () => {
    const { number } = (await newestSnapshot(store))!;
    const before = await rowsLeft(store);
    const part = `lineage_${number}`;
    const attempts: readonly Sql[] = [
      sql`update twin.snapshot set state = 'building', completed_at = null where number = ${number}`,
      sql`update twin.snapshot set counts = '{}' where number = ${number}`,
      sql`update twin.artefact set bytes = '' where snapshot = ${number}`,
      sql`delete from twin.artefact where snapshot = ${number}`,
      sql`insert into twin.artefact values (${number}, 'more', 'x', 'x', '')`,
      sql`delete from twin.finding where snapshot = ${number}`,
      sql`delete from twin.register_file`,
      sql`delete from twin.review_pair`,
      sql`update twin.lineage set person_id = null where snapshot = ${number}`,
      sql`delete from twin.lineage where snapshot = ${number}`,
      sql`insert into twin.lineage values (${number}, 9, 0, 9, null, 'alone')`,
      { text: `insert into twin.${part} values (${number}, 9, 0, 9, null, 'alone')`, values: [] },
      { text: `delete from twin.${part}`, values: [] },
      { text: `truncate twin.${part}`, values: [] },
      sql`update identity.person set full_name = 'X'`,
      sql`delete from identity.person`,
      { text: `delete from identity.person_${number}`, values: [] },
      { text: `truncate identity.person_${number}`, values: [] },
      sql`truncate twin.artefact`,
      sql`truncate twin.lineage`,
      sql`truncate identity.person`,
      sql`truncate twin.snapshot cascade`,
    ];
    for (const attempt of attempts) {
      expect((await failureOf(store.run(attempt))).text.code, attempt.text).toBe('snapshot-immutable');
    }
    expect(await rowsLeft(store)).toEqual(before);
    expect((await failureOf(completeSnapshot(store, number))).text.code).toBe('snapshot-not-building');
    expect(await newestSnapshot(store)).toMatchObject({ number, counts: { residents: 3 } });
  });

  test('rows for a snapshot that nobody began are refused', async () => {
    const artefact = { name: 'a', contentType: 'text/plain', bytes: new Uint8Array([1]) };
    await failureOf(saveArtefacts(store, 9999, [artefact]));
    const lineage = store.run(sql`insert into twin.lineage values (9999, 0, 0, 2, null, 'alone')`);
    expect((await failureOf(lineage)).kind).toBe('store');
  });

  test('the row of one snapshot does not go into the part of another', async () => {
    const snapshot = await beginSnapshot(store, MANIFEST);
    const put = store.run({
      text: `insert into twin.lineage_${snapshot} values (1, 0, 0, 2, null, 'alone')`,
      values: [],
    });
    expect((await failureOf(put)).text.code).toBe('database-23514');
    await abandonSnapshot(store, snapshot);
  });

  test('a failed build leaves nothing behind', async () => {
    const before = await rowsLeft(store);
    const snapshot = await beginSnapshot(store, MANIFEST);
    await saveSmallSnapshot(store, snapshot, keys);
    expect(await rowsLeft(store)).not.toEqual(before);
    await abandonSnapshot(store, snapshot);
    expect(await rowsLeft(store)).toEqual(before);
  });

  test('the next build clears away what a killed one left', async () => {
    const before = await rowsLeft(store);
    const killed = await beginSnapshot(store, MANIFEST);
    await saveSmallSnapshot(store, killed, keys);
    expect(await discardUnfinished(store)).toBe(1);
    expect(await rowsLeft(store)).toEqual(before);
    expect(await discardUnfinished(store)).toBe(0);
    await saveSmallSnapshot(store, await beginSnapshot(store, MANIFEST), keys);
    const snapshot = await beginSnapshot(store, MANIFEST);
    expect(await store.rows(sql`select number from twin.snapshot where state = 'building'`)).toEqual([
      { number: snapshot },
    ]);
    await abandonSnapshot(store, snapshot);
    expect(await rowsLeft(store)).toEqual(before);
  });

  test('the newest are kept, the older go with all their rows', async () => {
    const first = (await newestSnapshot(store))!.number;
    const second = await complete();
    const third = await complete();
    expect((await listSnapshots(store)).map(({ number }) => number)).toEqual([third, second, first]);
    expect(await keepNewest(store, 3)).toEqual([]);
    expect(await keepNewest(store, 2)).toEqual([first]);
    expect((await readArtefact(store, second, 'table/rw.bin'))!.bytes.length).toBe(100_000);
    expect(await deleteSnapshot(store, second)).toBe(true);
    expect(await deleteSnapshot(store, second)).toBe(false);
    expect((await rowsLeft(store)).snapshots).toEqual([third]);
    expect(await keepNewest(store, 0)).toEqual([]);
    expect(await deleteSnapshot(store, third)).toBe(true);
    expect(await rowsLeft(store)).toEqual({ snapshots: [], tables: [], parts: [] });
    await complete();
  });

  test('the keys of the store are asked for, and nothing else will do', async () => {
    expect((await openKeys(store, keysFile)).fingerprint).toBe(keys.fingerprint);
    const missing = await failureOf(openKeys(store, join(folder, 'not-there.json')));
    expect([missing.kind, missing.text.code]).toEqual(['configuration', 'keys-missing']);
    const otherFile = join(folder, `${kind}-other.json`);
    loadOrCreateKeys(otherFile);
    const wrong = await failureOf(openKeys(store, otherFile));
    expect([wrong.kind, wrong.text.code]).toEqual(['configuration', 'keys-wrong']);
    // Nothing was harmed: the right keys still read what is there.
    const { number } = (await newestSnapshot(store))!;
    expect(await findPersons(store, number, await openKeys(store, keysFile), 'nik', NIKS[0]!)).toEqual([PERSON_IDS[0]]);
  });

  describe('the role that serves the web', () => {
    const asWeb = (query: Sql): Promise<unknown> =>
      store.transaction(async (transaction) => {
        await transaction.run(sql`set local role kembaran_web`);
        return transaction.rows(query);
      });

    /** What comes of the same statement when the owner asks; it is undone. */
    const asOwner = (query: Sql): Promise<string> =>
      store
        .transaction(async (transaction) => {
          await transaction.rows(query);
          throw new Error('undone');
        })
        .catch((error: unknown) => (error instanceof TwinError ? error.text.code : 'worked'));

    test('cannot read or change identity, nor anything else that is not published', async () => {
      const { number } = (await newestSnapshot(store))!;
      const attempts: readonly Sql[] = [
        sql`select * from identity.person`,
        { text: `select full_name from identity.person_${number}`, values: [] },
        sql`select fingerprint from identity.key_fingerprint`,
        { text: `select identity.drop_person(${number})`, values: [] },
        sql`select person_id from twin.lineage`,
        { text: `select person_id from twin.lineage_${number}`, values: [] },
        sql`select * from twin.review_pair`,
        sql`select * from twin.snapshot`,
        sql`select bytes from twin.artefact`,
        sql`delete from published.snapshot`,
        sql`update published.snapshot set counts = '{}'`,
        sql`create table published.mine (a int)`,
        sql`create table identity.mine (a int)`,
      ];
      for (const attempt of attempts) {
        expect((await failureOf(asWeb(attempt))).text.code, attempt.text).toBe('database-42501');
        expect(await asOwner(attempt), attempt.text).not.toBe('database-42501');
      }
      expect(await asWeb(sql`select number from published.snapshot`)).toEqual([{ number }]);
    });

    test('has no right on any table or view outside schema published', async () => {
      const rows = await store.rows<{ name: string; may: boolean }>(sql`
        select pg_class.oid::regclass::text as name,
               has_table_privilege('kembaran_web', pg_class.oid, 'select, insert, update, delete, truncate') as may
        from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname in ('identity', 'twin', 'published') and relkind in ('r', 'p', 'v', 'm')
        order by 1`);
      expect(rows.filter(({ may }) => may).map(({ name }) => name)).toEqual([
        'published.artefact',
        'published.schema_version',
        'published.snapshot',
      ]);
      expect(rows.map(({ name }) => name)).toContain('identity.person');
    });

    test('is a member of no other role', async () => {
      const rows = await store.rows(sql`
        select roleid::regrole::text from pg_auth_members where member = 'kembaran_web'::regrole`);
      expect(rows).toEqual([]);
    });

    test('is the role that asks the published questions', async () => {
      await store.run(sql`revoke select on published.snapshot from kembaran_web`);
      expect((await failureOf(newestSnapshot(store))).text.code).toBe('database-42501');
      await store.run(sql`grant select on published.snapshot to kembaran_web`);
      expect(await newestSnapshot(store)).toBeDefined();
    });
  });

  test('whoever opens the store for the web gets named questions and no way to ask another', async () => {
    const { number } = (await newestSnapshot(store))!;
    await store.close();
    const reader = await openPublished(place);
    try {
      expect(Object.keys(reader).sort()).toEqual(['close', 'published']);
      expect((await newestSnapshot(reader))!.number).toBe(number);
      expect((await readArtefact(reader, number, 'meta.json'))!.contentType).toBe('application/json');
      await expect(reader.published('select * from identity.person' as 'snapshots')).rejects.toThrow(
        'published question',
      );
      await expect(reader.published('toString' as 'snapshots')).rejects.toThrow('published question');
      expect((await newestSnapshot(reader))!.number).toBe(number);
    } finally {
      await reader.close();
      store = await openStore(place, { usesPostgis: false });
    }
  });

  test('a store that was built with goes on as one for the web, and has no way back', async () => {
    const { number } = (await newestSnapshot(store))!;
    const reader = await store.becomeWebOnly();
    try {
      expect((await newestSnapshot(reader))!.number).toBe(number);
      await failureOf(store.rows(sql`select full_name from identity.person`));
      await failureOf(store.script(`select 1`));
      await failureOf(
        store.insertColumns('identity.key_fingerprint', { fingerprint: { type: 'text', values: ['x'] } }),
      );
      expect((await readArtefact(reader, number, 'meta.json'))!.bytes.length).toBeGreaterThan(0);
    } finally {
      await reader.close();
      store = await openStore(place, { usesPostgis: false });
    }
  });
});

if (stores.places.length > 1) {
  describe('two processes at one server', () => {
    test('one builds, the other is told to wait, and leaves the unfinished snapshot alone', async () => {
      const { place } = stores.places[1]!;
      const [first, second] = [
        await openStore(place, { usesPostgis: false }),
        await openStore(place, { usesPostgis: false }),
      ];
      try {
        const snapshot = await beginSnapshot(first, MANIFEST);
        const busy = await failureOf(beginSnapshot(second, MANIFEST));
        expect([busy.kind, busy.text.code]).toEqual(['busy', 'build-under-way']);
        expect(busy.message).toContain(`process ${process.pid}`);
        expect(await discardUnfinished(second)).toBe(0);
        await saveArtefacts(first, snapshot, [{ name: 'a', contentType: 'x', bytes: randomBytes(10) }]);
        await first.close();
        // The lock went with the connection, as it does when the process is killed.
        expect(await discardUnfinished(second)).toBe(1);
        await abandonSnapshot(second, await beginSnapshot(second, MANIFEST));
      } finally {
        await second.close();
      }
    });
  });
}
