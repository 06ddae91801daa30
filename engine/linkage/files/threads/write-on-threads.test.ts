import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeTable } from '../../core/values/make-table.ts';
import { resultOf } from '../fixture-result.ts';
import { conflictsOf } from '../golden/golden-outputs.ts';
import { autoCriteria } from '../golden/spec.ts';
import { folderWith, readAll } from '../test-folder.ts';
import { orderRecords } from '../writing/record-order.ts';
import { numberClusters } from '../writing/write-pairs.ts';
import { FileThreads } from './file-threads.ts';
import { writeOnThreads } from './write-on-threads.ts';

/** So many that clusters are shared out in several ranges. */
const ROWS = 60_000;

function textOfRows(): string {
  const lines = ['id,nama,lahir'];
  for (let row = 0; row < ROWS; row++) {
    const name = row % 13 === 0 ? `"SITI, ${row % 90}"` : row % 7 === 0 ? 'ÉMILE' : `BUDI ${row % 333}`;
    lines.push(`R${String(row * 7919).padStart(9, '0')},${name},19${60 + (row % 40)}-0${1 + (row % 9)}-1${row % 9}`);
  }
  return `${lines.join('\n')}\n`;
}

async function written() {
  const sources = await readAll(
    { files: { '*': { id: 'id', columns: ['nama', 'lahir'] } } },
    { 'a.csv': textOfRows() },
  );
  const fields = [
    { name: 'nama', kind: 'full-name' },
    { name: 'lahir', kind: 'date' },
  ] as const;
  const table = makeTable({ sources, fields });
  const ids = sources.map(({ idTexts }) => idTexts);
  const names = { sources: table.sources, sourceStart: table.sourceStart, ids, order: orderRecords(ids) };
  // Every third row is one with the row before it.
  const clusterOf = Array.from({ length: ROWS }, (_, row) => (row % 3 === 2 ? row - 1 : row));
  const linked = clusterOf.flatMap((cluster, row) => (cluster === row ? [] : [[cluster, row, 1, 2, 0.5, 1]]));
  const { pairs, parameters } = resultOf(ROWS, linked, clusterOf);
  const clusters = numberClusters(Uint32Array.from(clusterOf), names.order);
  const rank = { by: 'rank' as const, sources: [...table.sources] };
  const spec = {
    isAuto: true,
    fields: fields.map(({ name, kind }) => ({ field: name, criteria: autoCriteria(kind, rank, undefined) })),
  };
  return {
    links: { pairs, clusters, names },
    golden: { spec, table, sources, clusters, names, pairs, parameters },
  };
}

const filesOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('latin1')]));

function threadsOf(count: number): FileThreads {
  const threads = new FileThreads(count, [], 0);
  onTestFinished(() => threads.close());
  return threads;
}

describe('a result written by several threads', () => {
  test('is the one that a single thread writes', async () => {
    const { links, golden } = await written();
    const made = [];
    let times = 0;
    for (const count of [1, 2, 4]) {
      const folder = join(folderWith({}), 'out');
      mkdirSync(folder);
      const threads = threadsOf(count);
      expect(threads.helpers).toBe(count - 1);
      const told = await writeOnThreads(
        threads,
        { ...links, folder, writesOtherPairs: true },
        golden,
        () => void times++,
      );
      made.push({ told, files: filesOf(folder) });
    }
    expect(times).toBe(made.length);
    const [one, ...others] = made;
    expect(Object.keys(one!.files).sort()).toEqual([
      'clusters.csv',
      'golden.csv',
      'golden_sources.csv',
      'links.bin',
      'pairs-not-linked.csv',
      'pairs.csv',
    ]);
    expect(one!.told.golden.records).toBe((ROWS / 3) * 2);
    expect(one!.told.golden.fields[0]!.disagreeing).toBeGreaterThan(0);
    for (const other of others) {
      expect(JSON.stringify(other.told)).toBe(JSON.stringify(one!.told));
      for (const [name, bytes] of Object.entries(one!.files)) expect(other.files[name] === bytes, name).toBe(true);
    }
  });

  test('ends with an error once no thread writes any more', async () => {
    const { links, golden } = await written();
    for (const count of [1, 3]) {
      const folder = join(folderWith({}), 'none');
      const done = writeOnThreads(
        threadsOf(count),
        { ...links, folder, writesOtherPairs: false },
        golden,
        () => undefined,
      );
      await expect(done).rejects.toMatchObject({ kind: 'storage' });
    }
  });

  test('ends with what goes wrong meanwhile', async () => {
    const { links, golden } = await written();
    for (const count of [1, 3]) {
      const folder = folderWith({});
      const fail = (): never => {
        throw new RangeError('not judged');
      };
      const done = writeOnThreads(threadsOf(count), { ...links, folder, writesOtherPairs: false }, golden, fail);
      await expect(done).rejects.toThrow('not judged');
    }
  });
});

describe('tasks in order', () => {
  test('hand over their results in it, whoever is done first', async () => {
    const { golden } = await written();
    const { spec, table, sources, names, clusters } = golden;
    const { records, strong } = conflictsOf(golden);
    const task = {
      spec,
      table,
      sources: sources.map(({ columns }) => ({ columns })),
      names,
      clusters,
      records,
      strong,
    };
    const begin = { name: 'golden-begin', task } as const;
    // Many small ranges: this thread is done with its own while those of others are under way.
    const ranges = Array.from({ length: 4000 }, (_, i) => ({ from: 10 * i + 1, to: 10 * i + 11, at: 15 * i }));
    const threads = threadsOf(3);
    // Threads that are still starting would come too late to be done first or last.
    await Promise.all([0, 1].map((helper) => threads.ask(helper, 'golden-begin', task)));
    const lines: string[] = [];
    await threads.inOrder(begin, 'golden-rows', ranges, ({ golden: rows }) =>
      lines.push(...rows.map((bytes) => Buffer.from(bytes).toString())),
    );
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(ranges.map(({ from }) => from));
  });

  test('one that fails ends them all, and is told', async () => {
    const threads = threadsOf(3);
    const taken: unknown[] = [];
    const begin = { name: 'golden-begin', task: {} as never } as const;
    const done = threads.inOrder(begin, 'golden-rows', [{ from: 1, to: 2, at: 0 }], (part) => taken.push(part));
    await expect(done).rejects.toThrow(/undefined/);
    expect(taken).toEqual([]);
  });
});
