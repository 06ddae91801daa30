/** Stops a run; what was simulated stays, so that it can be taken up again. */
import { answerTo, isFromThisPage, notFromHere, problem } from '$lib/server/answers.ts';
import { scenarioRuns } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async ({ params, request }) => {
  if (!isFromThisPage(request)) return notFromHere();
  try {
    const run = (await scenarioRuns()).cancel(params.id);
    return run === undefined ? problem(404, 'no-run', 'There is no such run.') : Response.json(run);
  } catch (error) {
    return answerTo(error);
  }
};
