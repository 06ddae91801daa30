/** How the people of one run live, year by year. */
import type { YearPass } from '../microsimulation/families/year-pass.ts';
import { clearAccount, emptyLifeAccount, type LifeAccount } from './account.ts';
import { choiceRoom, chooseRecipients } from './aid/recipients.ts';
import { householdLives, makeRoom, personLives } from './columns.ts';
import type { LivelihoodLevels } from './levels.ts';
import { lifeKeys } from './life-keys.ts';
import { personYear } from './person-year.ts';
import type { LifePolicy } from './policy.ts';
import { countHouseholds, findNewHouseholds, householdYear } from './spending/household-year.ts';
import type { StartLife } from './start-life.ts';
import { adultsOf } from './work/work-policy.ts';
import { fixedOf, householdSettingOf, personSettingOf } from './year-settings.ts';

/**
 * The pass that joins each year of one run.
 *
 * @param policies [year] the first year first
 * @param tell     hears what was counted at the end of each step, the start first; the account is used anew for the next
 */
export function lifePass(
  start: StartLife,
  policies: readonly LifePolicy[],
  levels: LivelihoodLevels,
  tell: (step: number, account: LifeAccount) => void,
): YearPass {
  const fixed = fixedOf(start, levels);
  const lives = personLives(start.lives.school.length, start.lives);
  const homes = householdLives(start.homes.welfare.length, start.homes);
  let [before, account] = [emptyLifeAccount(start.regions), emptyLifeAccount(start.regions)];
  let [wages, baselineWages] = [1, 1];
  let room = choiceRoom(homes.welfare.length);
  let concerned = new Uint32Array(homes.welfare.length + 1);
  let newRows = new Uint32Array(homes.welfare.length);
  return (persons, households, step, seed) => {
    makeRoom(lives, homes, persons, households);
    if (step === 0) {
      tell(0, start.account);
      return;
    }
    if (newRows.length < homes.welfare.length) {
      room = choiceRoom(homes.welfare.length);
      concerned = new Uint32Array(homes.welfare.length + 1);
      newRows = new Uint32Array(homes.welfare.length);
    }
    const policy = policies[step - 1]!;
    const keys = lifeKeys(seed, step);
    const last = step === 1 ? start.account : before;
    wages *= 1 + levels.realWageGrowth + policy.realWageGrowth;
    baselineWages *= 1 + levels.realWageGrowth;
    clearAccount(account);
    const fresh = findNewHouseholds(households, homes, newRows);
    const personSetting = personSettingOf(
      fixed,
      policy,
      last,
      policy.jobs.length === 0 ? undefined : adultsOf(persons, lives, start.regions),
    );
    personYear(persons, lives, homes, personSetting, step, keys, account);
    const householdSetting = householdSettingOf(fixed, policy, wages, baselineWages);
    const listed = householdYear(households, homes, householdSetting, keys, newRows, fresh, concerned);
    const { aids } = householdSetting;
    for (const aid of aids) chooseRecipients(households, homes, aid, room, concerned, listed, keys);
    countHouseholds(households, homes, householdSetting, account);
    tell(step, account);
    [before, account] = [account, before];
  };
}
