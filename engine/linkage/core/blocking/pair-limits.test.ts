import { describe, expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { TwinError } from '../../../kernel/errors.ts';
import type { BlockingRuleSpec } from '../link-model.ts';
import { tableOf } from '../test-table.ts';
import { openThreads, type LinkThreads } from '../threads/threads.ts';
import { makeTable } from '../values/make-table.ts';
import { automaticRules } from './automatic/automatic-rules.ts';
import { findCandidates } from './find-candidates.ts';
import { sourcePairs } from './source-pairs.ts';

const ONE_FILE = { deduplicate: [true], between: [] };
const rule = (name: string, field: string): BlockingRuleSpec => ({ name, keys: [{ part: 'value', fields: [field] }] });

/** 60 people: three names and four towns, of which each name has all. */
const table = tableOf({
  given: ['name-part', Array.from({ length: 60 }, (_, i) => ['Ana', 'Budi', 'Citra'][i % 3]!)],
  town: ['category', Array.from({ length: 60 }, (_, i) => ['Madiun', 'Blora', 'Tuban', 'Ngawi'][i % 4]!)],
});
const PAIRS_BY_NAME = (3 * 20 * 19) / 2;
const PAIRS_BY_TOWN = (4 * 15 * 14) / 2;
const RULES = [rule('same name', 'given'), rule('same town', 'town')];

/** Looks for pairs, and says which tasks were done until all were found or the run was stopped. */
async function findWithin(maximumPairs: number, count = 1, roomBytes = Infinity) {
  const sources = sourcePairs(table, ONE_FILE);
  const measuresModule = new URL('no-measures.ts', import.meta.url).href;
  const threads = await openThreads({ table, sources, comparisons: [], measuresModule }, count);
  const done: string[] = [];
  const watched: LinkThreads = {
    count: threads.count,
    records: threads.records,
    run: (name, tasks, onDone) => {
      done.push(name);
      return threads.run(name, tasks, onDone);
    },
    each: (name, tasks, onDone) => {
      done.push(name);
      return threads.each(name, tasks, onDone);
    },
    tell: (name, task) => threads.tell(name, task),
    close: () => threads.close(),
  };
  try {
    const limits = { maximumPerKey: 100, maximumPairs, roomBytes };
    const found = await findCandidates(table, RULES, limits, watched, () => {}).catch((error: unknown) => error);
    return { found, done };
  } finally {
    await threads.close();
  }
}

describe('a limit of pairs', () => {
  test.each([1, 2])('stops a rule that would make more before any pair is made, with %d threads', async (count) => {
    const { found, done } = await findWithin(PAIRS_BY_NAME - 1, count);
    expect(done).toEqual(['keys', 'index']);
    expect(found).toBeInstanceOf(TwinError);
    expect((found as TwinError).text).toMatchObject({
      code: 'link-too-many-pairs',
      what: `The blocking rule "same name" (value of given) would make ${PAIRS_BY_NAME} pairs.`,
      expected: `no more than ${PAIRS_BY_NAME - 1} pairs`,
    });
  });

  test('stops rules that would make more together, though none does alone', async () => {
    const { found } = await findWithin(PAIRS_BY_NAME);
    expect(found).toMatchObject({
      text: { code: 'link-too-many-pairs', what: expect.stringMatching(/^The blocking rules would/) as string },
    });
  });

  test('stops what would take more memory than there is', async () => {
    const { found } = await findWithin(1e6, 1, 37 * PAIRS_BY_NAME);
    expect(found).toMatchObject({
      text: {
        code: 'link-too-little-memory',
        expected: `no more than ${PAIRS_BY_NAME} pairs on this machine as it is now`,
      },
    });
  });

  test('lets through what stays within it', async () => {
    // Of those of one name and of one town each five are of both.
    const both = (12 * 5 * 4) / 2;
    const { found } = await findWithin(PAIRS_BY_NAME + PAIRS_BY_TOWN - both);
    expect(found).toMatchObject({ pairs: { count: PAIRS_BY_NAME + PAIRS_BY_TOWN - both } });
  });
});

test('few records are compared each with each, unless that is more than the limit of pairs', () => {
  const rulesWithin = (maximumPairs: number) =>
    automaticRules(table, sourcePairs(table, ONE_FILE), { maximumPerKey: 100, maximumPairs }).rules;
  const isOfAll = ({ keys }: BlockingRuleSpec): boolean => keys.length === 0;
  const all = (60 * 59) / 2;
  expect(rulesWithin(all).some(isOfAll)).toBe(true);
  expect(rulesWithin(all - 1).some(isOfAll)).toBe(false);
});

/** So many people that what rules may bring in all is more than what they may bring in any case. */
function crowd(records: number) {
  const draw = chance(3, 'crowd');
  const syllables = ['ba', 'di', 'ku', 'ma', 'no', 'ri', 'sa', 'tu', 'wi', 'yo', 'le', 'han'];
  const name = (n: number): string => [0, 1, 2, 3].map((at) => syllables[draw.below(12, n, at)]!).join('');
  const born = (n: number): string => `${1940 + (n % 70)}-0${1 + (Math.floor(n / 70) % 9)}-${10 + Math.floor(n / 630)}`;
  const column = (kinds: number, at: number, textOf: (n: number) => string) => ({
    dictionary: ['', ...Array.from({ length: kinds }, (_, n) => textOf(n))],
    codes: Uint32Array.from({ length: records }, (_, row) => 1 + draw.below(kinds, row, at)),
  });
  const columns = new Map([
    ['given', column(1500, 11, name)],
    ['surname', column(1500, 12, (n) => name(n + 5000))],
    ['born', column(7560, 13, born)],
  ]);
  return makeTable({
    sources: [{ name: 'crowd', ids: Array.from({ length: records }, (_, row) => String(row)), columns }],
    fields: [
      { name: 'given', kind: 'name-part' },
      { name: 'surname', kind: 'name-part' },
      { name: 'born', kind: 'date' },
    ],
  });
}

test('beyond what is cheap in any case no rule is chosen that brings too many pairs for each match', () => {
  const people = crowd(300_000);
  const choose = (mostPairsAMatch?: number) =>
    automaticRules(people, sourcePairs(people, ONE_FILE), {
      maximumPerKey: 1000,
      maximumPairs: 6e7,
      ...(mostPairsAMatch !== undefined && { mostPairsAMatch }),
    });
  const [limited, free] = [choose(), choose(Infinity)];
  expect(limited.rules.length).toBeLessThan(free.rules.length);
  expect(limited.expectedPairs).toBeLessThan(free.expectedPairs);
  // What is left out brings more pairs for each match in expectation than the limit says.
  const matches = (free.expectedRecall - limited.expectedRecall) * 30_000;
  expect((free.expectedPairs - limited.expectedPairs) / matches).toBeGreaterThan(5000);
});
