import { expect, test } from 'vitest';
import { handle, SECURITY_HEADERS } from './hooks.server.ts';
import { isLoopbackHost } from './lib/server/loopback.ts';

type Input = Parameters<typeof handle>[0];

async function ask(
  address: string,
  headers: Record<string, string>,
  cookies: Record<string, string> = {},
): Promise<Response> {
  const url = new URL(address);
  const event = {
    url,
    request: new Request(url, { headers }),
    cookies: { get: (name: string) => cookies[name] },
    locals: {},
  };
  const resolve = async (
    _: unknown,
    options: { transformPageChunk: (chunk: { html: string; done: boolean }) => string },
  ): Promise<Response> =>
    new Response(
      options.transformPageChunk({ html: '<html lang="%kembaran.lang%" data-theme="%kembaran.theme%">', done: true }),
    );
  return handle({ event, resolve } as unknown as Input);
}

const LOCAL = { host: '127.0.0.1:3577' };

test.each(['127.0.0.1', '127.0.0.1:3577', 'localhost:5173', 'LOCALHOST', '[::1]:80', '[::1]'])(
  '%s is this machine',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  },
);

test.each([
  null,
  '',
  'kembaran.example:3577',
  '127.0.0.1.example.com',
  'localhost.example',
  '10.0.0.5',
  '0.0.0.0',
  '127.0.0.1:80:80',
  '::1',
  '127.0.0.1@evil',
])('%s is not', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

test('a name that somebody pointed at this machine is refused, in both languages', async () => {
  const response = await ask('http://evil.example/', { host: 'evil.example' });
  expect(response.status).toBe(403);
  expect(await response.text()).toMatch(/Alamat ini tidak dilayani[\s\S]*not served/);
});

test('every answer carries the security headers, refusals too', async () => {
  for (const headers of [LOCAL, { host: 'evil.example' }]) {
    const response = await ask('http://127.0.0.1:3577/', headers);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(response.headers.get(name)).toBe(value);
  }
});

test.each([
  ['nothing', '/', {}, 'id', 'system'],
  ['cookies', '/', { lang: 'en', theme: 'dark' }, 'en', 'dark'],
  ['the address, over cookies', '/?lang=id&theme=light', { lang: 'en', theme: 'dark' }, 'id', 'light'],
  ['what nobody knows', '/?lang=fr&theme="><script>', {}, 'id', 'system'],
])('the page is written in the language and light of %s', async (_, path, cookies, lang, theme) => {
  const response = await ask(`http://127.0.0.1:3577${path}`, LOCAL, cookies);
  expect(await response.text()).toBe(`<html lang="${lang}" data-theme="${theme}">`);
});
