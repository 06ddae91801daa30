/** Runs of scenarios: all that there are, and a new one. */
import { answerTo, isFromThisPage, notFromHere, problem } from '$lib/server/answers.ts';
import { scenarioRuns } from '$lib/server/twin.ts';
import type { RequestHandler } from './$types.ts';

const NO_STORE = { 'cache-control': 'no-store' };
/** A scenario of a hundred levers over all kelurahan has less. */
const MOST_BYTES = 100_000;

export const GET: RequestHandler = async () => {
  try {
    return Response.json((await scenarioRuns()).runs(), { headers: NO_STORE });
  } catch (error) {
    return answerTo(error);
  }
};

export const POST: RequestHandler = async ({ request }) => {
  if (!isFromThisPage(request)) return notFromHere();
  try {
    const text = await request.text();
    if (text.length > MOST_BYTES) return problem(413, 'request-too-long', 'The request is too long.');
    const asked = parsed(text);
    if (asked === undefined) return problem(400, 'no-json', 'The request is no JSON.');
    return Response.json(await (await scenarioRuns()).start(asked), { status: 202, headers: NO_STORE });
  } catch (error) {
    return answerTo(error);
  }
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
