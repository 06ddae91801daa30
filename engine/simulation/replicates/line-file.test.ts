import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { originLines, writeLines } from './line-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lines-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('a table line by line', () => {
  test('is the same whatever goes to the disk at once, and its owner’s alone', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `${i},é${'x'.repeat(i % 50)}`);
    for (const atOnce of [1, 100, 10 ** 9]) {
      writeLines(join(folder, 'a.csv'), lines, atOnce);
      expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe(`${lines.join('\n')}\n`);
    }
    expect(statSync(join(folder, 'a.csv')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });
  test('asks for a line when the ones before are on the disk: they never stand in memory together', () => {
    let onDisk = 0;
    const sizes = function* (): Generator<string> {
      for (let i = 0; i < 50; i++) {
        const [name] = readdirSync(folder);
        onDisk = statSync(join(folder, name!)).size;
        expect(onDisk).toBeGreaterThanOrEqual((i - 1) * 1001);
        yield 'x'.repeat(1000);
      }
    };
    writeLines(join(folder, 'b.csv'), sizes(), 1000);
    expect(onDisk).toBeGreaterThan(0);
  });
  test('that breaks off leaves nothing, and what was there before stays', () => {
    writeLines(join(folder, 'c.csv'), ['before']);
    const failing = function* (): Generator<string> {
      yield 'after';
      throw new Error('broken');
    };
    expect(() => writeLines(join(folder, 'c.csv'), failing(), 1)).toThrow('broken');
    expect(readdirSync(folder)).toEqual(['c.csv']);
    expect(readFileSync(join(folder, 'c.csv'), 'utf8')).toBe('before\n');
  });
  test('says below its rows where it comes from', () => {
    expect(
      originLines([
        ['Seed', '3'],
        ['Scenario', '{"a":1,"b":2}'],
      ]),
    ).toEqual(['# Seed,3', '# Scenario,"{""a"":1,""b"":2}"']);
  });
});
