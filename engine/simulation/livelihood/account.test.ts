import { expect, test } from 'vitest';
import { CLASS_ENTRIES, CLASS_STEP_BITS, classOf, classTable, SPENDING_CLASSES, STEPS_END } from './account.ts';

test('the table of classes that loops read is what a logarithm finds, up to the last class', () => {
  const table = classTable();
  const entryOf = (thousand: number): number =>
    thousand < STEPS_END
      ? thousand >> CLASS_STEP_BITS
      : Math.min(CLASS_ENTRIES - 1, thousand - STEPS_END + (STEPS_END >> CLASS_STEP_BITS));
  for (let thousand = 0; thousand < 200_000; thousand += 7) expect(table[entryOf(thousand)]).toBe(classOf(thousand));
  expect(table.at(-1)).toBe(SPENDING_CLASSES - 1);
  expect(table.at(-2)).toBe(SPENDING_CLASSES - 2);
});
