/** One true person as one line of a register has them: everything right first, then what went wrong. */
import { NO_DATE } from '../../../kernel/time.ts';
import type { CityIndex } from '../people/city-index.ts';
import { LineDice } from './line-dice.ts';
import type { Mishaps } from './mishaps.ts';
import { spoiledBirth } from './spoil-birth.ts';
import { spoilKkNumber, spoilNik } from './spoil-numbers.ts';
import { spoilBirthPlace, spoilMother, spoilName, spoilPlace } from './spoil-words.ts';
import type { WrittenPerson } from './written-line.ts';

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
  readonly #dice: LineDice;
  readonly #fields: RegisterFields;
  readonly #impossibleLines: ReadonlySet<number>;
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
    this.#dice = new LineDice(mishaps);
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
    const [dice, fields, { city }] = [this.#dice, this.#fields, this.#index];
    dice.key = line.key;
    spoilNik(line, dice, this.#index);
    spoilName(line, dice, city.persons.title[line.person]!);
    this.#spoilBirth(line);
    if (fields.kkNumber) spoilKkNumber(line, dice);
    if (fields.mother) spoilMother(line, dice);
    if (fields.birthPlace) spoilBirthPlace(line, dice);
    if (fields.sex && dice.happens('sex-wrong')) line.sex = 3 - line.sex;
    if (fields.place) spoilPlace(line, dice, city);
  }

  #spoilBirth(line: WrittenPerson): void {
    line.isBirthImpossible = this.#impossibleLines.has(this.#lines++);
    if (line.isBirthImpossible) this.#dice.mishaps.countSpoiled('impossible-date');
    else line.bornOn = spoiledBirth(line.bornOn, this.#dice, this.#index.city.referenceDay);
  }
}

/** `count` places spread evenly over 0 … total - 1. */
export function spread(count: number, total: number): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.min(count, total) }, (_, i) => Math.floor(((i + 0.5) / count) * total)));
}
