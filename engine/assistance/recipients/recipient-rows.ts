/** The rows of a recipient list as the twin knows them: whom each leads to, and what it shares with others. No name, no number. */
import { Dictionary } from '../../kernel/dictionary.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import { addressBook, placesOfRows, type RowPlaces } from '../../population/addresses.ts';
import { receivingReader } from '../../population/facts.ts';
import { reportedFates, RESIDENCE_STATES, type Residence } from '../../population/residents.ts';
import type { Geography } from '../../geography/geography.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { RegisterReading, RegisterRecords, TextColumn } from '../../registers/records.ts';
import { CardFamilies } from './card-families.ts';

/** Where a row stands in its file, for whoever looks it up there. */
export interface RowPlace {
  readonly file: string;
  readonly sheet: number;
  /** As a spreadsheet shows it. */
  readonly row: number;
}

/** Entry i of every array is one row of the list. */
export interface RecipientRows {
  readonly registerId: string;
  readonly programme: string;
  readonly count: number;
  /** Names of the files read in this build. */
  readonly files: readonly string[];
  /** [row] index into `files`. */
  readonly sourceFile: Uint16Array;
  readonly sourceSheet: Uint16Array;
  readonly sourceRow: Uint32Array;
  /** [row] person of the linkage, who may be on several lists and need not live here; -1 while the row waits for review. */
  readonly person: Int32Array;
  /** [row × 16 bytes] id of that person in the store; zeros where there is none. */
  readonly personId: Uint8Array;
  /** [row] row in PersonColumns; -1 for who is no resident. */
  readonly resident: Int32Array;
  /**
   * [row] row in HouseholdColumns: of the resident; for who is none, or is not linked, of the family card that the row or the
   * person has; -1 where no family here has it.
   */
  readonly household: Int32Array;
  /**
   * [row] index into RESIDENCE_STATES; of whom Dukcapil does not know, `dead` or `moved` where that was reported; `outside` while
   * the row waits for review.
   */
  readonly state: Uint8Array;
  /** [row] 1 where the status of the row counts as receiving. */
  readonly isReceiving: Uint8Array;
  /** [row] the same code for the same number of an account, of a card, and for the same house; in all lists; 0 where not told. */
  readonly account: Uint32Array;
  readonly card: Uint32Array;
  readonly house: Uint32Array;
}

export interface RecipientInputs {
  readonly reading: RegisterReading;
  readonly linkage: Linkage;
  readonly geography: Geography;
  readonly codeLists: CodeLists;
  readonly residence: Residence;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  /** [person of the linkage] row in PersonColumns; -1 for who is no resident. */
  readonly residentOfPerson: Int32Array;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
  /** [person of the linkage × 16 bytes] */
  readonly personIds: Uint8Array;
}

const ID_BYTES = 16;
const OUTSIDE = RESIDENCE_STATES.indexOf('outside');

/** The recipient lists among the registers, in their order. */
export function recipientRows(inputs: RecipientInputs): RecipientRows[] {
  const { reading, linkage, residence, residentOfPerson, personIds, codeLists } = inputs;
  const book = addressBook(inputs.geography);
  const [accounts, cards, houses] = [new Dictionary(), new Dictionary(), new Dictionary()];
  const families = new CardFamilies({ ...inputs, registers: reading.registers });
  const fates = reportedFates(reading.registers, linkage, inputs.referenceDay);
  const stateOf = (person: number): number => {
    const state = residence.state[person]!;
    return state === OUTSIDE ? fates[person]! : state;
  };
  return reading.registers.flatMap((records, r): RecipientRows[] => {
    if (records.role !== 'recipients') return [];
    const { person } = linkage.links[r]!;
    const { count } = records;
    const isReceiving = receivingReader(records.columns.get('status'), codeLists);
    const personId = new Uint8Array(count * ID_BYTES);
    person.forEach((p, row) => {
      if (p >= 0) personId.set(personIds.subarray(p * ID_BYTES, (p + 1) * ID_BYTES), row * ID_BYTES);
    });
    return [
      {
        registerId: records.registerId,
        programme: records.programme!,
        count,
        files: reading.files.map(({ name }) => name),
        sourceFile: records.sourceFile,
        sourceSheet: records.sourceSheet,
        sourceRow: records.sourceRow,
        person: Int32Array.from(person),
        personId,
        resident: Int32Array.from(person, (p) => (p < 0 ? -1 : residentOfPerson[p]!)),
        household: Int32Array.from(person, (p, row) => families.householdOf(records, row, p)),
        state: Uint8Array.from(person, (p) => (p < 0 ? OUTSIDE : stateOf(p))),
        isReceiving: Uint8Array.from({ length: count }, (_, row) => Number(isReceiving(row))),
        account: coded(records, 'accountNumber', accounts, numberOf),
        card: coded(records, 'cardNumber', cards, numberOf),
        house: houseCodes(records, placesOfRows(records, book), houses),
      },
    ];
  });
}

/** A number as written in any way; '' for what is too short to tell one account from another. */
function numberOf(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 6 && !/^(\d)\1*$/.test(digits) ? digits : '';
}

function coded(
  { columns, count }: RegisterRecords,
  field: string,
  dictionary: Dictionary,
  read: (text: string) => string,
): Uint32Array {
  const column = columns.get(field);
  if (column?.kind !== 'text') return new Uint32Array(count);
  const codes = column.dictionary.values.map((text) => dictionary.code(read(text)));
  return Uint32Array.from(column.codes, (code) => codes[code]!);
}

/** The same street and house number in the same kelurahan, and in no other RT or RW as far as both are told. */
function houseCodes(records: RegisterRecords, places: RowPlaces, houses: Dictionary): Uint32Array {
  const column = records.columns.get('address') as TextColumn | undefined;
  const codes = new Uint32Array(records.count);
  if (column?.kind !== 'text') return codes;
  const streets = column.dictionary.values.map(houseText);
  for (let row = 0; row < records.count; row++) {
    const street = streets[column.codes[row]!]!;
    const [kelurahan, rw, rt] = [places.kelurahan[row]!, places.rw[row]!, places.rt[row]!];
    if (street !== '' && kelurahan >= 0 && rt >= 0) codes[row] = houses.code(`${kelurahan} ${rw} ${rt} ${street}`);
  }
  return codes;
}

const STREET_WORDS = /\b(JALAN|JLN|JL|JLAN|GANG|GG|NOMOR|NOMER|NO|NMR)\b/g;

/** What tells a house from others of its RT; '' without a number, for a street alone is no house. */
function houseText(address: string): string {
  const words = address
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .replace(STREET_WORDS, ' ')
    .trim()
    .split(/ +/);
  return words.some((word) => /\d/.test(word)) && words.length > 1 ? words.join(' ') : '';
}
