import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ENGLISH } from './commands/english/progress.ts';
import { sourcesUnder } from './commands/indonesian/test-said.ts';
import { projectPath } from './kernel/files.ts';
import { folderUntil } from './kernel/test-folder.ts';
import { spokenSeconds, stageLine, TerminalProgress, type Screen } from './terminal.ts';

function screen(isLive: boolean): Screen & { text: string } {
  return {
    isLive,
    columns: 60,
    text: '',
    write(text) {
      this.text += text;
    },
  };
}

test('a line tells stage, percent, count and elapsed time', () => {
  const stage = { name: 'Membaca register', total: 600_000, unit: 'baris', done: 270_000 };
  expect(stageLine(stage, 12_300)).toBe('Membaca register · 45 % · 270.000 dari 600.000 baris · 12 dtk');
  expect(stageLine({ ...stage, total: undefined }, 75_000)).toBe('Membaca register · 270.000 baris · 1 mnt 15 dtk');
  expect(spokenSeconds(60_000)).toBe('1 mnt 00 dtk');
});

test('a line speaks English where that is asked for, and every stage of all commands has a name in it', () => {
  const stage = { name: 'Membaca berkas', total: 6000, unit: 'baris', done: 3000 };
  expect(stageLine(stage, 75_000, ENGLISH)).toBe('Reading files · 50 % · 3,000 of 6,000 rows · 1 min 15 s');
  expect(stageLine({ ...stage, unit: 'MB' }, 0, ENGLISH)).toContain('3,000 of 6,000 MB');
  const files = sourcesUnder(projectPath('engine')).filter((file) => !/\/(bench|tests)\/|\/test-/.test(file));
  const texts = files.flatMap((file) => {
    const told = readFileSync(file, 'utf8').matchAll(
      /(?:\.stage|atch\.start|\.time|onStage|stage)\(\s*'([^']+)'(?:,\s*[^,)]+(?:\([^)]*\))?,\s*'([^']+)')?/g,
    );
    return [...told].flatMap(([, name, unit]) => (unit === undefined ? [name!] : [name!, unit]));
  });
  expect(texts.length).toBeGreaterThan(60);
  const same = new Set(['MB', 'KB']);
  expect([...new Set(texts)].filter((name) => ENGLISH.said(name) === name && !same.has(name))).toEqual([]);
});

test('a terminal gets one line drawn over, at most every 120 ms; a file gets plain lines', () => {
  let clock = 0;
  const live = screen(true);
  const progress = new TerminalProgress(live, undefined, () => clock);
  progress.stage('A', 1000, 'baris');
  for (clock = 1; clock <= 240; clock++) progress.at(clock);
  expect(live.text.split('\r').length - 1).toBe(3);
  expect(live.text).not.toContain('\n');
  progress.end();
  expect(live.text.endsWith('✓ A · 100 % · 1.000 dari 1.000 baris · 0 dtk\n')).toBe(true);

  const plain = screen(false);
  const quiet = new TerminalProgress(plain, undefined, () => clock);
  quiet.stage('A', 1000, 'baris');
  for (let i = 0; i < 1000; i++) quiet.at(i);
  quiet.stage('B');
  quiet.end();
  expect(
    plain.text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.slice(0, 3)),
  ).toEqual(['… A', '✓ A', '… B', '✓ B']);
});

test('the log holds every stage with its seconds', () => {
  const file = join(folderUntil(onTestFinished, 'log'), 'build.jsonl');
  const progress = new TerminalProgress(screen(false), file, () => 0);
  progress.stage('A', 2, 'baris');
  progress.note('dua baris');
  progress.end();
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });
  expect(events.map((event) => event.event)).toEqual(['stage', 'note', 'stage-end']);
});

test('a log that cannot be written is told once, and the work goes on', () => {
  const inTheWay = folderUntil(onTestFinished, 'log');
  const plain = screen(false);
  const progress = new TerminalProgress(plain, inTheWay, () => 0);
  progress.stage('A');
  progress.stage('B');
  progress.end();
  expect(plain.text.match(/Berkas log tidak dapat ditulis \(EISDIR\)/g)).toHaveLength(1);
  expect(plain.text).toContain('✓ B');
});
