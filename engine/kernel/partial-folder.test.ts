import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePartialFolder } from './partial-folder.ts';
import { folderUntil } from './test-folder.ts';

/** Of a process that is over, and has left what it wrote. */
const pidOfTheDead = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('what a killed process left is gone before the next is written; of one that still writes, and of others, nothing is', () => {
  const parent = folderUntil(onTestFinished, 'partial');
  const living = `.linkage-${process.pid}-00000000.partial`;
  const kept = [living, '.welfare-0-00000000.partial', 'pairs.csv', '.linkage-exchange', 'linkage-00000000.partial'];
  for (const name of [...kept, `.linkage-${pidOfTheDead()}-0123abcd.partial`, '.linkage-0123abcd.partial']) {
    mkdirSync(join(parent, name));
    writeFileSync(join(parent, name, 'pairs.csv'), 'half');
  }
  const free = freePartialFolder(parent, 'linkage');
  expect(readdirSync(parent).sort()).toEqual(kept.sort());
  expect(basename(free)).toMatch(new RegExp(`^\\.linkage-${process.pid}-[0-9a-f]{8}\\.partial$`));
  expect(freePartialFolder(parent, 'linkage')).not.toBe(free);
});

test('a folder that cannot be looked into is told', () => {
  const file = join(folderUntil(onTestFinished, 'partial'), 'file');
  writeFileSync(file, '');
  expect(() => freePartialFolder(file, 'linkage')).toThrow(
    expect.objectContaining({ kind: 'storage', text: expect.objectContaining({ code: 'in-the-way' }) }),
  );
});
