/** A small table of records whose texts are standardised already: measures and keys work on it as on any table. */
import type { FieldColumn, LinkTable } from '../table.ts';
import type { KnownFrequencies } from '../table.ts';
import { groupsOfFields, spellingOf, type TableField } from './make-table.ts';
import { ValueBookMaker } from './value-book.ts';

export interface StandardRecords {
  readonly count: number;
  readonly fields: readonly TableField[];
  /** Standard text of a field of a record; '' for blank. */
  textOf(record: number, field: string): string;
}

/** @param known how often values occur: the few at hand cannot tell */
export function standardTable({ count, fields, textOf }: StandardRecords, known: KnownFrequencies): LinkTable {
  const columns = new Map<string, FieldColumn>();
  for (const group of groupsOfFields(fields)) {
    const maker = new ValueBookMaker(group[0]!.kind, spellingOf(group));
    const numbers = group.map(({ name }) => {
      const values = new Uint32Array(count);
      for (let record = 0; record < count; record++) values[record] = maker.number(textOf(record, name));
      return values;
    });
    const { book, valueOf } = maker.done();
    group.forEach(({ name }, i) => {
      const values = numbers[i]!;
      for (let record = 0; record < count; record++) values[record] = valueOf[values[record]!]!;
      const ofField = known.columns.get(name);
      columns.set(name, { name, values, book, ...(ofField === undefined ? {} : { known: ofField }) });
    });
  }
  return {
    count,
    sources: [''],
    sourceStart: Uint32Array.of(0, count),
    source: new Uint8Array(count),
    idHash: new Uint32Array(count),
    fields: columns,
    knownJoined: known.joined,
  };
}
