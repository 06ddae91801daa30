import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../columns.ts';
import { formatterOf, type ShownAs } from '../format.ts';
import { breaksOf, LEGEND_METHODS, legendOf, type Legend, type LegendChoice } from './legend.ts';

const COUNT: ShownAs = { format: 'count', decimals: 0 };
const SHARE: ShownAs = { format: 'share', decimals: 1 };
const cellsOf = (values: readonly number[]): Cell[] => values.map((value) => ({ kind: 'value', value }));
const choice = (method: LegendChoice['method'], classCount = 5, breaks: number[] = []): LegendChoice => ({
  method,
  classCount,
  breaks,
});
const bounds = (legend: Legend): (number | undefined)[][] => legend.classes.map(({ from, to }) => [from, to]);

test('quantile classes hold equally many areas', () => {
  const legend = legendOf(cellsOf([1, 2, 3, 4, 50, 60, 700, 800, 9000]), COUNT, choice('quantile', 3));
  expect(legend.classes.map(({ count }) => count)).toEqual([3, 3, 3]);
  expect(bounds(legend)).toEqual([
    [1, 3],
    [4, 699],
    [700, 9000],
  ]);
});

test('equal classes are equally wide', () => {
  const legend = legendOf(cellsOf([0, 10, 55, 100]), COUNT, choice('equal', 4));
  expect(bounds(legend)).toEqual([
    [0, 24],
    [25, 49],
    [50, 74],
    [75, 100],
  ]);
  expect(legend.classes.map(({ count }) => count)).toEqual([2, 0, 1, 1]);
});

test('ckmeans classes break where the values do', () => {
  const legend = legendOf(cellsOf([1, 2, 3, 40, 41, 42, 90, 95]), COUNT, choice('ckmeans', 3));
  expect(bounds(legend)).toEqual([
    [1, 39],
    [40, 89],
    [90, 95],
  ]);
});

test('chosen breaks stand, whatever the values, and are open at both ends', () => {
  const legend = legendOf(cellsOf([0.01, 0.2]), SHARE, choice('manual', 5, [0.1, 0.05]));
  expect(bounds(legend)).toEqual([
    [undefined, 49],
    [50, 99],
    [100, undefined],
  ]);
  expect(legend.classes.map(({ count }) => count)).toEqual([1, 0, 1]);
});

test('there are no more classes than different values, and none without a value', () => {
  expect(legendOf(cellsOf([7, 7, 7, 9]), COUNT, choice('quantile')).classes).toHaveLength(2);
  expect(legendOf(cellsOf([7]), COUNT, choice('ckmeans')).classes).toEqual([{ index: 0, from: 7, to: 7, count: 1 }]);
  expect(legendOf([], COUNT, choice('equal')).classes).toEqual([]);
});

test('hidden areas and areas without data are counted apart and stand in no class', () => {
  const cells: Cell[] = [{ kind: 'hidden' }, { kind: 'no-data' }, { kind: 'no-data' }, { kind: 'value', value: 3 }];
  const legend = legendOf(cells, COUNT, choice('quantile'));
  expect([legend.hiddenCount, legend.noDataCount]).toEqual([1, 2]);
  expect(cells.map(legend.standingOf)).toEqual(['hidden', 'no-data', 'no-data', 0]);
});

test('two values that are written alike stand in the same class', () => {
  // 12,46 % and 12,54 % are both written 12,5 %, and the break lies between them.
  const legend = legendOf(cellsOf([0.1246, 0.1254]), SHARE, choice('manual', 3, [0.125]));
  expect(cellsOf([0.1246, 0.1254]).map(legend.standingOf)).toEqual([1, 1]);
});

const anyShownAs = fc.constantFrom<ShownAs>(COUNT, SHARE, { format: 'decimal', decimals: 2 });
const anyLegend = fc
  .record({
    shownAs: anyShownAs,
    values: fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { minLength: 1, maxLength: 60 }),
    method: fc.constantFrom(...LEGEND_METHODS),
    classCount: fc.integer({ min: 3, max: 7 }),
    breaks: fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { minLength: 2, maxLength: 6 }),
  })
  .map((made) => ({ ...made, legend: legendOf(cellsOf(made.values), made.shownAs, made) }));

test('on every boundary of every class the value belongs to the class whose written bounds hold it', () => {
  fc.assert(
    fc.property(anyLegend, ({ legend, shownAs }) => {
      const scale = 10 ** (shownAs.decimals + (shownAs.format === 'share' ? 2 : 0));
      for (const { index, from, to } of legend.classes)
        for (const steps of [from, to])
          if (steps !== undefined) expect(legend.standingOf({ kind: 'value', value: steps / scale })).toBe(index);
    }),
  );
});

test('classes follow each other without gap or overlap, and their counts add up to the areas', () => {
  fc.assert(
    fc.property(anyLegend, ({ legend, values }) => {
      legend.classes.slice(1).forEach(({ from }, i) => expect(from).toBe(legend.classes[i]!.to! + 1));
      expect(legend.classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    }),
  );
});

test('the written value lies within the written bounds of its class', () => {
  const { steps: write } = formatterOf('id');
  fc.assert(
    fc.property(anyLegend, ({ legend, values, shownAs }) => {
      for (const value of values) {
        const standing = legend.classes[legend.standingOf({ kind: 'value', value }) as number]!;
        const written = formatterOf('id').value(value, shownAs);
        const read = (text: string): number => Number(text.replace(/[^\d,]/g, '').replace(',', '.'));
        if (standing.from !== undefined)
          expect(read(written)).toBeGreaterThanOrEqual(read(write(standing.from, shownAs)));
        if (standing.to !== undefined) expect(read(written)).toBeLessThanOrEqual(read(write(standing.to, shownAs)));
      }
    }),
  );
});

test('the breaks of a legend, chosen by hand, give the same classes', () => {
  fc.assert(
    fc.property(anyLegend, ({ legend, values, shownAs }) => {
      const again = legendOf(cellsOf(values), shownAs, choice('manual', 3, breaksOf(legend)));
      if (legend.classes.length > 1)
        expect(cellsOf(values).map(again.standingOf)).toEqual(cellsOf(values).map(legend.standingOf));
    }),
  );
});
