/** What the browser loads: artefacts of the served snapshot, compressed where that pays, revalidated by ETag. */
import { findArtefact, servedSnapshotId } from '$lib/server/twin.ts';
import { chooseEncoding, compressed } from '$lib/server/compression.ts';
import type { RequestHandler } from './$types.ts';

/** Plain JSON for what goes wrong; the page has its own words for each code. */
const problem = (status: number, code: string, what: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { code, what } }, { status, headers: { 'cache-control': 'no-store', ...headers } });

const NOT_BUILT = 'Belum ada snapshot yang lengkap; kembaran sedang dibangun. / No complete snapshot yet.';
const NOT_THERE = 'Snapshot yang dilayani tidak memuat berkas ini. / The served snapshot has no such artefact.';
const NOT_READ = 'Penyimpanan tidak dapat dibaca; lihat catatan di terminal. / The store cannot be read.';

/** Whether an error of the engine says that nothing was ever built; its class stays behind the door. */
const isStoreEmpty = (error: unknown): boolean =>
  (error as { text?: { code?: unknown } } | null)?.text?.code === 'store-empty';

export const GET: RequestHandler = async ({ params, request }) => {
  try {
    const snapshotId = await servedSnapshotId();
    if (snapshotId === undefined) return problem(503, 'no-snapshot', NOT_BUILT, { 'retry-after': '5' });
    const artefact = await findArtefact(params.name);
    if (artefact === undefined) return problem(404, 'no-artefact', NOT_THERE);
    const encoding = chooseEncoding(request.headers.get('accept-encoding'), artefact);
    // Every encoding is an answer of its own, so it has a tag of its own.
    const etag = `"${snapshotId}-${artefact.sha256.slice(0, 16)}-${encoding}"`;
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding', 'x-kembaran-snapshot': snapshotId };
    if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
    const bytes = await compressed(artefact, encoding);
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...headers,
        'content-type': artefact.contentType,
        'content-length': String(bytes.length),
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
    });
  } catch (error) {
    if (isStoreEmpty(error)) return problem(503, 'no-snapshot', NOT_BUILT, { 'retry-after': '5' });
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return problem(503, 'store-unreadable', NOT_READ, { 'retry-after': '10' });
  }
};
