import { expect, test } from 'vitest';
import { shapeOf } from './shape.ts';

test.each([
  ['31/02/1999', '99/99/9999'],
  ['SITI', 'AAAA'],
  ['Siti Aminah, S.Pd', 'AAAA AAAAAA, A.AA'],
  ['3,57701E+15', '9,99999A+99'],
  ['René 5½', 'AAAA 99'],
  ['a\tb\u0000c', 'A A A'],
  ['', ''],
])('%j has the shape %j', (value, shape) => {
  expect(shapeOf(value)).toBe(shape);
});

test('a shape holds neither a letter but A, nor a digit but 9, and ends', () => {
  const shape = shapeOf('SITI AMINAH 3577014107900001 '.repeat(50));
  expect(shape).toMatch(/^[A9 ]{40}…$/);
});
