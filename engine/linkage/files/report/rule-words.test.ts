import { expect, test } from 'vitest';
import { PART_NAMES } from '../../core/blocking/key-parts.ts';
import { keyInWords, ruleInWords } from './rule-words.ts';

test.each(PART_NAMES.map((part) => part.replace('-N', '-3')))('the part %s is said in both languages', (part) => {
  const { id, en } = keyInWords({ part, fields: ['born', 'died'] });
  expect([id, en]).toEqual([expect.stringContaining('born atau died'), expect.stringContaining('born or died')]);
  if (part !== 'value') for (const text of [id, en]) expect(text.startsWith(`${part} (`)).toBe(false);
});

test('a part that nobody knows is told as it is named: the negative control', () => {
  expect(keyInWords({ part: 'unheard', fields: ['born'] }).id).toBe('unheard (born)');
});

test('a rule is told by its keys, and one without any by what it finds', () => {
  const keys = [
    { part: 'prefix-3', fields: ['given'] },
    { part: 'value', fields: ['born'] },
  ];
  expect(ruleInWords({ keys })).toEqual({
    id: '3 tanda pertama (given) + born',
    en: 'the first 3 characters (given) + born',
  });
  expect(ruleInWords({ keys: [] }).en).toBe('all pairs');
});
