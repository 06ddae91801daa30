/** The thread that checks and simulates runs, one at a time; its own threads simulate the replicates. */
import { parentPort } from 'node:worker_threads';
import { TwinError } from '../kernel/errors.ts';
import { faultOf } from '../simulation/runs/run-queue.ts';
import { keepAhead, WhileIdle } from './baselines-ahead.ts';
import type { AheadOrder, FromThread, Question, SnapshotAtHand, ToThread } from './protocol.ts';
import { checkRun, loadSnapshot, simulateRun, type LoadedSnapshot } from './simulate-run.ts';
import { SnapshotsAtHand } from './snapshots-at-hand.ts';

const port = parentPort!;
const say = (message: FromThread): void => port.postMessage(message);

const atHand = new SnapshotsAtHand(loadSnapshot);
const stops = new Map<number, AbortController>();
/** Whoever waits for an answer comes before what is simulated ahead. */
const idle = new WhileIdle();
let warming: AbortController | undefined;

async function answer(
  number: number,
  snapshot: SnapshotAtHand,
  question: Question,
  signal: AbortSignal,
): Promise<void> {
  if (question.kind !== 'load') warming?.abort();
  const { loaded, giveBack } = await atHand.lend(snapshot);
  try {
    signal.throwIfAborted();
    await answerWith(loaded, number, question, signal);
  } finally {
    giveBack();
  }
}

/** Threads that a run needs are warm soon enough by the run itself. */
async function warmUp({ pool }: LoadedSnapshot): Promise<void> {
  const own = (warming = new AbortController());
  try {
    await pool.warmUp(own.signal);
  } catch (error) {
    if (!own.signal.aborted) throw error;
  }
}

const simulateAhead = (snapshot: SnapshotAtHand, order: AheadOrder): void =>
  idle.want(async (signal) => {
    const { loaded, giveBack } = await atHand.lend(snapshot);
    try {
      signal.throwIfAborted();
      return await keepAhead(loaded, order, signal);
    } finally {
      giveBack();
    }
  });

async function answerWith(
  loaded: LoadedSnapshot,
  number: number,
  question: Question,
  signal: AbortSignal,
): Promise<void> {
  if (question.kind === 'load') await warmUp(loaded);
  if (question.kind === 'check') checkRun(loaded, question.spec, question.replicates);
  if (question.kind !== 'run') return;
  const reports = {
    onDone: (replicates: number) => say({ number, kind: 'done', replicates }),
    onShown: (replicates: number) => say({ number, kind: 'shown', replicates }),
  };
  await simulateRun(loaded, question.order, reports, signal);
}

function sayWhatWentWrong(number: number, error: unknown, signal: AbortSignal): void {
  if (signal.aborted) return say({ number, kind: 'cancelled' });
  if (error instanceof TwinError && ['input', 'storage', 'configuration'].includes(error.kind))
    return say({ number, kind: 'refused', errorKind: error.kind as 'input', fault: faultOf(error) });
  say({ number, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

port.on('message', (message: ToThread) => {
  const { number } = message;
  if (message.kind === 'cancel') return stops.get(number)?.abort();
  const stop = new AbortController();
  stops.set(number, stop);
  const { snapshot, question } = message;
  void idle
    .during(() => answer(number, snapshot, question, stop.signal))
    .then(() => say({ number, kind: 'answered' }))
    .catch((error: unknown) => sayWhatWentWrong(number, error, stop.signal))
    .finally(() => stops.delete(number));
  if (question.kind === 'load' && question.ahead !== undefined) simulateAhead(snapshot, question.ahead);
});
