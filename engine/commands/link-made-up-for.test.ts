/** What `twin link` makes up for and says, and what becomes of the folder of its outputs. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csv, folderOf, GOOD, link, PERSONAL, rowOf, withRows, type Files } from './test-link.ts';

describe('what can be made up for is done and said', () => {
  const notesOf = async (files: Files): Promise<string[]> => {
    const folder = folderOf(files);
    const { notes } = await link(folder, ['m.yaml', 'a.csv']);
    for (const { id, en } of notes) expect(`${id} ${en}`).not.toMatch(PERSONAL);
    return notes.map(({ en }) => en);
  };

  test('a field that is all missing is left out', async () => {
    const blank = csv(60, (i) => rowOf(i).replace(/\d{4}-\d\d-\d\d/, ''));
    expect(await notesOf({ ...GOOD, 'a.csv': blank })).toContain(
      'The field born is blank in every row and is left out.',
    );
  });

  test('rows with too many cells or too few are read as far as they go', async () => {
    const notes = await notesOf(withRows('A99,BUDI,1980-01-01,0812345,more,yet\nA98,ANI\n'));
    expect(notes[0]).toMatch(/^a\.csv: 1 row has more than 4 cells \(the first: row 22\)/);
    expect(notes[1]).toMatch(/^a\.csv: 1 row has fewer than 4 cells \(the first: row 23\)/);
  });

  test('a mark at the beginning of a file is no part of its first heading', async () => {
    const [marked, plain] = [await notesOf({ ...GOOD, 'a.csv': `\ufeff${csv(40)}` }), await notesOf(GOOD)];
    expect(marked).toEqual(plain);
  });

  test('rows that are all alike are not compared, and none is linked', async () => {
    const folder = folderOf({ ...GOOD, 'a.csv': csv(1) });
    expect((await link(folder, ['m.yaml', 'a.csv'])).pairs.linked).toBe(0);
  });
});

describe('the folder of the outputs', () => {
  test.each([
    ['a file in its place', 'm.yaml'],
    ['a file where it is to lie', 'm.yaml/out'],
  ])('%s is told before anything is linked', async (_, out) => {
    const folder = folderOf({ ...GOOD, 'a.csv': '' });
    // The empty file is not even looked at.
    await expect(link(folder, ['m.yaml', 'a.csv'], { out: join(folder, out) })).rejects.toMatchObject({
      kind: 'storage',
      text: { code: 'in-the-way', where: { file: 'm.yaml' }, todo: 'Name another folder with --out.' },
    });
  });

  // Who administers a machine may write anywhere.
  test.skipIf(process.getuid?.() === 0)('that may not be written to is told before anything is linked', async () => {
    const folder = folderOf({ ...GOOD, 'a.csv': '' });
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    await expect(link(folder, ['m.yaml', 'a.csv'])).rejects.toMatchObject({ kind: 'storage' });
  });

  test('keeps what others put there, and an earlier result gives way to the new one whole', async () => {
    const folder = folderOf(GOOD);
    await link(folder, ['m.yaml', 'a.csv']);
    writeFileSync(join(folder, 'out', 'mine.txt'), 'of somebody');
    const before = readFileSync(join(folder, 'out', 'pairs.csv'), 'utf8');
    await link(folder, ['m.yaml', 'a.csv']);
    expect(readFileSync(join(folder, 'out', 'mine.txt'), 'utf8')).toBe('of somebody');
    expect(readFileSync(join(folder, 'out', 'pairs.csv'), 'utf8')).toBe(before);
  });
});

test('an option of the command line that is no number', async () => {
  const folder = folderOf(GOOD);
  await expect(link(folder, ['m.yaml', 'a.csv'], { threads: 'many' })).rejects.toMatchObject({ kind: 'usage' });
});
