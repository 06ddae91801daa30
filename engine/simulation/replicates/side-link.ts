/**
 * Both sides of one replicate at the same time, on two threads: the scenario takes from its baseline, year by year, how births
 * and deaths differ within an age, and goes a year behind it. And how a thread hears, between two years, that nobody waits for what it
 * is about.
 */
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { Gradients } from '../microsimulation/families/gradients.ts';
import type { GradientsOf, TellYear } from './full-sides.ts';

/** One end of the way from a baseline to its scenario. */
export interface SideLink {
  readonly port: MessagePort;
  /** How many years the baseline has told, in memory that both threads share; more than any has when it is over. */
  readonly told: Int32Array;
}

/** More years than are ever told. */
const OVER = 2 ** 30;

/** 0, in memory that threads share. */
export const sharedNumber = (): Int32Array => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** The run is over before its replicate is done. */
export class StoppedError extends Error {
  override name = 'StoppedError';
}

function requireGoing(stop: Int32Array): void {
  if (Atomics.load(stop, 0) === 1) throw new StoppedError('The run is over.');
}

/** @param stop of the run: 1 when it is over; then a StoppedError ends what is simulated */
export const stoppable =
  (stop: Int32Array, tellYear?: TellYear): TellYear =>
  (year, gradients) => {
    requireGoing(stop);
    tellYear?.(year, gradients);
  };

/** What the thread of the baseline does at the end of each year. */
export const tellScenario =
  ({ port, told }: SideLink): TellYear =>
  (_, gradients) => {
    port.postMessage(gradients);
    Atomics.add(told, 0, 1);
    Atomics.notify(told, 0);
  };

/** What the thread of the scenario waits with. @throws StoppedError when the run is over */
export const waitForBaseline =
  ({ port, told }: SideLink, stop: Int32Array): GradientsOf =>
  (year) => {
    for (let known = 0; (known = Atomics.load(told, 0)) <= year;) Atomics.wait(told, 0, known);
    requireGoing(stop);
    const received = receiveMessageOnPort(port);
    if (received === undefined) throw new Error(`Year ${year} of the baseline was told and is not there.`);
    return received.message as Gradients;
  };

/** Ends a run for all its threads: those that wait wake up. */
export function stopAll(stop: Int32Array, links: readonly Pick<SideLink, 'told'>[]): void {
  Atomics.store(stop, 0, 1);
  for (const { told } of links) {
    Atomics.add(told, 0, OVER);
    Atomics.notify(told, 0);
  }
}
