/** Serves a built web app, in the folder that its argument names, on a free port of this machine, and tells the port. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Handler = (request: unknown, response: unknown, next: () => void) => void;

const { handler } = (await import(pathToFileURL(join(process.argv[2]!, 'handler.js')).href)) as { handler: Handler };
const server = createServer((request, response) => handler(request, response, () => response.writeHead(404).end()));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit(0));
