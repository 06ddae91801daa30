/** How far the numbers of an area can be trusted: what was matched, what waits, what is wrong with the NIK. */
import type { Geography } from '../geography/geography.ts';
import type { Linkage } from '../linkage/linkage.ts';
import { addressBook, placesOfRows, type AddressBook } from '../population/addresses.ts';
import type { HouseholdColumns } from '../population/columns.ts';
import type { RegisterReading, RegisterRecords } from '../registers/records.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';
import { NikBook } from './nik-problems.ts';

export interface QualityInputs {
  readonly reading: RegisterReading;
  readonly linkage: Linkage;
  readonly households: HouseholdColumns;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
  readonly geography: Geography;
}

/** [person] 1 when the population register knows them. */
export function personsInRegister(reading: RegisterReading, linkage: Linkage): Uint8Array {
  const isKnown = new Uint8Array(linkage.personCount);
  reading.registers.forEach((records, r) => {
    if (records.role !== 'population') return;
    for (const person of linkage.links[r]!.person) if (person >= 0) isKnown[person] = 1;
  });
  return isKnown;
}

/** Registers whose rows are held against the population register. */
export const matchedRegisters = (reading: RegisterReading): readonly RegisterRecords[] =>
  reading.registers.filter(({ role }) => role !== 'population');

/**
 * Rows of registers by the area of their own address, else by the household of their person:
 * - `rows/dtsen-members`, `matched/dtsen-members` … and their sums `rows/all`, `matched/all`, and `doubtful-rows`, without the
 *   population register, whose rows are the persons themselves;
 * - `nik-problems` and `rows/every`, with it;
 * - `received-rows` and `refused-rows`, of the city only: a row that cannot be read has no area.
 */
export function countQuality(inputs: QualityInputs, leaves: Leaves): Counts {
  const { reading, linkage, geography } = inputs;
  const isKnown = personsInRegister(reading, linkage);
  const book = addressBook(geography);
  const niks = new NikBook();
  const counts = new Map<string, Float64Array>();
  const tally = (key: string, leafOf: Uint32Array, isCounted: (row: number) => boolean): void => {
    const column = counts.get(key) ?? new Float64Array(leaves.count);
    counts.set(key, column);
    for (let row = 0; row < leafOf.length; row++) if (isCounted(row)) column[leafOf[row]!]!++;
  };
  reading.registers.forEach((records, r) => {
    const { person } = linkage.links[r]!;
    const leafOf = leafOfRows(inputs, records, person, book, leaves);
    const isProblem = niks.problems(records, linkage.links[r]!);
    tally('rows/every', leafOf, () => true);
    tally('nik-problems', leafOf, (row) => isProblem[row] === 1);
    if (records.role === 'population') return;
    tally('doubtful-rows', leafOf, (row) => person[row]! < 0);
    for (const rows of ['all', records.registerId]) {
      tally(`rows/${rows}`, leafOf, () => true);
      tally(`matched/${rows}`, leafOf, (row) => person[row]! >= 0 && isKnown[person[row]!] === 1);
    }
  });
  return new Map([...counts, ...countFiles(reading, leaves)]);
}

/** [row] leaf: the smallest place that its own address or the household of its person tells. */
function leafOfRows(
  { households, householdOfPerson }: QualityInputs,
  records: RegisterRecords,
  person: Int32Array,
  book: AddressBook,
  leaves: Leaves,
): Uint32Array {
  const own = placesOfRows(records, book);
  return Uint32Array.from(person, (p, row) => {
    const kelurahan = own.kelurahan[row]!;
    const rw = own.rw[row]!;
    if (rw >= 0) return leaves.at(kelurahan, rw);
    const household = p < 0 ? -1 : householdOfPerson[p]!;
    // A row that names another kelurahan than the household is counted where it says.
    if (household < 0 || (kelurahan >= 0 && kelurahan !== households.kelurahan[household]))
      return leaves.at(kelurahan, -1);
    return leaves.at(households.kelurahan[household]!, households.rw[household]!);
  });
}

function countFiles(reading: RegisterReading, leaves: Leaves): Counts {
  const received = new Float64Array(leaves.count);
  const refused = new Float64Array(leaves.count);
  const nowhere = leaves.at(-1, -1);
  for (const file of reading.files) {
    received[nowhere]! += file.rowsReceived;
    refused[nowhere]! += file.rowsRefused;
  }
  return new Map([
    ['received-rows', received],
    ['refused-rows', refused],
  ]);
}

export const qualityOf = (registers: readonly string[]): readonly Derived[] => [
  share('matched-share', 'matched/all', 'rows/all'),
  ...registers.map((id) => share(`matched-share/${id}`, `matched/${id}`, `rows/${id}`)),
  share('nik-problem-share', 'nik-problems', 'rows/every'),
  share('refused-share', 'refused-rows', 'received-rows'),
];
