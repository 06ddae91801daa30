/** Answers that several endpoints give in the same words. */

/** Plain JSON for what goes wrong; the page has its own words for each code. */
export const problem = (
  status: number,
  code: string,
  what: string,
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Response =>
  Response.json({ error: { code, what, ...more } }, { status, headers: { 'cache-control': 'no-store', ...headers } });

const NOT_BUILT = 'Belum ada snapshot yang lengkap; kembaran sedang dibangun. / No complete snapshot yet.';
const NOT_READ = 'Penyimpanan tidak dapat dibaca; lihat catatan di terminal. / The store cannot be read.';

export const notBuilt = (): Response => problem(503, 'no-snapshot', NOT_BUILT, { 'retry-after': '5' });

/** What the engine says; its class stays behind the door. */
interface EngineError {
  readonly kind?: unknown;
  readonly text?: {
    readonly code: string;
    readonly what: string;
    readonly where?: { readonly file?: string; readonly row?: number };
    readonly expected?: string;
    readonly todo: string;
  };
}

/** Of files of models/ and of columns of a snapshot: they name a file without its folder, a line and a key. */
const TOLD_OF_FILES = [
  'aid-rule-missing',
  'assistance-rule',
  'digital-field-missing',
  'file-unreadable',
  'population-unreadable',
  'yaml-shape',
  'yaml-unreadable',
];

const BEFORE_THE_FIRST = ['store-empty', 'nothing-built'];

/**
 * An error as an answer: that nothing was built yet; what was wrong in what the browser asked, or in a file that whoever runs
 * the twin can mend, word for word; else no more than that the server failed.
 */
export function answerTo(error: unknown): Response {
  const { kind, text } = (error ?? {}) as EngineError;
  if (text !== undefined && BEFORE_THE_FIRST.includes(text.code)) return notBuilt();
  const isOfFile = text !== undefined && TOLD_OF_FILES.includes(text.code);
  if (text !== undefined && (kind === 'input' || isOfFile)) {
    const { code, what, where, expected, todo } = text;
    const more = { todo, ...(expected === undefined ? {} : { expected }), ...(isOfFile && where ? { where } : {}) };
    if (!isOfFile) return problem(422, code, what, {}, more);
    process.stderr.write(`${(error as Error).message}\n`);
    return problem(500, code, what, {}, more);
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return problem(503, 'store-unreadable', NOT_READ, { 'retry-after': '10' });
}

/**
 * Whether a request that changes something comes from a page of this server: browsers say where a request comes from, and
 * a page elsewhere cannot say otherwise.
 */
export function isFromThisPage({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  return origin === null || URL.parse(origin)?.host === headers.get('host');
}

export const notFromHere = (): Response =>
  problem(
    403,
    'other-origin',
    'Permintaan ini tidak datang dari halaman kembaran. / Not asked by a page of this twin.',
  );
