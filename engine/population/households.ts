/** Who lives with whom: the family card, and where that is of no use the family in DTSEN. */
import { parseKkNumber } from '../kernel/ids.ts';
import { NO_DATE } from '../kernel/time.ts';
import type { Linkage } from '../linkage/linkage.ts';
import type { RegisterReading, RegisterRecords, TextColumn } from '../registers/records.ts';

/** Residents by family, before they have a place in the columns. */
export interface Families {
  readonly count: number;
  /** [person of the linkage] family; -1 for who is no resident. */
  readonly ofPerson: Int32Array;
  /** [family] what tells it from all others: `card 3577…`, or `person` and the id of the one who lives alone. */
  readonly sources: readonly string[];
  /** [person] 1 where the family is not the one of a valid card in the population register. */
  readonly isImputed: Uint8Array;
  /** Family of a card number, 16 digits. */
  find(card: string): number | undefined;
}

/** Card numbers of one column: 16 digits, or '' where they are not there; each distinct text is read once. */
export class CardNumbers {
  readonly #read = new WeakMap<object, string[]>();

  of(records: RegisterRecords, row: number): string {
    const column = records.columns.get('kkNumber') as TextColumn | undefined;
    if (column?.kind !== 'text') return '';
    let known = this.#read.get(column.dictionary);
    if (known === undefined) this.#read.set(column.dictionary, (known = []));
    const code = column.codes[row]!;
    return (known[code] ??= digitsOf(column.dictionary.values[code]!));
  }
}

function digitsOf(text: string): string {
  const card = parseKkNumber(text);
  return card.ok ? card.value : '';
}

/**
 * @param isResident [person]
 * @param personKey  what tells a person from all others, for who is alone
 */
export function formFamilies(
  reading: RegisterReading,
  linkage: Linkage,
  isResident: Uint8Array,
  cards: CardNumbers,
  personKey: (person: number) => string,
): Families {
  const { personCount, golden } = linkage;
  const ofPerson = new Int32Array(personCount).fill(-1);
  const isImputed = new Uint8Array(personCount);
  const sources: string[] = [];
  const familyOf = new Map<string, number>();
  const join = (person: number, source: string): void => {
    let family = familyOf.get(source);
    if (family === undefined) {
      family = sources.length;
      familyOf.set(source, family);
      sources.push(source);
    }
    ofPerson[person] = family;
  };
  const kk = golden.get('kkNumber');
  const without: number[] = [];
  for (let person = 0; person < personCount; person++) {
    if (isResident[person] === 0) continue;
    const records = kk === undefined ? undefined : reading.registers[kk.register[person]!];
    const card = records === undefined ? '' : cards.of(records, kk!.row[person]!);
    if (card === '' || records!.role !== 'population') without.push(person);
    else join(person, cardSource(card));
  }
  const votes = new FamilyVotes(reading, linkage, cards, ofPerson, without);
  // Everybody is asked before anybody is placed, so that the answer does not depend on the order.
  const found = without.map((person) => votes.familyOf(person));
  without.forEach((person, i) => {
    const family = found[i]!;
    isImputed[person] = 1;
    if (family.known >= 0) ofPerson[person] = family.known;
    else join(person, family.card === '' ? `person ${personKey(person)}` : cardSource(family.card));
  });
  return { count: sources.length, ofPerson, sources, isImputed, find: (card) => familyOf.get(cardSource(card)) };
}

const cardSource = (card: string): string => `card ${card}`;

/** Where the others of somebody's DTSEN family live by the population register. */
class FamilyVotes {
  /** [register of DTSEN members] code of the family to families of its residents, with how many. */
  readonly #votes = new Map<number, Map<string, Map<number, number>>>();
  readonly #cardsOf = new Map<number, { register: number; card: string }>();

  constructor(
    { registers }: RegisterReading,
    linkage: Linkage,
    cards: CardNumbers,
    ofPerson: Int32Array,
    without: readonly number[],
  ) {
    const isAsked = new Set(without);
    registers.forEach((records, register) => {
      if (records.role !== 'members') return;
      const { person } = linkage.links[register]!;
      person.forEach((p, row) => {
        const card = isAsked.has(p) ? cards.of(records, row) : '';
        if (card !== '' && !this.#cardsOf.has(p)) this.#cardsOf.set(p, { register, card });
      });
      const wanted = new Set([...this.#cardsOf.values()].filter((c) => c.register === register).map((c) => c.card));
      if (wanted.size === 0) return;
      const votes = new Map<string, Map<number, number>>();
      this.#votes.set(register, votes);
      person.forEach((p, row) => {
        const family = p < 0 ? -1 : ofPerson[p]!;
        if (family < 0) return;
        const card = cards.of(records, row);
        if (!wanted.has(card)) return;
        const counts = votes.get(card) ?? new Map<number, number>();
        votes.set(card, counts.set(family, (counts.get(family) ?? 0) + 1));
      });
    });
  }

  /** Family that most of the DTSEN family live in, or -1, and the card number that DTSEN has, or ''. */
  familyOf(person: number): { known: number; card: string } {
    const dtsen = this.#cardsOf.get(person);
    if (dtsen === undefined) return { known: -1, card: '' };
    const counts = [...(this.#votes.get(dtsen.register)?.get(dtsen.card) ?? [])];
    const most = Math.max(0, ...counts.map(([, n]) => n));
    // Two families with as many: nobody can tell, so neither.
    const best = counts.filter(([, n]) => n === most);
    return { known: best.length === 1 ? best[0]![0] : -1, card: dtsen.card };
  }
}

/** Codes of shdk in models/codes. */
const HEAD = 1;
const SPOUSES = [2, 3];

/** How a head was found; anything but `declared` is flagged. */
export type HeadRule = 'declared' | 'eldest-of-heads' | 'spouse' | 'eldest';

/**
 * The head of a family: who is declared so; of several the eldest; where nobody is, the eldest spouse, else the eldest.
 *
 * @param members persons, in an order that does not depend on that of the rows
 */
export function headOf(
  members: readonly number[],
  shdk: Uint8Array,
  bornOn: Int32Array,
): { readonly person: number; readonly rule: HeadRule } {
  const born = (p: number): number => (bornOn[p] === NO_DATE ? Infinity : bornOn[p]!);
  const eldest = (persons: readonly number[]): number => persons.reduce((best, p) => (born(p) < born(best) ? p : best));
  const heads = members.filter((p) => shdk[p] === HEAD);
  if (heads.length === 1) return { person: heads[0]!, rule: 'declared' };
  if (heads.length > 1) return { person: eldest(heads), rule: 'eldest-of-heads' };
  const spouses = members.filter((p) => SPOUSES.includes(shdk[p]!));
  if (spouses.length > 0) return { person: eldest(spouses), rule: 'spouse' };
  return { person: eldest(members), rule: 'eldest' };
}
