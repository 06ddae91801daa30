/**
 * What the simulated programmes give and to whom, on one day: the rules of models/assistance, read and put together by
 * engine/assistance, as far as the simulation carries the facts that they ask.
 */
import { join } from 'node:path';
import { loadProgrammes } from '../../../assistance/programmes/load.ts';
import { rulesOn, type RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { levelOf } from '../../../assistance/programmes/shape.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { SIMULATED_PROGRAMMES, type LivelihoodParameters, type SimulatedProgramme } from '../parameters.ts';
import { componentsNotAsked, componentTables, type ComponentTables } from './components.ts';
import { simulatedConditions, unitRupiah } from './conditions.ts';

/** Who comes first, and who is asked at all. */
export const TARGETING = ['current-list', 'score', 'categorical', 'universal'] as const;
export type Targeting = (typeof TARGETING)[number];

/** Thousand rupiah a year. */
export interface Aid {
  readonly key: SimulatedProgramme;
  /** A family counts as one, or as its persons. */
  readonly isOfPersons: boolean;
  readonly isCash: boolean;
  /** Highest decile; 10 where the rules ask none. */
  readonly desilLimit: number;
  /** For each unit; 0 where members have components of their own. */
  readonly amount: number;
  readonly hasComponents: boolean;
  /** Bits of simulated programmes that no family may have besides. */
  readonly excluding: number;
  /** Conditions and components of the rules that ask facts which the simulation does not carry: taken as fulfilled, or as absent. */
  readonly notAsked: readonly string[];
}

export interface AidRules {
  /** In the order of SIMULATED_PROGRAMMES. */
  readonly aids: readonly Aid[];
  readonly components: ComponentTables;
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
  const ruleSets = SIMULATED_PROGRAMMES.map((key): RuleSet => {
    const programme = known.find(({ id }) => id === key);
    if (programme === undefined) throw missing(modelsFolder, key);
    // Rules that begin later than the snapshot are taken as they begin.
    return rulesOn(programme, Math.max(day, programme.validFrom));
  });
  const aids = SIMULATED_PROGRAMMES.map((key, place): Aid => {
    const rules = ruleSets[place]!;
    const { desilLimit, excluding, notAsked } = simulatedConditions(rules);
    const hasComponents = rules.components.some(({ of }) => of === 'members');
    return {
      key,
      isOfPersons: levelOf(rules.programme) === 'person',
      isCash: programmes[key].isCash,
      desilLimit,
      amount: hasComponents ? 0 : unitRupiah(rules) / 1000,
      hasComponents,
      excluding,
      notAsked: [...notAsked, ...(hasComponents ? componentsNotAsked(rules) : [])],
    };
  });
  return { aids, components: componentTables(ruleSets[aids.findIndex(({ hasComponents }) => hasComponents)]) };
}

const missing = (modelsFolder: string, key: string): TwinError =>
  new TwinError('configuration', {
    code: 'aid-rule-missing',
    what: `The simulation carries the programme ${key} on, and there are no rules of it.`,
    where: { file: join(modelsFolder, 'assistance', key, 'parameters.yaml').split('/').slice(-3).join('/') },
    expected: 'a programme of that name',
    todo: 'Add that file with its source.',
  });
