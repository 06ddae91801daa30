/** Reads a parameter file of models/ or a declaration of the operator, checked against its shape. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDocument } from 'yaml';
import type { ZodType } from 'zod';
import { systemCode, TwinError } from './errors.ts';

/**
 * @throws TwinError configuration: the file is not there, is not YAML, or does not have the expected shape; the text
 *         names the file and the key.
 */
export function loadYaml<T>(path: string, shape: ZodType<T>): T {
  const file = basename(path);
  const document = parseDocument(readText(path, file), { uniqueKeys: true });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const row = fault.linePos?.[0].line;
    throw new TwinError('configuration', {
      code: 'yaml-unreadable',
      what: `The file is not readable as YAML: ${fault.code}.`,
      where: row === undefined ? { file } : { file, row },
      todo: 'Mend that line; indentation is two spaces, text with a colon stands in quotes.',
    });
  }
  const parsed = shape.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new TwinError('configuration', {
    code: 'yaml-shape',
    what: `${issue.path.join('.') || 'The file'}: ${issue.message}.`,
    where: { file },
    todo: 'Mend that key; models/README.md describes the shape of each kind of file.',
  });
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TwinError(
      'configuration',
      {
        code: 'file-unreadable',
        what: `The file cannot be read (${systemCode(error) ?? 'unknown reason'}).`,
        where: { file },
        todo: 'Check that it is there and that this user may read it.',
      },
      { cause: error },
    );
  }
}
