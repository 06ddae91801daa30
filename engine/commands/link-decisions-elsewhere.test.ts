/** Decisions bind where they lie; a run that passes some over tells where they are. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clustersIn, csvOf, run, testResult, WHO } from './test-result.ts';

const { rows, at, model } = testResult(90);
const pair = ['people:1-0', 'people:2-0'] as const;
const areOne = (out: string): boolean => clustersIn(out).get('1-0') === clustersIn(out).get('2-0');
const link = (out: string, options: Readonly<Record<string, string>> = {}, file = 'people.csv') =>
  run('link', [model(), at(file)], { out: at(out), threads: '1', ...options });

test('a run into another folder tells which decisions it does not take, and takes them where they are named', async () => {
  expect((await link('before')).lines.join('\n')).not.toContain('not applied');
  const { lines } = await run('review decide-pair', [at('out'), ...pair, 'same'], WHO);
  const told = /kept in (\S+); a run into another folder takes it with --decisions (\S+)$/m.exec(lines.join('\n'))!;
  const path = told[1]!;
  expect(path).toMatch(/out\/decisions\.jsonl$/);
  const other = await link('other');
  expect(areOne(at('other'))).toBe(false);
  expect(other.lines.at(-1)).toBe(
    `Note: decisions in ${path} about these files are not applied here; add --decisions ${path} to apply them.`,
  );
  expect(other.json).toMatchObject({ decisionsElsewhere: [path] });
  expect((await link('other', { language: 'id' })).lines.at(-1)).toMatch(/^Catatan: keputusan di .* tidak diterapkan/);
  const bound = await link('bound', { decisions: path });
  expect(areOne(at('bound'))).toBe(true);
  expect(JSON.stringify([bound.lines, bound.json])).not.toMatch(/not applied|decisionsElsewhere/);
});

test('of other files, or all taken back, they are passed over without a word; damaged, they are told', async () => {
  writeFileSync(at('others.csv'), csvOf(rows));
  expect((await link('of-others', {}, 'others.csv')).lines.join('\n')).not.toContain('not applied');
  await run('review undo', [at('out'), '1'], WHO);
  expect((await link('other')).lines.join('\n')).not.toContain('not applied');
  cpSync(at('out'), at('damaged'), { recursive: true });
  writeFileSync(join(at('damaged'), 'decisions.jsonl'), '{');
  expect((await link('other')).lines.at(-1)).toContain('damaged/decisions.jsonl');
  rmSync(at('damaged'), { recursive: true });
});
