import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig, type Config } from '../../config.ts';
import { SILENT } from '../../kernel/progress.ts';
import { sql } from '../../kernel/sql.ts';
import { buildTwin, type BuildOutcome } from '../../pipeline.ts';
import { makeSample } from '../../sample.ts';
import { openStore } from '../../store/open.ts';
import { artefactNames, newestSnapshot, readArtefact } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { startPrivateServer } from '../../store/test-server.ts';
import { emptyEmbeddedStore } from '../../store/test-stores.ts';
import { TerminalProgress } from '../../terminal.ts';

type Built = Extract<BuildOutcome, { kind: 'built' }>;

const folders: string[] = [];
const quiet = (): TerminalProgress =>
  new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);

function configIn(databaseUrl?: string): Config {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-stores-'));
  folders.push(folder);
  return loadConfig({ KEMBARAN_DATA: folder, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) });
}

/** A database of its own on the server of the test run, or a private server. */
async function serverUrl(): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  const server = await startPrivateServer();
  return 'url' in server ? server : undefined;
}

async function artefactsOf(store: Store): Promise<Map<string, string>> {
  const { number } = (await newestSnapshot(store))!;
  const sums = new Map<string, string>();
  for (const name of await artefactNames(store, number)) {
    sums.set(name, (await readArtefact(store, number, name))!.sha256);
  }
  return sums;
}

/** Name and bytes of the columns of every snapshot. */
function columnSums(config: Config): string[] {
  return readdirSync(config.snapshotsFolder)
    .sort()
    .flatMap((name) =>
      ['persons.parquet', 'households.parquet'].map((file) =>
        createHash('sha256')
          .update(readFileSync(join(config.snapshotsFolder, name, file)))
          .digest('hex'),
      ),
    );
}

let embeddedConfig: Config;
let embedded: Store;
let outcome: Built;

beforeAll(async () => {
  embeddedConfig = configIn();
  await makeSample({ config: embeddedConfig, progress: SILENT, residents: 3000, seed: 7, isReplaced: false });
  await emptyEmbeddedStore(embeddedConfig.storeFolder);
  embedded = await openStore(embeddedConfig, { usesPostgis: false });
  const built = await buildTwin({ config: embeddedConfig, progress: quiet(), store: embedded, isForced: false });
  outcome = built as Built;
});

afterAll(async () => {
  await embedded?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test('received = linked + in review + refused, for every register, and so in the store', async () => {
  expect(outcome.registers.length).toBe(11);
  for (const register of outcome.registers) {
    expect(register.received, register.registerId).toBe(register.linked + register.inReview + register.refused);
  }
  const { number } = (await newestSnapshot(embedded))!;
  const [kept] = await embedded.rows<{ received: number; refused: number }>(sql`
    select sum(rows_received)::int as received, sum(rows_refused)::int as refused
    from twin.register_file where snapshot = ${number}`);
  const [lineage] = await embedded.rows<{ rows: number }>(
    sql`select count(*)::int as rows from twin.lineage where snapshot = ${number}`,
  );
  const sum = (of: (register: Built['registers'][number]) => number): number =>
    outcome.registers.reduce((total, register) => total + of(register), 0);
  expect(kept).toEqual({ received: sum((r) => r.received), refused: sum((r) => r.refused) });
  expect(lineage!.rows).toBe(sum((r) => r.linked + r.inReview));
});

test('linkage of the sample reaches precision 0.995 and recall 0.97 in every register', () => {
  expect(outcome.accuracy?.length).toBe(11);
  for (const { registerId, precision, recall } of outcome.accuracy!) {
    expect(precision, registerId).toBeGreaterThanOrEqual(0.995);
    expect(recall, registerId).toBeGreaterThanOrEqual(0.97);
  }
});

test('building again from the same changes nothing; a forced build gives the same bytes', async () => {
  const options = { config: embeddedConfig, progress: quiet(), store: embedded };
  const unchanged = await buildTwin({ ...options, isForced: false });
  expect(unchanged).toEqual({ kind: 'unchanged', snapshotId: outcome.snapshotId });
  const before = await artefactsOf(embedded);
  await buildTwin({ ...options, isForced: true });
  expect(await artefactsOf(embedded)).toEqual(before);
  const [first, second] = [columnSums(embeddedConfig).slice(0, 2), columnSums(embeddedConfig).slice(2, 4)];
  expect(second).toEqual(first);
});

test('no name and no number of identity stands in what is published or in the columns on disk', async () => {
  const { number } = (await newestSnapshot(embedded))!;
  const [person] = await embedded.rows<{ full_name: string; mother_name: string }>(sql`
    select full_name, mother_name from identity.person
    where snapshot = ${number} and length(full_name) > 12 and length(mother_name) > 8 limit 1`);
  const nik = readFileSync(join(embeddedConfig.registersFolder, 'dukcapil-penduduk.csv'), 'latin1')
    .split('\n')[5]!
    .split(';')[1]!;
  const secrets = [person!.full_name, person!.mother_name, nik].map((text) => Buffer.from(text));
  const published = await Promise.all(
    (await artefactNames(embedded, number)).map(async (name) => (await readArtefact(embedded, number, name))!.bytes),
  );
  const folder = join(embeddedConfig.snapshotsFolder, readdirSync(embeddedConfig.snapshotsFolder).sort().at(-1)!);
  const columns = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
  for (const bytes of [...published, ...columns]) {
    for (const secret of secrets) expect(Buffer.from(bytes).includes(secret)).toBe(false);
  }
  // The search finds what is there: names stand in the schema apart.
  const register = readFileSync(join(embeddedConfig.registersFolder, 'dukcapil-penduduk.csv'));
  expect(register.includes(secrets[2]!)).toBe(true);
});

test('a PostgreSQL server gives the same artefacts and the same columns as the embedded store', async () => {
  const server = await serverUrl();
  if (server === undefined) {
    expect(process.env['KEMBARAN_REQUIRE_SERVER'], 'a PostgreSQL server is required and there is none').not.toBe('1');
    process.stderr.write('server tests did not run: no PostgreSQL with PostGIS is installed\n');
    return;
  }
  try {
    const config = configIn(server.url);
    copyFileSync(embeddedConfig.keysFile, config.keysFile);
    const sameRegisters = { ...config, registersFolder: embeddedConfig.registersFolder };
    const store = await openStore(config, { usesPostgis: false });
    await buildTwin({ config: sameRegisters, progress: quiet(), store, isForced: false });
    expect(await artefactsOf(store)).toEqual(await artefactsOf(embedded));
    expect(columnSums(config)).toEqual(columnSums(embeddedConfig).slice(-2));
    await store.close();
  } finally {
    await server.stop();
  }
});
