/** What may be seen of a run so far, as compact columns (engine/layers/simulated/encode-results.ts). */
import { answerTo, problem } from '$lib/server/answers.ts';
import { bytesAnswer } from '$lib/server/bytes-answer.ts';
import { scenarioRuns } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

const CONTENT_TYPE = 'application/vnd.kembaran.scenario-results';

export const GET: RequestHandler = async ({ params, request }) => {
  try {
    const results = (await scenarioRuns()).results(params.id);
    if (results === undefined) return problem(404, 'no-results', 'There is nothing to see of this run yet.');
    return await bytesAnswer(request, { ...results, contentType: CONTENT_TYPE }, '');
  } catch (error) {
    return answerTo(error);
  }
};
