/** One true person as one line of a register has them: everything right first, then what went wrong. */
import { NO_DATE } from '../../kernel/time.ts';
import type { CityIndex } from './city-index.ts';
import { firstOfMonth, swapped, wrongDay, wrongYear } from './dates.ts';
import type { ErrorKind } from './error-model.ts';
import type { Mishaps } from './mishaps.ts';
import * as names from './names.ts';
import * as numbers from './numbers.ts';

/** Text as a register writes it, before its own style of case and dates. The same object is filled for every line. */
export interface WrittenPerson {
  person: number;
  /** Number of the line: the person, or the person plus the count of persons on a second line. */
  key: number;
  household: number;
  nik: string;
  /** True where a spreadsheet took the number for an amount. */
  isNikANumber: boolean;
  kkNumber: string;
  name: string;
  /** NO_DATE where it is missing. */
  bornOn: number;
  /** Written as 31 February. */
  isBirthImpossible: boolean;
  birthPlace: string;
  sex: number;
  mother: string;
  address: string;
  /** Household whose place is written: an old one, or its own. */
  placeHousehold: number;
  hasRt: boolean;
}

/** What the register has columns for. */
export interface RegisterFields {
  readonly kkNumber: boolean;
  readonly mother: boolean;
  readonly place: boolean;
  readonly birthPlace: boolean;
  readonly sex: boolean;
}

export class PersonWriter {
  readonly #index: CityIndex;
  readonly #mishaps: Mishaps;
  readonly #fields: RegisterFields;
  readonly #impossibleLines: ReadonlySet<number>;
  readonly #draws = new Map<ErrorKind, { key: number; readonly draw: names.Draw }>();
  #lines = 0;
  readonly #line: WrittenPerson = {
    person: 0,
    key: 0,
    household: 0,
    nik: '',
    isNikANumber: false,
    kkNumber: '',
    name: '',
    bornOn: NO_DATE,
    isBirthImpossible: false,
    birthPlace: '',
    sex: 0,
    mother: '',
    address: '',
    placeHousehold: 0,
    hasRt: true,
  };

  /** @param lines how many lines will be written, so that impossible dates are spread over them */
  constructor(index: CityIndex, mishaps: Mishaps, fields: RegisterFields, lines: number) {
    this.#index = index;
    this.#mishaps = mishaps;
    this.#fields = fields;
    this.#impossibleLines = spread(mishaps.spoiledRows('impossible-date'), lines);
  }

  /**
   * @param household whose card the line belongs to
   * @param key       `person`, or `person + persons.count` for a second line
   */
  write(person: number, household: number, key: number = person): Readonly<WrittenPerson> {
    const { persons, households } = this.#index.city;
    const line = this.#line;
    line.person = person;
    line.key = key;
    line.household = household;
    line.nik = persons.nik[person]!;
    line.kkNumber = households.kkNumber[household]!;
    line.name = persons.fullName[person]!;
    line.bornOn = persons.bornOn[person]!;
    line.birthPlace = persons.birthPlace[person]!;
    line.sex = persons.sex[person]!;
    line.mother = persons.motherName[person]!;
    line.address = households.address[household]!;
    line.placeHousehold = household;
    this.#spoil(line);
    return line;
  }

  #spoil(line: WrittenPerson): void {
    this.#spoilNik(line);
    this.#spoilName(line);
    this.#spoilBirth(line);
    if (this.#fields.kkNumber) this.#spoilKkNumber(line);
    if (this.#fields.mother) this.#spoilMother(line);
    if (this.#fields.birthPlace) this.#spoilBirthPlace(line);
    if (this.#fields.sex && this.#happens('sex-wrong', line)) line.sex = 3 - line.sex;
    if (this.#fields.place) this.#spoilPlace(line);
  }

  #happens(kind: ErrorKind, line: WrittenPerson, isPossible = true): boolean {
    return this.#mishaps.happens(kind, line.key, isPossible);
  }

  /** Draws of one kind for this line, by a function made once a kind. */
  #draw(kind: ErrorKind, line: WrittenPerson): names.Draw {
    let known = this.#draws.get(kind);
    if (known === undefined) {
      const made: { key: number; draw: names.Draw } = {
        key: line.key,
        draw: (count, draw) => this.#mishaps.below(kind, count, made.key, draw),
      };
      this.#draws.set(kind, made);
      known = made;
    }
    known.key = line.key;
    return known.draw;
  }

  #spoilNik(line: WrittenPerson): void {
    line.isNikANumber = false;
    const { persons } = this.#index.city;
    const isSecondLine = line.key !== line.person;
    if (isSecondLine && this.#happens('second-nik', line))
      line.nik = numbers.secondNik(line.nik, this.#draw('second-nik', line));
    if (this.#happens('nik-missing', line)) line.nik = this.#draw('nik-missing', line)(4, 1) === 0 ? '-' : '';
    else if (this.#happens('nik-digit', line)) line.nik = numbers.wrongDigit(line.nik, this.#draw('nik-digit', line));
    else if (this.#happens('nik-transposed', line))
      line.nik = numbers.transposedDigits(line.nik, this.#draw('nik-transposed', line));
    else if (this.#happens('nik-borrowed-family', line, this.#membersOf(line.household) > 1))
      line.nik = persons.nik[this.#familyMember(line)]!;
    else if (this.#happens('nik-borrowed-neighbour', line, this.#hasNeighbour(line)))
      line.nik = persons.nik[this.#index.members[this.#index.memberStart[this.#index.neighbour[line.household]!]!]!]!;
    else if (this.#happens('nik-doubled', line, this.#index.sameBirth[line.person]! >= 0))
      line.nik = persons.nik[this.#index.sameBirth[line.person]!]!;
    else if (this.#happens('nik-rounded', line, !line.nik.endsWith('0'))) {
      line.nik = numbers.roundedNumber(line.nik);
      line.isNikANumber = true;
    } else if (this.#happens('nik-scientific', line)) line.nik = numbers.scientificNumber(line.nik);
    else if (this.#happens('nik-fifteen-digits', line))
      line.nik = numbers.lostDigit(line.nik, this.#draw('nik-fifteen-digits', line));
    if (line.nik.length !== 16 || line.isNikANumber) return;
    if (this.#happens('nik-apostrophe', line)) line.nik = `'${line.nik}`;
    else if (this.#happens('nik-spaced', line))
      line.nik = numbers.spacedDigits(line.nik, this.#draw('nik-spaced', line));
  }

  #membersOf(household: number): number {
    return this.#index.memberStart[household + 1]! - this.#index.memberStart[household]!;
  }

  #hasNeighbour(line: WrittenPerson): boolean {
    const neighbour = this.#index.neighbour[line.household]!;
    return neighbour !== line.household && this.#membersOf(neighbour) > 0;
  }

  #familyMember(line: WrittenPerson): number {
    const { memberStart, members } = this.#index;
    const start = memberStart[line.household]!;
    const count = this.#membersOf(line.household);
    const at = start + this.#draw('nik-borrowed-family', line)(count, 1);
    return members[at] === line.person ? members[start + ((at - start + 1) % count)]! : members[at]!;
  }

  #spoilKkNumber(line: WrittenPerson): void {
    if (this.#happens('kk-missing', line)) line.kkNumber = '';
    else if (this.#happens('kk-digit', line))
      line.kkNumber = numbers.wrongDigit(line.kkNumber, this.#draw('kk-digit', line));
    else if (this.#happens('kk-old', line))
      line.kkNumber = numbers.oldKkNumber(line.kkNumber, this.#draw('kk-old', line));
  }

  #spoilName(line: WrittenPerson): void {
    const m = this.#mishaps;
    if (m.hasRate('name-variant') && this.#happens('name-variant', line, names.hasVariant(line.name)))
      line.name = names.variantOf(line.name, this.#draw('name-variant', line));
    if (m.hasRate('name-old-spelling') && this.#happens('name-old-spelling', line, names.hasOldSpelling(line.name)))
      line.name = names.oldSpellingOf(line.name, this.#draw('name-old-spelling', line));
    if (this.#happens('name-typo', line)) line.name = names.typoOf(line.name, this.#draw('name-typo', line));
    if (this.#happens('name-spacing', line, names.hasSpacing(line.name)))
      line.name = names.spacingOf(line.name, this.#draw('name-spacing', line));
    if (this.#happens('name-part-dropped', line, line.name.includes(' ')))
      line.name = names.partDroppedOf(line.name, this.#draw('name-part-dropped', line));
    if (this.#happens('name-abbreviated', line, line.name.includes(' ')))
      line.name = names.abbreviatedOf(line.name, this.#draw('name-abbreviated', line));
    if (this.#happens('name-reordered', line, line.name.includes(' '))) line.name = names.reorderedOf(line.name);
    const title = this.#index.city.persons.title[line.person]!;
    if (this.#happens('title-written', line, title !== '')) line.name = names.withTitle(line.name, title);
  }

  #spoilMother(line: WrittenPerson): void {
    if (line.mother === '') return;
    if (this.#happens('mother-missing', line)) line.mother = '';
    else if (this.#happens('mother-respelled', line))
      line.mother = respelled(line.mother, this.#draw('mother-respelled', line));
  }

  #spoilBirth(line: WrittenPerson): void {
    line.isBirthImpossible = this.#impossibleLines.has(this.#lines++);
    if (line.isBirthImpossible) {
      this.#mishaps.countSpoiled('impossible-date');
      return;
    }
    const right = line.bornOn;
    const other = this.#mishaps.hasRate('born-swapped') ? swapped(right) : undefined;
    if (this.#happens('born-missing', line)) line.bornOn = NO_DATE;
    else if (this.#happens('born-swapped', line, other !== undefined)) line.bornOn = other!;
    else if (this.#happens('born-first-of-month', line))
      line.bornOn = firstOfMonth(right, this.#draw('born-first-of-month', line));
    else if (this.#happens('born-year', line))
      line.bornOn = wrongYear(right, this.#index.city.referenceDay, this.#draw('born-year', line));
    else if (this.#happens('born-day', line)) line.bornOn = wrongDay(right, this.#draw('born-day', line));
  }

  #spoilBirthPlace(line: WrittenPerson): void {
    if (!this.#happens('birth-place-respelled', line)) return;
    const bare = line.birthPlace.replace(/^(KAB\. |KOTA )/, '');
    const others = [`KAB. ${bare}`, `KOTA ${bare}`, bare, `KAB ${bare}`, ''].filter((text) => text !== line.birthPlace);
    line.birthPlace = others[this.#draw('birth-place-respelled', line)(others.length, 1)]!;
  }

  #spoilPlace(line: WrittenPerson): void {
    const { households } = this.#index.city;
    if (this.#happens('address-old', line)) {
      line.placeHousehold = this.#draw('address-old', line)(households.count, 1);
      line.address = households.address[line.placeHousehold]!;
    }
    if (this.#happens('address-respelled', line))
      line.address = respelledAddress(line.address, this.#draw('address-respelled', line));
    line.hasRt = !this.#happens('rt-missing', line);
  }
}

/** `count` places spread evenly over 0 … total - 1. */
export function spread(count: number, total: number): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.min(count, total) }, (_, i) => Math.floor(((i + 0.5) / count) * total)));
}

function respelled(name: string, draw: names.Draw): string {
  const ways = [
    names.typoOf,
    ...(names.hasVariant(name) ? [names.variantOf, names.variantOf] : []),
    ...(names.hasOldSpelling(name) ? [names.oldSpellingOf] : []),
    ...(name.includes(' ') ? [names.partDroppedOf, names.abbreviatedOf] : []),
  ];
  return ways[draw(ways.length, 9)]!(name, draw);
}

/** JL. SERAYU NO. 12: JALAN SERAYU NO 12, JL SERAYU 12, SERAYU 12, JL. SERAYU. */
function respelledAddress(address: string, draw: names.Draw): string {
  const street = ['JALAN ', 'JL ', 'JLN. ', ''][draw(4, 1)]!;
  const number = [' NO ', ' ', ' NO.'][draw(3, 2)]!;
  const text = address.replace(/^JL\. /, street).replace(/ NO\. ?/, number);
  return draw(6, 3) === 0 ? text.replace(/ (NO\.? ?)?\d+[A-Z]?$/, '') : text;
}
