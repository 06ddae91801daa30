/** The choice of rules against its slow, obvious form: all candidates are looked at before each choice. */
import { expect, test } from 'vitest';
import { chance } from '../../../../kernel/random.ts';
import type { FieldKind, LinkTable } from '../../table.ts';
import { makeTable } from '../../values/make-table.ts';
import { sourcePairs } from '../source-pairs.ts';
import { automaticRules } from './automatic-rules.ts';
import type { OpenCandidatesOf } from './candidate-heap.ts';

/** Invented rows whose fields repeat their values as often as the seed has it. */
function rowsOf(seed: number, count: number): LinkTable {
  const draw = chance(seed, 'slow-choice-test');
  const kinds: readonly FieldKind[] = ['name-part', 'name-part', 'date', 'category', 'postcode', 'code'];
  const textOf = (kind: FieldKind, n: number): string => {
    if (kind === 'date') return `19${String(40 + (n % 60))}-0${String(1 + (n % 9))}-${String(10 + (n % 17))}`;
    if (kind !== 'name-part') return `${kind}${String(n)}`;
    return [n, n * 7 + 3, n * 31 + 5].map((each) => ['ba', 'di', 'ku', 'mo', 'ne', 'ri', 'sa'][each % 7]!).join('');
  };
  const fields = kinds.map((kind, at) => ({ name: `${kind}-${String(at)}`, kind }));
  const columns = fields.map(({ name, kind }, at) => {
    const values = 2 + draw.below([900, 300, 2000, 8, 60, 4000][at]!, 0, at);
    const texts = Array.from({ length: count }, (_, row) =>
      draw.below(9, row + 1, 10 + at) === 0 ? '' : textOf(kind, draw.below(values, row + 1, at)),
    );
    return [name, texts] as const;
  });
  const ids = Array.from({ length: count }, (_, row) => String(row));
  return makeTable({ sources: [{ name: 'rows', ids, columns: new Map(columns) }], fields });
}

const slowly: OpenCandidatesOf = (candidates, worthOf) => {
  const open = new Set(candidates);
  return {
    put: (candidate) => void open.add(candidate),
    take() {
      const inOrder = [...open].sort((a, b) => a.place - b.place);
      const most = inOrder.reduce((worth, each) => Math.max(worth, worthOf(each)), 0);
      if (most === 0) return undefined;
      const best = inOrder.find((each) => worthOf(each) === most)!;
      open.delete(best);
      return best;
    },
  };
};

test('a heap of candidates chooses as looking at each of them before each choice does', () => {
  const chosen = [1, 2, 3, 4, 5, 6].map((seed) => {
    const table = rowsOf(seed, 1600);
    const sources = sourcePairs(table, { deduplicate: [true], between: [] });
    const limits = { maximumPerKey: 300, maximumPairs: 1e7 };
    const fast = automaticRules(table, sources, limits);
    expect(automaticRules(table, sources, { ...limits, openCandidates: slowly })).toEqual(fast);
    return fast.rules.map(({ name }) => name).join();
  });
  // Each of the tables asks for rules of its own.
  expect(new Set(chosen).size).toBeGreaterThan(3);
});
