/** A file as pieces of bytes, and what the system says when it cannot be read, turned into a word for people. */
import { open } from 'node:fs/promises';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { shownFileName } from './file-name.ts';

const PIECE_BYTES = 1 << 20;

/**
 * Reads a file from start to end. Each piece belongs to the caller.
 *
 * @throws TwinError input `file-gone`, `file-unreadable`
 */
export async function* chunksOf(path: string): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileError(error, path);
  });
  try {
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
      const { bytesRead } = await handle.read(piece, 0, PIECE_BYTES, null).catch((error: unknown) => {
        throw fileError(error, path);
      });
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** An error of the system about a register file; other errors pass. */
export function fileError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (error instanceof TwinError || code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  const isGone = code === 'ENOENT';
  return new TwinError(
    'input',
    {
      code: isGone ? 'file-gone' : 'file-unreadable',
      what: isGone ? 'The file is not there, or is no longer there.' : `The file cannot be read (${code}).`,
      where: { file: shownFileName(path) },
      todo: isGone
        ? 'Put it back and start again; nothing of it was taken.'
        : 'Give this user the right to read it, check the disk or the network drive, and start again.',
    },
    { cause: error },
  );
}

/** The file is not what it was when it was looked at first. */
export function fileChanged(path: string): TwinError {
  return new TwinError('input', {
    code: 'file-changed',
    what: 'The file was changed while it was being read.',
    where: { file: shownFileName(path) },
    todo: 'Start again when nobody writes it any more; nothing of it was taken.',
  });
}
