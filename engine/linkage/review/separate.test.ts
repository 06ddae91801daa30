import { expect, test } from 'vitest';
import type { TwinError } from '../../kernel/errors.ts';
import type { ResultFolder } from './result-folder.ts';
import { separateMerge } from './separate.ts';

/** A result with so many merges and an event that is none. */
const folderWith = (merges: number) =>
  ({
    events: [
      { event: 0, kind: 'create' },
      ...Array.from({ length: merges }, (_, i) => ({ event: i + 1, kind: 'absorb', before: {} })),
    ],
  }) as unknown as ResultFolder;

function expectedOf(merges: number): string | undefined {
  try {
    separateMerge(folderWith(merges), 0);
  } catch (error) {
    return (error as TwinError).text.expected;
  }
  return undefined;
}

test('an event that merged nothing is refused with the latest that did, and no longer list', () => {
  expect(expectedOf(0)).toBe('an event that absorbed an entity; there is none');
  expect(expectedOf(3)).toBe('one of 1, 2, 3');
  expect(expectedOf(200_000)).toMatch(/^one of 199991, .*, 200000 \(the latest of 200000\)$/);
});
