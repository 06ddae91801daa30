import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SETTINGS } from '../../config.ts';
import { finished, sandboxSettings, startProcess, twin, type Settings } from '../twin-process.ts';

test('--help lists every command, every setting and every exit code', async () => {
  const [indonesian, english] = await Promise.all([
    twin(['--help'], sandboxSettings(onTestFinished)),
    twin(['--language', 'en', '--help'], sandboxSettings(onTestFinished)),
  ]);
  for (const run of [indonesian, english]) {
    expect(run.code).toBe(0);
    for (const command of ['sample', 'build', 'status', 'geodata import', 'export'])
      expect(run.stdout).toContain(command);
    for (const setting of SETTINGS) expect(run.stdout).toContain(setting.name);
  }
  expect(indonesian.stdout).toContain('7  port atau penyimpanan dipakai proses lain');
  expect(english.stdout).toContain('7  a port or a store is in use by another process');
});

test.each(['sample', 'build', 'status', 'geodata import', 'export'])('%s has a help of its own', async (command) => {
  const words = command.split(' ');
  const asked = [
    [...words, '--help'],
    [...words, '-h'],
    ['help', ...words],
    ['--language', 'en', ...words, '--help'],
  ];
  const runs = await Promise.all(asked.map((args) => twin(args, sandboxSettings(onTestFinished))));
  for (const [i, run] of runs.entries()) {
    expect(run.code).toBe(0);
    const usage = asked[i]!.includes('en') ? 'Usage' : 'Pemakaian';
    expect(run.stdout).toContain(`${usage}: npm run twin -- ${command}`);
    expect(run.stdout).toContain('--json');
  }
});

test.each([
  [['frobnicate'], /There is no command "frobnicate"/],
  [['build', '--frobnicate'], /Unknown option '--frobnicate'/],
  [['build', 'extra'], /"build" takes no operand, and 1 were given/],
  [['geodata', 'import'], /"geodata import" takes FILE, and 0 were given/],
  [['sample', '--residents', 'many'], /--residents takes a whole number from 100/],
  [['sample', '--seed', '-1'], /Option '--seed' argument is ambiguous\. Expected: options of "sample"[^.]*\. npm run/],
  [['export', '--level', 'street', '--out', 'x.csv'], /--level/],
  [['export', '--out', ''], /--out has an empty value/],
  [['geodata', 'import', ''], /An operand is empty/],
])('%j is a usage error: exit code 2 and what to do', async (args, message) => {
  const run = await twin(args, sandboxSettings(onTestFinished));
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(message);
  const asJson = await twin([...args, '--json'], sandboxSettings(onTestFinished));
  expect(JSON.parse(asJson.stdout)).toMatchObject({ error: { kind: 'usage', code: 'usage', language: 'en' } });
  const inIndonesian = await twin([...args, '--json', '--language', 'id'], sandboxSettings(onTestFinished));
  expect(JSON.parse(inIndonesian.stdout)).toMatchObject({ error: { kind: 'usage', code: 'usage', language: 'id' } });
  expect(inIndonesian.stderr.trim()).not.toContain('\n');
});

test('a setting out of range ends with exit code 4 before any work', async () => {
  const settings = { ...sandboxSettings(onTestFinished), PORT: 'http' };
  const run = await twin(['build'], settings);
  expect(run.code).toBe(4);
  expect(run.stderr).toMatch(/PORT is not a whole number.*Expected: a whole number from 0 to 65535/);
});

test('a build without registers says what is missing and leaves nothing', async () => {
  const settings = sandboxSettings(onTestFinished);
  const run = await twin(['build'], settings);
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(/no register file/i);
  expect(existsSync(join(settings['KEMBARAN_DATA']!, 'snapshots'))).toBe(false);
});

test('a build with a broken declaration names the file and the key', async () => {
  const settings = sandboxSettings(onTestFinished);
  const folder = join(settings['KEMBARAN_DATA']!, 'registers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'registers.yaml'), 'asOf: tomorrow\nfiles: []\n');
  const run = await twin(['build'], settings);
  expect(run.code).toBe(4);
  expect(run.stderr).toMatch(/asOf.*registers\.yaml/s);
});

test('a database that is not there is a clear error without the password', async () => {
  const settings = { ...sandboxSettings(onTestFinished), DATABASE_URL: 'postgresql://twin:geheim77@127.0.0.1:9/twin' };
  const run = await twin(['status'], settings);
  expect(run.code).toBe(5);
  expect(run.stderr).not.toContain('geheim77');
  expect(run.stderr).not.toMatch(/\n\s+at /);
});

test('a port in use is known at once, before any long work', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const port = (holder.address() as { port: number }).port;
  const settings: Settings = { ...sandboxSettings(onTestFinished), PORT: String(port) };
  const run = await finished(startProcess('start.ts', [], settings));
  const forMachines = await finished(startProcess('start.ts', ['--json', '--language', 'id'], settings));
  holder.close();
  expect([run.code, run.stdout]).toEqual([7, '']);
  expect(run.stderr).toMatch(new RegExp(`Port ${port} di 127\\.0\\.0\\.1 sedang dipakai program lain`));
  expect(run.stderr).toMatch(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use`));
  expect([forMachines.code, JSON.parse(forMachines.stdout)]).toMatchObject([
    7,
    {
      error: {
        kind: 'busy',
        code: 'port-in-use',
        language: 'id',
        todo: expect.stringMatching(/^Hentikan program itu/),
      },
    },
  ]);
  expect(existsSync(join(settings['KEMBARAN_DATA']!, 'registers'))).toBe(false);
});

/** Fails once the program is at work, with an error that carries what nobody may see. */
const FAILS = `setInterval(() => { if (process.listenerCount('uncaughtException') > 0) throw new TypeError('NIK 3577014503810004'); }, 5)`;

test.each([
  ['engine/cli.ts', ['sample', '--residents', '3000', '--json', '--language', 'id']],
  ['start.ts', ['--json', '--language', 'id']],
])('%s that fails in a way that nobody foresaw says so in words, without its inside', async (script, args) => {
  const settings = {
    ...sandboxSettings(onTestFinished, 3000),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FAILS)}`,
  };
  const run = await finished(startProcess(script, args, settings));
  expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
    1,
    { error: { kind: 'internal', code: 'unforeseen', language: 'id' } },
  ]);
  expect(run.stderr).toContain('Terjadi sesuatu yang tidak diperkirakan oleh program (TypeError)');
  expect(run.stderr).not.toMatch(/3577014503810004|^\s+at /m);
});

test('every command leaves a log of its own', async () => {
  const settings = sandboxSettings(onTestFinished);
  await twin(['sample', '--residents', '300'], settings);
  const logs = join(settings['KEMBARAN_DATA']!, 'logs');
  const log = readFileSync(join(logs, readdirSync(logs)[0]!), 'utf8');
  expect(log).toContain('"event":"stage-end"');
});
