/** Something that the server sends: it waits, is ready, or failed with a reason. */

/**
 * `not-built` no snapshot yet; `unreachable` the server does not answer; `missing` the snapshot has no such part;
 * `unreadable` what came is not what was expected; `server` the server could not read its store.
 */
export type Problem = 'not-built' | 'unreachable' | 'missing' | 'unreadable' | 'server';

/** What an error of the engine, or an answer of the server, says. */
export interface Fault {
  readonly code: string;
  readonly what: string;
  readonly where?: { readonly file?: string; readonly row?: number };
  readonly expected?: string;
}

export type Loading<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly fault?: Fault | undefined };

export class LoadingError extends Error {
  readonly problem: Problem;
  /** What the server says of it, where it answered. */
  readonly fault: Fault | undefined;
  constructor(problem: Problem, fault?: Fault) {
    super(problem);
    this.problem = problem;
    this.fault = fault;
  }
}

export const WAITING = { kind: 'waiting' } as const;

/** One part: loaded once, and asked for again where that failed. */
export class Part<T> {
  state = $state.raw<Loading<T>>(WAITING);
  /** On the way or there. */
  #isAsked = false;
  readonly #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#load().then(
      (value) => (this.state = { kind: 'ready', value }),
      (error: unknown) => {
        this.#isAsked = false;
        this.state = {
          kind: 'failed',
          ...(error instanceof LoadingError
            ? { problem: error.problem, fault: error.fault }
            : { problem: 'unreadable' }),
        };
      },
    );
  }

  retry(): void {
    this.state = WAITING;
    this.ask();
  }

  /** Asks for it anew; what is there stays until the new one is. */
  async renew(): Promise<void> {
    const value = await this.#load().catch(() => undefined);
    if (value !== undefined) this.state = { kind: 'ready', value };
  }

  get value(): T | undefined {
    return this.state.kind === 'ready' ? this.state.value : undefined;
  }
}

/**
 * @param signal nobody waits for the answer any more
 * @throws LoadingError with the reason where there is no answer, or it says what went wrong
 */
export async function fetchAnswer(path: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, signal === undefined ? {} : { signal }).catch(() => {
    throw new LoadingError('unreachable');
  });
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** @throws LoadingError */
export const jsonOf = async <T>(response: Response): Promise<T> =>
  (await response.json().catch(() => {
    throw new LoadingError('unreadable');
  })) as T;

async function errorOf(response: Response): Promise<LoadingError> {
  if (response.status === 404) return new LoadingError('missing');
  const body = (await response.json().catch(() => undefined)) as { error?: Fault } | undefined;
  // While the twin is started its answer is plain text; the store has failed only where the answer says so.
  const fault = body?.error;
  return new LoadingError(
    response.status === 503 && fault?.code !== 'store-unreadable' ? 'not-built' : 'server',
    fault,
  );
}
