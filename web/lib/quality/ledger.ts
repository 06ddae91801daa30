/** What became of the rows received: the sums of the page "Mutu data". */
import type { RegisterQuality } from '#engine';

export const ENDS = ['linked', 'inReview', 'refused'] as const;
/** Where a row received ends. */
export type End = (typeof ENDS)[number];

export const LINK_PARTS = [
  'linkedAsAnchor',
  'linkedByDecision',
  'linkedByNumber',
  'linkedByEvidence',
  'knownHereOnly',
] as const;
export type LinkPart = (typeof LINK_PARTS)[number];

type Counted = Pick<RegisterQuality, 'received' | End>;

export function totalOf(registers: readonly Counted[]): Counted {
  const sum = (of: (register: Counted) => number): number => registers.reduce((total, one) => total + of(one), 0);
  return {
    received: sum(({ received }) => received),
    linked: sum(({ linked }) => linked),
    inReview: sum(({ inReview }) => inReview),
    refused: sum(({ refused }) => refused),
  };
}

/** Rows received that ended nowhere, or that ended twice; anything but 0 is a fault to show. */
export const unaccounted = ({ received, linked, inReview, refused }: Counted): number =>
  received - linked - inReview - refused;

/**
 * Registers of people who left: who is still found in the population register should not be there. For all others a
 * high share matched is good.
 */
export const listsWhoLeft = ({ role }: Pick<RegisterQuality, 'role'>): boolean => role === 'deaths' || role === 'moves';

export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Who of the people behind the rows can be found at all: of whom no register tells, there is no number, not a small one. */
export const PEOPLE_BEHIND: Readonly<
  Record<'outside' | 'dead' | 'moved', (register: Pick<RegisterQuality, 'role'>) => boolean>
> = {
  outside: ({ role }) => role !== 'population',
  dead: ({ role }) => role === 'deaths',
  moved: ({ role }) => role === 'moves',
};
