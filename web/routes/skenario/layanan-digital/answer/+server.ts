/** What a path of the digital service transition comes to: aggregates alone, told by the rule of simulated results. */
import { createHash } from 'node:crypto';
import { answerTo } from '$lib/server/answers.ts';
import { bytesAnswer } from '$lib/server/bytes-answer.ts';
import { digitalTransitions } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

/** Nobody waits for the answer any more. */
const LEFT = 499;

export const GET: RequestHandler = async ({ url, request }) => {
  try {
    const answer = await (await digitalTransitions()).answer([...url.searchParams], request.signal);
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    const served = { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), contentType: 'application/json' };
    return await bytesAnswer(request, served, '');
  } catch (error) {
    return request.signal.aborted ? new Response(null, { status: LEFT }) : answerTo(error);
  }
};
