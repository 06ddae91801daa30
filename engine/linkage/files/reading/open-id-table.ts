/** Tables about records that no model describes: the truth, records that are no more. */
import { parse } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import { inputFault, inWordsOfModel } from '../model/model-error.ts';
import { openSource, type OpenedSource } from './open-source.ts';

/**
 * @param columns that the table has, in words
 * @throws TwinError input: what `openSource` throws
 */
export async function openIdTable(path: string, columns: string): Promise<OpenedSource> {
  try {
    return await openSource({ path, name: parse(path).name, settings: { id: 'id' }, columns: 'all' });
  } catch (error) {
    if (!(error instanceof TwinError) || error.text.code !== 'column-missing') throw inWordsOfModel(error);
    const { where = {}, expected = '' } = error.text;
    const todo = `Give a table with the columns ${columns}.`;
    throw inputFault('column-missing', where, 'There is no column "id".', `id, in place of ${expected}`, todo);
  }
}
