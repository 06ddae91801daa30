import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AreaTable, Provenance } from './area-table.ts';
import { decodeAreaTable, encodeAreaTable } from './encode.ts';

const provenance: Provenance = {
  snapshotId: 'a1',
  referenceDate: '2025-12-31',
  isSample: true,
  seed: 7,
  codeVersion: '0.1.0',
  parametersSha256: 'ff',
  boundaries: 'indicative',
  inputs: [{ name: 'penduduk é.csv', registerId: 'dukcapil', sha256: 'aa' }],
};

const table = (areas: number, columns: AreaTable['columns']): AreaTable => ({
  level: 'kelurahan',
  areaCodes: Array.from({ length: areas }, (_, i) => `35.77.01.${1001 + i}`),
  years: [2025],
  columns,
  provenance,
});

const arbitraryTable = fc.integer({ min: 1, max: 9 }).chain((areas) =>
  fc
    .array(
      fc.record({
        counts: fc.boolean(),
        cells: fc.array(fc.tuple(fc.double({ noNaN: true }), fc.nat(2)), { minLength: areas, maxLength: areas }),
      }),
      { maxLength: 6 },
    )
    .map((columns) =>
      table(
        areas,
        columns.map(({ counts, cells }, i) => ({
          indicator: `column/${i}`,
          values: Float64Array.from(cells, ([value, state]) => (state > 0 ? NaN : counts ? Math.fround(value) : value)),
          states: Uint8Array.from(cells, ([, state]) => state),
        })),
      ),
    ),
);

test('a table read back is the table that was written, whatever its numbers', () => {
  fc.assert(
    fc.property(arbitraryTable, (t) => {
      expect(decodeAreaTable(encodeAreaTable(t))).toEqual(t);
    }),
  );
});

test('a table is read from the middle of a larger buffer as well', () => {
  const whole = encodeAreaTable(
    table(3, [{ indicator: 'x', values: Float64Array.of(0.1, 2, NaN), states: Uint8Array.of(0, 0, 1) }]),
  );
  const larger = new Uint8Array(whole.length + 3);
  larger.set(whole, 3);
  expect(decodeAreaTable(larger.subarray(3))).toEqual(decodeAreaTable(whole));
});

test('counts take four bytes a cell and shares eight, each on a multiple of its size', () => {
  const bytes = encodeAreaTable(
    table(3, [
      { indicator: 'residents', values: Float64Array.of(7471, 12, NaN), states: Uint8Array.of(0, 0, 1) },
      { indicator: 'share', values: Float64Array.of(0.1, 0.2, 0.3), states: Uint8Array.of(0, 0, 0) },
    ]),
  );
  const [magic, version, headerBytes, body] = new Uint32Array(bytes.buffer, 0, 4);
  expect([magic, version, body! % 8]).toEqual([0x5441424b, 1, 0]);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + headerBytes!)));
  expect(header.columns).toEqual([
    { indicator: 'residents', valueType: 'float32', valuesOffset: 24, statesOffset: 36 },
    { indicator: 'share', valueType: 'float64', valuesOffset: 0, statesOffset: 39 },
  ]);
  expect(bytes.length).toBe(body! + 3 * (4 + 8 + 1 + 1));
  expect(new Float32Array(bytes.buffer, body! + 24, 2)).toEqual(Float32Array.of(7471, 12));
});

test.each([
  ['nothing at all', (bytes: Uint8Array) => bytes.subarray(0, 0)],
  ['other bytes', (bytes: Uint8Array) => bytes.map((b, i) => (i === 0 ? b + 1 : b))],
  ['a later version', (bytes: Uint8Array) => bytes.map((b, i) => (i === 4 ? 2 : b))],
  ['a cut header', (bytes: Uint8Array) => bytes.subarray(0, 40)],
  ['a cut body', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
  ['an unknown state', (bytes: Uint8Array) => bytes.map((b, i) => (i === bytes.length - 1 ? 9 : b))],
])('%s is refused with what was expected', (_, spoil) => {
  const bytes = encodeAreaTable(
    table(2, [{ indicator: 'x', values: Float64Array.of(1, 2), states: new Uint8Array(2) }]),
  );
  expect(() => decodeAreaTable(spoil(bytes))).toThrow(/Expected: an area table of version 1/);
});
