/** Finds two records of a result by the names that clusters.csv has for them. */
import { TwinError } from '../../kernel/errors.ts';
import type { StoredLinks } from '../files/state/links-file.ts';

/**
 * @param text SOURCE:ID; a source may have a colon in its name
 * @returns    record of the result
 * @throws TwinError usage: no such source, or no such id in it; never tells the id, which may be a number of a person
 */
export function findRecord({ sources, sourceStart, ids }: StoredLinks, text: string): number {
  const source = sources
    .filter((name) => text.startsWith(`${name}:`))
    .sort((a, b) => b.length - a.length)
    .at(0);
  if (source === undefined) {
    throw new TwinError('usage', {
      code: 'record-source',
      what: 'A record is named by its source and its id, and what is before the colon is no source of this result.',
      expected: `SOURCE:ID with one of ${sources.map((name) => `"${name}"`).join(', ')}`,
      todo: 'Write it as clusters.csv has source and id.',
    });
  }
  const at = sources.indexOf(source);
  const row = ids[at]!.indexOf(text.slice(source.length + 1));
  if (row >= 0) return sourceStart[at]! + row;
  throw new TwinError('usage', {
    code: 'record-unknown',
    what: `The source "${source}" has no record of that id.`,
    expected: 'an id as clusters.csv has it',
    todo: 'Look the id up in clusters.csv; a blank before or after it counts, and so do zeros in front.',
  });
}

/** @throws TwinError usage: the same record twice */
export function checkAreTwo(one: number, other: number): void {
  if (one !== other) return;
  throw new TwinError('usage', {
    code: 'record-twice',
    what: 'The same record is named twice.',
    expected: 'two records',
    todo: 'Name two records, each as SOURCE:ID.',
  });
}

/** @returns pair of the result that holds both records; -1 where it tells none */
export function pairOfRecords({ pairs }: StoredLinks, one: number, other: number): number {
  const [left, right] = [Math.min(one, other), Math.max(one, other)];
  for (let pair = 0; pair < pairs.count; pair++) {
    if (pairs.left[pair] === left && pairs.right[pair] === right) return pair;
  }
  return -1;
}
