/** A real twin of a small sample city, made by the command line in a folder of its own, and served. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment, serveTwin, type ServedTwin } from './served-twin.ts';

const root = join(import.meta.dirname, '../..');

/** Names an embedded store with all tables and no rows: a first start from nothing takes 10 s and more. */
const STORE_PREPARED = 'KEMBARAN_TEST_STORE';

/** @throws Error with what a command printed, when it fails */
export async function startTwin(residents: number): Promise<ServedTwin> {
  const data = mkdtempSync(join(tmpdir(), 'kembaran-web-'));
  const settings = { KEMBARAN_DATA: data, KEMBARAN_SAMPLE_RESIDENTS: String(residents), DATABASE_URL: '' };
  const env = { ...plainEnvironment(), ...settings };
  const run = (command: string): Promise<unknown> =>
    promisify(execFile)(process.execPath, [join(root, 'engine/cli.ts'), command], { cwd: root, env });
  const takeAway = (): void => rmSync(data, { recursive: true, force: true });
  const prepared = process.env[STORE_PREPARED];
  try {
    if (prepared !== undefined) cpSync(prepared, join(data, 'store'), { recursive: true });
    await run('sample');
    await run('build');
    const twin = await serveTwin(settings);
    return { address: twin.address, close: () => twin.close().then(takeAway) };
  } catch (error) {
    takeAway();
    throw error;
  }
}
