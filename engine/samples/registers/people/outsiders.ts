/** People who live outside the city and stand in one register of it: pupils and job seekers from the regency around. */
import { type Chance, chance } from '../../../kernel/random.ts';
import { calendarDate } from '../../../kernel/time.ts';
import type { City } from '../../city.ts';
import { wordsOf } from '../slips/names.ts';

export interface Outsider {
  /** Counted on after the persons of the city. */
  readonly person: number;
  readonly nik: string;
  readonly kkNumber: string;
  readonly name: string;
  readonly bornOn: number;
  readonly sex: number;
  readonly motherName: string;
  readonly fatherName: string;
  readonly address: string;
  readonly village: string;
  readonly kecamatan: string;
}

/** Villages of Kabupaten Madiun beside the city: kecamatan, its code in a NIK, villages. */
const AROUND = [
  ['MADIUN', '351915', ['DIMONG', 'NGLAMES', 'TIRON', 'SENDANGREJO', 'BAGI', 'TANJUNGREJO']],
  ['JIWAN', '351914', ['JIWAN', 'KINCANG WETAN', 'WAYUT', 'TEGUHAN', 'SUKOLILO']],
  ['WUNGU', '351908', ['WUNGU', 'MOJOPURNO', 'NGLANDUK', 'MOJORAYUNG', 'TEMPURSARI']],
  ['GEGER', '351904', ['UTERAN', 'GEGER', 'SUMBEREJO', 'PAGOTAN', 'SLAMBUR']],
] as const;
/** Serials of a day begin with 1; no office comes near this one, so that no number is a resident's. */
const FIRST_SERIAL = 6000;

export class Outsiders {
  readonly #city: City;
  readonly #chance: Chance;
  #made = 0;

  constructor(city: City) {
    this.#city = city;
    this.#chance = chance(city.seed, 'registers', 'outsiders');
  }

  /** How many there are by now. */
  get count(): number {
    return this.#made;
  }

  /** Somebody new of the sex and about the age of a person of the city. */
  like(template: number): Outsider {
    const { persons } = this.#city;
    const n = this.#made++;
    const dice = this.#chance;
    const bornOn = persons.bornOn[template]! - 150 + dice.below(300, n);
    const sex = persons.sex[template]!;
    const [kecamatan, region, villages] = AROUND[dice.below(AROUND.length, n, 1)]!;
    const { year, month, day } = calendarDate(bornOn);
    const two = (number: number): string => String(number).padStart(2, '0');
    const birth = two(sex === 2 ? day + 40 : day) + two(month) + two(year % 100);
    return {
      person: persons.count + n,
      nik: region + birth + String(FIRST_SERIAL + (n % 3999)),
      kkNumber: `${region}${two(1 + dice.below(28, n, 2))}${two(1 + dice.below(12, n, 3))}${two(5 + dice.below(20, n, 4))}${FIRST_SERIAL + (n % 3999)}`,
      name: this.#name(template, n),
      bornOn,
      sex,
      motherName: persons.motherName[dice.below(persons.count, n, 5)]!,
      fatherName: persons.fatherName[dice.below(persons.count, n, 6)]!,
      address: `DSN. ${villages[dice.below(villages.length, n, 7)]!} NO. ${1 + dice.below(90, n, 8)}`,
      village: villages[dice.below(villages.length, n, 7)]!,
      kecamatan,
    };
  }

  /** First word of one name and the rest of another of the same sex. */
  #name(template: number, n: number): string {
    const { fullName, sex, count } = this.#city.persons;
    let other = this.#chance.below(count, n, 9);
    for (let i = 0; i < count && sex[other] !== sex[template]; i++) other = (other + 1) % count;
    const [first] = wordsOf(fullName[template]!);
    const rest = wordsOf(fullName[other]!).slice(1);
    return [first, ...(rest.length > 0 ? rest : wordsOf(fullName[other]!))].join(' ');
  }
}
