/** Faults of a MODEL.yaml, and of files that are not as it says. */
import { basename } from 'node:path';
import { TwinError, type ErrorPlace } from '../../../kernel/errors.ts';
import { findKey } from '../../../kernel/yaml-file.ts';

/** "a", "b" and "c", or "nothing"; long lists are cut. */
export function listed(names: readonly string[], most = 40): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** Something in MODEL.yaml that cannot be as it is. */
export class ModelFault extends TwinError {
  /** The place in it: `blocking.2.keys`, lists counted from 1 on. */
  readonly key: string;

  constructor(file: ErrorPlace, key: string, what: string, expected: string, todo: string) {
    super('configuration', { code: 'link-model', what: `${key}: ${what}`, where: file, expected, todo });
    this.key = key;
  }
}

/** @param key the place in it: `blocking.2.keys` */
export const modelFault = (file: string, key: string, what: string, expected: string, todo: string): TwinError =>
  new ModelFault({ file }, key, what, expected, todo);

/** A fault of the model at this path with the line of its key; all else as it is. */
export function withLine(error: unknown, path: string): unknown {
  if (!(error instanceof ModelFault)) return error;
  const isOfFiles = error.key.startsWith('files.');
  const key = isOfFiles ? error.key : error.key.replace(/(?<=\.)\d+(?=\.|$)/g, (number) => String(Number(number) - 1));
  const line = findKey(path, key)?.row;
  if (line === undefined) return error;
  const where = { ...error.text.where, row: line };
  return new TwinError(error.kind, { ...error.text, where }, { cause: error });
}

/** What a run finds in a model that it was not known to have before: the place is where rules stand, or the file as a whole. */
export function withPlace(error: unknown, path: string): unknown {
  if (!(error instanceof TwinError) || error.kind !== 'configuration' || error.text.where !== undefined) return error;
  const row = findKey(path, 'blocking')?.row;
  const where = { file: basename(path), ...(row !== undefined && OF_RULES.has(error.text.code) && { row }) };
  return new TwinError(error.kind, { ...error.text, where }, { cause: error });
}

const OF_RULES: ReadonlySet<string> = new Set(['link-too-many-pairs', 'link-too-little-memory']);

/** A file that cannot be linked as it is. */
export function inputFault(code: string, where: ErrorPlace, what: string, expected: string, todo: string): TwinError {
  return new TwinError('input', { code, what, where, expected, todo });
}

/** The readers of registers speak of registers.yaml; here the same keys stand in MODEL.yaml. */
export function inWordsOfModel(error: unknown): unknown {
  if (!(error instanceof TwinError) || !error.text.todo.includes('registers.yaml')) return error;
  const todo = error.text.todo.replaceAll(' and of registers.yaml', '').replaceAll('registers.yaml', 'MODEL.yaml');
  return new TwinError(error.kind, { ...error.text, todo }, { cause: error });
}
