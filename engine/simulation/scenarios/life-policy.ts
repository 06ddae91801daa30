/** The levers of a scenario that act on how people live, year by year. */
import { SIMULATED_PROGRAMMES, type SimulatedProgramme } from '../livelihood/parameters.ts';
import { TARGETING, type AidRules } from '../livelihood/aid/aid.ts';
import { EDUCATIONS, LEVELS } from '../livelihood/school/education.ts';
import { plainPolicy, type AidPolicy, type LifePolicy } from '../livelihood/policy.ts';
import { isMeant, isMoved } from './apply-levers.ts';
import { PROGRAMME_LEVERS, type LeverCatalogue, type LeverName, type ProgrammeLever } from './levers.ts';
import type { MovedLever, Scenario } from './scenario-file.ts';

/** What a policy begins from, before any lever is moved. */
export interface PolicyGround {
  readonly areaCodes: readonly string[];
  readonly aidRules: AidRules;
  readonly levers: LeverCatalogue;
}

const PERCENT = 100;

/**
 * Levers in the order of the file. One at its default changes nothing, unless it is a setting that one before it has moved: of
 * settings the last that covers the year counts.
 *
 * @param moment middle of the step, 2026.5
 */
export function lifePolicyOf(
  { levers }: Scenario,
  { areaCodes, aidRules, levers: catalogue }: PolicyGround,
  moment: number,
): LifePolicy {
  const plain = plainPolicy(
    areaCodes.length,
    aidRules.aids.map(({ desilLimit }) => desilLimit),
    catalogue['training-effect'].default / PERCENT,
  );
  const year = Math.floor(moment);
  return levers
    .filter((moved) => isMoved(moved, year))
    .reduce((policy, moved) => {
      const { default: usual, overlap } = catalogue[moved.lever];
      if (moved.value !== usual) return change(policy, moved, areaCodes);
      return overlap === 'last' ? reset(policy, moved.lever, plain) : policy;
    }, plain);
}

function change(policy: LifePolicy, moved: MovedLever, areaCodes: readonly string[]): LifePolicy {
  const aid = aidLeverOf(moved.lever);
  if (aid !== undefined) return withAid(policy, aid.programme, AID_CHANGES[aid.lever](moved.value));
  const changed = CHANGES[moved.lever]?.(policy, moved, areaCodes);
  return changed === undefined ? policy : { ...policy, ...changed };
}

/** A setting as it is where nothing is moved. */
function reset(policy: LifePolicy, lever: LeverName, plain: LifePolicy): LifePolicy {
  if (lever === 'minimum-wage') return { ...policy, minimumWageFactor: plain.minimumWageFactor };
  if (lever === 'training-effect') return { ...policy, trainingEffectShare: plain.trainingEffectShare };
  const aid = aidLeverOf(lever);
  // Settings of a flood are read where rates are: flood.ts.
  if (aid === undefined) return policy;
  const field = AID_FIELDS[aid.lever];
  const usual = plain.aid[SIMULATED_PROGRAMMES.indexOf(aid.programme)]!;
  return withAid(policy, aid.programme, { [field]: usual[field] });
}

const withAid = (policy: LifePolicy, programme: SimulatedProgramme, changed: Partial<AidPolicy>): LifePolicy => ({
  ...policy,
  aid: policy.aid.map((each, i) => (i === SIMULATED_PROGRAMMES.indexOf(programme) ? { ...each, ...changed } : each)),
});

function aidLeverOf(name: LeverName): { programme: SimulatedProgramme; lever: ProgrammeLever } | undefined {
  for (const programme of SIMULATED_PROGRAMMES)
    for (const lever of PROGRAMME_LEVERS) if (name === `${programme}-${lever}`) return { programme, lever };
  return undefined;
}

const AID_FIELDS: Readonly<Record<ProgrammeLever, keyof AidPolicy>> = {
  amount: 'amountFactor',
  quota: 'quotaFactor',
  budget: 'budgetFactor',
  desil: 'desilLimit',
  targeting: 'targeting',
  'take-up': 'takeUpShare',
};

const AID_CHANGES: Readonly<Record<ProgrammeLever, (value: number) => Partial<AidPolicy>>> = {
  amount: (amountFactor) => ({ amountFactor }),
  quota: (quotaFactor) => ({ quotaFactor }),
  budget: (budgetFactor) => ({ budgetFactor }),
  desil: (desilLimit) => ({ desilLimit }),
  targeting: (choice) => ({ targeting: TARGETING[choice]! }),
  'take-up': (percent) => ({ takeUpShare: percent / PERCENT }),
};

type Change = (policy: LifePolicy, moved: MovedLever, areaCodes: readonly string[]) => Partial<LifePolicy>;

const CHANGES: Readonly<Partial<Record<LeverName, Change>>> = {
  unemployment: ({ unemploymentPoints }, moved, codes) => ({
    unemploymentPoints: atAreas(unemploymentPoints, moved, codes, (each) => each + moved.value),
  }),
  jobs: ({ jobs }, moved, codes) => ({
    jobs: [...jobs, { jobs: moved.value, isMeant: meant(moved, codes), education: moved.education ?? EDUCATIONS }],
  }),
  'wage-growth': ({ realWageGrowth }, { value }) => ({ realWageGrowth: realWageGrowth + value / PERCENT }),
  // Prices that rise faster take as much from what wages buy.
  'price-growth': ({ realWageGrowth }, { value }) => ({
    realWageGrowth: (1 + realWageGrowth) / (1 + value / PERCENT) - 1,
  }),
  'minimum-wage': (_, { value }) => ({ minimumWageFactor: value }),
  'training-places': ({ training }, moved, codes) => ({
    training: [...training, { places: moved.value, isMeant: meant(moved, codes) }],
  }),
  'training-effect': (_, { value }) => ({ trainingEffectShare: value / PERCENT }),
  'seats-paud': seatsOf('paud'),
  'seats-sd': seatsOf('sd'),
  'seats-smp': seatsOf('smp'),
  'seats-sma': seatsOf('sma'),
  puskesmas: ({ puskesmas }, moved, codes) => ({
    puskesmas: atAreas(puskesmas, moved, codes, (each) => each * moved.value),
  }),
  flood: ({ flooded }, moved, codes) => ({
    flooded: atAreas(flooded, moved, codes, (each) => Math.max(each, moved.value / PERCENT)),
  }),
};

const meant = (moved: MovedLever, codes: readonly string[]): Uint8Array =>
  Uint8Array.from(codes, (code) => (isMeant(moved, code) ? 1 : 0));

const atAreas = (
  column: Float64Array,
  moved: MovedLever,
  codes: readonly string[],
  to: (value: number) => number,
): Float64Array => column.map((each, region) => (isMeant(moved, codes[region]!) ? to(each) : each));

function seatsOf(level: (typeof LEVELS)[number]): Change {
  const place = LEVELS.indexOf(level);
  return ({ seats }, moved, codes) => ({
    seats: seats.map((each, i) =>
      i % LEVELS.length === place && isMeant(moved, codes[Math.floor(i / LEVELS.length)]!) ? each + moved.value : each,
    ),
  });
}
