/** Runs the twin as a user does, as a process of its own, in a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../kernel/files.ts';
import { folderUntil, type AtTheEnd } from '../kernel/test-folder.ts';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Settings = Readonly<Record<string, string>>;

/** Names the folder of the store that the journeys copy, see prepare-store.ts. */
export const STORE_PREPARED = 'KEMBARAN_TEST_STORE';

/** A small city in a folder of its own, which goes at the end; the settings of the surrounding test run do not reach it. */
export function sandboxSettings(atTheEnd: AtTheEnd, residents = 1500): Settings {
  return {
    KEMBARAN_DATA: folderUntil(atTheEnd, 'twin'),
    KEMBARAN_SAMPLE_RESIDENTS: String(residents),
    DATABASE_URL: '',
    PORT: '0',
  };
}

/** The same with a store that has been started before, for what is not about the first start. */
export function sandboxWithStore(atTheEnd: AtTheEnd, residents?: number): Settings {
  const prepared = process.env[STORE_PREPARED];
  if (prepared === undefined) throw new Error('No store is prepared: run this test as one of the project journeys.');
  const settings = sandboxSettings(atTheEnd, residents);
  cpSync(prepared, join(settings['KEMBARAN_DATA']!, 'store'), { recursive: true });
  return settings;
}

export function startProcess(script: string, args: readonly string[], settings: Settings): ChildProcess {
  return spawn(process.execPath, [projectPath(script), ...args], {
    cwd: projectPath(),
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a process and keeps what it printed. */
export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

export const twin = (args: readonly string[], settings: Settings): Promise<Finished> =>
  finished(startProcess('engine/cli.ts', args, settings));

/** `twin` with --json, which must end well. */
export async function twinJson<T>(args: readonly string[], settings: Settings): Promise<T> {
  const run = await twin([...args, '--json'], settings);
  if (run.code !== 0) throw new Error(`twin ${args.join(' ')} ended with ${run.code}: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout) as T;
}

export interface ServedTwin {
  readonly origin: string;
  /** Everything printed so far. */
  output(): string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/**
 * `npm start`: resolves once it says that it is ready; rejects with what it printed when it ends before that.
 *
 * @param onAddress called with the address as soon as that is said, which is long before
 */
export function startTwin(settings: Settings, onAddress: (origin: string) => void = () => {}): Promise<ServedTwin> {
  const child = startProcess('start.ts', [], settings);
  const end = finished(child);
  let output = '';
  let isAddressTold = false;
  return new Promise((resolve, reject) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /Alamat: (http:\/\/\S+)/.exec(output)?.[1];
      if (address !== undefined && !isAddressTold) {
        isAddressTold = true;
        onAddress(address);
      }
      const origin = /Kembaran siap.*(http:\/\/\S+)/.exec(output)?.[1];
      if (origin === undefined) return;
      const stop = (signal: NodeJS.Signals = 'SIGINT'): Promise<Finished> => {
        child.kill(signal);
        return end;
      };
      resolve({ origin, output: () => output, stop });
    };
    child.stdout!.on('data', look);
    child.stderr!.on('data', look);
    end.then((run) => reject(new Error(`npm start ended with ${run.code}: ${output.slice(-3000)}`)), reject);
  });
}
