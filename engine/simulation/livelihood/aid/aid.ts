/** What the simulated programmes give and to whom, on one day: amounts and limits are those of models/assistance. */
import { join } from 'node:path';
import { loadProgrammes } from '../../../assistance/programmes/load.ts';
import { rulesOn, type RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { SIMULATED_PROGRAMMES, type LivelihoodParameters, type SimulatedProgramme } from '../parameters.ts';

/** Who comes first, and who is asked at all. */
export const TARGETING = ['current-list', 'score', 'categorical', 'universal'] as const;
export type Targeting = (typeof TARGETING)[number];

/** Thousand rupiah a year. */
export interface Aid {
  readonly key: SimulatedProgramme;
  /** A family counts as one, or as its persons. */
  readonly isOfPersons: boolean;
  readonly isCash: boolean;
  readonly desilLimit: number;
  /** For each unit; 0 where members have components of their own. */
  readonly amount: number;
  readonly hasComponents: boolean;
}

/** Components of PKH: what a member brings his family, thousand rupiah a year; the largest of his own counts. */
export interface Components {
  readonly youngChild: number;
  readonly youngUpTo: number;
  /** [LEVELS] */
  readonly school: readonly number[];
  readonly disabled: number;
  readonly elderly: number;
  readonly elderlyFrom: number;
  readonly memberCap: number;
}

export interface AidRules {
  /** In the order of SIMULATED_PROGRAMMES. */
  readonly aids: readonly Aid[];
  readonly components: Components;
}

const AMOUNT_OF: Readonly<Record<Exclude<SimulatedProgramme, 'pkh'>, string>> = {
  sembako: 'food',
  bltd: 'cash',
  'pbi-jk': 'premium',
};

/**
 * @param day days since 1970-01-01
 * @throws TwinError configuration when an amount or limit that is simulated is not there
 */
export function loadAidRules(
  modelsFolder: string,
  { programmes }: LivelihoodParameters['programmes'],
  day: number,
): AidRules {
  const known = loadProgrammes(modelsFolder).programmes;
  const rules = (key: SimulatedProgramme): RuleSet => {
    const programme = known.find(({ id }) => id === key);
    if (programme === undefined) throw missing(modelsFolder, key, 'a programme of that name');
    // Rules that begin later than the snapshot are taken as they begin.
    return rulesOn(programme, Math.max(day, programme.validFrom));
  };
  const aids = SIMULATED_PROGRAMMES.map((key): Aid => {
    const { limits, rupiahPerYear } = rules(key);
    return {
      key,
      isOfPersons: programmes[key].unit === 'person',
      isCash: programmes[key].isCash,
      desilLimit: needed(limits, modelsFolder, key, 'desilLimit'),
      amount: key === 'pkh' ? 0 : needed(rupiahPerYear, modelsFolder, key, AMOUNT_OF[key]) / 1000,
      hasComponents: key === 'pkh',
    };
  });
  const { limits, rupiahPerYear, memberCap } = rules('pkh');
  const amount = (name: string): number => needed(rupiahPerYear, modelsFolder, 'pkh', name) / 1000;
  return {
    aids,
    components: {
      youngChild: amount('youngChild'),
      youngUpTo: needed(limits, modelsFolder, 'pkh', 'youngChildAge'),
      school: [0, 0, amount('primary'), amount('lowerSecondary'), amount('upperSecondary'), 0],
      disabled: amount('severeDisability'),
      elderly: amount('elderly'),
      elderlyFrom: needed(limits, modelsFolder, 'pkh', 'elderlyAge'),
      memberCap,
    },
  };
}

function needed(values: ReadonlyMap<string, number>, modelsFolder: string, key: string, name: string): number {
  const value = values.get(name);
  if (value === undefined || Number.isNaN(value)) throw missing(modelsFolder, key, `a value of ${name} in force`);
  return value;
}

const missing = (modelsFolder: string, key: string, expected: string): TwinError =>
  new TwinError('configuration', {
    code: 'aid-rule-missing',
    what: `The simulation carries the programme ${key} on, and its rules do not hold what it needs.`,
    where: { file: join(modelsFolder, 'assistance', key, 'parameters.yaml').split('/').slice(-3).join('/') },
    expected,
    todo: 'Add it to that file with its source.',
  });
