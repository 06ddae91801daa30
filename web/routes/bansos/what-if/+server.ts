/** Answers a what-if about a programme from the facts in memory: aggregates alone, told by the disclosure rule. */
import { createHash } from 'node:crypto';
import { answerTo, notBuilt } from '$lib/server/answers.ts';
import { bytesAnswer } from '$lib/server/bytes-answer.ts';
import { whatIfs } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

const INTERVALS = 'intervals';

export const GET: RequestHandler = async ({ url, request }) => {
  try {
    const words = [...url.searchParams].filter(([name]) => name !== INTERVALS);
    const answer = await (await whatIfs()).answer(words, url.searchParams.has(INTERVALS));
    if (answer === undefined) return notBuilt();
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    const served = { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), contentType: 'application/json' };
    return await bytesAnswer(request, served, '', { 'x-kembaran-snapshot': answer.snapshotId });
  } catch (error) {
    return answerTo(error);
  }
};
