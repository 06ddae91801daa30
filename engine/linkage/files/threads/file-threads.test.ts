import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TwinError } from '../../../kernel/errors.ts';
import { groupsToRead, makeTable, readGroup, type TableField } from '../../core/values/make-table.ts';
import { planSources } from '../model/sources.ts';
import { readSource } from '../reading/read-source.ts';
import { folderWith, modelOf } from '../test-folder.ts';
import { readTruth } from '../truth.ts';
import { FileThreads, makeTableOn, readTruthOn } from './file-threads.ts';
import { shareOut } from './share-out.ts';

const ALL = { files: { '*': { id: 'id', columns: 'all' } } };

/** A plan of one file, and threads that help to read it, however small it is. */
function opened(text: string, threads: number) {
  const path = join(folderWith({ 'a.csv': text }), 'a.csv');
  const [plan] = planSources(modelOf(ALL), 'model.yaml', [path]);
  const helped = new FileThreads(threads, [path], 0);
  onTestFinished(() => helped.close());
  return { plan: plan!, threads: helped };
}

const HEADINGS = 'id;nama;lahir;alamat;kota';

/** Rows with cells of several lines, rows that are blank, cells that say nothing, and one that is too long. */
function textOfRows(rows: number): string {
  const lines = [HEADINGS];
  for (let row = 0; row < rows; row++) {
    const name = row % 7 === 0 ? `"SITI\n""${row % 90}"" AMIN"` : `BUDI ${row % 333}`;
    const address = row % 11 === 0 ? 'NULL' : ` JL. SERAYU NO ${row % 500} `;
    lines.push(
      `R${row};${name};19${60 + (row % 40)}-0${1 + (row % 9)}-1${row % 9};${address};${row % 3 ? 'MADIUN' : ''}`,
    );
    if (row % 400 === 0) lines.push(';;;;', `X${row};A;1980-01-01;B;C;D`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

const FIELDS: readonly TableField[] = [
  { name: 'nama', kind: 'name-part' },
  { name: 'alamat', kind: 'address' },
  { name: 'lahir', kind: 'date' },
  { name: 'kota', kind: 'name-part', hub: { beside: 'nama', most: 200 } },
];

describe('threads that help', () => {
  test('a file is read as one thread reads it', async () => {
    const text = textOfRows(3000);
    const [alone, helped, crowded] = [opened(text, 1), opened(text, 2), opened(text, 6)];
    const readings: Record<string, unknown>[] = [{}, {}, {}];
    const read = [alone, helped, crowded].map(({ plan, threads }, i) =>
      readSource(plan, () => undefined, readings[i], threads),
    );
    const [one, two, six] = await Promise.all(read);
    expect([alone, helped, crowded].map(({ threads }) => threads.helpers)).toEqual([0, 1, 5]);
    expect(two).toEqual(one);
    expect(six).toEqual(one);
    for (const { columns } of [two!, six!]) expect([...columns.keys()]).toEqual(['nama', 'lahir', 'alamat', 'kota']);
    expect(two!.notes).toHaveLength(2);
    expect(readings[1]).toEqual(readings[0]);
  });

  test.each([
    ['an id that repeats', `${HEADINGS}\nA;b;c;d;e\nA;b;c;d;e\n`, 'id-repeats'],
    ['a row without id', `${HEADINGS}\nA;b;c;d;e\n;b;c;d;e\n`, 'id-blank'],
    ['a quote that is never closed', `${HEADINGS}\nA;b;c;d;e\nB;"b;c;d;e\n`, 'quote-not-closed'],
    ['no row', `${HEADINGS}\n`, 'file-empty'],
  ])('%s is the same error', async (_, text, code) => {
    const faults = [1, 3].map(async (count) => {
      const { plan, threads } = opened(text, count);
      return readSource(plan, () => undefined, {}, threads).catch((error: unknown) => error);
    });
    const [alone, helped] = (await Promise.all(faults)) as TwinError[];
    expect(alone).toBeInstanceOf(TwinError);
    expect(alone!.text.code).toBe(code);
    expect(helped!.text).toEqual(alone!.text);
  });

  test('a table is made as one thread makes it, notes and readings in the same order', async () => {
    const { plan, threads } = opened(textOfRows(3000), 3);
    const source = await readSource(plan, () => undefined);
    const input = { sources: [source], fields: FIELDS, readings: { earlier: 1 } };
    const [made, helped] = [makeTable(input), await makeTableOn(threads, input)];
    expect(helped).toEqual(made);
    expect(await makeTableOn(threads, input, true)).toEqual(made);
    expect(Object.keys(helped.readings)).toEqual(Object.keys(made.readings));
    expect(helped.fields.get('kota')!.book).toBe(helped.fields.get('nama')!.book);
    expect(made.notes.length + Object.keys(made.readings).length).toBeGreaterThan(2);
  });

  test('the truth is read as one thread reads it, and its errors are thrown where it is waited for', async () => {
    const { plan, threads } = opened(textOfRows(500), 2);
    const sources = [await readSource(plan, () => undefined)];
    const rows = Array.from({ length: 500 }, (_, row) => `R${row},E${row % 300}`).join('\n');
    const folder = folderWith({ 'truth.csv': `id,entity\n${rows}\nnobody,E1\n`, 'wrong.csv': 'id,person\nR1,E1\n' });
    const path = join(folder, 'truth.csv');
    const truth = await readTruthOn(threads, path, sources);
    expect(truth).toEqual(await readTruth(path, sources));
    expect(truth).toMatchObject({ entities: 300, notes: { length: 2 } });
    const wrong = readTruthOn(threads, join(folder, 'wrong.csv'), sources);
    await expect(wrong).rejects.toMatchObject({ text: { code: 'column-missing' } });
  });

  test('several tasks of one thread each have their own answer', async () => {
    const { plan, threads } = opened(textOfRows(500), 2);
    const source = await readSource(plan, () => undefined);
    const groups = groupsToRead({ sources: [source], fields: FIELDS });
    const answers = await Promise.all(groups.map((group) => threads.ask(0, 'group', group)));
    expect(answers).toEqual(groups.map(readGroup));
  });

  test('an error in a thread is thrown here', async () => {
    const { threads } = opened(textOfRows(10), 2);
    const broken = { sources: [], fields: [], sourceStart: new Uint32Array(1), readings: {} };
    await expect(threads.ask(0, 'group', broken)).rejects.toThrow(/kind/);
  });
});

describe('work is shared out', () => {
  test('the heaviest pieces first, each to the hand that has least', () => {
    expect(shareOut([5, 1, 4, 3, 3], 2)).toEqual([
      [0, 4],
      [2, 3, 1],
    ]);
  });

  test('the first hand has less where it does something besides', () => {
    expect(shareOut([5, 1, 4, 3, 3], 2, 6)).toEqual([
      [3, 4],
      [0, 2, 1],
    ]);
  });

  test('hands may stay empty', () => {
    expect(shareOut([2], 3)).toEqual([[0], [], []]);
  });
});
