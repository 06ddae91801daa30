/** What decisions rest on in the levels of a pair, said once a pattern of levels. */
import type { ComparisonSpec } from '../core/comparison.ts';
import type { NikSays } from './decisions.ts';

/** Entry i of every array is one pattern. */
export interface PatternMeaning {
  readonly nik: readonly NikSays[];
  readonly hasOtherName: Uint8Array;
  /** The NIK is the same, and name and birth date leave no question: no other candidate need be sought. */
  readonly isBeyondDoubt: Uint8Array;
  /** Two rows of one register with one family card: the same member twice, and not two of them. */
  readonly isOneMember: Uint8Array;
}

interface Patterns {
  readonly count: number;
  /** [pattern × comparison] */
  readonly levels: Uint8Array;
}

/** Names that are one name, written otherwise. */
const SAME_NAME: ReadonlySet<string> = new Set(['same', 'spelled', 'initials']);
/** Names of brothers and twins: they have a word in common, or are alike, and differ all the same. */
const NAME_OF_ANOTHER: ReadonlySet<string> = new Set(['some', 'similar']);
/** Numbers that are one number kept or typed badly. */
const SAME_NUMBER: ReadonlySet<string> = new Set(['same', 'transposed', 'slip']);
/** Two numbers that hold one birth, which is then not told a second time by the dates. */
const SAME_BIRTH_IN_NIK: ReadonlySet<string> = new Set(['serial', 'birth', 'region']);
const OTHER_BIRTH: ReadonlySet<string> = new Set(['different', 'near']);

export function meaningOf({ count, levels }: Patterns, comparisons: readonly ComparisonSpec[]): PatternMeaning {
  const [nik, name, birth, sex] = ['nik', 'name', 'birth', 'sex'].map((each) => placeOf(comparisons, each)) as [
    ...(readonly [number, number, number, number]),
  ];
  const nameOf = (pattern: number, comparison: number): string => {
    if (comparison < 0) return '';
    const level = levels[pattern * comparisons.length + comparison]!;
    return level === 0 ? '' : comparisons[comparison]!.levels[level - 1]!.name;
  };
  const meaning = {
    nik: [] as NikSays[],
    hasOtherName: new Uint8Array(count),
    isBeyondDoubt: new Uint8Array(count),
    isOneMember: new Uint8Array(count),
  };
  for (let pattern = 0; pattern < count; pattern++) {
    const said = {
      nik: nameOf(pattern, nik),
      name: nameOf(pattern, name),
      birth: nameOf(pattern, birth),
      sex: nameOf(pattern, sex),
    };
    meaning.hasOtherName[pattern] = hasOtherName(said) ? 1 : 0;
    meaning.nik.push(saysNik(said));
    meaning.isBeyondDoubt[pattern] = isBeyondDoubt(said) ? 1 : 0;
    meaning.isOneMember[pattern] = isOneMember(said) ? 1 : 0;
  }
  return meaning;
}

const placeOf = (comparisons: readonly ComparisonSpec[], name: string): number =>
  comparisons.findIndex((comparison) => comparison.name === name);

/**
 * Levels of patterns with the NIK not told. What it told of the birth, and the dates therefore did not tell again, is then
 * told by the dates.
 *
 * @returns [pattern × comparison]
 */
export function withoutNik({ count, levels }: Patterns, comparisons: readonly ComparisonSpec[]): Uint8Array {
  const [nik, birth] = [placeOf(comparisons, 'nik'), placeOf(comparisons, 'birth')];
  const sameBirth = comparisons[birth]!.levels.length;
  const kept = levels.slice();
  for (let pattern = 0, at = 0; pattern < count; pattern++, at += comparisons.length) {
    const said = comparisons[nik]!.levels[levels[at + nik]! - 1]?.name ?? '';
    if (kept[at + birth] === 0 && SAME_BIRTH_IN_NIK.has(said)) kept[at + birth] = sameBirth;
    kept[at + nik] = 0;
  }
  return kept;
}

/** Names of levels; '' where not told. */
interface Said {
  readonly nik: string;
  readonly name: string;
  readonly birth: string;
  readonly sex: string;
}

/**
 * Twins share all but their NIK and one word of their names, or a letter of it: where two NIK hold one birth and differ in
 * the serial alone, only the very same name is one person's.
 */
function hasOtherName({ nik, name, birth }: Said): boolean {
  const isBornOnOneDay = birth === 'same' || SAME_BIRTH_IN_NIK.has(nik);
  const mayBeTwin = NAME_OF_ANOTHER.has(name) && isBornOnOneDay && !SAME_NUMBER.has(nik);
  return name === 'different' || mayBeTwin || (nik === 'serial' && name !== 'same' && name !== '');
}

function saysNik(said: Said): NikSays {
  const { nik, name, birth } = said;
  if (nik !== 'same') return 'other';
  const isOtherBirth = OTHER_BIRTH.has(birth);
  if (hasOtherName(said) || (isOtherBirth && !SAME_NAME.has(name))) return 'borrowed';
  return NAME_OF_ANOTHER.has(name) || isOtherBirth ? 'questioned' : 'same';
}

/** A slip in the name and another in the date may be one too many: a wife's NIK, SUPARTI for SUPARDI. */
function isBeyondDoubt({ nik, name, birth, sex }: Said): boolean {
  if (nik !== 'same' || OTHER_BIRTH.has(birth) || sex === 'different') return false;
  if (name === 'same') return true;
  const isSameBirth = birth === 'same' || birth === 'swapped';
  return SAME_NAME.has(name) ? isSameBirth || birth === '' : name === 'part' && isSameBirth;
}

/** Members of a family share names and now and then a year of birth, but not both a name and a day. */
function isOneMember({ nik, name, birth }: Said): boolean {
  const isOneName = SAME_NAME.has(name) || name === 'part';
  return isOneName && (nik === 'same' || (!OTHER_BIRTH.has(birth) && birth !== 'year'));
}
