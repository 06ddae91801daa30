/** Folders for the temporary files of tests: each goes with the test or the file of tests that asked for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** When it goes: `onTestFinished` of the test runner inside a test, `afterAll` outside. */
export type AtTheEnd = (remove: () => void) => void;

export function folderUntil(atTheEnd: AtTheEnd, name = 'test'): string {
  const folder = mkdtempSync(join(tmpdir(), `kembaran-${name}-`));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
