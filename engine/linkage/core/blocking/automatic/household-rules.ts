/**
 * Rules that bring people who live together. They find few matches, but what is learnt rests on them: where no rule brings
 * pairs of a household as such, nothing shows how its members agree, and what stands for them in learning takes matches
 * for its own or lets twins pass for one person.
 */
import type { FieldKind } from '../../table.ts';

/** What a rule may ask for: a part of a field. */
export interface HouseholdPart {
  readonly spec: { readonly part: string; readonly fields: readonly string[] };
  readonly kind: FieldKind;
  /** Share of pairs that share a key. */
  readonly pairShare: number;
}

/** Where people live. */
const PLACES: ReadonlySet<FieldKind> = new Set(['household-id', 'address', 'coordinate', 'postcode']);
/** Names that those who live together may share: of a family, of a mother. */
const NAMES: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name']);
/** What is a person's own, and tells those who live together apart. */
const OWN: ReadonlySet<FieldKind> = new Set(['date', 'national-id', 'code']);
const MOST_RULES = 4;
/** Pairs that such a rule may bring for each record. */
const MOST_PAIRS_A_RECORD = 1;

/**
 * A name and a place that agree in full, name by name; two places where one brings too many pairs.
 *
 * @param kinds   of all fields
 * @param pairsOf pairs that a rule of these parts brings
 */
export function householdRules<Part extends HouseholdPart>(
  kinds: readonly FieldKind[],
  parts: readonly Part[],
  records: number,
  pairsOf: (parts: readonly Part[]) => number,
): (readonly Part[])[] {
  if (!kinds.some((kind) => OWN.has(kind))) return [];
  const whole = parts.filter(({ spec }) => spec.part === 'value' && spec.fields.length === 1);
  // Those that tell most come first; a sort keeps the order of fields where they tell the same.
  const places = whole.filter(({ kind }) => PLACES.has(kind)).sort((one, other) => one.pairShare - other.pairShare);
  const names = whole.filter(({ kind }) => NAMES.has(kind)).slice(0, MOST_RULES);
  const isFew = (rule: readonly Part[]): boolean => pairsOf(rule) <= MOST_PAIRS_A_RECORD * records;
  return names.flatMap((name) => {
    const ways = [places.slice(0, 1), places.slice(0, 2)].filter((of, i) => of.length === i + 1);
    const rule = ways.map((of) => [...of, name]).find(isFew);
    return rule === undefined ? [] : [rule];
  });
}
