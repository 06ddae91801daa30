/** The server's side of the thread that carries residents through a transition. */
import { Worker } from 'node:worker_threads';
import { TwinError } from '../kernel/errors.ts';
import { ImpossibleStart } from '../simulation/digital/impossible-start.ts';
import type { DigitalParameters } from '../simulation/digital/parameters.ts';
import type { Asked, FromThread, Question, Replicate, SnapshotAtHand, Start, ToThread } from './protocol.ts';

interface Pending {
  readonly resolve: (said: FromThread) => void;
  readonly reject: (error: Error) => void;
}

export class TransitionThread {
  #worker: Worker | undefined;
  #number = 0;
  readonly #pending = new Map<number, Pending>();

  /** @throws ImpossibleStart; TwinError input, storage; Error when the thread ended */
  async start(snapshot: SnapshotAtHand, parameters: DigitalParameters): Promise<Start> {
    const said = await this.#ask(snapshot, { kind: 'start', parameters });
    return (said as Extract<FromThread, { kind: 'start' }>).start;
  }

  /** @throws as above */
  async replicate(snapshot: SnapshotAtHand, asked: Asked, replicate: Replicate): Promise<Float64Array> {
    const said = await this.#ask(snapshot, { kind: 'replicate', asked, replicate });
    return (said as Extract<FromThread, { kind: 'replicate' }>).measures;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(snapshot: SnapshotAtHand, question: Question): Promise<FromThread> {
    const worker = (this.#worker ??= this.#startWorker());
    const number = this.#number++;
    return new Promise<FromThread>((resolve, reject) => {
      this.#pending.set(number, { resolve, reject });
      worker.postMessage({ number, snapshot, question } satisfies ToThread);
    }).finally(() => this.#pending.delete(number));
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./transition-thread.ts', import.meta.url));
    // A server that is told to stop does not wait for an answer.
    worker.unref();
    worker.on('message', (said: FromThread) => this.#hear(said));
    const end = (error: Error): void => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#pending.values()) reject(error);
    };
    worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => end(new Error('The thread of the digital transition ended.')));
    return worker;
  }

  #hear(said: FromThread): void {
    const pending = this.#pending.get(said.number);
    if (said.kind === 'failed') pending?.reject(new Error(said.message));
    else if (said.kind === 'refused')
      pending?.reject(
        said.value ? new ImpossibleStart(said.text, said.value) : new TwinError(said.errorKind, said.text),
      );
    else pending?.resolve(said);
  }
}
