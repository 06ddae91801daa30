/** For tests: columns of records by their texts. */
import type { FieldSpec } from '../../core/link-model.ts';
import { arenaOfTexts } from '../../core/values/text-arena.ts';
import { isName, numbered, wordsOfTexts } from './golden-outputs.ts';
import type { WrittenColumn } from './written-column.ts';

/** Standard, and as written. */
export function columnsOfTexts(
  fields: readonly Pick<FieldSpec, 'name' | 'kind'>[],
  records: number,
  standardOf: (record: number, field: string) => string,
  writtenOf: (record: number, field: string) => string,
): WrittenColumn[] {
  return fields.map(({ name, kind }) => {
    const { texts, values } = numbered(records, (record) => standardOf(record, name));
    const written = numbered(records, (record) => writtenOf(record, name));
    return {
      field: name,
      kind,
      values,
      count: texts.length,
      textOf: (value) => texts[value]!,
      words: isName(kind) ? wordsOfTexts(texts) : undefined,
      written: {
        source: new Uint8Array(records),
        sourceStart: Uint32Array.of(0, records),
        columns: [{ texts: arenaOfTexts(written.texts), codes: written.values }],
      },
    };
  });
}

/** Texts as numbers, 0 for blank. */
