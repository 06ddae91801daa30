/** Rows whose NIK cannot be trusted as it stands. An anomaly to look into, never proof of a fault of the person. */
import { BLANK } from '../kernel/dictionary.ts';
import { nikParts, parseNik } from '../kernel/ids.ts';
import { dayOf, NO_DATE } from '../kernel/time.ts';
import type { RegisterLinks } from '../linkage/linkage.ts';
import type { CodeColumn, DateColumn, RegisterRecords, TextColumn } from '../registers/records.ts';

/** What a NIK says of its holder, read once a distinct number. */
interface NikFacts {
  /** [code of the dictionary] 0 not looked at yet, 1 sixteen plausible digits, 2 not. */
  readonly state: Uint8Array;
  /** [code] days since 1970-01-01 if born in 1900–1999, and if born in 2000–2099; NO_DATE where there is no such day. */
  readonly bornBefore2000: Int32Array;
  readonly bornFrom2000: Int32Array;
  /** [code] 1 male, 2 female. */
  readonly sex: Uint8Array;
}

/** Facts of the numbers of one dictionary; registers that share the dictionary share them. */
export class NikBook {
  readonly #facts = new Map<object, NikFacts>();

  /** [row] 1 where the NIK is blank, malformed, against birth date or sex of the row, or shared by two persons. */
  problems(records: RegisterRecords, links: RegisterLinks): Uint8Array {
    const column = records.columns.get('nik');
    if (column?.kind !== 'text') return new Uint8Array(records.count);
    const facts = this.#factsOf(column);
    const bornOn = records.columns.get('bornOn') as DateColumn | undefined;
    const sex = records.columns.get('sex') as CodeColumn | undefined;
    const isProblem = sharedNumbers(column, links);
    column.codes.forEach((code, row) => {
      if (!isSixteen(facts, column, code) || contradicts(facts, code, bornOn?.days[row], sex?.codes[row]))
        isProblem[row] = 1;
    });
    return isProblem;
  }

  #factsOf(column: TextColumn): NikFacts {
    const known = this.#facts.get(column.dictionary);
    if (known !== undefined) return known;
    const size = column.dictionary.size;
    const facts = {
      state: new Uint8Array(size),
      bornBefore2000: new Int32Array(size).fill(NO_DATE),
      bornFrom2000: new Int32Array(size).fill(NO_DATE),
      sex: new Uint8Array(size),
    };
    this.#facts.set(column.dictionary, facts);
    return facts;
  }
}

function isSixteen(facts: NikFacts, column: TextColumn, code: number): boolean {
  if (facts.state[code] === 0) look(facts, column.dictionary.values[code]!, code);
  return facts.state[code] === 1;
}

function look(facts: NikFacts, text: string, code: number): void {
  const nik = parseNik(text);
  facts.state[code] = nik.ok ? 1 : 2;
  if (!nik.ok) return;
  const { day, month, yearOfCentury, isFemale } = nikParts(nik.value);
  facts.bornBefore2000[code] = dayOf(1900 + yearOfCentury, month, day) ?? NO_DATE;
  facts.bornFrom2000[code] = dayOf(2000 + yearOfCentury, month, day) ?? NO_DATE;
  facts.sex[code] = isFemale ? 2 : 1;
}

function contradicts(facts: NikFacts, code: number, bornOn = NO_DATE, sex = 0): boolean {
  if (sex !== 0 && sex !== facts.sex[code]) return true;
  return bornOn !== NO_DATE && bornOn !== facts.bornBefore2000[code] && bornOn !== facts.bornFrom2000[code];
}

/** [row] 1 where another person of the same register has the same number. */
function sharedNumbers(column: TextColumn, links: RegisterLinks): Uint8Array {
  const nobody = -1;
  const several = -2;
  const holder = new Int32Array(column.dictionary.size).fill(nobody);
  column.codes.forEach((code, row) => {
    const person = links.person[row]!;
    if (code === BLANK || person < 0) return;
    if (holder[code] === nobody) holder[code] = person;
    else if (holder[code] !== person) holder[code] = several;
  });
  return Uint8Array.from(column.codes, (code) => (holder[code] === several ? 1 : 0));
}
