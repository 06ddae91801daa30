/** Which school and class every pupil of the city sits in. */
import { type Chance, chance } from '../../../kernel/random.ts';
import type { WritingContext } from './context.ts';

const LEVELS = ['', 'TK', 'SD', 'SMP', 'SMA'] as const;
const TK = 1;
const SD = 2;
const SMP = 3;
/** Schools of the city for the levels that are not counted by kelurahan. */
const SMP_COUNT = 14;
const SMA_COUNT = 6;
const SMK_COUNT = 5;
const SHARE_IN_SMK = 0.45;
const SD_PER_KELURAHAN = 3;
const ROMBEL = ['A', 'B', 'C', 'D'];

export interface Seat {
  readonly school: string;
  readonly level: string;
  readonly rombel: string;
  /** Orders the file: school, then class. */
  readonly order: number;
}

export class Schools {
  readonly #context: WritingContext;
  readonly #chance: Chance;

  constructor(context: WritingContext) {
    this.#context = context;
    this.#chance = chance(context.city.seed, 'registers', 'dapodik-sheet');
  }

  /** Young children go to school in their kelurahan, the older anywhere in the city. */
  seatOf(p: number): Seat {
    const { city, areas } = this.#context;
    const { persons, households } = city;
    const level = persons.schoolLevel[p]!;
    const kelurahan = households.kelurahan[persons.household[p]!]!;
    const dice = this.#chance;
    const grade = level === TK ? 0 : persons.schoolGrade[p]!;
    const rombel = dice.below(level === TK ? 2 : ROMBEL.length, p, 2);
    const inClass = grade * 10 + rombel;
    const name = level === TK ? `Kelompok ${ROMBEL[rombel]}` : `Kelas ${grade}${ROMBEL[rombel]}`;
    const seat = (school: string, at: number, word: string): Seat => ({
      school,
      level: word,
      rombel: name,
      order: (level * 10000 + at) * 1000 + inClass,
    });
    if (level === TK) return seat(`TK DHARMA WANITA ${areas.kelurahan[kelurahan]}`, kelurahan, 'TK');
    if (level === SD) {
      const n = dice.below(SD_PER_KELURAHAN, p, 1);
      return seat(`SD NEGERI 0${n + 1} ${areas.kelurahan[kelurahan]}`, kelurahan * SD_PER_KELURAHAN + n, 'SD');
    }
    if (level === SMP) {
      const n = dice.below(SMP_COUNT, p, 1);
      return seat(`SMP NEGERI ${n + 1} MADIUN`, n, 'SMP');
    }
    const isSmk = dice.uniform(p, 3) < SHARE_IN_SMK;
    const n = dice.below(isSmk ? SMK_COUNT : SMA_COUNT, p, 1);
    return seat(
      `${isSmk ? 'SMK' : 'SMA'} NEGERI ${n + 1} MADIUN`,
      (isSmk ? 100 : 0) + n,
      isSmk ? 'SMK' : LEVELS[level]!,
    );
  }
}
