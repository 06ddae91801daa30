/** What is wrong with a file of models/assistance, by file, row and key. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ZodType } from 'zod';
import { TwinError } from '../../kernel/errors.ts';
import { findKey, loadYaml } from '../../kernel/yaml-file.ts';

/** A file of rules; of several, what the first does not write holds as the next one does. */
export type RulePath = string | readonly [string, ...string[]];

/** pkh/parameters.yaml: the folder tells which of the files of one name it is. */
export const ruleFile = (path: string): string => `${basename(dirname(path))}/${basename(path)}`;

/**
 * A file of a programme, which an error names with its folder: files of one name are in all of them.
 *
 * @throws TwinError configuration: unreadable, empty, or of another shape
 */
export function loadRules<T>(path: string, shape: ZodType<T>): T {
  try {
    return loadYaml(path, shape);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    if (error.text.code === 'yaml-shape' && isWithoutText(path))
      throw ruleError(path, 'The file', 'is empty', 'Write the rules of the programme into it, or remove it.');
    throw new TwinError(
      error.kind,
      { ...error.text, where: { ...error.text.where, file: ruleFile(path) } },
      { cause: error },
    );
  }
}

/** Nothing but blanks and remarks. */
const isWithoutText = (path: string): boolean =>
  readFileSync(path, 'utf8')
    .split('\n')
    .every((line) => /^\s*(#.*|---)?$/.test(line));

export const ownFile = (path: RulePath): string => (typeof path === 'string' ? path : path[0]);

/** @param key as a reader finds it: `amounts.elderly.values.1` */
export function ruleError(path: RulePath, key: string, fault: string, todo = 'Mend that key.'): TwinError {
  const own = ownFile(path);
  const writer = typeof path === 'string' ? path : writerOf(path, key);
  const takenOver = writer === own ? '' : ` (taken over by ${ruleFile(own)}, which may write its own)`;
  const row = findKey(writer, key)?.row;
  return new TwinError('configuration', {
    code: 'assistance-rule',
    what: `${key}: ${fault}${takenOver}.`,
    where: row === undefined ? { file: ruleFile(writer) } : { file: ruleFile(writer), row },
    todo: `${todo} models/README.md describes the shape.`,
  });
}

/** Groups that are taken over name by name; everything else is taken over whole. */
export const BY_NAME = ['limits', 'amounts'] as const;

/** The first of the files that writes what the key stands in. */
function writerOf(paths: readonly [string, ...string[]], key: string): string {
  const isByName = BY_NAME.some((group) => key.startsWith(`${group}.`));
  const whole = key.split('.', isByName ? 2 : 1).join('.');
  return paths.find((path) => findKey(path, whole)?.isWhole === true) ?? paths[0];
}
