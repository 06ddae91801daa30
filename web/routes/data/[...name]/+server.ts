/** What the browser loads: artefacts of the served snapshot, compressed where that pays, revalidated by ETag. */
import { answerTo, notBuilt, problem } from '$lib/server/answers.ts';
import { findArtefact, servedSnapshotId } from '$lib/server/twin.ts';
import { bytesAnswer } from '$lib/server/bytes-answer.ts';
import type { RequestHandler } from './$types.ts';

const NOT_THERE = 'Snapshot yang dilayani tidak memuat berkas ini. / The served snapshot has no such artefact.';

export const GET: RequestHandler = async ({ params, request }) => {
  try {
    const snapshotId = await servedSnapshotId();
    if (snapshotId === undefined) return notBuilt();
    const artefact = await findArtefact(params.name);
    if (artefact === undefined) return problem(404, 'no-artefact', NOT_THERE);
    return await bytesAnswer(request, artefact, snapshotId, { 'x-kembaran-snapshot': snapshotId });
  } catch (error) {
    return answerTo(error);
  }
};
