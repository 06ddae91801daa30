/** The poverty line on the day of a snapshot. */
import { join } from 'node:path';
import { inForceOn, LIMIT } from '../../../assistance/programmes/dated-values.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { isoDate } from '../../../kernel/time.ts';
import { loadYaml } from '../../../kernel/yaml-file.ts';

/**
 * @returns rupiah a head and month
 * @throws TwinError configuration `poverty-line-missing` when the file has none for that day
 */
export function loadPovertyLine(modelsFolder: string, day: number): number {
  const file = 'poverty-line.yaml';
  const value = inForceOn(loadYaml(join(modelsFolder, file), LIMIT).values, day)?.value;
  if (value !== undefined && !Number.isNaN(value)) return value;
  throw new TwinError('configuration', {
    code: 'poverty-line-missing',
    what: `There is no poverty line for ${isoDate(day)}, the day of the snapshot.`,
    where: { file },
    expected: 'a value whose period holds that day',
    todo: 'Add the line of that time with its source.',
  });
}
