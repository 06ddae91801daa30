import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultOf } from '../fixture-result.ts';
import { arenaOfTexts } from '../../core/values/text-arena.ts';
import { folderWith } from '../test-folder.ts';
import { CsvFile } from './csv-file.ts';
import { writeOutputs } from './out-folder.ts';
import { orderRecords, orderTexts } from './record-order.ts';
import { numberClusters, writeClusters, writePairs, type RecordNames } from './write-pairs.ts';

const namesOf = (...written: (readonly string[])[]): RecordNames => {
  const sourceStart = Uint32Array.from([0, ...written.map((_, i) => written.slice(0, i + 1).flat().length)]);
  const ids = written.map(arenaOfTexts);
  return { sources: written.map((_, i) => `s${i + 1}`), sourceStart, ids, order: orderRecords(ids) };
};

describe('records stand in the order of their sources and ids', () => {
  test('texts of any letters are in the order of their units', () => {
    const texts = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^rec-\d{1,7}$/)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, (some) => {
        const sorted = [...some].sort((a, b) => (a < b ? -1 : 1));
        expect([...orderTexts(some)].map((i) => some[i]!)).toEqual(sorted);
      }),
    );
  });

  test('ids are in the order of their units, as bytes and as strings', () => {
    const id = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-c]{1,3}\d{0,3}$/));
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 30 }), fc.boolean(), (some, isSorted) => {
        const ids = isSorted ? [...some].sort((a, b) => (a < b ? -1 : 1)) : some;
        const { records } = orderRecords([arenaOfTexts(ids)]);
        expect([...records].map((i) => ids[i]!)).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  test('sources come one after the other', () => {
    const { records, place } = orderRecords([arenaOfTexts(['b', 'a']), arenaOfTexts(['d', 'a', 'c'])]);
    expect([...records]).toEqual([1, 0, 3, 4, 2]);
    expect([...place]).toEqual([1, 0, 4, 2, 3]);
  });
});

describe('a CSV file', () => {
  test('is what a plain reader takes it for, whatever the texts and numbers', () => {
    const folder = folderWith({});
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a,b', '"', 'x\r\ny', ' z ', 'é'));
    let n = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (rows) => {
        const path = join(folder, `${n++}.csv`);
        const file = new CsvFile(path, ['a', 'b']);
        rows.forEach((row, i) => {
          const { bytes, starts } = arenaOfTexts(row);
          if (i % 2 === 0) for (const text of row) file.text(text);
          else row.forEach((_, at) => file.utf8(bytes, starts[at]!, starts[at + 1]!));
          file.endRow();
        });
        file.close();
        const read = parse(readFileSync(path), { relax_column_count: true, skip_empty_lines: false }) as string[][];
        expect(read).toEqual([['a', 'b'], ...rows]);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [0, 3, '0.000'],
    [-0.0004, 3, '0.000'],
    [-1.5, 1, '-1.5'],
    [12.3456, 3, '12.346'],
    [0.9999996, 6, '1.000000'],
    [1e-7, 6, '0.000000'],
    [1048576.5, 2, '1048576.50'],
  ])('%d with %i decimals is %s', (value, decimals, text) => {
    const path = join(folderWith({}), 'a.csv');
    const file = new CsvFile(path, ['n']);
    file.fixed(value, decimals);
    file.endRow();
    file.close();
    expect(readFileSync(path, 'utf8')).toBe(`n\n${text}\n`);
  });

  test('rows beyond the buffer are all there', () => {
    const path = join(folderWith({}), 'a.csv');
    const long = 'é'.repeat(600_000);
    const [longBytes, plainBytes] = [arenaOfTexts([long]), arenaOfTexts(['plain'])];
    const file = new CsvFile(path, ['n', 't']);
    for (let i = 0; i < 6000; i++) {
      file.whole(i);
      const { bytes } = i % 1000 === 0 ? longBytes : plainBytes;
      if (i % 2000 === 0) file.text(i % 1000 === 0 ? long : 'plain');
      else file.utf8(bytes, 0, bytes.length);
      file.endRow();
    }
    file.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines).toHaveLength(6002);
    expect(lines[1001] === `1000,${long}`).toBe(true);
    expect(lines[2001] === `2000,${long}`).toBe(true);
    expect(lines[6000]).toBe('5999,plain');
  });
});

describe('pairs and clusters', () => {
  const names = namesOf(['p9', 'p1'], ['q,1']);
  const result = resultOf(
    3,
    [
      [0, 1, 2, 3, 1.5, 1],
      [0, 2, 2, 2, 0, 0],
      [1, 2, 1, 1, 0, 1],
    ],
    [0, 0, 2],
  );

  test('pairs in the order of their records, linked ones and others apart', () => {
    const folder = folderWith({});
    expect(writePairs(join(folder, 'pairs.csv'), result, names, 1)).toBe(2);
    expect(readFileSync(join(folder, 'pairs.csv'), 'utf8')).toBe(
      [
        'left_source,left_id,right_source,right_id,probability,weight_bits',
        's1,p1,s1,p9,0.999956,14.484',
        's1,p1,s2,"q,1",0.002651,-8.555',
        '',
      ].join('\n'),
    );
    expect(writePairs(join(folder, 'others.csv'), result, names, 0)).toBe(1);
  });

  test('clusters are numbered by their first record', () => {
    const folder = folderWith({});
    const clusters = numberClusters(result.clusterOf, names.order);
    writeClusters(join(folder, 'clusters.csv'), clusters, names);
    expect(readFileSync(join(folder, 'clusters.csv'), 'utf8')).toBe(
      'source,id,cluster\ns1,p1,1\ns1,p9,1\ns2,"q,1",2\n',
    );
    expect([clusters.count, [...clusters.size]]).toEqual([2, [0, 2, 1]]);
  });

  test('another order of rows gives the same bytes', () => {
    const folder = folderWith({});
    const turned = resultOf(
      3,
      [
        [0, 1, 2, 3, 1.5, 1],
        [0, 2, 1, 1, 0, 1],
        [1, 2, 2, 2, 0, 0],
      ],
      [1, 1, 2],
    );
    const turnedNames = namesOf(['p1', 'p9'], ['q,1']);
    for (const [name, of, with_] of [
      ['a', result, names],
      ['b', turned, turnedNames],
    ] as const) {
      writePairs(join(folder, `pairs-${name}`), of, with_, 1);
      writeClusters(join(folder, `clusters-${name}`), numberClusters(of.clusterOf, with_.order), with_);
    }
    for (const kind of ['pairs', 'clusters']) {
      expect(readFileSync(join(folder, `${kind}-a`))).toEqual(readFileSync(join(folder, `${kind}-b`)));
    }
  });
});

describe('the folder of the outputs', () => {
  const fill = (text: string) => (folder: string) => {
    for (const name of ['pairs.csv', 'report.json']) writeFileSync(join(folder, name), text);
  };

  test('is made, and what an earlier run left is replaced while other files stay', async () => {
    const out = join(folderWith({}), 'deep', 'out');
    await writeOutputs(out, fill('first'));
    expect(readdirSync(out)).toEqual(['pairs.csv', 'report.json']);
    expect(statSync(out).mode & 0o777).toBe(0o700);
    writeFileSync(join(out, 'mine.txt'), 'keep');
    writeFileSync(join(out, 'pairs-not-linked.csv'), 'of the first run');
    await writeOutputs(out, fill('second'));
    expect(readdirSync(out)).toEqual(['mine.txt', 'pairs.csv', 'report.json']);
    expect(readFileSync(join(out, 'pairs.csv'), 'utf8')).toBe('second');
  });

  test('stays as it was when writing fails half way, and nothing partial is left', async () => {
    const parent = folderWith({});
    const out = join(parent, 'out');
    const failing = (folder: string): void => {
      writeFileSync(join(folder, 'pairs.csv'), 'half');
      throw new Error('the disk went away');
    };
    await expect(writeOutputs(out, failing)).rejects.toThrow('the disk went away');
    expect([existsSync(out), readdirSync(parent)]).toEqual([false, []]);
    mkdirSync(out);
    writeFileSync(join(out, 'pairs.csv'), 'before');
    await expect(writeOutputs(out, failing)).rejects.toThrow('the disk went away');
    expect([readdirSync(out), readFileSync(join(out, 'pairs.csv'), 'utf8')]).toEqual([['pairs.csv'], 'before']);
  });

  test('a file in its place is a clear fault', async () => {
    const folder = folderWith({ out: '' });
    await expect(writeOutputs(join(folder, 'out'), fill(''))).rejects.toMatchObject({ text: { code: 'in-the-way' } });
  });
});
