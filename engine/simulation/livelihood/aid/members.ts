/**
 * Members for whom a family is given a programme: how many fit, and what they are due together. Who fits is what the rules of
 * models/assistance say of him, asked as engine/assistance asks it of one person; what he adds to his family stands in a
 * table, so that a year looks up one entry a person.
 */
import { truth, type Facts } from '../../../assistance/evaluation/one-family.ts';
import { YES } from '../../../assistance/evaluation/truth.ts';
import { factsOf } from '../../../assistance/programmes/expression.ts';
import { ruleError } from '../../../assistance/programmes/rule-error.ts';
import type { RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { AGE_OF } from '../ages.ts';
import { BROUGHT, FITS, FITS_AT, type HouseholdLives, type Members, type PersonLives } from '../columns.ts';
import { conditionOf, CONDITIONS, HEALTH_AT, schoolOfCondition } from '../person-state.ts';
import { LEVELS } from '../school/education.ts';
import { componentAt } from './components.ts';
import type { SimulatedConditions } from './conditions.ts';
import { factsOfPerson, ORPHAN } from './simulated-facts.ts';

/** Members of a household that are told apart in `fits`; a larger one is refused (homes-at-hand.ts). */
const COUNT_BITS = 9;
export const MOST_MEMBERS = (1 << COUNT_BITS) - 1;
const WORD_BITS = 32;

/** Where a programme has its part of a household's FITS. */
export interface MemberField {
  readonly word: number;
  readonly countAt: number;
  /** What they are due, in steps of so many thousand rupiah a year; of no bits where all are due the same. */
  readonly stepsAt: number;
  readonly stepsMask: number;
  readonly thousandAStep: number;
}

export interface MemberTables {
  /** [orphan × condition × age × FITS] what somebody adds to his household; condition as of person-state.ts. */
  readonly adds: Uint32Array;
  /** [programme] undefined where no member is asked about. */
  readonly fields: readonly (MemberField | undefined)[];
  /** Up to this age it counts whether somebody is an orphan; −1 where nothing asks it. */
  readonly orphansUpTo: number;
}

/** Of `adds`, for health and school of a state, and whether somebody is an orphan. */
const BRANCHES = 2 * CONDITIONS;
const branchOf = (state: number, orphan: 0 | 1): number => conditionOf(state) + orphan * CONDITIONS;
const indexOf = (branch: number, age: number): number => componentAt(branch, age) * FITS;

export const countIn = (
  { brought }: Pick<HouseholdLives, 'brought'>,
  { word, countAt }: MemberField,
  home: number,
): number => (brought[home * BROUGHT + FITS_AT + word]! >>> countAt) & MOST_MEMBERS;

/** Thousand rupiah a year by the rules, where not all are due the same. */
export const dueIn = (
  { brought }: Pick<HouseholdLives, 'brought'>,
  { word, stepsAt, stepsMask, thousandAStep }: MemberField,
  home: number,
): number => ((brought[home * BROUGHT + FITS_AT + word]! >>> stepsAt) & stepsMask) * thousandAStep;

/** What a programme asks of members. */
export interface AskedMembers {
  readonly rules: RuleSet;
  readonly ofMembers: SimulatedConditions['ofMembers'];
  /** Rupiah a year of each who fits, where all are due the same; undefined where the rules tell of each. */
  readonly rupiah: number | undefined;
}

/** @returns thousand rupiah a year of somebody; 0 where he does not fit */
export function dueOf({ rules, ofMembers, rupiah }: AskedMembers, person: Facts): number {
  const about = { rules, family: { facts: person, members: [] }, person };
  if (ofMembers.some((when) => truth(when, about) !== YES)) return 0;
  if (rupiah !== undefined) return Math.max(1, Math.round(rupiah / 1000));
  return Math.round(
    rules.components.reduce((most, { when, amount }) => {
      const applies = when === undefined ? YES : truth(when, about);
      return applies === YES ? Math.max(most, rules.rupiahPerYear.get(amount)!) : most;
    }, 0) / 1000,
  );
}

/**
 * @param asked [programme] undefined where no member is asked about
 * @throws TwinError configuration where more is asked of members than there is room for
 */
export function memberTables(asked: readonly (AskedMembers | undefined)[]): MemberTables {
  const adds = new Uint32Array(componentAt(BRANCHES, 0) * FITS);
  const used = new Array<number>(FITS).fill(0);
  let orphansUpTo = -1;
  const fields = asked.map((each): MemberField | undefined => {
    if (each === undefined) return undefined;
    const dues = duesOf(each);
    const field = fieldFor(each, dues, used);
    dues.forEach((thousand, i) => {
      if (thousand > 0)
        adds[i * FITS + field.word]! +=
          2 ** field.countAt + (field.stepsMask === 0 ? 0 : (thousand / field.thousandAStep) * 2 ** field.stepsAt);
    });
    orphansUpTo = Math.max(orphansUpTo, lastAgeOfOrphans(dues));
    return field;
  });
  return { adds, fields, orphansUpTo };
}

/** [branch × age] thousand rupiah a year; 0 for who does not fit. */
function duesOf(asked: AskedMembers): Uint32Array {
  const dues = new Uint32Array(componentAt(BRANCHES, 0));
  const facts = asked.ofMembers.flatMap(factsOf);
  if (facts.includes('isJobSeeker'))
    throw ruleError(
      asked.rules.programme.path,
      'conditions',
      'ask who looks for work, and the simulation asks that for courses alone',
      'Leave that condition out, or the programme out of models/livelihood/programmes.yaml.',
    );
  for (let branch = 0; branch < BRANCHES; branch++) {
    const condition = branch % CONDITIONS;
    if (schoolOfCondition(condition) >= LEVELS.length) continue;
    const circumstance = (condition << HEALTH_AT) | (branch < CONDITIONS ? 0 : ORPHAN);
    for (let age = 0; age < SINGLE_YEARS.count; age++)
      dues[componentAt(branch, age)] = dueOf(asked, factsOfPerson(circumstance, age));
  }
  return dues;
}

function fieldFor({ rules, rupiah }: AskedMembers, dues: Uint32Array, used: number[]): MemberField {
  const distinct = [...new Set(dues)].filter((each) => each > 0);
  const thousandAStep = Math.max(1, distinct.reduce(commonDivisor, 0));
  const most = (Math.max(0, ...distinct) / thousandAStep) * MOST_MEMBERS;
  const stepBits = rupiah === undefined ? Math.ceil(Math.log2(most + 1)) : 0;
  const word = used.findIndex((bits) => bits + COUNT_BITS + stepBits <= WORD_BITS);
  if (word < 0)
    throw ruleError(
      rules.programme.path,
      'conditions',
      'ask more of members than the simulation has room for beside the other programmes',
      'Leave a programme of persons out of models/livelihood/programmes.yaml, or let its members be due the same.',
    );
  const countAt = used[word]!;
  used[word]! += COUNT_BITS + stepBits;
  return { word, countAt, stepsAt: countAt + COUNT_BITS, stepsMask: 2 ** stepBits - 1, thousandAStep };
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));

/** Highest age at which being an orphan makes a difference. */
function lastAgeOfOrphans(dues: Uint32Array): number {
  for (let age = SINGLE_YEARS.count - 1; age >= 0; age--)
    for (let condition = 0; condition < CONDITIONS; condition++)
      if (dues[componentAt(condition, age)] !== dues[componentAt(condition + CONDITIONS, age)]) return age;
  return -1;
}

/** Whether somebody has lost a parent, as far as the simulation knows: it does not of who came or began without them. */
const isOrphan = ({ lostParent }: Members, row: number): boolean => lostParent?.[row] === 1;

/** Adds what orphans add besides: what everybody adds else is there already. */
export function addOrphans(
  persons: Members,
  { state }: PersonLives,
  { brought }: Pick<HouseholdLives, 'brought'>,
  tables: MemberTables,
): void {
  const { rows, sexAge, household, lostParent } = persons;
  if (lostParent === undefined) return;
  for (let row = 0; row < rows; row++) {
    // Nobody's age is above all.
    if (lostParent[row] === 0 || AGE_OF[sexAge[row]!]! > tables.orphansUpTo) continue;
    addChange(
      brought,
      tables,
      household[row]!,
      AGE_OF[sexAge[row]!]!,
      branchOf(state[row]!, 0),
      branchOf(state[row]!, 1),
    );
  }
}

function addChange(
  brought: Uint32Array,
  { adds }: Pick<MemberTables, 'adds'>,
  household: number,
  age: number,
  before: number,
  now: number,
): void {
  const [had, has] = [indexOf(before, age), indexOf(now, age)];
  const at = household * BROUGHT + FITS_AT;
  for (let i = 0; i < FITS; i++) brought[at + i]! += adds[has + i]! - adds[had + i]!;
}

/** What somebody adds who is no orphan, or is not asked yet whether he is one. */
export function addMember(
  brought: Uint32Array,
  { adds }: Pick<MemberTables, 'adds'>,
  household: number,
  age: number,
  state: number,
): void {
  const from = indexOf(branchOf(state, 0), age);
  for (let i = 0; i < FITS; i++) brought[household * BROUGHT + FITS_AT + i]! += adds[from + i]!;
}

/** Of somebody of whom it is not asked yet whether he is an orphan. */
export const changeBeforeOrphans = (
  brought: Uint32Array,
  tables: MemberTables,
  household: number,
  age: number,
  before: number,
  now: number,
): void => addChange(brought, tables, household, age, branchOf(before, 0), branchOf(now, 0));

/** Of somebody who lives otherwise than he did when members were added. */
export function changeMember(
  persons: Members,
  { brought }: Pick<HouseholdLives, 'brought'>,
  tables: MemberTables,
  row: number,
  before: number,
  now: number,
): void {
  const age = AGE_OF[persons.sexAge[row]!]!;
  const orphan = age <= tables.orphansUpTo && isOrphan(persons, row) ? 1 : 0;
  addChange(brought, tables, persons.household[row]!, age, branchOf(before, orphan), branchOf(now, orphan));
}
