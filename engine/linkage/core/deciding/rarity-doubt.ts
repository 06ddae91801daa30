/**
 * What is rare together may be rare once: most names of a rare country are rare, so that the country says of two who bear one
 * what the name has said already.
 */
import type { FieldColumn, LinkTable } from '../table.ts';
import { ODDS_MISJUDGED } from './chance-sums.ts';

/**
 * Bits that two records have for agreeing on rare groups (a country, a kind of shop) beyond what agreeing on a group is worth
 * on average. How much of them the names have told is not learnt. By as much as dependences may misjudge any pair it is
 * doubted in any case.
 *
 * @param fields [comparison] fields that it looks at
 */
export function rarityDoubt(
  table: Pick<LinkTable, 'fields'>,
  fields: readonly (readonly string[])[],
): (one: number, other: number) => number {
  const groups = fields.flatMap((of) => {
    const column = of.length === 1 ? table.fields.get(of[0]!) : undefined;
    return column?.book.kind === 'category' ? [{ values: column.values, bits: bitsBeyondAverage(column) }] : [];
  });
  return (one, other) => {
    let twice = 0;
    for (const { values, bits } of groups) if (values[one] === values[other]) twice += bits[values[one]!]!;
    return Math.max(0, twice - Math.log2(ODDS_MISJUDGED));
  };
}

/** [value] by how many bits it is rarer than what two who agree hold on average; 0 for blank and for what is more common. */
function bitsBeyondAverage({ values, book }: FieldColumn): Float64Array {
  const counts = new Float64Array(book.count);
  for (const value of values) counts[value]!++;
  counts[0] = 0;
  const told = counts.reduce((sum, count) => sum + count, 0);
  // Whole numbers, so that the order of values does not change the sum.
  const agreeing = counts.reduce((sum, count) => sum + count ** 2, 0);
  return counts.map((count) => (count === 0 ? 0 : Math.max(0, Math.log2(agreeing / (told * count)))));
}
