/** The sealed file of which rows the registers have, by the keys that decisions name them with. */
import { z } from 'zod';
import { TwinError } from './kernel/errors.ts';
import { packArrays, unpackArrays } from './linkage/files/state/arrays-file.ts';
import { keyIndexOf, type KeyIndex } from './linkage/residents/decided/key-index.ts';
import type { NamedRows } from './linkage/residents/decided/row-keys.ts';
import { personId, type Keys } from './store/keys.ts';
import { openSealed, sealBytes } from './store/sealed-bytes.ts';

export const ROW_KEYS_FILE = 'row-keys.sealed';
const PURPOSE = 'keys of rows';
const HEADING = z.object({
  kind: z.literal('row-keys'),
  version: z.literal(1),
  /** What the rows were read from and named with. */
  readingId: z.string(),
  registers: z.array(z.string()),
});

export interface RowsToSeal {
  readonly keys: Keys;
  readonly registers: readonly NamedRows[];
  /** What they were read from: readingId */
  readonly id: string;
}

/** The index of all rows. */
export function sealedRowKeys({ keys, registers, id }: RowsToSeal): Uint8Array {
  const { registers: names, ...arrays } = keyIndexOf(registers, (text) => personId(keys, text));
  const heading: z.infer<typeof HEADING> = { kind: 'row-keys', version: 1, readingId: id, registers: [...names] };
  return sealBytes(keys, PURPOSE, packArrays(heading, { ...arrays }));
}

/** @returns undefined where it is damaged, or of other keys or another version: then it tells nothing */
export function openRowKeys(
  sealed: Uint8Array,
  keys: Keys,
): { readonly readingId: string; readonly index: KeyIndex } | undefined {
  const bytes = openSealed(keys, PURPOSE, sealed);
  if (bytes === undefined) return undefined;
  try {
    const { heading, arrays } = unpackArrays(bytes, ROW_KEYS_FILE, HEADING, 'npm run twin -- build');
    const index = { registers: heading.registers, ...arrays } as unknown as KeyIndex;
    return { readingId: heading.readingId, index };
  } catch (error) {
    if (error instanceof TwinError && error.kind === 'input') return undefined;
    throw error;
  }
}
