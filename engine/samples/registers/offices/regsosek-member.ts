/** Answers of sheet 4 of Regsosek 2022-K for one member of a family, as codes of its questions. */
import { type Chance, chance } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';

/** SHDK of the family card to question 409. */
const RELATION = ['', '1', '2', '2', '3', '4', '5', '6', '6', '8', '7', '8'];
/** Education of the family card to question 415, highest certificate. SLTA is SMA or SMK. */
const CERTIFICATE = ['', '23', '23', '3', '8', '13', '18', '18', '19', '21', '22'];
/** School level of a pupil to question 413. */
const SCHOOL = ['', '', '3', '8', '13'];
const SMK = '15';
const SCHOOL_AGE_YEARS = 5;
const TREATED_ILLS = ['2', '3', '6', '13'];
const QUESTIONS_428 = 10;
/** Disability of the family card to the letters of question 428. */
const DIFFICULTIES: readonly (readonly number[])[] = [[], [2, 3], [0], [1, 6], [4, 5], [2, 5], [8], []];

/** Occupation of the family card to question 417 (field of work), its words, and question 418 (position). */
type Work = readonly [field: string, words: string, position: string];
const WORK: Readonly<Record<number, Work>> = {
  5: ['20', 'KANTOR PEMERINTAH', '5'],
  6: ['20', 'TNI', '5'],
  7: ['20', 'POLRI', '5'],
  8: ['12', 'BERDAGANG', '1'],
  9: ['1', 'BERTANI', '1'],
  10: ['5', 'BETERNAK', '1'],
  12: ['8', 'INDUSTRI RUMAHAN', '2'],
  13: ['11', 'BANGUNAN', '7'],
  14: ['13', 'ANGKUTAN', '1'],
  15: ['12', 'KARYAWAN TOKO', '4'],
  16: ['13', 'KERETA API', '5'],
  17: ['10', 'PERUSAHAAN DAERAH', '5'],
  18: ['20', 'HONORER', '4'],
  19: ['11', 'BURUH LEPAS', '7'],
  20: ['1', 'BURUH TANI', '6'],
  23: ['25', 'RUMAH TANGGA', '4'],
  64: ['21', 'PERGURUAN TINGGI', '5'],
  65: ['21', 'SEKOLAH', '5'],
  72: ['22', 'RUMAH SAKIT', '5'],
  73: ['22', 'BIDAN', '1'],
  74: ['22', 'PERAWAT', '4'],
  81: ['13', 'SOPIR', '4'],
  84: ['12', 'WARUNG', '1'],
  88: ['14', 'WARUNG MAKAN', '3'],
};
const OTHER_WORK: Work = ['24', 'JASA LAINNYA', '7'];
const OWN_BUSINESS = new Set(['1', '2', '3']);
const EMPLOYED_FORMALLY = '5';

/** Each method fills the questions that it names; who a member is (401 to 406) stands elsewhere. */
export class MemberSheet {
  readonly #city: City;
  readonly #chance: Chance;

  constructor(city: City) {
    this.#city = city;
    this.#chance = chance(city.seed, 'registers', 'regsosek-member');
  }

  /** 407 to 419, after the identity. */
  work(p: number, age: number, sex: number): string[] {
    const { persons } = this.#city;
    const isOfAge = age >= SCHOOL_AGE_YEARS;
    const works = persons.labourState[p] === 1;
    const [field, words, position] = works ? (WORK[persons.occupation[p]!] ?? OTHER_WORK) : NO_WORK;
    const isPregnant = persons.isPregnant[p] === 1;
    return [
      String(age),
      String(persons.maritalStatus[p]!),
      RELATION[persons.shdk[p]!]!,
      sex === 2 && age >= 10 && age <= 54 ? (isPregnant ? '1' : '2') : '',
      age >= 17 ? '5' : this.#chance.uniform(p) < 0.6 ? '3' : '1',
      ...(isOfAge ? this.#schooling(p) : ['', '', '', '']),
      isOfAge ? (works ? '1' : '2') : '',
      works ? String(20 + this.#chance.below(40, p, 1)) : '',
      field,
      words,
      position,
      isOfAge ? (persons.incomeRupiahPerMonth[p]! > 4_500_000 ? '1' : '3') : '',
    ];
  }

  /** 412 to 415. */
  #schooling(p: number): string[] {
    const { persons } = this.#city;
    const education = persons.education[p]!;
    const level = persons.schoolLevel[p]!;
    const certificate = this.#orSmk(p, CERTIFICATE[education]!);
    if (level >= 2)
      return ['2', this.#orSmk(p, SCHOOL[level]!), String(((persons.schoolGrade[p]! - 1) % 6) + 1), certificate];
    if (education <= 1) return ['1', '', '', certificate];
    return ['3', education === 2 ? '3' : certificate, education === 2 ? '4' : '8', certificate];
  }

  #orSmk = (p: number, code: string): string => (code === '13' && this.#chance.uniform(p, 2) < 0.45 ? SMK : code);

  /** 420a to 427. */
  business(p: number, age: number): string[] {
    const { persons } = this.#city;
    const [field, words, position] = WORK[persons.occupation[p]!] ?? OTHER_WORK;
    const nutrition = age < 5 ? (this.#chance.uniform(p, 3) < 0.045 ? '2' : '3') : '';
    const owns = persons.labourState[p] === 1 && OWN_BUSINESS.has(position);
    if (!owns) return [age >= SCHOOL_AGE_YEARS ? '2' : '', '', '', '', '', '', '', '', '', nutrition];
    const turnover = persons.incomeRupiahPerMonth[p]! < 5_000_000 ? '1' : '2';
    const online = this.#chance.uniform(p, 4) < 0.4 ? '13' : '0';
    const paid = position === '3' ? String(1 + this.#chance.below(4, p, 5)) : '0';
    const unpaid = position === '2' ? '1' : '0';
    return [
      '1',
      '1',
      field,
      words,
      paid,
      unpaid,
      this.#chance.uniform(p, 6) < 0.25 ? '4' : '11',
      turnover,
      online,
      nutrition,
    ];
  }

  /** 428a to 430. */
  health(p: number, age: number): string[] {
    const disability = this.#city.persons.disability[p]!;
    const difficulties = DIFFICULTIES[disability] ?? [];
    const answers = Array.from({ length: QUESTIONS_428 }, (_, q) => {
      if (age < 2) return '';
      return difficulties.includes(q) ? String(1 + this.#chance.below(2, p, 10 + q)) : '4';
    });
    const caregiver = difficulties.length > 0 ? '1' : '';
    const isIll = age >= 40 && this.#chance.uniform(p, 7) < (age - 30) / 120;
    return [...answers, caregiver, isIll ? TREATED_ILLS[this.#chance.below(TREATED_ILLS.length, p, 8)]! : '1'];
  }

  /** 431a to 431f. */
  programmes(p: number, isInPbi: boolean, desil: number): string[] {
    const { persons } = this.#city;
    const position = persons.labourState[p] === 1 ? (WORK[persons.occupation[p]!] ?? OTHER_WORK)[2] : '';
    const insured = isInPbi
      ? '1'
      : position === EMPLOYED_FORMALLY || position === '4'
        ? '4'
        : this.#chance.uniform(p, 9) < 0.5
          ? '2'
          : '8';
    const isPipPupil = persons.schoolLevel[p]! >= 2 && desil >= 1 && desil <= 4 && this.#chance.uniform(p, 20) < 0.6;
    return [insured, '2', '2', '2', isPipPupil ? '1' : '2', position === EMPLOYED_FORMALLY ? '7' : '0'];
  }
}

const NO_WORK: Work = ['', '', ''];
