/** Answers of sheets 3 and 5 of Regsosek 2022-K for one family: its house and what it owns follow its welfare. */
import { type Chance, chance } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import { LIST_BITS } from '../truth.ts';

/** How much of an answer is not welfare: standard deviations of noise beside one of welfare. */
const NOISE = 0.7;

/** An asset of question 502 and the welfare from which on half of the families have it, in standard deviations. */
const ASSETS: readonly number[] = [1.6, -0.3, 1.0, 2.0, 2.4, 0.9, 0.4, 0.7, -1.0, -0.2, 1.4, 4, 5, -1.3];
const LIVESTOCK_QUESTIONS = 5;
const QUARTER_OF_YEAR = '10';

export class FamilySheet {
  readonly #city: City;
  readonly #chance: Chance;

  constructor(city: City) {
    this.#city = city;
    this.#chance = chance(city.seed, 'registers', 'regsosek-family');
  }

  /** Welfare as one question sees it: -3 to 3, more or less. */
  #sees(household: number, question: number): number {
    return this.#city.households.welfare[household]! + NOISE * this.#chance.normal(household, question * 2);
  }

  /** 301a to 310. */
  house(h: number): string[] {
    const sees = (question: number): number => this.#sees(h, question);
    const isOwned = sees(1) > -1.1;
    const area = Math.max(9, Math.exp(4 + 0.38 * sees(2)));
    const power = sees(3);
    const hasOwnToilet = sees(4) > -1.6;
    return [
      isOwned ? '1' : sees(5) > -0.4 ? '2' : '3',
      isOwned ? (sees(6) > -0.8 ? '1' : '5') : '6',
      (Math.round(area * 2) / 2).toFixed(1).replace('.', ','),
      step(sees(7), [-2.2, -1.1, -0.4, 1.3], ['8', '6', '4', '2', '1']),
      step(sees(8), [-2.2, -1.7], ['4', '3', '1']),
      step(sees(9), [-2.0, 1.8], ['4', '2', '1']),
      step(sees(10), [-1.2, -0.5, 0.2, 1.2], ['5', '4', '3', '2', '1']),
      sees(10) > -1.2 ? '' : sees(11) > -1.5 ? '2' : '1',
      sees(12) > -1.8 ? '1' : '2',
      step(power, [-0.9, 0.5, 1.2, 1.9], ['1', '2', '3', '4', '5']),
      power > 2.3 ? '3' : '',
      '',
      step(sees(13), [-2.4, 1.1], ['10', '4', '3']),
      hasOwnToilet ? '1' : '2',
      hasOwnToilet ? '1' : '4',
      sees(14) > -1.4 ? '1' : '4',
    ];
  }

  /** 501a to 501g, each with month and year. */
  programmes(h: number, lists: Uint8Array): string[] {
    const receives = [LIST_BITS.sembako, LIST_BITS.pkh, 0, 0, LIST_BITS.bltd, 0, 0].map((bit) => (lists[h]! & bit) > 0);
    const hasCheapPower = this.#sees(h, 3) < -0.9;
    return receives.flatMap((isReceived, i) => {
      const gets = isReceived || (i === 3 && hasCheapPower);
      return gets ? ['1', QUARTER_OF_YEAR, '2025'] : ['2', '', ''];
    });
  }

  /** 502a to 506. */
  assets(h: number): string[] {
    const goods = ASSETS.map((half, i) => (this.#sees(h, 20 + i) > half ? '1' : '2'));
    const land = this.#sees(h, 40) > 1.2 ? '1' : '2';
    const house = this.#sees(h, 41) > 1.8 ? '1' : '2';
    const animals = Array.from({ length: LIVESTOCK_QUESTIONS }, (_, i) =>
      this.#chance.uniform(h, 100 + i) < [0.01, 0.001, 0.0005, 0, 0.02][i]!
        ? String(1 + this.#chance.below(4, h, 110 + i))
        : '0',
    );
    const internet = step(this.#sees(h, 42), [-1.5, 0.4, 1.5], ['0', '3', '2', '1']);
    return [...goods, land, house, ...animals, internet, this.#sees(h, 43) > -0.2 ? '2' : '4'];
  }
}

/** The answer of the step on which a value stands; `answers` has one more than `limits`. */
function step(value: number, limits: readonly number[], answers: readonly string[]): string {
  let i = 0;
  while (i < limits.length && value > limits[i]!) i++;
  return answers[i]!;
}
