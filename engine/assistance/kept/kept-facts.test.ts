import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FieldAnswer } from '../facts/register-values.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';
import { readKeptFacts, writeKeptFacts, type KeptFacts } from './kept-facts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-facts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ANSWERS: FieldAnswer[] = [
  { source: { register: 'a', field: 'x', codes: { 1: 1, 2: 0 } }, level: 'person', values: Float64Array.of(1, NaN, 0) },
  { source: { register: 'b', field: 'y' }, level: 'person', values: undefined },
  { source: { register: 'a', field: 'z', flags: 6 }, level: 'person', values: Float64Array.of(-3, 0.1, 20_000) },
];
const rowsOf = (registerId: string, count: number, from: number): RecipientRows => ({
  registerId,
  programme: registerId,
  count,
  files: ['a.csv', 'b.xlsx'],
  sourceFile: new Uint16Array(count).fill(1),
  sourceSheet: new Uint16Array(count).fill(2),
  sourceRow: Uint32Array.from({ length: count }, (_, i) => from + i),
  person: Int32Array.from({ length: count }, (_, i) => i - 1),
  personId: Uint8Array.from({ length: count * 16 }, (_, i) => (from + i) % 256),
  resident: Int32Array.from({ length: count }, (_, i) => -i),
  household: Int32Array.from({ length: count }, (_, i) => 7 - i),
  state: new Uint8Array(count).fill(3),
  isReceiving: new Uint8Array(count).fill(1),
  account: new Uint32Array(count).fill(0xffffffff),
  card: new Uint32Array(count),
  house: Uint32Array.from({ length: count }, (_, i) => i),
});
const FACTS: KeptFacts = {
  answers: ANSWERS,
  recipients: [rowsOf('pkh', 3, 2), rowsOf('empty', 0, 0), rowsOf('bltd', 2, 9)],
};

test('facts come back exactly as they were kept', async () => {
  writeKeptFacts(FACTS, folder);
  expect(await readKeptFacts(folder)).toEqual(FACTS);
});

test('of a city of which only the population register was read nothing is kept, and that comes back as well', async () => {
  const nothing = { answers: ANSWERS.map((answer) => ({ ...answer, values: undefined })), recipients: [] };
  writeKeptFacts(nothing, folder);
  expect(await readKeptFacts(folder)).toEqual(nothing);
});

test('the same facts give the same bytes, in files that are for their owner alone and have no column of text', () => {
  const bytes = (): Buffer[] => {
    writeKeptFacts(FACTS, folder);
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name)));
  };
  expect(bytes()).toEqual(bytes());
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    const { schema } = parquetMetadata(new Uint8Array(readFileSync(join(folder, name))).buffer);
    expect(schema.slice(1).map(({ type }) => type)).not.toContain('BYTE_ARRAY');
  }
});

test('a snapshot of a version that kept no facts, or a damaged file, is told with what to do', async () => {
  await expect(readKeptFacts(folder)).rejects.toThrow(/kept no facts.*twin -- build/s);
  writeKeptFacts(FACTS, folder);
  writeFileSync(join(folder, 'recipients.parquet'), 'x');
  await expect(readKeptFacts(folder)).rejects.toThrow(/cannot be read.*recipients\.parquet/s);
});
