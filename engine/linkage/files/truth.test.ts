import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderWith, readAll } from './test-folder.ts';
import { askedPairs, measureClusters, measurePairs, readTruth, type Truth } from './truth.ts';

const ALL = { files: { '*': { id: 'id', columns: 'all' } } };
const known = (entity: number[]): Truth => ({ entity: Uint32Array.from(entity), entities: 0, notes: [] });

describe('the truth is read', () => {
  const files = { 'a.csv': 'id,x\n1,A\n2,B\n', 'b.csv': 'id,x\n2,A\n3,B\n' };

  test('by source and id; what it does not know is said', async () => {
    const sources = await readAll(ALL, files);
    const folder = folderWith({ 't.csv': 'source,id,entity\na,1,X\nb.csv,2,X\nb,9,Y\na,2,\n' });
    const truth = await readTruth(join(folder, 't.csv'), sources);
    expect([...truth.entity]).toEqual([1, 0, 1, 0]);
    expect(truth.notes.map(({ en }) => en)).toEqual([
      't.csv: 1 rows about records that are in no file are passed over.',
      't.csv: 2 records are not told of in it and are left out of what is measured.',
    ]);
  });

  test('by id alone where no id is in two files', async () => {
    const [a] = await readAll(ALL, files);
    const folder = folderWith({ 't.csv': 'ID;ENTITY\n1;X\n2;X\n' });
    expect([...(await readTruth(join(folder, 't.csv'), [a!])).entity]).toEqual([1, 1]);
  });

  test.each([
    ['id,entity\n2,X\n', 'truth-ambiguous'],
    ['source,id,entity\nc,2,X\n', 'truth-source'],
    ['source,id\na,2\n', 'column-missing'],
    ['record,entity\n2,X\n', 'column-missing'],
    // Nothing could be wrong by the truth of other files.
    ['source,id,entity\na,77,X\nb,78,X\n', 'truth-foreign'],
    ['id,entity\n', 'truth-foreign'],
  ])('%j is a clear fault', async (text, code) => {
    const sources = await readAll(ALL, files);
    const folder = folderWith({ 't.csv': text });
    await expect(readTruth(join(folder, 't.csv'), sources)).rejects.toMatchObject({ text: { code } });
  });
});

describe('links are measured pair by pair', () => {
  test('against the slow form, for any truth, clusters, sources and what was asked', () => {
    const record = fc.record({
      entity: fc.integer({ min: 0, max: 4 }),
      cluster: fc.integer({ min: 0, max: 4 }),
      source: fc.integer({ min: 0, max: 1 }),
    });
    const asked = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), asked, (records, [first, second, across]) => {
        const between = across ? [{ left: 'a', right: 'b', isOneToOne: false }] : [];
        const wanted = askedPairs({ deduplicate: [first, second], between }, ['a', 'b']);
        const counts = { truePairs: 0, linkedPairs: 0, correctPairs: 0 };
        const pairs = { left: [] as number[], right: [] as number[] };
        records.forEach((a, i) =>
          records.slice(i + 1).forEach((b, j) => {
            const isAsked = a.source === b.source ? [first, second][a.source]! : across;
            if (!isAsked || a.entity === 0 || b.entity === 0) return;
            if (a.entity === b.entity) counts.truePairs++;
            if (a.cluster === b.cluster) {
              counts.linkedPairs++;
              pairs.left.push(i);
              pairs.right.push(i + 1 + j);
            }
            if (a.entity === b.entity && a.cluster === b.cluster) counts.correctPairs++;
          }),
        );
        const truth = known(records.map(({ entity }) => entity));
        const source = Uint8Array.from(records, (one) => one.source);
        const cluster = Uint32Array.from(records, (one) => one.cluster);
        const ofClusters = measureClusters(truth, cluster, source, wanted);
        expect(ofClusters).toMatchObject(counts);
        const linked = {
          count: pairs.left.length,
          left: Uint32Array.from(pairs.left),
          right: Uint32Array.from(pairs.right),
          isLinked: new Uint8Array(pairs.left.length).fill(1),
        };
        expect(measurePairs(truth, linked, ofClusters.truePairs)).toMatchObject(counts);
      }),
    );
  });

  test('a shuffled truth leaves next to nothing of a perfect result', () => {
    const count = 2000;
    const cluster = Uint32Array.from({ length: count }, (_, i) => i >> 1);
    const source = new Uint8Array(count);
    const asked = Uint8Array.of(1);
    const right = known(Array.from(cluster, (one) => one + 1));
    expect(measureClusters(right, cluster, source, asked).f1).toBe(1);
    const shuffled = known(Array.from({ length: count }, (_, i) => (((i * 7919) % count) >> 1) + 1));
    expect(measureClusters(shuffled, cluster, source, asked).f1).toBeLessThan(0.01);
  });
});
