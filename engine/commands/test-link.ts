/** For tests: `twin link` on small files of invented persons, of which nothing may stand in what is said. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { loadConfig } from '../config.ts';
import { TwinError } from '../kernel/errors.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { TerminalProgress } from '../terminal.ts';
import { errorInIndonesian } from './indonesian/errors.ts';
import { linkCommand } from './link.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

export const ALL = 'files: { "*": { id: no, columns: all } }\n';
export const HEADINGS = 'no,given,born,phone';
export const rowOf = (i: number): string =>
  `A${i},SITI${i % 7},19${60 + (i % 30)}-01-0${1 + (i % 9)},08${1_000_000 + i * 7919}`;
export const csv = (rows: number, row = rowOf): string =>
  [HEADINGS, ...Array.from({ length: rows }, (_, i) => row(i)), ''].join('\n');
export const GOOD: Files = { 'm.yaml': ALL, 'a.csv': csv(40) };
/** Of persons, in any of the files; none of it may stand in a text. */
export const PERSONAL = /SITI|BUDI|ANI\b|08\d{5}|\d{4}-\d\d-\d\d|A\d{2}/;

export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'link-bad-input-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

export async function link(folder: string, names: readonly string[], options: Record<string, string> = {}) {
  const screen = { isLive: false, columns: 80, write: () => undefined };
  const { json } = await linkCommand.run({
    config: loadConfig(),
    progress: new TerminalProgress(screen, undefined),
    options: { out: join(folder, 'out'), ...options },
    operands: names.map((name) => join(folder, name)),
  });
  return json as LinkReport;
}

export interface Said {
  readonly kind: string;
  readonly code: string;
  readonly where?: object;
  readonly what: RegExp;
  readonly expected?: RegExp;
  readonly todo: RegExp;
}

/** Links what is to fail: nothing is written, and a result that was there stays as it was. */
export async function expectFault(files: Files, said: Said, options: Record<string, string> = {}): Promise<void> {
  const folder = folderOf(files);
  const before = readdirSync(folder);
  const kept = join(folder, 'kept');
  for (const out of [join(folder, 'out'), kept]) {
    if (out === kept) {
      mkdirSync(kept);
      writeFileSync(join(kept, 'pairs.csv'), 'of an earlier run');
    }
    const names = before
      .filter((name) => name !== 'truth.csv')
      .sort((a, b) => Number(b === 'm.yaml') - Number(a === 'm.yaml'));
    const fault: unknown = await link(folder, names, { ...options, out }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(TwinError);
    const { kind, text } = fault as TwinError;
    expect({ kind, code: text.code }).toEqual({ kind: said.kind, code: said.code });
    expect(text.what).toMatch(said.what);
    expect(text.todo).toMatch(said.todo);
    // Each says where and what was expected, whether the test asks for its words or not.
    expect(text.expected).toMatch(said.expected ?? /./);
    expect(text.where?.file).toMatch(/./);
    if (said.where !== undefined) expect(text.where).toEqual(said.where);
    expect(JSON.stringify(text)).not.toMatch(PERSONAL);
    expect(errorInIndonesian(text)).toBeDefined();
  }
  expect(readdirSync(folder)).toEqual([...before, 'kept'].sort());
  expect(readdirSync(kept)).toEqual(['pairs.csv']);
  expect(readFileSync(join(kept, 'pairs.csv'), 'utf8')).toBe('of an earlier run');
}

export const withModel = (model: string, rows = 40): Files => ({ 'm.yaml': model, 'a.csv': csv(rows) });
export const withRows = (more: string | Buffer): Files => ({
  'm.yaml': ALL,
  'a.csv': Buffer.concat([Buffer.from(csv(20)), Buffer.from(more)]),
});
