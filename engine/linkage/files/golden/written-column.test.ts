import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTable } from '../../core/values/make-table.ts';
import { textsOfArena } from '../../core/values/text-arena.ts';
import { readRows } from '../state/rows-file.ts';
import { folderWith, readAll } from '../test-folder.ts';
import { columnsOfFiles, packWritten } from './golden-outputs.ts';

test('rows are kept as their files write them: each text once, whatever file it is of, in the order of the records', async () => {
  const files = {
    'a.csv': 'id,name,town\n1,Siti,NGAWI\n2,Budi,\n3,Siti,"NGAWI, JATIM"\n',
    'b.csv': 'id,name\n4,Ani\n5,Budi\n',
  };
  const sources = await readAll({ files: { '*': { id: 'id', columns: 'all' } } }, files);
  const fields = [
    { name: 'name', kind: 'full-name' },
    { name: 'town', kind: 'address' },
  ] as const;
  const path = join(folderWith({}), 'rows.written.bin');
  const order = [4, 3, 2, 1, 0];
  writeFileSync(path, packWritten(columnsOfFiles(makeTable({ sources, fields }), sources), order));
  const stored = readRows(path, '');
  expect(order.map((_, record) => [stored.textOf(record, 'name'), stored.textOf(record, 'town')])).toEqual([
    ['Budi', ''],
    ['Ani', ''],
    ['Siti', 'NGAWI, JATIM'],
    ['Budi', ''],
    ['Siti', 'NGAWI'],
  ]);
  expect(textsOfArena(stored.column('name')!.texts)).toEqual(['Budi', 'Ani', 'Siti']);
  expect(textsOfArena(stored.column('town')!.texts)).toEqual(['', 'NGAWI, JATIM', 'NGAWI']);
});
