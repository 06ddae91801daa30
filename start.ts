/**
 * The main job, `npm start`: makes the sample city when there is no data yet, builds the twin, builds the web app when
 * it is stale, serves it on loopback and says where. What is already there is used again.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import {
  bringTwinUp,
  closePublications,
  END_WITH_PARENT,
  loadConfig,
  openProgress,
  sha256,
  sha256OfFolder,
  spokenSeconds,
  tellFailure,
  TwinError,
  warnOfExposedFolders,
  type Config,
  type TerminalProgress,
} from '#engine';

const here = import.meta.dirname;
const STAMP = join(here, 'build', 'made-from.txt');
const args = process.argv.slice(2);
let logsFolder: string | undefined;
/** With --json standard output is for machines: what they get there is an error. */
const screen = args.includes('--json') ? process.stderr : process.stdout;
const say = (text: string): void => void screen.write(`${text}\n`);

/** What the web app is built from: its sources, its configuration and the locked dependencies. */
function webFingerprint(): string {
  const files = ['package-lock.json', 'svelte.config.js', 'vite.config.ts'];
  const ofFiles = files.map((file) => sha256(readFileSync(join(here, file))));
  return sha256([sha256OfFolder(join(here, 'web'), (path) => !path.startsWith('tests/')), ...ofFiles].join('\n'));
}

const isWebBuilt = (fingerprint: string): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint;

interface WebBuild {
  readonly done: Promise<void>;
  stop(): void;
}

const BUILT_ALREADY: WebBuild = { done: Promise.resolve(), stop: () => undefined };

/** Builds the web app in a process of its own, which ends with this one; the stamp is written last, so half a build is stale. */
function buildWeb(fingerprint: string): WebBuild {
  const vite = [join(here, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'];
  const child = spawn(process.execPath, [...END_WITH_PARENT, ...vite], {
    cwd: here,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(webBuildFailed(output))));
  });
  return { done: done.then(() => writeFileSync(STAMP, fingerprint)), stop: () => void child.kill() };
}

const webBuildFailed = (output: string): TwinError =>
  new TwinError('internal', {
    code: 'web-build-failed',
    what: `The web app could not be built:\n${output.trim().slice(-2000)}\n`,
    todo: 'Run "npm ci" again; if that does not help, "npm run build" shows more.',
  });

/** Takes the port before the long work begins, so that a port in use is known at once. */
function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notServed(config, error) ?? error));
    server.listen(config.port, config.host, resolve);
  });
}

/** Why the address cannot be served, where the system says what a user can change. */
function notServed({ host, port }: Config, cause: NodeJS.ErrnoException): TwinError | undefined {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new TwinError(
        'busy',
        {
          code: 'port-in-use',
          what: `Port ${port} on ${host} is in use by another program.`,
          todo: 'Stop that program (perhaps the twin runs already), or choose another port: PORT=3578 npm start',
        },
        { cause },
      );
    case 'EACCES':
      return new TwinError(
        'busy',
        {
          code: 'port-forbidden',
          what: `This user may not serve on port ${port}.`,
          todo: 'Choose another port, from 1024 on: PORT=3578 npm start',
        },
        { cause },
      );
    case 'EADDRNOTAVAIL':
      return new TwinError(
        'configuration',
        {
          code: 'host-unavailable',
          what: `This machine has no address ${host}.`,
          todo: 'Leave HOST out, or set it to 127.0.0.1.',
        },
        { cause },
      );
    default:
      return undefined;
  }
}

/** Shown to a browser that comes before the web app is there, which has a page of its own for what follows. */
const waitingPage = (stage: string): string => `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Kembaran sedang disiapkan</title>
<style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}
h1{font-size:1.5rem}p[role=status]{padding:1rem;border:1px solid;border-radius:.5rem}</style></head>
<body><h1>Kembaran sedang disiapkan</h1>
<p role="status">${stage.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</p>
<p>Halaman ini terbuka sendiri begitu selesai, biasanya dalam satu menit.</p>
<p lang="en"><em>The twin is being built; this page opens by itself when it is ready, usually within a minute.</em></p>
</body></html>
`;

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Answers with the web app as soon as there is one, and with the waiting page before. */
class FrontDoor {
  #app: Handler | undefined;
  readonly #progress: TerminalProgress;

  constructor(progress: TerminalProgress) {
    this.#progress = progress;
  }

  readonly answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#app !== undefined) return this.#app(request, response, () => response.writeHead(404).end());
    response.writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '3',
      'cache-control': 'no-store',
    });
    response.end(waitingPage(this.#progress.line()));
  };

  /** The app reads its own address from the environment when it is loaded. */
  async open(origin: string): Promise<void> {
    process.env['ORIGIN'] = origin;
    const built = (await import(new URL('./build/handler.js', import.meta.url).href)) as { handler: Handler };
    this.#app = built.handler;
  }
}

/** Where the server is reached; with PORT=0 the system has chosen the port. */
function originOf(server: Server, { host, port }: Config): string {
  const address = server.address();
  const open = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host === '::1' ? '[::1]' : host}:${open}`;
}

async function main(progress: TerminalProgress, config: Config): Promise<void> {
  const door = new FrontDoor(progress);
  const server = createServer(door.answer);
  await listen(server, config);
  const origin = originOf(server, config);
  say(`Alamat: ${origin} · sudah boleh dibuka; peta tampil begitu siap. / You may open it now.`);

  const fingerprint = webFingerprint();
  const web = isWebBuilt(fingerprint) ? BUILT_ALREADY : buildWeb(fingerprint);
  // From here on the app answers by itself: while the twin is being built it says so.
  const opening = web.done.then(() => door.open(origin));
  opening.catch(() => undefined);
  try {
    await bringTwinUp(config, progress);
    progress.stage('Menyiapkan aplikasi web');
    await opening;
    progress.end();
  } catch (error) {
    web.stop();
    server.close();
    throw error;
  }
  say(`\nKembaran siap dalam ${spokenSeconds(progress.elapsedMs())}: ${origin}`);
  say('Hentikan dengan Ctrl+C. / Stop with Ctrl+C.');

  const stop = (): void => {
    server.close();
    server.closeAllConnections();
    void closePublications().finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

// What nobody waits for fails as well.
process.on('uncaughtException', (error) => process.exit(tellFailure(error, args, logsFolder)));
try {
  const config = loadConfig();
  logsFolder = config.logsFolder;
  const progress = openProgress(config.logsFolder, 'start');
  warnOfExposedFolders(config, progress);
  await main(progress, config);
} catch (error) {
  process.exit(tellFailure(error, args, logsFolder));
}
