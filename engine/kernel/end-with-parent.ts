/** A process that helps another one ends with it, however that ends: killed too, it tells nobody. */

/** Threads of that process and processes of its own take the option over: theirs is another standard input, or none. */
const SCRIPT = `
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread && process.stdin.unref !== undefined) process.stdin.on('end', () => process.exit(1)).resume().unref();
`;

/**
 * Options of node for a process whose standard input is a pipe from its parent. The system closes the pipe when the parent
 * is gone; as long as it is open, it holds nobody back from ending.
 */
export const END_WITH_PARENT: readonly string[] = ['--import', `data:text/javascript,${encodeURIComponent(SCRIPT)}`];
