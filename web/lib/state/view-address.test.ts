import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEGEND_METHODS } from '../map/legend.ts';
import { FIRST_VIEW, paramsOf, SHOWN_LEVELS, viewOf, type ViewChoice } from './view-address.ts';

const key = fc.stringMatching(/^[a-z][a-z0-9/-]{0,20}$/);
const anyView: fc.Arbitrary<ViewChoice> = fc.record({
  level: fc.constantFrom(...SHOWN_LEVELS),
  indicator: fc.option(key, { nil: undefined }),
  area: fc.option(fc.constantFrom('35.77.01', '35.77.01.1001', '35.77.01.1001.rw03'), { nil: undefined }),
  legend: fc.record({
    method: fc.constantFrom(...LEGEND_METHODS),
    classCount: fc.integer({ min: 3, max: 7 }),
    breaks: fc.array(
      fc.double({ min: -10, max: 1e6, noNaN: true }).map((value) => value + 0),
      { maxLength: 6 },
    ),
  }),
  sort: fc.record({
    by: fc.option(
      key.filter((text) => text !== 'value'),
      { nil: undefined },
    ),
    direction: fc.constantFrom('ascending', 'descending'),
  }),
  columns: fc.array(key, { maxLength: 4 }),
  camera: fc.option(
    fc.record({
      zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100),
      lat: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((n) => n / 100_000 + 0),
      lon: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 100_000 + 0),
    }),
    { nil: undefined },
  ),
});

test('a view written into an address and read back is the same view', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(viewOf(new URLSearchParams(paramsOf(view)))).toEqual(view);
    }),
  );
});

test('the first view needs no word in the address', () => {
  expect(paramsOf(FIRST_VIEW)).toEqual([]);
  expect(viewOf(new URLSearchParams())).toEqual(FIRST_VIEW);
});

test.each([
  'level=rt',
  'level=',
  'method=best',
  'classes=2',
  'classes=many',
  'breaks=1,x',
  'map=1/2',
  'map=99/0/0',
  'map=//',
  'map=1/nan/3',
  'sort=',
])('%s is passed over', (search) => {
  expect(viewOf(new URLSearchParams(search))).toEqual(FIRST_VIEW);
});
