/** Writes the truth beside the registers, as `loadTruth` reads it. */
import { join } from 'node:path';
import { GrowingColumn } from '../../kernel/dictionary.ts';
import { makePrivateFolder, writeFileAtomic } from '../../kernel/files.ts';
import type { City } from '../city.ts';
import { type ColumnType, NOBODY_IN_FILE, rowsFile, TRUTH_FILE, type TruthSummary } from './truth.ts';

/** Who stands on which row of one register, in the order of the rows. */
export class RowTruth {
  readonly #triples = new GrowingColumn((length) => new Uint32Array(length));
  nobody = 0;

  add(row: number, sheet: number, person: number): void {
    this.#triples.push(row);
    this.#triples.push(sheet);
    this.#triples.push(person);
  }

  addNobody(row: number, sheet: number): void {
    this.nobody++;
    this.add(row, sheet, NOBODY_IN_FILE);
  }

  get rows(): number {
    return this.#triples.length / 3;
  }

  bytes(): Uint8Array {
    return bytesOf(this.#triples.done());
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const bytesOf = (column: Column): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

function typeOf(column: Column): ColumnType {
  if (column instanceof Uint8Array) return 'u8';
  if (column instanceof Uint16Array) return 'u16';
  if (column instanceof Uint32Array) return 'u32';
  return column instanceof Int32Array ? 'i32' : 'f64';
}

export interface TruthParts {
  readonly city: City;
  /** [household] sum of LIST_BITS. */
  readonly lists: Uint8Array;
  readonly outsiders: number;
  readonly registers: TruthSummary['registers'];
  readonly rows: ReadonlyMap<string, RowTruth>;
  readonly overlap: TruthSummary['overlap'];
}

/** @throws TwinError storage when the disk is full or not writable */
export function writeTruth(folder: string, parts: TruthParts): void {
  const { city } = parts;
  const personColumns = personTruth(city);
  const householdColumns = householdTruth(city, parts.lists);
  const layout = (columns: Record<string, Column>): { name: string; type: ColumnType }[] =>
    Object.entries(columns).map(([name, column]) => ({ name, type: typeOf(column) }));
  const summary: TruthSummary = {
    version: 1,
    seed: city.seed,
    referenceDay: city.referenceDay,
    residents: city.persons.residents,
    persons: city.persons.count,
    outsiders: parts.outsiders,
    households: city.households.count,
    personColumns: layout(personColumns),
    householdColumns: layout(householdColumns),
    registers: parts.registers,
    overlap: parts.overlap,
  };
  makePrivateFolder(folder);
  for (const [register, rows] of parts.rows) writeFileAtomic(join(folder, rowsFile(register)), rows.bytes());
  writeFileAtomic(join(folder, 'persons.bin'), Buffer.concat(Object.values(personColumns).map(bytesOf)));
  writeFileAtomic(join(folder, 'households.bin'), Buffer.concat(Object.values(householdColumns).map(bytesOf)));
  writeFileAtomic(join(folder, TRUTH_FILE), `${JSON.stringify(summary, null, 2)}\n`);
}

const personTruth = ({ persons }: City): Record<string, Column> => ({
  household: persons.household,
  bornOn: persons.bornOn,
  lifeState: persons.lifeState,
  sex: persons.sex,
});

const householdTruth = ({ households }: City, lists: Uint8Array): Record<string, Column> => ({
  expenditureRupiahPerPersonPerMonth: households.expenditureRupiahPerPersonPerMonth,
  size: households.size,
  kelurahan: households.kelurahan,
  isPoor: households.isPoor,
  desil: households.desil,
  lists,
});
