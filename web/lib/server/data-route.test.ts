import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, expect, test, vi } from 'vitest';
import { TwinError } from '#engine';
import { GET } from '../../routes/data/[...name]/+server.ts';
import { findArtefact, servedSnapshotId } from './twin.ts';

vi.mock('./twin.ts', () => ({ findArtefact: vi.fn(), servedSnapshotId: vi.fn() }));

const bytes = new TextEncoder().encode(JSON.stringify({ text: 'kelurahan '.repeat(500) }));
const artefact = { name: 'meta.json', contentType: 'application/json', bytes, sha256: 'f'.repeat(64) };

beforeEach(() => {
  vi.mocked(servedSnapshotId).mockResolvedValue('s1');
  vi.mocked(findArtefact).mockImplementation(async (name) => (name === 'meta.json' ? artefact : undefined));
});

async function ask(name: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://127.0.0.1/data/${name}`, { headers });
  return GET({ params: { name }, request } as unknown as Parameters<typeof GET>[0]);
}

const bodyOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

test.each([
  ['br, gzip', 'br', (body: Buffer) => brotliDecompressSync(body)],
  ['gzip;q=0.5', 'gzip', (body: Buffer) => gunzipSync(body)],
  ['br;q=0, identity', null, (body: Buffer) => body],
  ['', null, (body: Buffer) => body],
])('a browser that takes "%s" gets %s', async (accepts, encoding, unpack) => {
  const response = await ask('meta.json', { 'accept-encoding': accepts });
  expect(response.headers.get('content-encoding')).toBe(encoding);
  const body = await bodyOf(response);
  expect(response.headers.get('content-length')).toBe(String(body.length));
  expect(unpack(body).equals(Buffer.from(bytes))).toBe(true);
});

test('an answer names its snapshot and may be kept only as long as it is asked about', async () => {
  const { headers } = await ask('meta.json');
  expect(headers.get('x-kembaran-snapshot')).toBe('s1');
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(headers.get('vary')).toBe('accept-encoding');
  expect(headers.get('content-type')).toBe('application/json');
});

test('what has not changed is not sent again, and a new snapshot is', async () => {
  const first = await ask('meta.json', { 'accept-encoding': 'br' });
  const etag = first.headers.get('etag')!;
  const again = await ask('meta.json', { 'accept-encoding': 'br', 'if-none-match': etag });
  expect([again.status, (await bodyOf(again)).length]).toEqual([304, 0]);
  vi.mocked(servedSnapshotId).mockResolvedValue('s2');
  expect((await ask('meta.json', { 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(200);
});

test('each encoding has a tag of its own', async () => {
  const tags = await Promise.all(
    ['br', 'gzip', ''].map(async (accepts) =>
      (await ask('meta.json', { 'accept-encoding': accepts })).headers.get('etag'),
    ),
  );
  expect(new Set(tags).size).toBe(3);
});

test.each(['../../package.json', 'table/rt.bin', 'nothing', '%2e%2e/keys.json'])('%s is not there', async (name) => {
  const response = await ask(name);
  expect([response.status, (await response.json()).error.code]).toEqual([404, 'no-artefact']);
});

test('while there is no snapshot, the answer says so and asks to come back', async () => {
  vi.mocked(servedSnapshotId).mockResolvedValue(undefined);
  const response = await ask('meta.json');
  expect([response.status, response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual([
    503,
    '5',
    'no-store',
  ]);
  expect((await response.json()).error.code).toBe('no-snapshot');
});

test('a store in which nothing was ever built counts as no snapshot yet', async () => {
  const error = new TwinError('store', { code: 'store-empty', what: 'Nothing was built yet.', todo: 'npm start' });
  vi.mocked(servedSnapshotId).mockRejectedValue(error);
  expect((await (await ask('meta.json')).json()).error.code).toBe('no-snapshot');
});

test('a store that cannot be read is told apart, and tells no more than that', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.mocked(findArtefact).mockRejectedValue(new Error('password authentication failed for user "kembaran"'));
  const response = await ask('meta.json');
  const body = await response.text();
  expect([response.status, JSON.parse(body).error.code]).toEqual([503, 'store-unreadable']);
  expect(body).not.toContain('password');
});
