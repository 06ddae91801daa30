import { describe, expect, test } from 'vitest';
import { TwinError } from '../../../../kernel/errors.ts';
import { tableOf } from '../../test-table.ts';
import { sourcePairs } from '../source-pairs.ts';
import { rulesOfModel } from './rules-of-model.ts';

const ONE_FILE = { deduplicate: [true], between: [] };
const LIMITS = { maximumPerKey: 500, maximumPairs: 1e7 };

/** Rows of which nothing is known but two things that many share. */
const coarse = (rows: number) =>
  tableOf({
    sex: ['category', Array.from({ length: rows }, (_, i) => ['L', 'P'][i % 2]!)],
    religion: ['category', Array.from({ length: rows }, (_, i) => `R${String(i % 3)}`)],
  });

function rulesFor(rows: number, rules: 'auto' | [] = 'auto') {
  const table = coarse(rows);
  return rulesOfModel(table, sourcePairs(table, ONE_FILE), { ...LIMITS, rules });
}

describe('the rules of a run', () => {
  test('are an error where every key is too common: nothing found is no perfect result', () => {
    let thrown: unknown;
    try {
      rulesFor(6000);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TwinError);
    expect((thrown as TwinError).text).toMatchObject({
      code: 'link-no-rule',
      what: expect.stringContaining('every key of sex, religion is too common') as string,
      todo: expect.stringContaining('name rules under blocking, or map more columns to fields') as string,
    });
  });

  test('bring every pair where there are few', () => {
    expect(rulesFor(600).rules.at(-1)).toMatchObject({ name: 'all' });
  });

  test('are those of the model where it names them', () => {
    expect(rulesFor(6000, [])).toEqual({ rules: [], notes: [] });
  });

  test('say so where the pairs that are allowed leave most matches out', () => {
    const rows = 6000;
    const name = (i: number, of: number): string => ['ADI', 'BUDI', 'CITRA', 'DEWI', 'EKA', 'FAJAR'][(i * of) % 6]!;
    const table = tableOf({
      given: ['name-part', Array.from({ length: rows }, (_, i) => `${name(i, 1)}${'ABCDE'[i % 5]!}`)],
      town: ['category', Array.from({ length: rows }, (_, i) => `T${String(i % 97)}`)],
    });
    const notesWith = (maximumPairs: number): string[] =>
      rulesOfModel(table, sourcePairs(table, ONE_FILE), { ...LIMITS, maximumPairs, rules: 'auto' }).notes.map(
        ({ en }) => en,
      );
    expect(notesWith(1e7)).toEqual([]);
    expect(notesWith(40_000)).toEqual([
      expect.stringMatching(/^The limit limits\.maximumPairs \(40000 pairs\) leaves room .* about \d\d? % of matches/),
    ]);
  });
});
