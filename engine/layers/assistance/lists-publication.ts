/** What may leave for a browser about the recipient lists as they are: artefact `assistance.json`. */
import type { Finding } from '../../assistance/lists/against-recipients.ts';
import type { Unit } from '../../assistance/programmes/shape.ts';
import type { Lever, LimitLever } from '../../assistance/what-if/levers.ts';
import type { Method } from '../../assistance/what-if/select.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { ListLevel, ShownList } from './list-disclosure.ts';

export const LISTS_ARTEFACT = 'assistance.json';

export interface ListsPublication {
  readonly referenceDate: string;
  /** Counts under it are hidden, but for `cannot-tell` and `perhaps-out`: that a fact is missing says nothing of a family. */
  readonly smallestShownCount: number;
  /** Codes in the order of all that is told by area. */
  readonly areaCodes: Readonly<Record<ListLevel, readonly string[]>>;
  /** The grid of what may be asked. */
  readonly grid: {
    readonly methods: readonly Method[];
    readonly percents: readonly number[];
    readonly targetPercents: readonly number[];
  };
  /** Those in force on the reference day. */
  readonly programmes: readonly PublishedProgramme[];
  /** Families on the lists of two programmes at once; on the diagonal those on the one. */
  readonly overlap: {
    readonly programmes: readonly string[];
    readonly families: readonly (readonly (number | null)[])[];
  };
  /** What references name. */
  readonly sources: Readonly<Record<string, PublishedSource>>;
}

export interface PublishedSource {
  readonly publisher: string;
  readonly date: string;
  readonly about: string;
}

export interface PublishedProgramme {
  readonly id: string;
  readonly name: Bilingual;
  readonly unit: Unit;
  /** Names the rules: `pkh 2025-12-31`. */
  readonly version: string;
  readonly validFrom: string;
  /** Undefined while nobody has set an end. */
  readonly validTo?: string;
  readonly reference: readonly string[];
  readonly conditions: readonly { readonly name: Bilingual; readonly reference: readonly string[] }[];
  /** Programmes whose recipients it should not be given to. */
  readonly notBeside: readonly string[];
  /** Where sources disagree, or the city has to settle something. */
  readonly contested: readonly Bilingual[];
  /** Whether a list of who receives was received. */
  readonly hasList: boolean;
  readonly counts: ShownList;
  /** Rows of the list that lead to nobody who may be counted above, or stand beside another row; null where too few. */
  readonly rows?: Readonly<Partial<Record<Finding, number | null>>>;
  readonly quota?: {
    readonly reference: readonly string[];
    readonly city?: number;
    /** [kelurahan] null where no source tells. */
    readonly byKelurahan: readonly (number | null)[];
  };
  /** Where quotas are told, and none for the day of the registers: the times that they are told for. */
  readonly quotaTimes?: readonly { readonly from: string; readonly to?: string }[];
  /** What the rules ask and no register tells of anybody. */
  readonly missing: readonly { readonly name: Bilingual; readonly needs?: Bilingual }[];
  readonly limits: readonly LimitLever[];
  /** Null values are of amounts that no source tells. */
  readonly amounts: readonly (Omit<Lever, 'value'> & { readonly value: number | null })[];
}

/**
 * Families on two lists at once, as far as they may be seen. Hidden is what is small, what leaves few of a list, and what would
 * follow from the others: who is on the lists b and c is on the list a as well, but for those of b or c who are not on it.
 */
export function shownOverlap(counts: readonly (readonly number[])[], limit: number): (number | null)[][] {
  const isSmall = (count: number): boolean => count < limit;
  const shown = counts.map((row, a) =>
    row.map((both, b): number | null => {
      if (a === b) return isSmall(both) ? null : both;
      const least = Math.min(counts[a]![a]!, counts[b]![b]!) - both;
      return isSmall(both) || isSmall(least) ? null : both;
    }),
  );
  const n = counts.length;
  const hide = (a: number, b: number): void => void ((shown[a]![b] = null), (shown[b]![a] = null));
  /** Most of a and b that the pairs with c leave: those who are with c on b, and those of a who are not with c. */
  const isBoundBy = (a: number, b: number, c: number): boolean => {
    const [withA, withB, onA] = [shown[a]![c]!, shown[b]![c]!, shown[a]![a]!];
    return withA !== null && withB !== null && onA !== null && isSmall(withB + onA - withA);
  };
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      for (let c = 0; c < n; c++)
        if (a !== b && c !== a && c !== b && shown[a]![b] === null && isBoundBy(a, b, c)) hide(b, c);
  return shown;
}
