/** Components of PKH that members bring their families: the largest of each member counts. */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import type { Components } from './aid.ts';
import { DISABLED } from '../columns.ts';
import { CONDITIONS, healthOfCondition, schoolOfCondition } from '../person-state.ts';

/** A family's components in one number: thousand rupiah a year below, the number of members who bring one above. */
const MEMBER = 2 ** 20;
export const thousandOf = (components: number): number => components & (MEMBER - 1);
export const membersOf = (components: number): number => components >>> 20;

export const AGE_BITS = 7;
/** Older than anybody: brings nothing. */
export const NO_AGE = (1 << AGE_BITS) - 1;
/** Entries of a table of components. */
export const COMPONENTS = CONDITIONS << AGE_BITS;
/** Index of it, for health and school (person-state.ts) and age. */
export const componentAt = (condition: number, age: number): number => (condition << AGE_BITS) | age;

export interface ComponentTables {
  /** [condition × age] what is added for a member: thousand rupiah a year and the member, or nothing. */
  readonly amounts: Uint32Array;
}

const component = (thousand: number): number => (thousand > 0 ? Math.round(thousand) + MEMBER : 0);

export function componentTables(rules: Components): ComponentTables {
  const amounts = new Uint32Array(COMPONENTS);
  for (let condition = 0; condition < CONDITIONS; condition++)
    for (let age = 0; age < SINGLE_YEARS.count; age++)
      amounts[componentAt(condition, age)] = component(
        Math.max(
          age <= rules.youngUpTo ? rules.youngChild : 0,
          age >= rules.elderlyFrom ? rules.elderly : 0,
          rules.school[schoolOfCondition(condition)] ?? 0,
          (healthOfCondition(condition) & DISABLED) === 0 ? 0 : rules.disabled,
        ),
      );
  return { amounts };
}
