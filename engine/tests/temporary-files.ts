/**
 * Around all tests: one folder of this run for temporary files. What a test leaves in it is told, since what the tests leave
 * may be what the twin leaves too; then it goes, like the folder of a run that was killed. It fails no run: a process that
 * was killed on purpose may leave something on one machine and not on another.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../kernel/running-process.ts';

const PREFIX = 'kembaran-run-';
/** Of Node and of the browser, which keep what they like. */
const OF_OTHERS = /^(node-compile-cache|playwright|\.?(org\.chromium|com\.google))/;

function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX)))
    if (!isRunning(Number(name.slice(PREFIX.length).split('-')[0])))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

export default function setup(): (() => void) | undefined {
  // Another project of the same run made it already.
  if (tmpdir().includes(`${PREFIX}${process.pid}-`)) return undefined;
  removeAbandoned();
  const [before, folder] = [process.env['TMPDIR'], mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))];
  // A private server runs as another user, and has a folder of its own in it.
  chmodSync(folder, 0o711);
  // The processes of the tests are begun after this and inherit it.
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    const left = readdirSync(folder).filter((name) => !OF_OTHERS.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length > 0) process.stderr.write(`The tests left temporary files: ${left.sort().join(', ')}\n`);
  };
}
