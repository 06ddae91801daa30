/** A file of lines that is only ever added to. Each line names the one before by its fingerprint, so that a change is noticed. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from './checksum.ts';
import { TwinError } from './errors.ts';
import { FOR_OWNER, storageError } from './files.ts';

const FINGERPRINT_LETTERS = 16;
const fingerprint = (line: string): string => sha256(line).slice(0, FINGERPRINT_LETTERS);
/** What the first line follows. */
const BEGINNING = fingerprint('');

export interface ChainedLine {
  /** Fingerprint of the line before. */
  readonly follows: string;
}

/** What a kind of file has of its own. */
export interface LineKind<T extends ChainedLine> {
  /** Of error codes: `decisions`. */
  readonly code: string;
  /** What a line should be: `a decision`. */
  readonly noun: string;
  readonly todo: string;
  /** Shape of a line, or the key at which it has another and what was expected there. */
  parse(written: unknown): { readonly value: T } | { readonly key: string; readonly expected: string };
  /** What is wrong with a line after those before it, with what was expected; undefined where nothing is. */
  fault?(line: T, before: readonly T[]): { readonly what: string; readonly expected: string } | undefined;
}

export interface Chain<T> {
  readonly lines: readonly T[];
  /** Fingerprint of the last line. */
  readonly last: string;
}

/**
 * All lines; none where there is no file.
 *
 * @throws TwinError input: cut off, not JSON, of another shape, changed, or impossible after the lines before it
 */
export function readChain<T extends ChainedLine>(path: string, kind: LineKind<T>): Chain<T> {
  if (!existsSync(path)) return { lines: [], last: BEGINNING };
  const file = basename(path);
  const text = readFileSync(path, 'utf8');
  const damaged = (row: number, code: string, what: string, expected: string, cause?: unknown): TwinError =>
    new TwinError(
      'input',
      { code: `${kind.code}-${code}`, what, where: { file, row }, expected, todo: kind.todo },
      { cause },
    );
  if (text !== '' && !text.endsWith('\n'))
    throw damaged(
      text.split('\n').length,
      'cut',
      'The last line is not whole: writing it was cut off.',
      'a line break',
    );
  const lines: T[] = [];
  let last = BEGINNING;
  text
    .split('\n')
    .slice(0, -1)
    .forEach((line, i) => {
      let written: unknown;
      try {
        written = JSON.parse(line);
      } catch (error) {
        throw damaged(i + 1, 'shape', 'The line is not JSON.', kind.noun, error);
      }
      const parsed = kind.parse(written);
      if ('key' in parsed)
        throw damaged(i + 1, 'shape', `The line is not ${kind.noun} at "${parsed.key}".`, parsed.expected);
      if (parsed.value.follows !== last) {
        const what = 'The line does not follow from the one before: the file was changed.';
        throw damaged(i + 1, 'changed', what, 'lines as they were written');
      }
      const fault = kind.fault?.(parsed.value, lines);
      if (fault !== undefined) throw damaged(i + 1, 'order', fault.what, fault.expected);
      lines.push(parsed.value);
      last = fingerprint(line);
    });
  return { lines, last };
}

/**
 * Adds lines at the end, all on the disk when it returns.
 *
 * @param last as readChain gave it
 * @throws TwinError storage: they cannot be written
 */
export function appendChain<T extends ChainedLine>(
  path: string,
  last: string,
  lines: readonly Omit<T, 'follows'>[],
): T[] {
  let before = last;
  const texts = lines.map((line) => {
    const text = JSON.stringify({ ...line, follows: before });
    before = fingerprint(text);
    return text;
  });
  try {
    appendFileSync(path, texts.map((text) => `${text}\n`).join(''), { mode: FOR_OWNER, flush: true });
  } catch (error) {
    throw storageError(error, path);
  }
  return texts.map((text) => JSON.parse(text) as T);
}
