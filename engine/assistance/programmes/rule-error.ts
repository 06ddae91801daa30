/** What is wrong with a file of models/assistance, by file and key. */
import { basename, dirname } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';

/** pkh/parameters.yaml: the folder tells which of the files of one name it is. */
export const ruleFile = (path: string): string => `${basename(dirname(path))}/${basename(path)}`;

/** @param key as a reader finds it: `amounts.elderly.values.1` */
export function ruleError(path: string, key: string, fault: string, todo = 'Mend that key.'): TwinError {
  return new TwinError('configuration', {
    code: 'assistance-rule',
    what: `${key}: ${fault}.`,
    where: { file: ruleFile(path) },
    todo: `${todo} models/README.md describes the shape.`,
  });
}
