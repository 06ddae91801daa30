/** The web app as tests see it: built when it is older than its sources, served, with data of the test's choice. */
import { execFileSync, fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { InventedArtefacts } from './invented-publication.ts';

const root = join(import.meta.dirname, '../..');

/** Names the copy of the built web app that the journeys share, see build-once.ts. */
export const BUILD_SET_ASIDE = 'KEMBARAN_TEST_BUILD';

export interface ServedTwin {
  /** http://127.0.0.1:… */
  readonly address: string;
  /** Ends when the server has ended. */
  readonly close: () => Promise<void>;
}

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale(): boolean {
  const built = join(root, 'build/handler.js');
  if (!existsSync(built)) return true;
  const sources = ['routes', 'lib', 'i18n', 'static', 'app.html', 'app.css', 'hooks.server.ts'].map((name) =>
    join('web', name),
  );
  const all = [...sources, 'svelte.config.js', 'vite.config.ts', 'package-lock.json'].map((name) => join(root, name));
  return all.some((path) => newest(path) > statSync(built).mtimeMs);
}

/** Builds the web app where its sources are newer than the last build. */
export function buildIfStale(): void {
  if (!isStale()) return;
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: plainEnvironment(),
  });
}

/** A copy, so that somebody who builds meanwhile does not take files away; inside the project, where `#engine` is known. */
export function copyOfBuild(): string {
  const folder = join(root, '.svelte-kit/served');
  mkdirSync(folder, { recursive: true });
  const copy = mkdtempSync(join(folder, 'build-'));
  cpSync(join(root, 'build'), copy, { recursive: true });
  return copy;
}

/** What the test runner says to its own processes would make another build of the app. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const told = /^(VITEST.*|TEST|NODE_ENV|NODE_OPTIONS|MODE|DEV|PROD|SSR|BASE_URL)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)));
}

/** @param settings of the twin, by the names that engine/config.ts reads from the environment */
export async function serveTwin(settings: Readonly<Record<string, string>> = {}): Promise<ServedTwin> {
  const setAside = process.env[BUILD_SET_ASIDE];
  if (setAside === undefined) buildIfStale();
  const copy = setAside ?? copyOfBuild();
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [copy], {
    execArgv: [],
    env: { ...plainEnvironment(), ...settings },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`The server of the test ended with code ${code}.`)));
  });
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
    if (setAside === undefined) rmSync(copy, { recursive: true, force: true });
  };
  return { address: `http://127.0.0.1:${port}`, close };
}

/** Answers the page's questions for data from invented artefacts. */
export async function publish(target: BrowserContext | Page, artefacts: InventedArtefacts): Promise<void> {
  await target.route('**/data/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/data/', '');
    const artefact = artefacts.get(name);
    return artefact
      ? route.fulfill({ body: Buffer.from(artefact.bytes), contentType: artefact.contentType })
      : route.fulfill({ status: 404, json: { error: { code: 'no-artefact', what: name } } });
  });
}
