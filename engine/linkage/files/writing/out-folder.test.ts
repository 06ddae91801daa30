import type * as nodeFs from 'node:fs';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkIsResult } from '../../review/result-folder.ts';
import { earlierResult } from '../state/keep-entities.ts';
import { folderWith } from '../test-folder.ts';
import { writeOutputs } from './out-folder.ts';

/** Which rename fails, counted from 1 on, and whether all after it do as well. */
const disk = vi.hoisted(() => ({ renames: 0, fails: Infinity, isGone: false }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof nodeFs>();
  return {
    ...fs,
    renameSync(from: string, to: string) {
      disk.renames++;
      if (disk.renames === disk.fails || (disk.isGone && disk.renames > disk.fails)) {
        throw Object.assign(new Error('no rename'), { code: 'EIO' });
      }
      fs.renameSync(from, to);
    },
  };
});
afterEach(() => void Object.assign(disk, { renames: 0, fails: Infinity, isGone: false }));

const BEFORE = { 'pairs.csv': 'p1', 'links.bin': 'l1', 'report.html': 'h1', 'rows.bin': 'r1', 'report.json': 'j1' };
const AFTER = { 'pairs.csv': 'p2', 'golden.csv': 'g2', 'links.bin': 'l2', 'rows.bin': 'r2', 'report.json': 'j2' };

const fill = (files: Readonly<Record<string, string>>) => (folder: string) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
const textsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** A folder with the outputs of a run, and those of the next written with a disk that fails. */
async function rewritten(fails: number, isGone: boolean): Promise<{ out: string; error: unknown }> {
  const out = join(folderWith({}), 'out');
  mkdirSync(out);
  fill(BEFORE)(out);
  Object.assign(disk, { renames: 0, fails, isGone });
  const error = await writeOutputs(out, fill(AFTER)).then(
    () => undefined,
    (each: unknown) => each,
  );
  Object.assign(disk, { fails: Infinity });
  return { out, error };
}

/** Into the exchange and out of it, four files that are replaced, one that is new and one that is left over. */
const RENAMES = 2 + 4 * 2 + 1 + 1;

describe('outputs that change places', () => {
  test('are those of the next run, and nothing else is left', async () => {
    const { out, error } = await rewritten(Infinity, false);
    expect([error, disk.renames, textsOf(out)]).toEqual([undefined, RENAMES, AFTER]);
  });

  test('are those before, whichever rename fails', async () => {
    for (let fails = 1; fails <= RENAMES; fails++) {
      const { out, error } = await rewritten(fails, false);
      expect(error, String(fails)).toBeInstanceOf(Error);
      expect(textsOf(out), String(fails)).toEqual(BEFORE);
    }
  });

  test('cut off in between, are no result and no fresh start: the fault says how to go back', async () => {
    for (let fails = 2; fails <= RENAMES; fails++) {
      const { out } = await rewritten(fails, true);
      const torn = { kind: 'input', text: { code: 'result-torn' } };
      expect(() => earlierResult(out), String(fails)).toThrow(expect.objectContaining({ kind: torn.kind }));
      expect(() => checkIsResult(out), String(fails)).toThrow('.linkage-exchange');
      await expect(writeOutputs(out, fill(AFTER))).rejects.toMatchObject(torn);
      // As the fault says.
      const exchange = join(out, '.linkage-exchange');
      const before = join(exchange, 'before');
      if (existsSync(before)) fill(textsOf(before))(out);
      rmSync(exchange, { recursive: true });
      expect(textsOf(out)).toMatchObject(BEFORE);
    }
  });
});
