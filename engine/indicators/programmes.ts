/** Programmes with recipient lists, as models/indicators/programmes.yaml describes them. */
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import { projectPath } from '../kernel/files.ts';
import { loadYaml } from '../kernel/yaml-file.ts';

const PROGRAMMES = z.record(
  z.string(),
  z.strictObject({ name: BILINGUAL, counts: z.enum(['families', 'persons']), overlap: z.boolean() }),
);

export interface Programme {
  readonly key: string;
  readonly name: Bilingual;
  /** What a recipient list names: one representative a family, or persons. */
  readonly counts: 'families' | 'persons';
  /** Its list is held against the others that have this. */
  readonly overlap: boolean;
}

/**
 * Descriptions of the programmes asked for, in that order.
 *
 * @throws TwinError configuration when one is not described
 */
export function loadProgrammes(
  keys: readonly string[],
  path = projectPath('models', 'indicators', 'programmes.yaml'),
): Programme[] {
  const known = loadYaml(path, PROGRAMMES);
  return keys.map((key) => {
    const programme = known[key];
    if (programme !== undefined) return { key, ...programme };
    throw new TwinError('configuration', {
      code: 'programme-unknown',
      what: `There is a recipient list of the programme ${key}, and nothing says what it is.`,
      where: { file: 'programmes.yaml' },
      expected: `one of ${Object.keys(known).join(', ')}`,
      todo: 'Describe it in models/indicators/programmes.yaml: name, what the list counts, whether it is held against others.',
    });
  });
}
