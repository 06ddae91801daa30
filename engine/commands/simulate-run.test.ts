/** Commands that carry a city on, run as they are on a small invented one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadConfig, type Config } from '../config.ts';
import { parametersSha256 } from '../fingerprint.ts';
import { projectPath } from '../kernel/files.ts';
import { folderUntil } from '../kernel/test-folder.ts';
import { TerminalProgress } from '../terminal.ts';
import { parseCommandLine, type Command, type CommandResult } from './command.ts';
import { digitalCommand } from './digital.ts';
import { projectCommand } from './project.ts';
import { ratesCommand } from './rates.ts';
import { simulateCommand } from './simulate.ts';
import { openNewestPopulation } from './test-newest-population.ts';

vi.mock('../newest-population.ts', () => import('./test-newest-population.ts'));

const dataFolder = folderUntil(afterAll, 'simulate');
const config: Config = { ...loadConfig(), dataFolder };
const MODELS_SHA256 = parametersSha256(config.modelsFolder);

const notes: string[] = [];
function run(command: Command, args: readonly string[], settings: Config = config): Promise<CommandResult> {
  notes.length = 0;
  const told = { isLive: false, columns: 100, write: (text: string) => void notes.push(text) };
  const progress = new TerminalProgress(told, undefined);
  return command.run({ config: settings, progress, ...parseCommandLine(command, args) });
}
const json = async <T>(...asked: Parameters<typeof run>): Promise<T> => (await run(...asked)).json as T;

/** Rows, and below them where the table comes from. */
function tableOf(path: string): { readonly rows: readonly string[]; readonly origin: ReadonlyMap<string, string> } {
  const [table, foot] = readFileSync(path, 'utf8').split('\n\n') as [string, string];
  const origin = foot
    .trimEnd()
    .split('\n')
    .map((line) => originRow(line));
  return { rows: table.split('\n'), origin: new Map(origin) };
}
function originRow(line: string): [string, string] {
  const [, plain, quoted, value] = /^(?:# ([^,"]+)|"# ([^"]+)"),(.*)$/.exec(line)!;
  return [(plain ?? quoted)!, value!];
}
const isForOwner = (path: string): boolean => (statSync(path).mode & 0o077) === 0;
const PROGRAM = /^\d+\.\d+\.\d+\+[0-9a-f]{12}$/;
const GROUND = {
  snapshotId: '000001-aa',
  isSample: true,
  codeVersion: expect.stringMatching(PROGRAM) as string,
  parametersSha256: MODELS_SHA256,
};

/** Where each table says that it is from. */
function expectGround(origin: ReadonlyMap<string, string>): void {
  const labels = ['Snapshot', 'Residents', 'Parameters (sha256 of models/)'];
  expect(labels.map((label) => origin.get(label))).toEqual(['000001-aa', 'Invented: a sample city', MODELS_SHA256]);
  expect(origin.get('Program')).toMatch(PROGRAM);
  expect(origin.get('Counted on')).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(origin.get('What')).toMatch(/not official figures/);
}

describe('twin simulate', () => {
  const REPLICATES = 10;
  const ASKED = ['--scenario', 'births-fall', '--years', '3', '--replicates', String(REPLICATES), '--seed', '5'];
  const FILES = [`results-${REPLICATES}.csv`, `moves-${REPLICATES}.csv`];
  const bytesIn = (folder: string): string[] => FILES.map((file) => readFileSync(join(folder, file), 'utf8'));
  const simulate = (...more: readonly string[]): Promise<CommandResult> =>
    run(simulateCommand, [...ASKED, '--threads', '1', ...more]);
  const out = join(dataFolder, 'whole');
  let whole: CommandResult;
  beforeAll(async () => void (whole = await simulate('--out', out)));

  test('writes results and moves into --out, with where they come from, readable by their owner only', () => {
    expect(readdirSync(out).sort()).toEqual([...FILES, 'replicates', 'run.json'].sort());
    for (const file of FILES) {
      const { rows, origin } = tableOf(join(out, file));
      expectGround(origin);
      expect(['Years', 'Replicates', 'Seed'].map((label) => origin.get(label))).toEqual(['3', '10', '5']);
      expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1);
      expect(rows.length).toBeGreaterThan(20);
      expect(isForOwner(join(out, file))).toBe(true);
    }
  });
  test('tells in --json what the numbers follow from, and which files they are in', () => {
    expect(whole.json).toMatchObject({ ...GROUND, years: 3, replicates: REPLICATES, seed: 5 });
    const { file, movesFile, city } = whole.json as { file: string; movesFile: string; city: readonly object[] };
    expect([file, movesFile]).toEqual(FILES.map((name) => join(out, name)));
    expect(city.length).toBeGreaterThan(0);
    expect(whole.lines.some((line) => line.includes(file))).toBe(true);
  });
  test('gives the same bytes again, whatever the number of threads, and other ones with another seed', async () => {
    const again = join(dataFolder, 'again');
    await simulate('--out', again, '--threads', '2');
    expect(bytesIn(again)).toEqual(bytesIn(out));
    const other = join(dataFolder, 'other');
    await simulate('--out', other, '--seed', '6');
    expect(bytesIn(other)[0]).not.toBe(bytesIn(out)[0]);
    await expect(simulate('--out', out, '--seed', '6')).rejects.toThrow(/holds another run/);
  });
  test('killed in the middle it shows nothing as complete, and goes on to the same bytes', async () => {
    const [data, killed] = [folderUntil(onTestFinished, 'killed'), join(folderUntil(onTestFinished, 'run'), 'out')];
    const preload = projectPath('engine', 'commands', 'test-newest-preload.ts');
    const args = ['--import', preload, projectPath('engine', 'cli.ts'), 'simulate', ...ASKED, '--threads', '1'];
    const child = spawn(process.execPath, [...args, '--out', killed], {
      cwd: projectPath(),
      env: { ...process.env, KEMBARAN_DATA: data, DATABASE_URL: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const end = once(child, 'close');
    const done = (): number =>
      existsSync(join(killed, 'replicates'))
        ? readdirSync(join(killed, 'replicates')).filter((name) => name.endsWith('.bin')).length
        : 0;
    while (done() < 2 && child.exitCode === null) await wait(1);
    child.kill('SIGKILL');
    await end;
    expect([child.signalCode, said]).toEqual(['SIGKILL', expect.any(String)]);
    const left = done();
    expect(left).toBeGreaterThanOrEqual(2);
    expect(left).toBeLessThan(REPLICATES);
    expect(readdirSync(killed).sort()).toEqual(['replicates', 'run.json']);
    // The same data folder: the turn that the killed process held is there to be taken over.
    const args2 = [...ASKED, '--threads', '1', '--out', killed];
    await run(simulateCommand, args2, { ...config, dataFolder: data });
    expect(notes.join('')).toContain(`${left} ulangan sudah ada`);
    expect(bytesIn(killed)).toEqual(bytesIn(out));
  });
  test('runs nothing where the scenario is its baseline', async () => {
    const none = join(dataFolder, 'none');
    const asked = ['--scenario', 'baseline', '--years', '3', '--replicates', '2', '--out', none];
    await expect(run(simulateCommand, asked)).rejects.toThrow(/nothing was run/);
    expect(existsSync(none)).toBe(false);
  });
  test('tells where a total stands that no rates give', async () => {
    const totals = join(dataFolder, 'totals.csv');
    writeFileSync(totals, 'year,births\n2027,100000\n');
    await expect(simulate('--out', join(dataFolder, 'aligned'), '--align', totals)).rejects.toThrow(
      /totals of 2027\. In totals\.csv, row 2, column "births"\./,
    );
  });
});

test('twin project writes expected numbers with where they come from, the same bytes again', async () => {
  const [file, again] = [join(dataFolder, 'project.csv'), join(dataFolder, 'project-again.csv')];
  const about = await json<{ city: readonly object[] }>(projectCommand, ['--years', '3', '--out', file]);
  expect(about).toMatchObject({ ...GROUND, years: 3, file });
  expect(about.city).toHaveLength(4);
  const { rows, origin } = tableOf(file);
  expectGround(origin);
  expect([origin.get('Years'), origin.get('Chance')]).toEqual(['3', '"none: nothing is drawn, no seed"']);
  expect(rows[0]).toBe('date,kelurahan,sex,age,persons');
  // [date × kelurahan × sex × age], heading apart
  expect((rows.length - 1) % (4 * 3 * 2)).toBe(0);
  const { population } = await openNewestPopulation();
  const first = origin.get('Counted on')!;
  const residents = rows.filter((row) => row.startsWith(first)).map((row) => Number(row.split(',')[4]));
  expect(residents.reduce((sum, each) => sum + each, 0)).toBeCloseTo(population.persons.count, 0);
  expect(isForOwner(file)).toBe(true);
  await run(projectCommand, ['--years', '3', '--out', again]);
  expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
});

test('twin digital writes each path with its assumptions and seed, the same bytes again', async () => {
  const [file, again] = [join(dataFolder, 'digital.csv'), join(dataFolder, 'digital-again.csv')];
  const asked = ['--months', '4', '--replicates', '3', '--seed', '9'];
  const about = await json<{ paths: readonly { path: string }[] }>(digitalCommand, [...asked, '--out', file]);
  expect(about).toMatchObject({ ...GROUND, months: 4, replicates: 3, seed: 9, file });
  expect(about.paths.length).toBeGreaterThan(2);
  const { rows, origin } = tableOf(file);
  expectGround(origin);
  expect(['Months', 'Replicates', 'Seed'].map((label) => origin.get(label))).toEqual(['4', '3', '9']);
  expect(origin.get('Assumptions')).toContain('populationTotal');
  expect(new Set(rows.slice(1).map((row) => row.split(',')[0]))).toEqual(new Set(about.paths.map(({ path }) => path)));
  expect(isForOwner(file)).toBe(true);
  await run(digitalCommand, [...asked, '--out', again]);
  expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
  await run(digitalCommand, ['--months', '4', '--replicates', '3', '--seed', '8', '--out', again]);
  expect(tableOf(again).rows).not.toEqual(rows);
});

describe('twin rates', () => {
  test('tells the fits that models/demography holds', async () => {
    const { lines, json: found } = await run(ratesCommand, ['--language', 'en']);
    expect(lines[0]).toMatch(/^Mortality {3}\S+, .* of wpp/);
    expect(lines).toHaveLength(10);
    expect(Object.keys(found as object)).toEqual(['mortality', 'fertility', 'path', 'migration']);
    await expect(run(ratesCommand, ['--write'])).rejects.toThrow(/--write needs --tables/);
    await expect(run(ratesCommand, ['--tables', join(dataFolder, 'nowhere')])).rejects.toThrow(/cannot be read/);
  });
});
