/** Writes an invented set as any other set lies in its folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Draws } from './draws.ts';
import type { Values } from './slips.ts';

/** A record, and whose it is. */
export interface InventedRow {
  readonly entity: number;
  readonly values: Values;
}

export interface InventedFile {
  /** Without its ending. */
  readonly name: string;
  readonly rows: readonly InventedRow[];
}

/** A kind of sets. */
export interface InventedKind {
  readonly name: string;
  /** Lines of model.yaml beside the ids and columns. */
  readonly model?: string;
  readonly make: (draws: Draws) => readonly InventedFile[];
}

/** What a column is, is left to the engine as well. */
const MODEL = "files:\n  '*': { id: id, columns: all }\n";

/** The same seed makes the same bytes. Rows stand in an order of chance, and ids tell nothing. */
export function writeSet(folder: string, kind: InventedKind, seed: number): void {
  const draws = new Draws(seed, kind.name);
  mkdirSync(folder, { recursive: true });
  const truth = ['source,id,entity'];
  for (const { name, rows } of kind.make(draws)) {
    const columns = Object.keys(rows[0]!.values);
    const lines = draws.shuffled(rows).map(({ entity, values }, row) => {
      const id = `${name.charAt(0)}${String(row + 1).padStart(5, '0')}`;
      truth.push(`${name},${id},${entity}`);
      return [id, ...columns.map((column) => quoted(values[column]!))].join(',');
    });
    writeFileSync(join(folder, `${name}.csv`), `${[['id', ...columns].join(','), ...lines].join('\n')}\n`);
  }
  writeFileSync(join(folder, 'truth.csv'), `${truth.join('\n')}\n`);
  writeFileSync(join(folder, 'model.yaml'), `${MODEL}${kind.model ?? ''}`);
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
