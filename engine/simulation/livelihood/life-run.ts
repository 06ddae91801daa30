/** How the people of one run live, year by year. */
import type { YearPass } from '../microsimulation/families/year-pass.ts';
import { clearAccount, copyOfAccount, emptyLifeAccount, type LifeAccount } from './account.ts';
import { noteOffers } from './aid/take-up.ts';
import {
  findDiffering,
  findUnlike,
  findOtherwisePoor,
  leaveAlike,
  noneDiffers,
  personYearBeside,
  type Differing,
  type LivesThen,
} from './beside.ts';
import { householdLives, makeRoom, personLives, type HouseholdLives, type PersonLives } from './columns.ts';
import type { LivelihoodLevels } from './levels.ts';
import { lifeKeys } from './life-keys.ts';
import { personYear } from './person-year.ts';
import type { LifePolicy } from './policy.ts';
import { isStillAtHand, type HomesAtHand } from './spending/homes-at-hand.ts';
import type { HouseholdSetting } from './spending/household-setting.ts';
import { householdYear, openYear } from './spending/household-year.ts';
import { householdYearBeside, openYearBeside, spendAlike } from './spending/household-year-beside.ts';
import type { StartLife } from './start-life.ts';
import { adultsOf } from './work/work-policy.ts';
import { fixedOf, householdSettingOf, personSettingOf, type Fixed } from './year-settings.ts';

/** The pass of one run, of which another future can go on: what is done to a copy touches nothing of it. */
export interface LifePass {
  readonly pass: YearPass;
  /** Of a copy: as `pass`, the same bytes, where that of which it is a copy has passed over the same families in this year. */
  readonly passBeside: YearPass;
  /**
   * @param policies of the other future, all years; those that are over are not looked at
   * @param tell     hears of the years to come
   * @param spare    columns of a run that is over
   */
  readonly copy: (policies: readonly LifePolicy[], tell: TellLife, spare?: LivesThen) => LifePass;
  /** Its columns: when it is over, another one may begin with them. */
  readonly columns: LivesThen;
}

/** Hears what was counted at the end of each step, the start first; the account is used anew for the next. */
export type TellLife = (step: number, account: LifeAccount) => void;

/** What one year hands to the next. */
interface LifeState {
  readonly lives: PersonLives;
  readonly homes: HouseholdLives;
  /** Of the last year, and room for this one. */
  before: LifeAccount;
  account: LifeAccount;
  wages: number;
  baselineWages: number;
}

/**
 * The pass that joins each year of one run.
 *
 * @param policies [year] the first year first
 */
export const lifePass = (
  start: StartLife,
  policies: readonly LifePolicy[],
  levels: LivelihoodLevels,
  tell: TellLife,
): YearPass => openLife(start, policies, levels, tell).pass;

/** @param spare columns of a run that is over */
export const openLife = (
  start: StartLife,
  policies: readonly LifePolicy[],
  levels: LivelihoodLevels,
  tell: TellLife,
  spare?: LivesThen,
): LifePass =>
  passOf({
    start,
    policies,
    tell,
    fixed: fixedOf(start, levels),
    state: {
      // Copied when it is known how much room they need.
      lives: { ...start.lives },
      homes: { ...start.homes },
      before: emptyLifeAccount(start.regions),
      account: emptyLifeAccount(start.regions),
      wages: 1,
      baselineWages: 1,
    },
    spare,
    origin: undefined,
    newRows: new Uint32Array(0),
    fresh: 0,
    spent: undefined,
    differing: undefined,
  });

/** One run, or a copy of one. */
interface LifeRun {
  readonly start: StartLife;
  readonly fixed: Fixed;
  readonly policies: readonly LifePolicy[];
  readonly tell: TellLife;
  readonly state: LifeState;
  readonly spare: LivesThen | undefined;
  /** Of a copy: another future of the same families, which is a year ahead. */
  readonly origin: LifeRun | undefined;
  /** Room for the rows of new households; and how many there are in the year that is simulated, or was last. */
  newRows: Uint32Array;
  fresh: number;
  /** How households spent in that year, and what of it is at hand still. */
  spent: { readonly setting: HouseholdSetting; readonly atHand: HomesAtHand } | undefined;
  /** Of a copy, which begins as its origin; undefined while it is not known. */
  differing: Differing | undefined;
}

// What runs call stands outside of them: functions that are made anew for each run would be compiled anew for each.
const passOf = (run: LifeRun): LifePass => ({
  pass: (persons, households, step, seed) => passYear(run, persons, households, step, seed),
  passBeside: (persons, households, step, seed) => passYearBeside(run, persons, households, step, seed),
  copy: (policies, tell, spare) => passOf(copyOfRun(run, policies, tell, spare)),
  columns: run.state,
});

const copyOfRun = (
  run: LifeRun,
  policies: readonly LifePolicy[],
  tell: TellLife,
  spare: LivesThen | undefined,
): LifeRun => ({
  start: run.start,
  policies,
  tell,
  fixed: run.fixed,
  state: copyOf(run.state, spare),
  spare: undefined,
  origin: run,
  newRows: new Uint32Array(0),
  fresh: 0,
  spent: undefined,
  differing: noneDiffers(),
});

function passYear(run: LifeRun, ...[persons, households, step, seed]: Parameters<YearPass>): void {
  if (step > 0) return yearWith(run, undefined, persons, households, step, seed);
  const { start, state, spare, tell } = run;
  Object.assign(state.lives, personLives(persons.sexAge.length, state.lives, spare?.lives));
  Object.assign(state.homes, householdLives(households.size.length, state.homes, spare?.homes));
  tell(0, start.account);
}

function passYearBeside(run: LifeRun, ...[persons, households, step, seed]: Parameters<YearPass>): void {
  const { origin, policies, state } = run;
  if (origin === undefined) throw new Error('Only a copy can go beside that of which it is one.');
  yearWith(run, origin, persons, households, step, seed);
  const [next, there] = [policies[step], origin.policies[step]];
  if (next === undefined || there === undefined || !leaveAlike(next, there)) run.differing = undefined;
  else {
    if (run.differing === undefined) {
      run.differing = { ...noneDiffers(), persons: findDiffering(persons, state.lives, origin.state.lives) };
      findUnlike(households, state.homes, origin.state.homes, run.differing.unlike);
    }
    findOtherwisePoor(households, state.homes, origin.state.homes, run.differing.households);
  }
}

/** What of the other future's year is at hand still, if those who stand alike spend alike in both. */
function sharedWith({ spent }: LifeRun, setting: HouseholdSetting): HomesAtHand | undefined {
  if (spent === undefined || !spendAlike(setting, spent.setting) || !isStillAtHand(spent.atHand)) return undefined;
  return spent.atHand;
}

function yearWith(
  run: LifeRun,
  ahead: LifeRun | undefined,
  ...[persons, households, step, seed]: Parameters<YearPass>
): void {
  const { start, fixed, policies, state, tell } = run;
  const { levels } = fixed;
  const { lives, homes, account } = state;
  makeRoom(lives, homes, persons, households);
  if (run.newRows.length < homes.welfare.length) run.newRows = new Uint32Array(homes.welfare.length);
  const { newRows, differing } = run;
  const policy = policies[step - 1]!;
  const keys = lifeKeys(seed, step);
  const last = step === 1 ? start.account : state.before;
  state.wages *= 1 + levels.realWageGrowth + policy.realWageGrowth;
  state.baselineWages *= 1 + levels.realWageGrowth;
  clearAccount(account);
  const householdSetting = householdSettingOf(fixed, policy, state.wages, state.baselineWages);
  const leavesAlike = ahead !== undefined && leaveAlike(policy, ahead.policies[step - 1]!);
  const beside = leavesAlike && differing !== undefined ? { ...ahead, differing } : undefined;
  const shared = beside && step > 1 ? sharedWith(beside, householdSetting) : undefined;
  if (beside !== undefined && shared !== undefined) {
    newRows.set(beside.newRows.subarray(0, (run.fresh = beside.fresh)));
    const { unlike } = beside.differing;
    openYearBeside(households, homes, beside.state.homes, householdSetting, keys.welfare, newRows, run.fresh, unlike);
  } else run.fresh = openYear(households, homes, householdSetting, keys.welfare, newRows);
  const { fresh } = run;
  // The start is of no seed: what its households take is drawn as the first year begins.
  if (step === 1) for (let row = 0; row < households.rows; row++) noteOffers(households, homes, keys.takeUp, row);
  else for (let i = 0; i < fresh; i++) noteOffers(households, homes, keys.takeUp, newRows[i]!);
  const personSetting = personSettingOf(
    fixed,
    policy,
    last,
    policy.jobs.length === 0 ? undefined : adultsOf(persons, lives, start.regions),
  );
  run.spent = undefined;
  if (beside !== undefined) {
    const { state: other } = beside;
    const lists = { first: households.first, next: persons.next };
    const { differing } = beside;
    const asked = personYearBeside(
      ...([persons, lists, state, other, other.before, differing, personSetting, step, keys, account] as const),
    );
    if (shared !== undefined)
      householdYearBeside(
        ...([households, homes, other.homes, householdSetting, keys, newRows, fresh, asked] as const),
        ...([differing.unlike, shared, account] as const),
      );
    else householdYear(households, homes, householdSetting, keys, newRows, fresh, account);
    if (shared === undefined) findUnlike(households, homes, other.homes, differing.unlike);
  } else {
    personYear(persons, lives, homes, personSetting, keys, account);
    run.differing = undefined;
    const atHand = householdYear(households, homes, householdSetting, keys, newRows, fresh, account);
    run.spent = { setting: householdSetting, atHand };
  }
  tell(step, account);
  [state.before, state.account] = [account, state.before];
}

const copyOf = (state: LifeState, spare: LivesThen | undefined): LifeState => ({
  ...state,
  lives: personLives(state.lives.state.length, state.lives, spare?.lives),
  homes: householdLives(state.homes.welfare.length, state.homes, spare?.homes),
  before: copyOfAccount(state.before),
  account: emptyLifeAccount(state.before.regions),
});
