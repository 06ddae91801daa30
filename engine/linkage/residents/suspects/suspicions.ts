/** Why rows that were joined may be two people, as far as the levels of one pair of them tell. */
import type { ComparisonSpec } from '../../core/comparison.ts';
import { meaningOf } from '../pattern-meaning.ts';

/** What rows of one person cannot both be, or hang by; in the order in which they are told. */
export const SUSPICIONS = [
  /** A row bears the NIK of another resident. */
  'nik-of-another',
  /** Two rows bear two NIK, neither of them a slip of the other. */
  'two-numbers',
  'other-sex',
  'other-birth',
  /** The names are those of two people, or of twins. */
  'other-name',
  /** Two rows of one register and family card that are not plainly the same member twice. */
  'two-of-one-card',
  /** Two rows of one register that are not plainly the same person twice. */
  'two-of-one-register',
  /** More rows than one person has. */
  'hub',
  /** Rows that are held by one pair, and that pair is not sure. */
  'weak-bridge',
] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** Levels that one person's two rows do not have. */
const CONTRADICTING: readonly (readonly [comparison: string, levels: ReadonlySet<string>, suspicion: Suspicion])[] = [
  ['nik', new Set(['different', 'serial', 'birth', 'sex']), 'two-numbers'],
  ['sex', new Set(['different']), 'other-sex'],
  ['birth', new Set(['different', 'near']), 'other-birth'],
];

export interface PatternSuspicions {
  /** [pattern] */
  readonly suspicions: readonly (readonly Suspicion[])[];
  /** [pattern] 1 where two rows of one register are the same person twice. */
  readonly isTwice: Uint8Array;
}

export function suspicionsOf(
  patterns: { readonly count: number; readonly levels: Uint8Array },
  comparisons: readonly ComparisonSpec[],
): PatternSuspicions {
  const { hasOtherName, isBeyondDoubt, isOneMember } = meaningOf(patterns, comparisons);
  const rules = CONTRADICTING.map(([name, levels, suspicion]) => {
    const comparison = comparisons.findIndex((each) => each.name === name);
    return { comparison, levels, suspicion };
  }).filter(({ comparison }) => comparison >= 0);
  const levelAt = (pattern: number, comparison: number): string => {
    const level = patterns.levels[pattern * comparisons.length + comparison]!;
    return level === 0 ? '' : comparisons[comparison]!.levels[level - 1]!.name;
  };
  return {
    suspicions: Array.from({ length: patterns.count }, (_, pattern) => [
      ...rules
        .filter(({ comparison, levels }) => levels.has(levelAt(pattern, comparison)))
        .map(({ suspicion }) => suspicion),
      ...(hasOtherName[pattern] === 1 ? (['other-name'] as const) : []),
    ]),
    isTwice: isOneMember.map((is, pattern) => is | isBeyondDoubt[pattern]!),
  };
}
