/** registers.yaml: what a data steward says about the files that he puts beside it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TwinError } from '../kernel/errors.ts';
import { parseIsoDate } from '../kernel/time.ts';
import { loadYaml } from '../kernel/yaml-file.ts';
import { DATE_ORDERS, DECIMALS } from './description-shape.ts';
import { ENCODING_SHAPE } from './encodings.ts';
import { shownFileName } from './file-name.ts';

export { ENCODINGS, type Encoding } from './encodings.ts';

export const DECLARATION_FILE = 'registers.yaml';

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const FILE = z.strictObject({
  /** Name without a folder; it lies beside the declaration. */
  file: z.string().regex(/^[^/\\]+$/, 'is not a plain file name'),
  /** Id of a description in models/registers. */
  register: z.string().min(1),
  /** What is declared outweighs what the file seems to be. */
  dates: z.enum(DATE_ORDERS).optional(),
  decimal: z.enum(DECIMALS).optional(),
  encoding: ENCODING_SHAPE.optional(),
  delimiter: z.enum(DELIMITERS).optional(),
});

const SHAPE = z.strictObject({
  /** Reference day of all files: who is a resident on this day, how old he is then. */
  asOf: z.string().refine((text) => parseIsoDate(text) !== undefined, 'is not a date such as 2025-12-31'),
  /** The files are invented; every screen says so. */
  sample: z.boolean().default(false),
  /** Seed of the invented city. */
  seed: z.int().optional(),
  files: z.array(FILE).min(1),
});

export type DeclaredFile = z.infer<typeof FILE>;

export interface Declaration extends z.infer<typeof SHAPE> {
  /** `asOf` as days since 1970-01-01. */
  readonly asOfDay: number;
}

/**
 * Reads the declaration of a folder.
 *
 * @returns undefined where there is none: the files are then recognised by their headings
 * @throws TwinError configuration: unreadable, of another shape, or one file declared twice for one register
 */
export function loadDeclaration(folder: string): Declaration | undefined {
  const path = join(folder, DECLARATION_FILE);
  if (!existsSync(path)) return undefined;
  const declared = loadYaml(path, SHAPE);
  const seen = new Set<string>();
  for (const { file, register } of declared.files) {
    if (seen.has(`${file}/${register}`)) throw declaredTwice(file);
    seen.add(`${file}/${register}`);
  }
  return { ...declared, asOfDay: parseIsoDate(declared.asOf)! };
}

function declaredTwice(file: string): TwinError {
  return new TwinError('configuration', {
    code: 'file-declared-twice',
    what: `The file ${shownFileName(file)} stands twice in the declaration, for the same register.`,
    where: { file: DECLARATION_FILE },
    todo: 'Remove one of the two entries.',
  });
}
