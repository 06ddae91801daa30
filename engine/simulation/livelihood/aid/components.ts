/** Components of PKH that members bring their families: the largest of each member counts. */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { AGE_OF } from '../ages.ts';
import type { Components } from './aid.ts';
import { DISABLED, type Members, type PersonLives } from '../columns.ts';
import { LEVELS } from '../school/education.ts';

/** A family's components in one number: thousand rupiah a year below, the number of members who bring one above. */
const MEMBER = 2 ** 20;
const AGES = SINGLE_YEARS.count;
export const thousandOf = (components: number): number => components & (MEMBER - 1);
export const membersOf = (components: number): number => components >>> 20;

export interface ComponentTables {
  /** [LEVELS × age] what is added for a member without a disability: thousand rupiah a year and the member, or nothing. */
  readonly amounts: Uint32Array;
  readonly disabled: number;
}

const component = (thousand: number): number => (thousand > 0 ? Math.round(thousand) + MEMBER : 0);

export function componentTables(rules: Components): ComponentTables {
  return {
    amounts: Uint32Array.from({ length: LEVELS.length * AGES }, (_, i) => {
      const age = i % AGES;
      const ofAge = Math.max(
        age <= rules.youngUpTo ? rules.youngChild : 0,
        age >= rules.elderlyFrom ? rules.elderly : 0,
      );
      return component(Math.max(ofAge, rules.school[Math.floor(i / AGES)]!));
    }),
    disabled: component(rules.disabled),
  };
}

/**
 * Adds what some people bring.
 *
 * @param members      their rows, the first `number`
 * @param componentsOf [household]
 */
export function addComponents(
  { sexAge, household }: Members,
  { school, health }: PersonLives,
  { amounts, disabled }: ComponentTables,
  componentsOf: Uint32Array,
  members: Uint32Array,
  number: number,
): void {
  const ages = AGE_OF;
  const perLevel = AGES;
  for (let i = 0; i < number; i++) {
    const row = members[i]!;
    let amount = amounts[school[row]! * perLevel + ages[sexAge[row]!]!]!;
    if ((health[row]! & DISABLED) !== 0 && disabled > amount) amount = disabled;
    componentsOf[household[row]!]! += amount;
  }
}
