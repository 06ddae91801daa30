import { expect, test } from 'vitest';
import { MEASURES } from '../../core/measures/measures.ts';
import { levelInWords } from './level-words.ts';

test.each([...new Set(Object.values(MEASURES).flatMap(({ levels }) => levels))])(
  'the level %s is said in both languages',
  (level) => {
    const { id, en } = levelInWords(level);
    expect(id).not.toBe(en);
    expect(id).not.toBe(level);
  },
);

test('a level that no measure knows is told as it is named: the negative control', () => {
  expect(levelInWords('unheard')).toEqual({ id: 'unheard', en: 'unheard' });
});
