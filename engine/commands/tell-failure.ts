/** How a program ends that cannot go on: in words, for machines too, and never with what stands in its memory. */
import { join, sep } from 'node:path';
import { EXIT_CODES, systemCode, TwinError } from '../kernel/errors.ts';
import { projectPath, writeFileAtomic } from '../kernel/files.ts';
import { toldJson, toldLines } from './error-told.ts';
import { languageAskedFor } from './language.ts';

const PROJECT = projectPath() + sep;

/** Where it happened, without the message: that may hold a value of a row. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [`not an error but ${typeof error}`];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const within = frames.map((line) => line.replace('file://', '').replace(PROJECT, '').trim());
  const cause = error.cause === undefined ? [] : ['because of', ...framesOf(error.cause)];
  return [[error.name, systemCode(error)].filter(Boolean).join(' '), ...within, ...cause];
}

/** Name of the error and the first place of the program that it passed. */
function inBrief(frames: readonly string[]): string {
  const place = frames
    .map((line) => /\(?((?:engine|geodata|web)\/[^:)]+:\d+|start\.ts:\d+)/.exec(line)?.[1])
    .find(Boolean);
  return [frames[0], place].filter(Boolean).join(', ');
}

/** @param logsFolder where its places are written down; undefined where that is not known yet */
function unforeseen(error: unknown, logsFolder: string | undefined): TwinError {
  const frames = framesOf(error);
  const log = logsFolder === undefined ? undefined : written(frames, logsFolder);
  return new TwinError(
    'internal',
    {
      code: 'unforeseen',
      what: `Something happened that the program did not foresee (${inBrief(frames)}).`,
      todo:
        log === undefined
          ? 'Try again; if it happens again, report it with the command that you gave.'
          : `Try again; if it happens again, report it with the file ${log}, which holds nothing of any resident.`,
    },
    { cause: error },
  );
}

/** @returns undefined where nothing can be written there */
function written(frames: readonly string[], logsFolder: string): string | undefined {
  const path = join(logsFolder, `unforeseen-${new Date().toISOString().replace(/[:.]/g, '-')}.txt`);
  try {
    writeFileAtomic(path, `${frames.join('\n')}\n`);
    return path;
  } catch {
    return undefined;
  }
}

/**
 * Tells an error on standard error, and with `--json` on standard output as well.
 *
 * @param args of the command line, which may ask for a language
 * @returns exit code
 */
export function tellFailure(error: unknown, args: readonly string[], logsFolder: string | undefined): number {
  // Who read along has gone: there is nobody to tell.
  if (systemCode(error) === 'EPIPE') return EXIT_CODES.internal;
  const told = error instanceof TwinError ? error : unforeseen(error, logsFolder);
  const asked = languageAskedFor(args);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(toldJson(told, asked))}\n`);
  process.stderr.write(`\n${toldLines(told, asked).join('\n')}\n`);
  return told.exitCode;
}
