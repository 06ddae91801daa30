import { expect, test } from 'vitest';
import { CELL_STATES as ENGINE_STATES, encodeAreaTable, type AreaTable, type Provenance } from '#engine';
import { cellAt, CELL_STATES, readTable, UnreadableTableError } from './columns.ts';

const provenance = { snapshotId: 'a1', isSample: true } as Provenance;
const table = (overrides: Partial<AreaTable> = {}): AreaTable => ({
  level: 'kelurahan',
  areaCodes: ['35.77.01.1001', '35.77.01.1002', '35.77.01.1003'],
  years: [2025],
  columns: [
    { indicator: 'residents', values: Float64Array.of(7471, NaN, NaN), states: Uint8Array.of(0, 1, 2) },
    { indicator: 'share', values: Float64Array.of(0.1, 0.2, 0.3), states: new Uint8Array(3) },
  ],
  provenance,
  ...overrides,
});

/** A buffer of its own, as a browser hands it over. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;
const read = (given: AreaTable): ReturnType<typeof readTable> => readTable(bufferOf(encodeAreaTable(given)));

test('a table that the engine writes is read: values, hidden cells and cells without data', () => {
  const { level, year, areaCodes, provenance: origin, ...rest } = read(table());
  expect([level, year, areaCodes.length, origin.snapshotId]).toEqual(['kelurahan', 2025, 3, 'a1']);
  expect(
    [0, 1, 2].map((area) => cellAt({ level, year, areaCodes, provenance: origin, ...rest }, 'residents', area)),
  ).toEqual([{ kind: 'value', value: 7471 }, { kind: 'hidden' }, { kind: 'no-data' }]);
});

test('shares keep every digit', () => {
  expect([...read(table()).columns.get('share')!.values]).toEqual([0.1, 0.2, 0.3]);
});

test('of several years the last is read', () => {
  const years = table({
    years: [2024, 2025],
    areaCodes: ['a', 'b'],
    columns: [{ indicator: 'x', values: Float64Array.of(1, 2, 3, NaN), states: Uint8Array.of(0, 0, 0, 2) }],
  });
  const { year, columns } = read(years);
  expect(year).toBe(2025);
  expect([...columns.get('x')!.values]).toEqual([3, NaN]);
});

test('an indicator that a table does not have is no data, not nought', () => {
  expect(cellAt(read(table()), 'unheard-of', 0)).toEqual({ kind: 'no-data' });
});

test('the states stand in the order of the engine', () => {
  expect(CELL_STATES).toEqual(ENGINE_STATES);
});

test.each([
  ['nothing at all', (bytes: Uint8Array) => bytes.subarray(0, 0)],
  ['other bytes', (bytes: Uint8Array) => bytes.map((byte, i) => (i === 0 ? byte + 1 : byte))],
  ['a later version', (bytes: Uint8Array) => bytes.map((byte, i) => (i === 4 ? 2 : byte))],
  ['a cut header', (bytes: Uint8Array) => bytes.subarray(0, 40)],
  ['a cut body', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
  ['an unknown state', (bytes: Uint8Array) => bytes.map((byte, i) => (i === bytes.length - 1 ? 9 : byte))],
])('%s is refused', (_, spoil) => {
  expect(() => readTable(bufferOf(spoil(encodeAreaTable(table()))))).toThrow(UnreadableTableError);
});
