import { describe, expect, test } from 'vitest';
import { chance } from '../../../../kernel/random.ts';
import type { FieldKind, LinkTable } from '../../table.ts';
import { makeTable } from '../../values/make-table.ts';
import { sourcePairs } from '../source-pairs.ts';
import { automaticRules } from './automatic-rules.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  born: 'date',
  city: 'category',
  remark: 'address',
};

/** Invented people, in the order that `order` gives; those of even number are in the first of two files where it has two names. */
function people(count: number, order: (row: number) => number = (row) => row, files = ['people']): LinkTable {
  const draw = chance(3, 'people');
  const syllables = ['ba', 'di', 'ku', 'ma', 'no', 'ri', 'sa', 'tu', 'wi', 'yo'];
  const name = (row: number, at: number): string =>
    [0, 1, 2].map((i) => syllables[draw.below(10, row, at + i)]).join('');
  const rows = Array.from({ length: count }, (_, i) => order(i));
  const columns = new Map<string, string[]>([
    ['given', rows.map((row) => name(row, 0))],
    ['surname', rows.map((row) => name(row, 10))],
    [
      'born',
      rows.map(
        (row) =>
          `${String(1940 + draw.below(70, row, 20))}-0${String(1 + draw.below(9, row, 21))}-1${String(draw.below(9, row, 22))}`,
      ),
    ],
    ['city', rows.map(() => 'Madiun')],
    ['remark', rows.map(() => '')],
  ]);
  const fields = Object.entries(KINDS).map(([field, kind]) => ({ name: field, kind }));
  const sources = files.map((name, file) => {
    const of = <T>(all: readonly T[]): T[] => all.filter((_, i) => rows[i]! % files.length === file);
    return {
      name,
      ids: of(rows.map(String)),
      columns: new Map([...columns].map(([field, texts]) => [field, of(texts)])),
    };
  });
  return makeTable({ sources, fields });
}

const LIMITS = { maximumPerKey: 500, maximumPairs: 1e7 };
const rulesFor = (table: LinkTable) =>
  automaticRules(table, sourcePairs(table, { deduplicate: [true], between: [] }), LIMITS);

describe('rules chosen by a look at the values', () => {
  test('bring nearly all matches for a small share of all pairs', () => {
    const { expectedRecall, expectedPairs } = rulesFor(people(4000));
    expect(expectedRecall).toBeGreaterThan(0.97);
    expect(expectedPairs).toBeLessThan(0.3 * 8e6);
  });

  test('are few and wide where narrow ones alone would take all places', () => {
    const { rules, expectedRecall } = rulesFor(people(6000));
    expect(rules.length).toBeLessThan(20);
    expect(expectedRecall).toBeGreaterThan(0.99);
  });

  test('use no field that is blank or the same in every record', () => {
    const fields = new Set(rulesFor(people(4000)).rules.flatMap(({ keys }) => keys.flatMap((key) => key.fields)));
    expect(fields).toEqual(new Set(['given', 'surname', 'born']));
  });

  test('bring every pair where there are few', () => {
    expect(rulesFor(people(300)).rules.at(-1)).toEqual({ name: 'all', keys: [], maximumPerKey: 300 });
  });

  test('do not depend on the order of rows', () => {
    expect(rulesFor(people(8000, (row) => 7999 - row))).toEqual(rulesFor(people(8000)));
  });

  test('do not turn on what files are called, nor in which order they come', () => {
    expect(rulesFor(people(8000, undefined, ['b']))).toEqual(rulesFor(people(8000)));
    const ofTwo = (files: string[], isTurned = false) => {
      const table = people(12_000, isTurned ? (row) => row ^ 1 : undefined, files);
      const between = [{ left: files[0]!, right: files[1]!, isOneToOne: false }];
      return automaticRules(table, sourcePairs(table, { deduplicate: [true, true], between }), LIMITS);
    };
    expect(ofTwo(['left', 'right'])).toEqual(ofTwo(['a', 'b']));
    expect(ofTwo(['right', 'left'])).toEqual(ofTwo(['a', 'b']));
  });
});
