/** The poverty line of a day, from models/poverty-line.yaml: one reader for what-ifs, the command line and the simulation. */
import { join } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { isoDate } from '../../kernel/time.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { inForceOn, LIMIT } from '../programmes/dated-values.ts';

export interface PovertyLine {
  readonly rupiahPerPersonPerMonth: number;
  readonly since: string;
  readonly reference: readonly string[];
}

/** @throws TwinError configuration `poverty-line-missing` when the file has none for that day */
export function povertyLineOn(modelsFolder: string, day: number): PovertyLine {
  const file = 'poverty-line.yaml';
  const found = inForceOn(loadYaml(join(modelsFolder, file), LIMIT).values, day);
  if (found !== undefined && !Number.isNaN(found.value))
    return { rupiahPerPersonPerMonth: found.value, since: isoDate(found.from), reference: found.reference };
  throw new TwinError('configuration', {
    code: 'poverty-line-missing',
    what: `There is no poverty line for ${isoDate(day)}.`,
    where: { file },
    expected: 'a value whose period holds that day',
    todo: 'Add the line of that time with its source.',
  });
}
