/** What is wrong with a file of models/assistance, by file, row and key. */
import { basename, dirname } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { findKey } from '../../kernel/yaml-file.ts';

/** A file of rules; of several, what the first does not write holds as the next one does. */
export type RulePath = string | readonly [string, ...string[]];

/** pkh/parameters.yaml: the folder tells which of the files of one name it is. */
export const ruleFile = (path: string): string => `${basename(dirname(path))}/${basename(path)}`;

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
