/** Guesses what a field is from what its columns are called and what stands in them. */
import type { FieldKind } from '../../core/table.ts';
import { HEADING_KINDS, wordsOfHeading } from './heading-kinds.ts';
import type { ValueLooks } from './value-looks.ts';

/** A field of fewer values than this is a choice from a list. */
const MOST_CHOICES = 60;
const NEARLY_UNIQUE = 0.3;
/** Of numbers of one length one in ten begins with nought; of amounts hardly any is written so. */
const LEAST_NOUGHTS = 0.05;

/** @param headings what its columns are called, and the field itself */
export function guessKind(headings: readonly string[], looks: ValueLooks): FieldKind {
  for (const words of headings.map(wordsOfHeading)) {
    const found = HEADING_KINDS.find(({ pattern, holds }) => pattern.test(words) && holds(looks));
    if (found !== undefined) return found.kind;
  }
  return kindOfValues(looks);
}

function kindOfValues(looks: ValueLooks): FieldKind {
  const isNearlyUnique = looks.distinct > looks.told * NEARLY_UNIQUE;
  if (looks.dates > 0.8) return 'date';
  if (looks.sixteenDigits > 0.7) return isNearlyUnique ? 'national-id' : 'household-id';
  if (looks.letteredPostcodes > 0.8) return 'postcode';
  if (looks.decimals > 0.8) return 'coordinate';
  if (looks.distinct <= MOST_CHOICES && !isNearlyUnique) return 'category';
  if (looks.digitsOnly > 0.8) return isNearlyUnique || looks.leadingNought > LEAST_NOUGHTS ? 'code' : 'number';
  if (looks.withDigits > 0.5) return looks.words > 1.8 ? 'address' : 'code';
  return looks.words > 1.5 ? 'full-name' : 'name-part';
}
