/** A snapshot of three persons, for tests: enough that every table has rows. */
import { inBoth } from '../kernel/bilingual.ts';
import type { Keys } from './keys.ts';
import { saveArtefacts, saveIdentities, saveLineage, saveReading, saveReview } from './snapshot-rows.ts';
import type { SnapshotManifest } from './snapshots.ts';
import { sql } from '../kernel/sql.ts';
import type { CodedText, Questioner, Store } from './store.ts';

export const MANIFEST: SnapshotManifest = {
  contentId: 'c0ffee',
  // 2024-12-31
  referenceDay: 20_088,
  isSample: true,
  seed: 3577,
  codeVersion: '0.1.0+test',
  parametersSha256: 'f00d',
  inputs: [{ name: 'siak.csv', registerId: 'dukcapil', sha256: 'aa' }],
  details: { boundaries: 'indicative' },
};

/** Invented; the third person has none. */
export const NIKS = ['3577014107900001', '3577020101850002'] as const;

const IDS = Uint8Array.from({ length: 3 * 16 }, (_, i) => 16 * (1 + Math.floor(i / 16)) + (i % 16));
export const PERSON_IDS = [
  '10111213-1415-1617-1819-1a1b1c1d1e1f',
  '20212223-2425-2627-2829-2a2b2c2d2e2f',
  '30313233-3435-3637-3839-3a3b3c3d3e3f',
] as const;

const coded = (...values: string[]): CodedText => ({ codes: values.map((_, i) => i), dictionary: { values } });

const file = (name: string, registerId: string, rowsReceived: number, rowsRefused: number) => ({
  name,
  registerId,
  bytes: 100,
  sha256: 'aa',
  sheets: ['Sheet1'],
  dialect: inBoth('CSV'),
  rowsReceived,
  rowsAccepted: rowsReceived - rowsRefused,
  rowsWithFindings: 0,
  rowsRefused,
});

const FINDING = {
  severity: 'refused',
  code: 'date-impossible',
  file: 0,
  sheet: 0,
  row: 4,
  column: 'Tanggal Lahir',
  found: '99/99/9999',
  expected: 'day/month/year',
};

const sources = (fileIndex: number, ...rows: number[]) => ({
  count: rows.length,
  sourceFile: new Uint16Array(rows.length).fill(fileIndex),
  sourceSheet: new Uint16Array(rows.length),
  sourceRow: Uint32Array.from(rows),
});

const links = (person: number[], kind: number[], weightBits: number[], probability: number[]) => ({
  person: Int32Array.from(person),
  kind: Uint8Array.from(kind),
  weightBits: Float32Array.from(weightBits),
  probability: Float32Array.from(probability),
});

const REGISTERS = [
  { records: sources(0, 2, 3, 5), links: links([0, 1, 2], [0, 0, 0], [NaN, NaN, NaN], [1, 1, 1]) },
  { records: sources(1, 2, 3), links: links([1, -1], [1, 2], [21.5, 3.25], [1, 0.5]) },
];

const PAIRS = {
  count: 2,
  register: Uint8Array.from([1, 1]),
  row: Uint32Array.from([1, 1]),
  person: Int32Array.from([0, 2]),
  weightBits: Float32Array.from([3.25, 3.25]),
  probability: Float32Array.from([0.5, 0.5]),
  doubt: Uint8Array.from([0, 0]),
  doubts: ['two-candidates'],
};

const IDENTITIES = {
  nik: coded(NIKS[0], NIKS[1], ''),
  kkNumber: coded('3577010101100001', '3577010101100002', ''),
  fullName: coded('AISYAH', 'SRI', 'BUDI'),
  motherName: coded('PARTINI', '', ''),
  fatherName: coded('', '', ''),
  birthPlace: coded('MADIUN', 'NGAWI', ''),
  address: coded('JL. SERAYU NO. 12', '', ''),
};

/** Puts rows into every table. @param artefactBytes size of the larger artefact */
export async function saveSmallSnapshot(
  store: Questioner,
  snapshot: number,
  keys: Keys,
  artefactBytes = 100_000,
): Promise<void> {
  const files = [file('siak.csv', 'dukcapil', 4, 1), file('pkh.xlsx', 'pkh', 2, 0)];
  await saveReading(store, snapshot, { files, findings: [FINDING] });
  await saveLineage(store, snapshot, REGISTERS, ['anchor', 'number', 'review'], IDS);
  await saveReview(
    store,
    snapshot,
    PAIRS,
    REGISTERS.map(({ records }) => records),
    IDS,
  );
  await saveIdentities(store, snapshot, keys, IDENTITIES, IDS);
  await saveArtefacts(store, snapshot, [
    { name: 'meta.json', contentType: 'application/json', bytes: Buffer.from('{}') },
    { name: 'table/rw.bin', contentType: 'application/octet-stream', bytes: new Uint8Array(artefactBytes).fill(7) },
  ]);
}

/** Which snapshots there are, which have rows in each table, and which have tables of their own. */
export async function rowsLeft(store: Store): Promise<{ snapshots: number[]; tables: unknown[]; parts: unknown[] }> {
  const snapshots = await store.rows<{ number: number }>(sql`select number from twin.snapshot order by number`);
  const tables = await store.rows(sql`
    select 'register_file' as name, snapshot, count(*) from twin.register_file group by snapshot
    union all select 'finding', snapshot, count(*) from twin.finding group by snapshot
    union all select 'lineage', snapshot, count(*) from twin.lineage group by snapshot
    union all select 'review_pair', snapshot, count(*) from twin.review_pair group by snapshot
    union all select 'artefact', snapshot, count(*) from twin.artefact group by snapshot
    union all select 'person', snapshot, count(*) from identity.person group by snapshot
    order by 1, 2`);
  const parts = await store.rows(sql`
    select pg_class.oid::regclass::text as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname in ('identity', 'twin') and relkind = 'r' and relname ~ '_[0-9]+$'
    order by 1`);
  return { snapshots: snapshots.map(({ number }) => number), tables, parts };
}
