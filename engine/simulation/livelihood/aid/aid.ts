/**
 * What the simulated programmes give and to whom, on one day: the rules of models/assistance, read and put together by
 * engine/assistance, as far as the simulation carries the facts that they ask.
 */
import { join } from 'node:path';
import { loadProgrammes } from '../../../assistance/programmes/load.ts';
import { factsOf } from '../../../assistance/programmes/expression.ts';
import { ruleError } from '../../../assistance/programmes/rule-error.ts';
import { rulesOn, type RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { levelOf } from '../../../assistance/programmes/shape.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { OFFERS } from '../columns.ts';
import {
  COURSES,
  SIMULATED_PROGRAMMES,
  type LivelihoodParameters,
  type ProgrammeParameters,
  type SimulatedProgramme,
} from '../parameters.ts';
import { componentsNotAsked, componentTables, type ComponentTables } from './components.ts';
import { simulatedConditions, type SimulatedConditions } from './conditions.ts';
import { courseTable } from './course.ts';
import { memberTables, type AskedMembers, type MemberField, type MemberTables } from './members.ts';
import { knownAmounts, unitRupiah } from './unit-amount.ts';

/** Who comes first, and who is asked at all. */
export const TARGETING = ['current-list', 'score', 'categorical', 'universal'] as const;
export type Targeting = (typeof TARGETING)[number];

/** Thousand rupiah a year. */
export interface Aid {
  readonly key: SimulatedProgramme;
  /** A family counts as one, or as its persons: those who fit, where members are asked about. */
  readonly isOfPersons: boolean;
  readonly isCash: boolean;
  /** Highest decile; 10 where the rules ask none. */
  readonly desilLimit: number;
  /** Members of the families that it is for. */
  readonly sizes: SimulatedConditions['sizes'];
  /** For each unit; 0 where members have components of their own, or are due something of their own. */
  readonly amount: number;
  readonly hasComponents: boolean;
  /** Where the members who fit are counted; undefined where none is asked about. */
  readonly members: MemberField | undefined;
  /** A place in a course: no family is given anything. */
  readonly isCourse: boolean;
  /** Bits of simulated programmes that no family may have besides. */
  readonly excluding: number;
  /** Who is given it at the start where no list was received: all who fit, nobody, or so many. */
  readonly withoutList: 'nobody' | 'who-fits' | number;
  /** Its rules are over before the first year is: nobody has it at the start. */
  readonly isOver: boolean;
  /** Who is on its list cannot care for himself: it tells of him what no register does. */
  readonly isOfFrail: boolean;
  /** Who is on its list has lost a parent: the same. */
  readonly isOfOrphans: boolean;
  /** Whether no source tells the amount, so that one is assumed. */
  readonly isAmountAssumed: boolean;
  /** Conditions and components of the rules that ask facts which the simulation does not carry: taken as fulfilled, or as absent. */
  readonly notAsked: readonly string[];
}

export interface AidRules {
  /** In the order of SIMULATED_PROGRAMMES. */
  readonly aids: readonly Aid[];
  readonly components: ComponentTables;
  readonly members: MemberTables;
  /** [circumstance × age] 1 for whom courses are. */
  readonly course: Uint8Array;
}

const DAYS_A_YEAR = 365;

/** The rules of one programme, and what the simulation makes of them. */
interface Read {
  readonly key: SimulatedProgramme;
  readonly rules: RuleSet;
  readonly own: ProgrammeParameters;
  readonly isOver: boolean;
  readonly conditions: SimulatedConditions;
  readonly hasComponents: boolean;
  /** Undefined where no member is asked about. */
  readonly asked: AskedMembers | undefined;
}

/**
 * @param day days since 1970-01-01
 * @throws TwinError configuration when a programme is not there, or its rules have a form that the simulation cannot ask
 */
export function loadAidRules(
  modelsFolder: string,
  { programmes }: LivelihoodParameters['programmes'],
  day: number,
): AidRules {
  const known = loadProgrammes(modelsFolder).programmes;
  const all = SIMULATED_PROGRAMMES.map((key, place): Read => {
    const programme = known.find(({ id }) => id === key);
    if (programme === undefined) throw missing(modelsFolder, key);
    // Rules that begin later than the snapshot are taken as they begin, and those that are over as they were at the end.
    const within = Math.min(Math.max(day, programme.validFrom), programme.validTo);
    const isOver = programme.validTo < day + DAYS_A_YEAR;
    return readProgramme(key, rulesOn(programme, within), programmes[key], place, isOver);
  });
  const members = memberTables(all.map(({ asked, key }) => (key === COURSES ? undefined : asked)));
  const courses = all.filter(({ key }) => key === COURSES);
  const aids = all.map((each, place) => aidOf(each, members.fields[place]));
  return {
    aids: aids.map((aid) => ({ ...aid, excluding: aid.excluding & ~leavingFor(modelsFolder, all, aid) })),
    components: componentTables(all.find(({ hasComponents }) => hasComponents)?.rules),
    members,
    course: courseTable(courses.flatMap(({ asked }) => asked ?? [])),
  };
}

function readProgramme(
  key: SimulatedProgramme,
  found: RuleSet,
  own: ProgrammeParameters,
  place: number,
  isOver: boolean,
): Read {
  const rules = knownAmounts(found, own);
  const conditions = simulatedConditions(rules);
  const hasComponents = rules.components.some(({ of }) => of === 'members');
  const isOfPersons = levelOf(rules.programme) === 'person';
  const isVaried = isOfPersons && rules.components.some(({ when }) => when !== undefined);
  const asksMembers = conditions.ofMembers.length > 0 || isVaried;
  const rupiah = hasComponents || isVaried ? undefined : unitRupiah(rules);
  // Loops ask about components, and no other member; nobody else asks about components.
  const fault =
    place < OFFERS
      ? asksMembers || conditions.sizes.from > 0 || conditions.sizes.to < Infinity
        ? 'conditions'
        : undefined
      : hasComponents
        ? 'components'
        : undefined;
  if (fault !== undefined || (isVaried && rules.components.some(({ adds }) => adds)))
    throw ruleError(
      rules.programme.path,
      fault ?? 'components',
      'ask of members what the simulation cannot ask of this programme',
      'The simulation has components of members for PKH alone, and facts of single members for programmes after the first four.',
    );
  return {
    key,
    rules,
    own,
    isOver,
    conditions,
    hasComponents,
    asked: asksMembers ? { rules, ofMembers: conditions.ofMembers, rupiah } : undefined,
  };
}

function aidOf(
  { key, rules, own, isOver, conditions, hasComponents, asked }: Read,
  members: MemberField | undefined,
): Aid {
  const { desilLimit, sizes, excluding, notAsked } = conditions;
  const isDueEach = hasComponents || (asked !== undefined && asked.rupiah === undefined);
  return {
    key,
    isOfPersons: levelOf(rules.programme) === 'person',
    isCash: own.isCash,
    desilLimit,
    sizes,
    amount: isDueEach ? 0 : unitRupiah(rules) / 1000,
    hasComponents,
    members,
    isCourse: key === COURSES,
    excluding,
    withoutList: placesWithoutList(rules, own),
    isOver,
    isOfFrail: asksOf(asked, 'isBedridden'),
    isOfOrphans: asksOf(asked, 'isOrphan'),
    isAmountAssumed: own.assumedAmount !== undefined,
    notAsked: [...notAsked, ...(hasComponents || isDueEach ? componentsNotAsked(rules) : [])],
  };
}

const asksOf = (asked: Read['asked'], fact: string): boolean =>
  asked !== undefined && asked.ofMembers.some((when) => factsOf(when).includes(fact));

/** @returns bits of the programmes that families leave for this one */
function leavingFor(modelsFolder: string, all: readonly Read[], { key }: Aid): number {
  const first = SIMULATED_PROGRAMMES.indexOf(key);
  return all.reduce((bits, { key: left, own, conditions }, place) => {
    if (own.leavesFor?.includes(key) !== true) return bits;
    // It has to be asked later, and not to be given beside it: else a family would have both.
    if (place <= first || (conditions.excluding & (1 << first)) === 0)
      throw ruleError(
        join(modelsFolder, 'livelihood', 'programmes.yaml'),
        `programmes.${left}.leavesFor`,
        `names ${key}, for which no family can leave ${left}`,
        'Name programmes that the rules do not give beside it, and that stand before it in that file.',
      );
    return bits | (1 << place);
  }, 0);
}

function placesWithoutList({ programme, quota }: RuleSet, { withoutList }: ProgrammeParameters): Aid['withoutList'] {
  if (typeof withoutList === 'object') return withoutList.places;
  if (withoutList !== 'quota') return withoutList;
  if (quota?.city === undefined)
    throw ruleError(
      programme.path,
      'quotas',
      'tells no places of the whole city, and models/livelihood/programmes.yaml begins with them',
      'Write `city` there, or another beginning in models/livelihood/programmes.yaml.',
    );
  return quota.city;
}

const missing = (modelsFolder: string, key: string): TwinError =>
  new TwinError('configuration', {
    code: 'aid-rule-missing',
    what: `The simulation carries the programme ${key} on, and there are no rules of it.`,
    where: { file: join(modelsFolder, 'assistance', key, 'parameters.yaml').split('/').slice(-3).join('/') },
    expected: 'a programme of that name',
    todo: 'Add that file with its source.',
  });
