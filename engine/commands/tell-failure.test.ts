import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { folderUntil } from '../kernel/test-folder.ts';
import { tellFailure } from './tell-failure.ts';

const [NIK, NAME] = ['3577014503810004', 'SITI RAHAYU'];

/** What a failure prints, where. */
function told(error: unknown, args: readonly string[], logsFolder?: string) {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    });
  }
  const code = tellFailure(error, args, logsFolder);
  vi.restoreAllMocks();
  return { code, ...printed };
}
afterEach(() => void vi.restoreAllMocks());

const surprise = (): Error => new TypeError(`Cannot read ${NIK} of ${NAME}`, { cause: new RangeError(NIK) });

test('what nobody foresaw is told in words without its message, and its places are written down beside', () => {
  const folder = folderUntil(onTestFinished, 'logs');
  const { code, stdout, stderr } = told(surprise(), ['status', '--json', '--language', 'id'], folder);
  const [log] = readdirSync(folder);
  expect(code).toBe(1);
  const { error } = JSON.parse(stdout) as { error: Record<string, string> };
  expect(error).toMatchObject({ kind: 'internal', code: 'unforeseen', language: 'id' });
  expect(error['what']).toMatch(
    /^Terjadi sesuatu yang tidak diperkirakan oleh program \(TypeError, engine\/commands\/tell-failure\.test\.ts:\d+\)\.$/,
  );
  expect(error['todo']).toContain(join(folder, log!));
  expect(stderr.trim()).toBe(error['message']);
  const places = readFileSync(join(folder, log!), 'utf8');
  expect(places).toMatch(/^TypeError\nat [^]*\nbecause of\nRangeError\nat /);
  for (const text of [stdout, stderr, places]) {
    expect(text).not.toContain(NIK);
    expect(text).not.toContain(NAME);
  }
  for (const text of [stdout, stderr]) expect(text).not.toMatch(/^\s*at /m);
});

test('it is told in both languages where none is asked for, also where nothing can be written down', () => {
  const { stdout, stderr } = told(surprise(), ['status'], join(import.meta.dirname, 'tell-failure.ts'));
  expect(stdout).toBe('');
  expect(stderr).toMatch(/Coba lagi; jika terulang, laporkan bersama perintah yang dijalankan\.\n/);
  expect(stderr).toMatch(/did not foresee \(TypeError, .*\)\. Try again; .* with the command that you gave\.\n$/);
  expect(told('thrown as a text', ['--language', 'en']).stderr).toContain('(not an error but string)');
});

test('what was foreseen keeps its words and its code; who has stopped reading is told nothing', () => {
  const busy = new TwinError('busy', {
    code: 'port-in-use',
    what: 'Port 80 on ::1 is in use by another program.',
    todo: 'Wait.',
  });
  expect(told(busy, ['--language=en', '--json'])).toEqual({
    code: 7,
    stdout: `${JSON.stringify({ error: { kind: 'busy', ...busy.text, message: busy.message, language: 'en' } })}\n`,
    stderr: `\n${busy.message}\n`,
  });
  const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  expect(told(gone, ['--json'])).toEqual({ code: 1, stdout: '', stderr: '' });
});
