import { expect, test, vi } from 'vitest';
import { TwinError } from '#engine';
import { answerTo, isFromThisPage } from './answers.ts';

const from = (headers: Record<string, string>): boolean =>
  isFromThisPage(new Request('http://127.0.0.1:3577/skenario/runs', { method: 'POST', headers }));

test.each([
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3577' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  // Browsers of before say the origin alone; a program of this machine says nothing.
  [{ host: '127.0.0.1:3577', origin: 'http://127.0.0.1:3577' }, true],
  [{ host: '127.0.0.1:3577', origin: 'http://127.0.0.1:9' }, false],
  [{ host: '127.0.0.1:3577', origin: 'null' }, false],
  [{ host: '127.0.0.1:3577' }, true],
])('a request with %o may change something: %s', (headers, isAllowed) => {
  expect(from(headers)).toBe(isAllowed);
});

test('what was wrong in a request is told word for word, and nothing else is', async () => {
  const text = { code: 'lever-out-of-bounds', what: 'levers.0.value: 9', expected: '0.5 to 1.5', todo: 'Mend it.' };
  const refused = answerTo(new TwinError('input', text));
  expect([refused.status, await refused.json()]).toEqual([422, { error: text }]);
  const early = answerTo(new TwinError('input', { ...text, code: 'nothing-built' }));
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '5']);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const error of [new TwinError('storage', text), new Error('/home/somebody'), 'odd']) {
    const failed = answerTo(error);
    expect(failed.status).toBe(503);
    expect(await failed.text()).not.toMatch(/levers|somebody|odd/);
  }
});

test('what is wrong in a file of models/ is told with its line and key, and in the terminal too', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const text = {
    code: 'yaml-shape',
    what: 'effects.overlapPenalty.value: must be a number.',
    where: { file: 'parameters.yaml', row: 12 },
    todo: 'Mend that key.',
  };
  const told = answerTo(new TwinError('configuration', text));
  expect([told.status, await told.json()]).toEqual([500, { error: text }]);
  expect(String(written.mock.calls.at(-1)?.[0])).toMatch(/parameters\.yaml, row 12/);
});
