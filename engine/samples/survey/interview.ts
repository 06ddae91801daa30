/** What one family tells the survey: the questions of Regsosek on house and goods, its members, its spending; with errors. */
import { chance, type Chance } from '../../kernel/random.ts';
import { ageYears } from '../../kernel/time.ts';
import type { City } from '../city.ts';
import { FamilySheet } from '../registers/offices/regsosek-family.ts';
import type { SurveyParameters } from './survey-parameters.ts';

/** Columns of the house, by their place in what FamilySheet.house gives; the floor area is none of them. */
const HOUSE = {
  status_rumah: 0,
  jenis_lantai: 3,
  jenis_dinding: 4,
  jenis_atap: 5,
  sumber_air_minum: 6,
  sumber_penerangan: 8,
  daya_listrik: 9,
  bahan_bakar_masak: 12,
  fasilitas_bab: 13,
  pembuangan_tinja: 15,
} as const;
const AREA = 2;
/** Columns of what it owns, by their place in FamilySheet.assets. */
const GOODS = {
  tabung_gas_besar: 0,
  lemari_es: 1,
  ac: 2,
  pemanas_air: 3,
  televisi_datar: 5,
  emas: 6,
  komputer: 7,
  sepeda_motor: 8,
  mobil: 10,
  telepon_pintar: 13,
  lahan_lain: 14,
  rumah_lain: 15,
  internet: 21,
} as const;

export const MEMBER_COLUMNS = [
  'jml_art',
  'umur_krt',
  'jk_krt',
  'pendidikan_krt',
  'pekerjaan_krt',
  'pendidikan_tertinggi',
  'art_0_6',
  'art_7_18',
  'art_60',
  'art_bekerja',
  'art_disabilitas',
] as const;
export const HOUSE_COLUMNS = [...Object.keys(HOUSE), 'luas_lantai', ...Object.keys(GOODS)];
export const SPENDING_COLUMNS = ['pengeluaran_makanan', 'pengeluaran_sebulan'] as const;

const NO_DISABILITY = 7;
/** Codes of the family card up to here are no work: without work, household, pupil, pensioner. */
const NO_WORK_UP_TO = 4;
const HIGHEST_EDUCATION = 10;

export class Interviewer {
  readonly #city: City;
  readonly #sheet: FamilySheet;
  readonly #errors: SurveyParameters['errors'];
  readonly #draws: Chance;
  readonly #members: ReadonlyMap<number, readonly number[]>;

  /** @param households those that are asked */
  constructor(city: City, households: Iterable<number>, errors: SurveyParameters['errors']) {
    this.#city = city;
    this.#sheet = new FamilySheet(city);
    this.#errors = errors;
    this.#draws = chance(city.seed, 'survey', 'interview');
    const members = new Map<number, number[]>(Array.from(households, (household) => [household, []]));
    for (let p = 0; p < city.persons.residents; p++) members.get(city.persons.household[p]!)?.push(p);
    this.#members = members;
  }

  /** In the order of HOUSE_COLUMNS. */
  house(h: number): string[] {
    const [house, goods] = [this.#sheet.house(h), this.#sheet.assets(h)];
    const donor = this.#draws.below(this.#city.households.withResidents, h, 1);
    const [otherHouse, otherGoods] = [this.#sheet.house(donor), this.#sheet.assets(donor)];
    let question = 0;
    const answer = (own: string, other: string): string =>
      this.#draws.uniform(h, 100 + question++) < this.#errors.answerOff ? other : own;
    const area =
      Number(house[AREA]!.replace(',', '.')) * Math.exp(this.#errors.areaDeviation * this.#draws.normal(h, 2));
    return [
      ...Object.values(HOUSE).map((at) => answer(house[at]!, otherHouse[at]!)),
      String(Math.max(6, Math.round(area))),
      ...Object.values(GOODS).map((at) => answer(goods[at]!, otherGoods[at]!)),
    ];
  }

  /** In the order of MEMBER_COLUMNS. */
  members(h: number): number[] {
    const { persons, referenceDay, households } = this.#city;
    const members = this.#members.get(h)!;
    const told = members.map((p) => ({
      age: this.#age(p, ageYears(persons.bornOn[p]!, referenceDay)),
      education: this.#education(p),
    }));
    const head = members.indexOf(households.headPerson[h]!);
    const count = (holds: (i: number) => boolean): number => members.reduce((sum, _, i) => sum + (holds(i) ? 1 : 0), 0);
    return [
      members.length,
      told[head]!.age,
      persons.sex[members[head]!]!,
      told[head]!.education,
      persons.occupation[members[head]!]!,
      Math.max(...told.map(({ education }) => education)),
      count((i) => told[i]!.age <= 6),
      count((i) => told[i]!.age >= 7 && told[i]!.age <= 18),
      count((i) => told[i]!.age >= 60),
      count((i) => persons.occupation[members[i]!]! > NO_WORK_UP_TO),
      count((i) => persons.disability[members[i]!]! !== NO_DISABILITY),
    ];
  }

  #age(p: number, age: number): number {
    if (this.#draws.uniform(p, 10) >= this.#errors.ageOff) return age;
    return Math.max(0, age + [-2, -1, 1, 2][this.#draws.below(4, p, 11)]!);
  }

  #education(p: number): number {
    const level = this.#city.persons.education[p]!;
    if (this.#draws.uniform(p, 12) >= this.#errors.educationOff) return level;
    return Math.min(HIGHEST_EDUCATION, Math.max(1, level + (this.#draws.below(2, p, 13) === 0 ? -1 : 1)));
  }

  /** Rupiah of the family in a month, food and all; in the order of SPENDING_COLUMNS. */
  spending(h: number): number[] {
    const { spendingDeviation, foodShare, foodShareSlope } = this.#errors;
    const { expenditureRupiahPerPersonPerMonth, size } = this.#city.households;
    const aHead = expenditureRupiahPerPersonPerMonth[h]! * Math.exp(spendingDeviation * this.#draws.normal(h, 4));
    const share = foodShare - foodShareSlope * Math.log(aHead / MEDIAN) + 0.05 * this.#draws.normal(h, 6);
    const all = thousands(aHead * size[h]!);
    return [thousands(all * Math.min(0.85, Math.max(0.15, share))), all];
  }
}

/** About what half of the city spends less than, a head a month: only the food share hangs on it. */
const MEDIAN = 1_500_000;
const thousands = (rupiah: number): number => Math.round(rupiah / 1000) * 1000;
