/**
 * What rules of aid ask of registers, kept beside a snapshot so that no register is read again: answers by resident and by
 * household, and the rows of the recipient lists. No name, no number of identity, of an account or of a card.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { readColumns, writeColumns, type Kind, type StoredColumn } from '../../population/parquet-columns.ts';
import { FACT_LEVELS, type FactLevel } from '../facts/catalogue.ts';
import type { FieldAnswer, FieldAsked } from '../facts/register-values.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';

export interface KeptFacts {
  readonly answers: readonly FieldAnswer[];
  readonly recipients: readonly RecipientRows[];
}

const FACT_FILES: Record<FactLevel, string> = { person: 'person-facts.parquet', household: 'household-facts.parquet' };
const RECIPIENTS_FILE = 'recipients.parquet';

type RowColumn = Exclude<keyof RecipientRows, 'registerId' | 'programme' | 'count' | 'files'>;
const ROW_KINDS: Record<RowColumn, Kind> = {
  sourceFile: 'u16',
  sourceSheet: 'u16',
  sourceRow: 'u32',
  person: 'i32',
  personId: 'id',
  resident: 'i32',
  household: 'i32',
  state: 'u8',
  isReceiving: 'u8',
  account: 'u32',
  card: 'u32',
  house: 'u32',
};
const ROW_COLUMNS = Object.keys(ROW_KINDS) as RowColumn[];

/** What was asked of registers at one level, in the order of the columns; those without values have none. */
interface AboutFacts {
  readonly asked: readonly (FieldAsked & { readonly isKnown: boolean })[];
}

interface AboutRecipients {
  readonly files: readonly string[];
  readonly lists: readonly { readonly registerId: string; readonly programme: string; readonly count: number }[];
}

/** @throws TwinError storage when the disk is full or not writable */
export function writeKeptFacts({ answers, recipients }: KeptFacts, folder: string): void {
  for (const level of FACT_LEVELS) {
    const own = answers.filter((answer) => answer.level === level);
    const columns = own.flatMap(({ values }, i): StoredColumn[] =>
      values === undefined ? [] : [{ name: `f${i}`, kind: 'f64', values }],
    );
    const asked = own.map(({ source, values }) => ({ source, level, isKnown: values !== undefined }));
    writeColumns(join(folder, FACT_FILES[level]), columns, { asked } satisfies AboutFacts);
  }
  const about: AboutRecipients = {
    files: recipients[0]?.files ?? [],
    lists: recipients.map(({ registerId, programme, count }) => ({ registerId, programme, count })),
  };
  writeColumns(
    join(folder, RECIPIENTS_FILE),
    ROW_COLUMNS.map((name) => joined(recipients, name)),
    about,
  );
}

const KINDS_AS_ARRAYS = {
  id: Uint8Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;

/** One column of all lists, one after the other. */
function joined(recipients: readonly RecipientRows[], name: RowColumn): StoredColumn {
  const parts = recipients.map((rows) => rows[name]);
  const values = new KINDS_AS_ARRAYS[ROW_KINDS[name]](parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return { name, kind: ROW_KINDS[name], values };
}

/** @throws TwinError input for a snapshot of a version that kept no facts; storage when a file is damaged */
export async function readKeptFacts(folder: string): Promise<KeptFacts> {
  for (const file of [...Object.values(FACT_FILES), RECIPIENTS_FILE]) {
    if (!existsSync(join(folder, file))) throw noFacts(file);
  }
  const answers: FieldAnswer[] = [];
  for (const level of FACT_LEVELS) {
    const stored = await readColumns<AboutFacts>(join(folder, FACT_FILES[level]));
    stored.about.asked.forEach(({ source, isKnown }, i) => {
      const values = isKnown ? (stored.numbers(`f${i}`, 'f64') as Float64Array) : undefined;
      answers.push({ source, level, values });
    });
  }
  return { answers, recipients: await readRecipients(join(folder, RECIPIENTS_FILE)) };
}

async function readRecipients(path: string): Promise<RecipientRows[]> {
  const stored = await readColumns<AboutRecipients>(path);
  const columns = Object.fromEntries(ROW_COLUMNS.map((name) => [name, stored.numbers(name, ROW_KINDS[name])]));
  let first = 0;
  return stored.about.lists.map(({ registerId, programme, count }): RecipientRows => {
    const part = (name: RowColumn): unknown => {
      const width = ROW_KINDS[name] === 'id' ? 16 : 1;
      return columns[name]!.subarray(first * width, (first + count) * width);
    };
    const own = Object.fromEntries(ROW_COLUMNS.map((name) => [name, part(name)])) as Pick<RecipientRows, RowColumn>;
    first += count;
    return { registerId, programme, count, files: stored.about.files, ...own };
  });
}

const noFacts = (file: string): TwinError =>
  new TwinError('input', {
    code: 'facts-missing',
    what: 'The newest snapshot was built by a version that kept no facts for rules of aid.',
    where: { file },
    todo: 'Build the snapshot again: npm run twin -- build',
  });
