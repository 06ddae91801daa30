/** Couples and people without a spouse: each is a unit, which keeps a household or lives in that of another. */
import { chance } from '../../kernel/random.ts';
import { tabulate } from '../sampling.ts';
import { FEMALE, MALE, VOTING_AGE, type Pool } from './age-structure.ts';
import { DIVORCED, MARRIED, NEVER_MARRIED, NOBODY, WIDOWED } from './marriage.ts';
import type { PopulationParameters } from './population-parameters.ts';

/**
 * How a unit lives: at the head of its own household; as `child` with the parents of one of the two; as `elder` with a
 * grown child; as `relative` with others. What cannot be had (no fitting household) becomes `head`.
 */
export const LIVING = ['head', 'child', 'elder', 'relative'] as const;
export const AS_HEAD = 0;
export const AS_CHILD = 1;
export const AS_ELDER = 2;
export const AS_RELATIVE = 3;

/** Row i of every column is one unit. Never-married people without a household of their own are in none. */
export interface Units {
  readonly count: number;
  /** [unit] person, NOBODY where there is none. */
  readonly man: Int32Array;
  readonly woman: Int32Array;
  /** [unit] index into LIVING. */
  readonly living: Uint8Array;
  /** [unit] the one of the two whose parents they live with, or whose child they are; NOBODY for heads. */
  readonly anchor: Int32Array;
  /** [unit] the unit at the head of the household where it lives; itself for heads. */
  readonly host: Int32Array;
}

/** Never-married people who live with others. */
export interface Singles {
  /** With their parents. */
  readonly children: readonly number[];
  /** With other kin. */
  readonly relatives: readonly number[];
}

class UnitList {
  readonly man: number[] = [];
  readonly woman: number[] = [];
  readonly living: number[] = [];
  readonly anchor: number[] = [];

  add(man: number, woman: number, living: number, anchor: number): void {
    this.man.push(man);
    this.woman.push(woman);
    this.living.push(living);
    this.anchor.push(anchor);
  }

  done(): Units {
    const count = this.man.length;
    return {
      count,
      man: Int32Array.from(this.man),
      woman: Int32Array.from(this.woman),
      living: Uint8Array.from(this.living),
      anchor: Int32Array.from(this.anchor),
      host: Int32Array.from({ length: count }, (_, unit) => unit),
    };
  }
}

type Arrangements = PopulationParameters['livingArrangements'];

/** [age] chance of each way of living, for people without a spouse beside them, by marital status. */
function lonelyChances(arrangements: Arrangements): Readonly<Record<number, readonly [Float64Array, Float64Array]>> {
  const none = new Float64Array(111);
  return {
    [NEVER_MARRIED]: [tabulate(arrangements.neverMarriedAsHead), tabulate(arrangements.neverMarriedWithParents)],
    [MARRIED]: [
      tabulate(arrangements.marriedWithoutSpouseAsHead),
      tabulate(arrangements.marriedWithoutSpouseAsHead).map((share, age) => (age < 45 ? 1 - share : 0)),
    ],
    [DIVORCED]: [tabulate(arrangements.divorcedAsHead), tabulate(arrangements.divorcedWithParents)],
    [WIDOWED]: [tabulate(arrangements.widowedAsHead), none],
  };
}

/**
 * Decides for everybody how to live.
 *
 * @param status [person] marital status
 * @param spouse [person] row of the spouse
 */
export function makeUnits(
  pool: Pool,
  status: Uint8Array,
  spouse: Int32Array,
  arrangements: Arrangements,
  seed: number,
): { readonly units: Units; readonly singles: Singles } {
  const draws = chance(seed, 'living');
  const list = new UnitList();
  const children: number[] = [];
  const relatives: number[] = [];
  const lonely = lonelyChances(arrangements);
  const coupleWithParents = tabulate(arrangements.coupleWithParents);
  const elderWithChild = tabulate(arrangements.elderCoupleWithChild);
  for (let person = 0; person < pool.count; person++) {
    const age = pool.ageYears[person]!;
    const draw = draws.uniform(person);
    const partner = spouse[person]!;
    if (partner !== NOBODY) {
      if (pool.sex[person] === MALE) continue; // The wife's row speaks for both.
      const isElder = age >= 60 && draw > 1 - elderWithChild[age]!;
      const isChild = draw < coupleWithParents[age]!;
      const withHusbands = draws.uniform(person, 1) < arrangements.withHusbandsParents;
      const living = isElder ? AS_ELDER : isChild ? AS_CHILD : AS_HEAD;
      list.add(partner, person, living, living === AS_HEAD ? NOBODY : withHusbands ? partner : person);
      continue;
    }
    const [asHead, asChild] = lonely[status[person]!]!;
    const isSingle = status[person] === NEVER_MARRIED;
    if (age < VOTING_AGE) {
      (draw < arrangements.childWithRelatives ? relatives : children).push(person);
      continue;
    }
    const living =
      draw < asHead[age]!
        ? AS_HEAD
        : draw < asHead[age]! + asChild[age]!
          ? AS_CHILD
          : age >= 55
            ? AS_ELDER
            : AS_RELATIVE;
    if (isSingle && living === AS_CHILD) children.push(person);
    else if (isSingle && living !== AS_HEAD) relatives.push(person);
    else {
      const isMan = pool.sex[person] !== FEMALE;
      list.add(isMan ? person : NOBODY, isMan ? NOBODY : person, living, living === AS_HEAD ? NOBODY : person);
    }
  }
  return { units: list.done(), singles: { children, relatives } };
}
