/** The folder in which outputs are written before they go to their place: whatever a killed process left of one goes with the next. */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { storageError } from './files.ts';
import { isRunning } from './running-process.ts';

/**
 * @param parent  folder that is there
 * @param kind    what is written: `linkage`
 * @returns path that is free, `.linkage-<process>-<chance>.partial`; those of the same kind whose process is no more are gone
 * @throws TwinError storage when the folder cannot be looked into or written to
 */
export function freePartialFolder(parent: string, kind: string): string {
  const named = new RegExp(`^\\.${kind}-(?:(\\d+)-)?[0-9a-f]{8}\\.partial$`);
  try {
    for (const name of readdirSync(parent)) {
      const found = named.exec(name);
      if (found !== null && !isRunning(Number(found[1] ?? 0)))
        rmSync(join(parent, name), { recursive: true, force: true });
    }
  } catch (error) {
    throw storageError(error, parent);
  }
  return join(parent, `.${kind}-${process.pid}-${randomBytes(4).toString('hex')}.partial`);
}
