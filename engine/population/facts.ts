/** What the lists say of people and families: who receives, who learns, who looks for work, which decile. */
import type { Linkage } from '../linkage/linkage.ts';
import type { CodeLists } from '../registers/codes.ts';
import type { CodeColumn, Column, RegisterReading, RegisterRecords, TextColumn } from '../registers/records.ts';
import type { CardNumbers, Families } from './households.ts';

/** Columns by person of the linkage. */
export interface ListFacts {
  /** Keys of the programmes, in the order of the registers and of the bits. */
  readonly programmes: readonly string[];
  /** [person] bit p: on the list of programme p, in a row whose status counts as receiving. */
  readonly receives: Uint32Array;
  /** [person] bit r: known to register r; who is on a list and does not receive is known to it all the same. */
  readonly knownTo: Uint32Array;
  readonly schoolLevel: Uint8Array;
  readonly isJobSeeker: Uint8Array;
}

/** @param lists of models/codes, which tell the statuses that count as receiving */
export function listFacts(
  { registers }: RegisterReading,
  { personCount, links }: Linkage,
  lists: CodeLists,
): ListFacts {
  const programmes = [...new Set(registers.flatMap(({ programme }) => programme ?? []))];
  const facts: ListFacts = {
    programmes,
    receives: new Uint32Array(personCount),
    knownTo: new Uint32Array(personCount),
    schoolLevel: new Uint8Array(personCount),
    isJobSeeker: new Uint8Array(personCount),
  };
  registers.forEach((records, r) => {
    const note = noteOf(records, programmes, facts, lists);
    links[r]!.person.forEach((person, row) => {
      if (person < 0) return;
      // The bits of the columns are those of unsigned numbers.
      facts.knownTo[person] = (facts.knownTo[person]! | (1 << r)) >>> 0;
      note(person, row);
    });
  });
  return facts;
}

/** What a row of this register adds to its person. */
function noteOf(
  records: RegisterRecords,
  programmes: readonly string[],
  { receives, schoolLevel, isJobSeeker }: ListFacts,
  lists: CodeLists,
): (person: number, row: number) => void {
  if (records.role === 'recipients') {
    const bit = 1 << programmes.indexOf(records.programme!);
    const isReceiving = receivingReader(records.columns.get('status'), lists);
    return (person, row) => {
      if (isReceiving(row)) receives[person] = (receives[person]! | bit) >>> 0;
    };
  }
  if (records.role === 'job-seekers')
    return (person) => {
      isJobSeeker[person] = 1;
    };
  const level = records.role === 'pupils' ? (records.columns.get('schoolLevel') as CodeColumn | undefined) : undefined;
  if (level?.kind !== 'code') return () => undefined;
  return (person, row) => {
    schoolLevel[person] = Math.max(schoolLevel[person]!, level.codes[row]!);
  };
}

/** A row without a status, or with one that nobody knows, counts as the list itself does. */
export function receivingReader(status: Column | undefined, lists: CodeLists): (row: number) => boolean {
  if (status?.kind !== 'code') return () => true;
  const { byCode } = lists.get(status.list)!;
  return (row) => byCode.get(status.codes[row]!)?.receives ?? true;
}

export interface Deciles {
  /** [family] 1 to 10; 0 without one. */
  readonly ofFamily: Uint8Array;
  /** The version that most rows have; '' where none tells. */
  readonly version: string;
  /** Families that two rows give different deciles; the poorer counts, as that family lives there too. */
  readonly conflicts: number;
}

/**
 * Deciles as received. A row of DTSEN families belongs to the household with its card number, else to that of the person
 * it is linked to (cards are renewed, and DTSEN goes on using the old number). Rows of members stand in where a household
 * has no row of a family.
 */
export function findDeciles(
  reading: RegisterReading,
  linkage: Linkage,
  families: Families,
  cards: CardNumbers,
): Deciles {
  const ofFamily = new Uint8Array(families.count);
  let conflicts = 0;
  for (const role of ['families', 'members'] as const) {
    const found = new Uint8Array(families.count);
    const isTwofold = new Uint8Array(families.count);
    for (const isByCard of [true, false]) {
      const now = decilesBy(reading, linkage, families, cards, isByCard, role, isTwofold);
      now.forEach((desil, family) => (found[family] ||= desil));
    }
    found.forEach((desil, family) => {
      if (ofFamily[family] === 0 && isTwofold[family] === 1) conflicts++;
      ofFamily[family] ||= desil;
    });
  }
  return { ofFamily, version: commonVersion(reading), conflicts };
}

/** @param isByCard rows whose card number a household has; else the others, by linked person */
function decilesBy(
  reading: RegisterReading,
  linkage: Linkage,
  families: Families,
  cards: CardNumbers,
  isByCard: boolean,
  role: 'families' | 'members',
  isTwofold: Uint8Array,
): Uint8Array {
  const found = new Uint8Array(families.count);
  reading.registers.forEach((records, r) => {
    if (records.role !== role) return;
    const { person } = linkage.links[r]!;
    const desil = desilReader(records.columns.get('desil'));
    for (let row = 0; row < records.count; row++) {
      const decile = desil(row);
      if (decile === 0) continue;
      const byCard = families.find(cards.of(records, row)) ?? -1;
      const byPerson = byCard >= 0 || person[row]! < 0 ? -1 : families.ofPerson[person[row]!]!;
      const family = isByCard ? byCard : byPerson;
      if (family < 0) continue;
      if (found[family] !== 0 && found[family] !== decile) isTwofold[family] = 1;
      found[family] = found[family] === 0 ? decile : Math.min(found[family]!, decile);
    }
  });
  return found;
}

function desilReader(column: Column | undefined): (row: number) => number {
  const inRange = (value: number): number => (value >= 1 && value <= 10 ? Math.trunc(value) : 0);
  if (column?.kind === 'number') return (row) => inRange(column.values[row]!);
  if (column?.kind === 'code') return (row) => inRange(column.codes[row]!);
  return () => 0;
}

/** The version that most rows of DTSEN name; the later one among equals. */
function commonVersion({ registers }: RegisterReading): string {
  const rows = new Map<string, number>();
  for (const { role, columns } of registers) {
    const version = columns.get('desilVersion') as TextColumn | undefined;
    if ((role !== 'families' && role !== 'members') || version?.kind !== 'text') continue;
    for (const code of version.codes) {
      const text = version.dictionary.values[code]!;
      if (text !== '') rows.set(text, (rows.get(text) ?? 0) + 1);
    }
  }
  const [most] = [...rows].sort(([a, m], [b, n]) => n - m || compareText(b, a));
  return most?.[0] ?? '';
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
