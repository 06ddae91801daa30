/** The measures that a comparison can name, by the kind of field that they are made for. */
import type { MeasureKind } from '../comparison.ts';
import { address } from './address-levels.ts';
import { birthDate } from './birth-levels.ts';
import { category, code, postcode } from './code-levels.ts';
import { date } from './date-levels.ts';
import { fullName } from './full-name-levels.ts';
import { householdId, nationalId } from './id-levels.ts';
import { namePart } from './name-levels.ts';
import { neighbourhood } from './neighbourhood-levels.ts';
import { coordinate, number } from './number-levels.ts';
import { nameParts } from './swapped-names.ts';

export const MEASURES: Readonly<Record<string, MeasureKind>> = {
  'name-part': namePart,
  'name-parts': nameParts,
  'full-name': fullName,
  date,
  'birth-date': birthDate,
  'national-id': nationalId,
  'household-id': householdId,
  code,
  number,
  address,
  neighbourhood,
  category,
  postcode,
  coordinate,
};
