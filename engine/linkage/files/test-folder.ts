/** For tests: files made on the spot and read as a model says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { MODEL_SHAPE, type WrittenModel } from './model/shape.ts';
import { planSources } from './model/sources.ts';
import { readSource, type ReadSource } from './reading/read-source.ts';
import type { TextColumn } from './reading/text-column.ts';

export type TestFiles = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files, removed when the test is over. */
export function folderWith(files: TestFiles): string {
  const folder = mkdtempSync(join(tmpdir(), 'link-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** A model as zod hands it on. @param written as YAML would be read */
export const modelOf = (written: object): WrittenModel => MODEL_SHAPE.parse(written);

/** Reads these files by a model. */
export async function readAll(written: object, files: TestFiles): Promise<ReadSource[]> {
  const folder = folderWith(files);
  const paths = Object.keys(files).map((name) => join(folder, name));
  const plans = planSources(modelOf(written), 'model.yaml', paths);
  return Promise.all(plans.map((plan) => readSource(plan, () => undefined)));
}

/** [record] text of a column. */
export const textsOf = (column: TextColumn | undefined): string[] =>
  Array.from(column?.codes ?? [], (code) => column!.dictionary[code]!);
