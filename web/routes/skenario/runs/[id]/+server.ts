/** Takes a run that is over out of the history, with what was simulated. */
import { answerTo, isFromThisPage, notFromHere, problem } from '$lib/server/answers.ts';
import { scenarioRuns } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

export const DELETE: RequestHandler = async ({ params, request }) => {
  if (!isFromThisPage(request)) return notFromHere();
  try {
    const isGone = (await scenarioRuns()).remove(params.id);
    return isGone ? new Response(null, { status: 204 }) : problem(409, 'run-not-over', 'No such run that is over.');
  } catch (error) {
    return answerTo(error);
  }
};
