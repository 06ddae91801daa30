/** Residents of an Indonesian town, as registers write them. */
import { type Draws, frequent, type Frequent } from './draws.ts';
import { times } from './copies.ts';
import { digit, indonesianSpelling, initial, monthDay, typo, wordLost, type Errors, type Values } from './slips.ts';
import { INDONESIAN, namesOf, titled, wordsOf } from './words.ts';

interface Town {
  readonly names: Frequent<string>;
  readonly streets: readonly string[];
  readonly kelurahan: Frequent<string>;
}

function townOf(draws: Draws): Town {
  return {
    names: namesOf(draws, INDONESIAN, 900),
    streets: wordsOf(draws, INDONESIAN, 120).map(titled),
    kelurahan: frequent(wordsOf(draws, INDONESIAN, 27).map(titled), 0.3),
  };
}

/** A name of one to three words, one word in six. */
function fullName(draws: Draws, { names }: Town): string {
  const words = draws.pick([1, 2, 2, 2, 3, 3]);
  return times(words, () => draws.often(names)).join(' ');
}

/** Numbers that are given out once: of those who are born on one day in one kecamatan, one behind the other. */
class Numbers {
  readonly #serials = new Map<string, number>();

  nik(born: string, isWoman: boolean, kecamatan: number): string {
    const [year, month, day] = born.split('-');
    const birth = [String(Number(day) + (isWoman ? 40 : 0)).padStart(2, '0'), month!, year!.slice(2)].join('');
    const start = `35770${kecamatan}${birth}`;
    const serial = (this.#serials.get(start) ?? 0) + 1;
    this.#serials.set(start, serial);
    return start + String(serial).padStart(4, '0');
  }
}

/**
 * Columns of Indonesian headings, of which the number of the card is all that people of a house share; twins of one sex with
 * a word of their names in common in one house of so many.
 */
export function cardHolders(draws: Draws, houses: number, housesATwin: number): Values[] {
  const town = townOf(draws);
  const numbers = new Numbers();
  return times(houses, (house) => {
    const kecamatan = 1 + draws.below(3);
    const no_kk = `35770${kecamatan}${draws.digits(2)}${String(house).padStart(8, '0')}`;
    const member = (nama: string, born: string, isWoman: boolean): Values => ({
      nik: numbers.nik(born, isWoman, kecamatan),
      no_kk,
      nama,
      tanggal_lahir: born,
      jenis_kelamin: isWoman ? 'P' : 'L',
    });
    const people = times(1 + draws.below(5), () =>
      member(fullName(draws, town), draws.day(1940, 2015), draws.happens(0.5)),
    );
    if (house % housesATwin !== 0) return people;
    const [born, isWoman, word] = [draws.day(1990, 2024), draws.happens(0.5), draws.often(town.names)];
    return [...people, ...times(2, () => member(`${draws.often(town.names)} ${word}`, born, isWoman))];
  }).flat();
}

/** Columns of Indonesian headings; every NIK is another. */
export function residents(draws: Draws, count: number): Values[] {
  const town = townOf(draws);
  const numbers = new Numbers();
  return times(count, () => {
    const [born, isWoman] = [draws.day(1935, 2024), draws.happens(0.5)];
    return {
      nik: numbers.nik(born, isWoman, 1 + draws.below(3)),
      nama: fullName(draws, town),
      tanggal_lahir: born,
      jenis_kelamin: isWoman ? 'P' : 'L',
      alamat: `Jl. ${draws.pick(town.streets)} No. ${1 + draws.below(90)}`,
      rt: String(1 + draws.below(12)).padStart(3, '0'),
      rw: String(1 + draws.below(8)).padStart(3, '0'),
      kelurahan: draws.often(town.kelurahan),
      nama_ibu: fullName(draws, town),
    };
  });
}

const NAME = [typo, indonesianSpelling, indonesianSpelling, wordLost];

export const RESIDENT_ERRORS: Errors = {
  nik: { wrong: 0.06, blank: 0.05, slips: [digit, typo] },
  nama: { wrong: 0.15, slips: NAME },
  tanggal_lahir: { wrong: 0.05, blank: 0.01, slips: [digit, monthDay] },
  jenis_kelamin: { wrong: 0.005, slips: [(sex) => (sex === 'L' ? 'P' : 'L')] },
  alamat: { wrong: 0.25, blank: 0.03, slips: [typo, digit, wordLost] },
  rt: { wrong: 0.05, slips: [digit] },
  rw: { wrong: 0.04, slips: [digit] },
  kelurahan: { wrong: 0.03, slips: [typo] },
  nama_ibu: { wrong: 0.15, blank: 0.1, slips: [...NAME, initial] },
};

export const CARD_ERRORS: Errors = { ...RESIDENT_ERRORS, no_kk: { wrong: 0.03, blank: 0.02, slips: [digit] } };
