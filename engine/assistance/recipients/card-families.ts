/** Which household has which family card, by its residents. */
import type { Linkage } from '../../linkage/linkage.ts';
import { goldenTextOf } from '../../population/golden.ts';
import type { RegisterReading, RegisterRecords } from '../../registers/records.ts';

export interface CardInputs extends Pick<RegisterReading, 'registers'> {
  readonly linkage: Linkage;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
}

export class CardFamilies {
  readonly #inputs: CardInputs;
  readonly #householdOf = new Map<string, number>();

  constructor(inputs: CardInputs) {
    this.#inputs = inputs;
    inputs.householdOfPerson.forEach((household, person) => {
      const card = household < 0 ? '' : this.#cardOf(person);
      // A card that two households have, by a slip of a digit, tells neither.
      if (card !== '')
        this.#householdOf.set(card, this.#of(card) === undefined ? household : this.#same(card, household));
    });
  }

  /**
   * @param person of the linkage; -1 for none
   * @returns row in HouseholdColumns of the person; of who is no resident, of the card that the row or the person has; -1 where no
   *          family here has it
   */
  householdOf(records: RegisterRecords, row: number, person: number): number {
    const own = person < 0 ? -1 : this.#inputs.householdOfPerson[person]!;
    if (own >= 0) return own;
    const column = records.columns.get('kkNumber');
    const written = column?.kind === 'text' ? column.dictionary.values[column.codes[row]!]! : '';
    return this.#of(written) ?? (person < 0 ? -1 : (this.#of(this.#cardOf(person)) ?? -1));
  }

  #of(card: string): number | undefined {
    return card === '' ? undefined : this.#householdOf.get(card);
  }

  #same(card: string, household: number): number {
    return this.#householdOf.get(card) === household ? household : -1;
  }

  #cardOf(person: number): string {
    return goldenTextOf(this.#inputs, this.#inputs.linkage, 'kkNumber', person);
  }
}
