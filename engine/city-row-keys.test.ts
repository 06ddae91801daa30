import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeRowKeys } from './city-row-keys.ts';
import { folderUntil } from './kernel/test-folder.ts';
import { hasKey } from './linkage/residents/decided/key-index.ts';
import { rowKey } from './linkage/residents/decided/row-keys.ts';
import { inventTown, toRegisters, USUAL_ERRORS } from './linkage/residents/test-registers.ts';
import { openRowKeys, ROW_KEYS_FILE, sealedRowKeys } from './row-keys-file.ts';
import { loadOrCreateKeys, personId } from './store/keys.ts';

const { registers } = toRegisters(inventTown({ seed: 8, families: 60, errors: USUAL_ERRORS }));

test('keys of rows are made by another thread as this one makes them, to the byte, and name every row', async () => {
  const folder = folderUntil(onTestFinished, 'row-keys');
  const keys = loadOrCreateKeys(join(folder, 'keys.json'));
  const write = await makeRowKeys(keys, registers, 'reading 1');
  write(folder);
  const sealed = readFileSync(join(folder, ROW_KEYS_FILE));
  expect(sealed.equals(sealedRowKeys({ keys, registers, id: 'reading 1' }))).toBe(true);
  const { readingId, index } = openRowKeys(sealed, keys)!;
  expect(readingId).toBe('reading 1');
  let rows = 0;
  for (const records of registers) {
    for (let row = 0; row < records.count; row++, rows++) {
      const key = rowKey(records, row, (text) => personId(keys, text));
      expect(hasKey(index, records.registerId, key)).toBe(true);
      expect(
        hasKey(
          index,
          records.registerId,
          rowKey(records, row, (text) => personId(keys, `${text}!`)),
        ),
      ).toBe(false);
    }
  }
  expect(rows).toBeGreaterThan(400);
});

test('what goes wrong in that thread is thrown where the keys are waited for', async () => {
  const keys = loadOrCreateKeys(join(folderUntil(onTestFinished, 'row-keys'), 'keys.json'));
  const [first] = registers;
  const longer = { ...first!, count: first!.count + 1 };
  await expect(makeRowKeys(keys, [longer], 'reading 1')).rejects.toThrow(/undefined/);
});
