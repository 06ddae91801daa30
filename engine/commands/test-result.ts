/** A result of `twin link` over invented people that tests of commands copy and change. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { loadConfig } from '../config.ts';
import { TEST_FIELD_NAMES, testPeople, type TestPerson } from '../linkage/core/trained/test-people.ts';
import { TerminalProgress } from '../terminal.ts';
import type { CommandResult } from './command.ts';
import { linkCommand } from './link.ts';
import { reviewDecidePairCommand } from './review-pair.ts';
import { reviewCommands } from './review.ts';

export type Options = Readonly<Record<string, string | boolean>>;

const MODEL = `files: { '*': { id: id, columns: all } }
fields: { sex: category, nik: { kind: national-id, format: nik } }
`;

/** Who decides in tests, and why. */
export const WHO = { by: 'Ibu Sri', reason: 'akta dilihat' };

export const csvOf = (rows: readonly TestPerson[]): string =>
  [
    ['id', ...TEST_FIELD_NAMES].join(','),
    ...rows.map(({ id, values }) => [id, ...TEST_FIELD_NAMES.map((field) => values[field]!)].join(',')),
    '',
  ].join('\n');

/** Runs `link` or a command of review in English; `write` gets what it tells on the way. */
export function run(
  name: string,
  operands: readonly string[],
  options: Options = {},
  write: (text: string) => void = () => undefined,
): Promise<CommandResult> {
  const command = [linkCommand, ...reviewCommands, reviewDecidePairCommand].find((each) => each.name === name)!;
  const progress = new TerminalProgress({ isLive: false, columns: 80, write }, undefined);
  return command.run({ config: loadConfig(), progress, options: { language: 'en', ...options }, operands });
}

export interface TestResult {
  readonly rows: readonly TestPerson[];
  /** Path in the folder of the test. */
  readonly at: (...parts: string[]) => string;
  readonly model: () => string;
  /** A copy of the result, to do with as the test likes. */
  readonly copied: (name: string) => string;
}

/** Links `count` invented people with their rows kept into `out`, before all tests of the file. */
export function testResult(count: number): TestResult {
  const rows = testPeople(count);
  let folder: string;
  const at = (...parts: string[]): string => join(folder, ...parts);
  const model = (): string => at('model.yaml');
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'linked-people-'));
    writeFileSync(model(), MODEL);
    writeFileSync(at('people.csv'), csvOf(rows));
    await run('link', [model(), at('people.csv')], { out: at('out'), 'keep-rows': true, threads: '1' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const copied = (name: string): string => {
    cpSync(at('out'), at(name), { recursive: true });
    onTestFinished(() => rmSync(at(name), { recursive: true, force: true }));
    return at(name);
  };
  return { rows, at, model, copied };
}

export const bytes = (out: string, name: string): string => readFileSync(join(out, name), 'latin1');

const SAME = ['pairs.csv', 'clusters.csv', 'links.bin', 'rows.bin'];
export const expectSame = (one: string, other: string): void => {
  for (const name of SAME) expect(bytes(one, name) === bytes(other, name), name).toBe(true);
};

/** Cluster of each id. */
export const clustersIn = (out: string): Map<string, string> =>
  new Map(
    bytes(out, 'clusters.csv')
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .filter((cells) => cells.length === 3)
      .map(([, id, cluster]) => [id!, cluster!]),
  );
