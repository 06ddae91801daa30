/**
 * Rules that keep records apart whatever they tell: a family card names each member once, and a register of persons each
 * person once. So two rows of one source with one card number are two persons, however alike twins may look.
 */
import type { NeverTogether } from '../link-model.ts';
import type { LinkTable } from '../table.ts';

/** Whether two records are never in one cluster; symmetric. */
export type AreApart = (one: number, other: number) => boolean;

/** What a record tells of a field, as something that is equal where it is the same; 0 or '' where it is blank. */
type ReadValue = (record: number) => number | string;

/**
 * @param sourceOf  index of a record's source
 * @param valuesOf  how a field is read; undefined where no record has it
 * @returns undefined where there is no rule
 */
export function neverTogether(
  rules: readonly NeverTogether[],
  sources: readonly string[],
  sourceOf: (record: number) => number,
  valuesOf: (field: string) => ReadValue | undefined,
): AreApart | undefined {
  if (rules.length === 0) return undefined;
  const ofSource = sources.map((name) => rules.filter(({ source }) => source === name));
  const isAlways = ofSource.map((own) => own.some(({ field }) => field === undefined));
  const readers = ofSource.map((own) => own.flatMap(({ field }) => (field && valuesOf(field)) || []));
  return (one, other) => {
    const source = sourceOf(one);
    if (one === other || source !== sourceOf(other)) return false;
    return isAlways[source]! || readers[source]!.some((read) => isTold(read(one)) && read(one) === read(other));
  };
}

/** What is blank keeps nobody apart. */
const isTold = (value: number | string): boolean => value !== 0 && value !== '';

export function neverTogetherIn({ sources, source, fields }: LinkTable, rules: readonly NeverTogether[] = []) {
  return neverTogether(
    rules,
    sources,
    (record) => source[record]!,
    (field) => {
      const values = fields.get(field)?.values;
      return values && ((record) => values[record]!);
    },
  );
}
