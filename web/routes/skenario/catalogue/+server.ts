/** What scenarios can be chosen and which levers can be moved. */
import { answerTo } from '$lib/server/answers.ts';
import { scenarioRuns } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async () => {
  try {
    const catalogue = await (await scenarioRuns()).catalogue();
    return Response.json(catalogue, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return answerTo(error);
  }
};
