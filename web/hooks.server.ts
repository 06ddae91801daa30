/** What every answer of the server has in common: who may ask, in which language, and what a browser may do with it. */
import { type Handle, type HandleServerError } from '@sveltejs/kit';
import { isLanguage } from './i18n/index.ts';
import { isLoopbackHost } from './lib/server/loopback.ts';
import { isTheme } from './lib/state/theme.ts';

/** Besides the content security policy, which svelte.config.js sets for pages. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

const REFUSED =
  'Alamat ini tidak dilayani. Buka kembaran lewat alamat yang ditampilkan saat dijalankan (127.0.0.1 atau localhost).\n' +
  'This address is not served. Open the twin at the address shown when it starts (127.0.0.1 or localhost).\n';

const withSecurity = (response: Response): Response => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
};

export const handle: Handle = async ({ event, resolve }) => {
  // While there is no sign-in, a page elsewhere must not reach the twin through a name that it points at this machine.
  if (!isLoopbackHost(event.request.headers.get('host')))
    return withSecurity(
      new Response(REFUSED, { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
    );
  const wanted = (name: string): string | undefined => event.url.searchParams.get(name) ?? event.cookies.get(name);
  const language = wanted('lang');
  const theme = wanted('theme');
  event.locals.language = isLanguage(language) ? language : 'id';
  event.locals.theme = isTheme(theme) ? theme : 'system';
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%kembaran.lang%', event.locals.language).replace('%kembaran.theme%', event.locals.theme),
  });
  return withSecurity(response);
};

/** What went wrong inside stays inside: the reader gets the page of web/routes/+error.svelte, the log gets the error. */
export const handleError: HandleServerError = ({ error, status, message }) => {
  if (status >= 500)
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return { message };
};
