/** Serves the built web app on a free port of this machine and tells the port; run as a process of its own. */
import { createServer } from 'node:http';
import { join } from 'node:path';

type Handler = (request: unknown, response: unknown, next: () => void) => void;

const build = new URL(`file://${join(import.meta.dirname, '../../build/handler.js')}`).href;
const { handler } = (await import(build)) as { handler: Handler };
const server = createServer((request, response) => handler(request, response, () => response.writeHead(404).end()));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit(0));
