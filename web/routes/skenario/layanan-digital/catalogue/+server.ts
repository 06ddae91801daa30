/** What may be edited of the digital service transition, and its paths. */
import { answerTo } from '$lib/server/answers.ts';
import { digitalTransitions } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async () => {
  try {
    const catalogue = await (await digitalTransitions()).catalogue();
    return Response.json(catalogue, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return answerTo(error);
  }
};
