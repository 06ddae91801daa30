import { expect, test } from 'vitest';
import { z, type ZodType } from 'zod';
import { expectedOf, keysAt } from './expected-shape.ts';
import { issueText, plainIssue } from './yaml-file.ts';

const MANY = z.strictObject({
  files: z.record(z.string(), z.strictObject({ id: z.string(), rows: z.int().min(1) })).optional(),
  rules: z
    .preprocess(
      (written) => (Array.isArray(written) ? { keys: written as unknown[] } : written),
      z.strictObject({ keys: z.array(z.union([z.string(), z.strictObject({ sound: z.string() })])).min(1) }),
    )
    .optional(),
  share: z.union([z.literal('auto'), z.number().gt(0).lt(1)]).default('auto'),
  on: z.iso.date().optional(),
  way: z.enum(['x', 'y']).optional(),
  pair: z.tuple([z.strictObject({ a: z.number() }), z.string()]).optional(),
  low: z
    .number()
    .refine((low) => low > 3, 'low has to be less than high')
    .optional(),
});

test.each<[string, unknown, string]>([
  ['a key of the file that there is not', { fils: {} }, 'one of "files", "rules", "share", "on", "way", "pair", "low"'],
  ['a key inside of keys that people choose', { files: { a: { id: 'x', rows: 1, ids: 'x' } } }, 'one of "id", "rows"'],
  ['a key of what is put into another form first', { rules: { key: [], keys: ['x'] } }, 'one of "keys"'],
  ['a key of the place of a list', { pair: [{ a: 1, b: 2 }, 'x'] }, 'one of "a"'],
  ['a number in the place of a text', { files: { a: { id: 1, rows: 1 } } }, 'a text'],
  ['what is missing', { files: { a: { rows: 1 } } }, 'a text'],
  ['too little', { files: { a: { id: 'x', rows: 0 } } }, '1 or more'],
  ['too few', { rules: [] }, '1 items or more'],
  ['a word that there is not', { way: 'z' }, 'one of "x", "y"'],
  ['no date', { on: 'yesterday' }, 'a date such as 2025-12-31'],
  ['what the words of the fault tell', { low: 1 }, 'what the description of the file has at that key'],
])('%s', (_, written, expected) => {
  const issue = plainIssue(MANY.safeParse(written).error!.issues[0]!);
  expect(expectedOf(MANY, issue, issueText(issue).fault)).toBe(expected);
});

test.each<[ZodType, unknown, string]>([
  [z.number().gt(0), 0, 'more than 0'],
  [z.number().lt(1), 1, 'less than 1'],
  [z.number().max(1), 2, '1 or less'],
  [z.string().min(2), 'a', 'a text of 2 letters or more'],
  [z.string().max(2), 'abc', 'a text of 2 letters or less'],
  [z.string().length(2), 'abc', 'a text of 2 letters'],
  [z.array(z.number()).max(1), [1, 2], '1 items or less'],
  [z.array(z.number()).length(2), [1], '2 items'],
])('a limit is told as it is: %#', (shape, written, expected) => {
  const issue = shape.safeParse(written).error!.issues[0]!;
  expect(expectedOf(shape, issue, issueText(issue).fault)).toBe(expected);
});

test('where no key may stand, none is named', () => {
  expect(keysAt(z.strictObject({ a: z.string() }), ['a'])).toEqual([]);
});
