/** Tables about records that no model describes: the truth, records that are no more. */
import { parse } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import { inputFault, inWordsOfModel } from '../model/model-error.ts';
import { openSource, type OpenedSource } from './open-source.ts';

/** Faults that speak of MODEL.yaml, which says nothing of these tables. */
const ABOUT_COLUMNS: ReadonlySet<string> = new Set(['column-missing', 'headings-missing', 'delimiter-unknown']);

/**
 * @param columns that the table has, in words
 * @throws TwinError input: what `openSource` throws
 */
export async function openIdTable(path: string, columns: string): Promise<OpenedSource> {
  try {
    return await openSource({ path, name: parse(path).name, settings: { id: 'id' }, columns: 'all' });
  } catch (error) {
    if (!(error instanceof TwinError) || !ABOUT_COLUMNS.has(error.text.code)) throw inWordsOfModel(error);
    const { code, what, where = {}, expected = '' } = error.text;
    const todo = `Give a CSV, XLSX or Parquet with the columns ${columns}, and these names in its first row.`;
    if (code === 'delimiter-unknown') throw inputFault(code, where, what, 'one of ; , | and tab', todo);
    const found = expected.replace(/^(one of|headings; the columns are) /, '');
    throw inputFault('column-missing', where, 'There is no column "id".', `id, in place of ${found}`, todo);
  }
}
