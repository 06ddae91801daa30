import { expect, test } from 'vitest';
import { labelsThatFit, toPixels } from './labels.ts';
import type { Fill, Picture } from './picture.ts';
import { shapesOf } from './shapes.ts';

const area = (code: string, name: string, west: number, size: number): object => ({
  type: 'Feature',
  properties: { code, name, parent: 'p' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [west + size, 0],
        [west + size, size],
        [west, size],
        [west, 0],
      ],
    ],
  },
});
const shapesFrom = (...features: object[]): ReturnType<typeof shapesOf> =>
  shapesOf({ type: 'FeatureCollection', features } as never);

const LIGHT: Fill = { kind: 'class', colour: [250, 250, 200] };
const DARK: Fill = { kind: 'class', colour: [20, 30, 90] };
const picture = (overrides: Partial<Picture> = {}): Picture => ({
  ground: 'light',
  shapes: shapesFrom(area('a', 'Besar', 0, 0.1), area('b', 'Kecil', 0.2, 0.001)),
  fills: [LIGHT, DARK],
  values: ['12,4 %', '3,1 %'],
  frame: undefined,
  selected: undefined,
  ...overrides,
});
const texts = (shown: Picture, zoom: number): string[] => labelsThatFit(shown, zoom).map(({ text }) => text);

test('a name and its value stand where there is room, a small area keeps silent', () => {
  expect(texts(picture(), 11)).toEqual(['Besar\n12,4 %']);
});

test('nearer, the small area is named as well', () => {
  expect(texts(picture(), 18)).toContain('Kecil\n3,1 %');
});

test('the chosen area is named however small it is', () => {
  const shown = picture();
  expect(texts({ ...shown, selected: shown.shapes.areas[1] }, 11)).toEqual(['Kecil', 'Besar\n12,4 %']);
});

test('no label lies over another', () => {
  const crowd = shapesFrom(...Array.from({ length: 30 }, (_, i) => area(`c${i}`, `RW ${i}`, i * 0.02, 0.03)));
  const shown = picture({ shapes: crowd, fills: crowd.areas.map(() => LIGHT), values: crowd.areas.map(() => '') });
  const boxes = labelsThatFit(shown, 11).map(({ text, position }) => ({
    x: toPixels(position, 11)[0],
    half: text.length * 3,
  }));
  expect(boxes.length).toBeGreaterThan(2);
  const inOrder = boxes.toSorted((a, b) => a.x - b.x);
  inOrder.slice(1).forEach((box, i) => expect(box.x - box.half).toBeGreaterThan(inOrder[i]!.x + inOrder[i]!.half));
});

test('where a value would lie over a neighbour, the name stands alone', () => {
  const shapes = shapesFrom(area('a', 'Besar', 0, 0.1), area('b', 'Timur', 0.02, 0.06));
  const at = (south: number): Picture => {
    const [first, second] = shapes.areas as [(typeof shapes.areas)[0], (typeof shapes.areas)[0]];
    const moved = { ...second, label: [first.label[0], first.label[1] - south] as const };
    return picture({ shapes: { ...shapes, areas: [first, moved as typeof second] } });
  };
  expect(texts(at(0.03), 11)).toEqual(['Besar\n12,4 %', 'Timur\n3,1 %']);
  expect(texts(at(0.0096), 11)).toEqual(['Besar\n12,4 %', 'Timur']);
  expect(texts(at(0.005), 11)).toEqual(['Besar\n12,4 %']);
});

test('where hardly any area has room, the areas around them are named instead', () => {
  const crowd = shapesFrom(...Array.from({ length: 10 }, (_, i) => area(`c${i}`, `RW ${i}`, i * 0.001, 0.001)));
  const shown = picture({
    shapes: crowd,
    fills: crowd.areas.map(() => LIGHT),
    frame: shapesFrom(area('k', 'Manisrejo', 0, 0.1)),
  });
  expect(texts(shown, 11)).toEqual(['Manisrejo']);
});

test('letters are dark on light fills and light on dark ones', () => {
  const shown = picture({ fills: [DARK, LIGHT] });
  expect(labelsThatFit(shown, 18).map(({ code, isDarkText }) => [code, isDarkText])).toEqual([
    ['a', false],
    ['b', true],
  ]);
});
