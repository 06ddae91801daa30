/** Whom the survey behind DTSEN met in each family, so how large it says the family is. */
import { chance } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import type { ErrorModel } from '../error-model.ts';
import { type CityIndex, isLiving } from '../people/city-index.ts';
import { DIED, UNREGISTERED } from '../people/fates.ts';
import type { Mishaps } from '../slips/mishaps.ts';
import type { DtsenRanking } from './dtsen-ranking.ts';

/** Answer 404 of a member's line; `notListed` where there is none. */
export const PRESENCE = { notListed: 0, withFamily: 1, dead: 2, moved: 3 } as const;

export interface DtsenSurvey {
  /** [person] one of PRESENCE. */
  readonly presence: Uint8Array;
  /** [household] members listed as living with the family, at least one where DTSEN has the family. */
  readonly members: Uint16Array;
}

const NEWBORN_DAYS = 180;

/** @param mishaps of the members */
export function surveyFamilies(
  city: City,
  index: CityIndex,
  ranking: DtsenRanking,
  model: ErrorModel,
  mishaps: Mishaps,
): DtsenSurvey {
  const presence = new Uint8Array(city.persons.count);
  const members = new Uint16Array(city.households.count);
  const draws = chance(city.seed, 'registers', 'dtsen-members');
  ranking.isCovered.forEach((isCovered, household) => {
    if (isCovered === 0) return;
    const respondent = respondentOf(index, household);
    for (let m = index.memberStart[household]!; m < index.memberStart[household + 1]!; m++) {
      const person = index.members[m]!;
      // Who left a family behind in which nobody lives is listed because the family is.
      const isMet = person === respondent && index.livingMembers[household] === 0;
      presence[person] = isMet ? PRESENCE.withFamily : presenceOf(city, model, mishaps, person, draws.uniform(person));
      if (presence[person] === PRESENCE.withFamily) members[household]!++;
    }
    if (members[household]! > 0) return;
    presence[respondent] = PRESENCE.withFamily;
    members[household] = 1;
  });
  return { presence, members };
}

/** Who answers for the family, and names it in its line: its head. */
export function headOf({ city, members, memberStart }: CityIndex, household: number): number {
  const head = city.households.headPerson[household]!;
  return city.persons.household[head] === household ? head : members[memberStart[household]!]!;
}

/** The head, or somebody who lives where the head does not. */
function respondentOf(index: CityIndex, household: number): number {
  const { city, members, memberStart, livingMembers } = index;
  const head = headOf(index, household);
  if (livingMembers[household] === 0 || isLiving(city.persons.lifeState[head]!)) return head;
  const family = members.subarray(memberStart[household]!, memberStart[household + 1]!);
  return family.find((person) => isLiving(city.persons.lifeState[person]!))!;
}

function presenceOf(city: City, { coverage }: ErrorModel, mishaps: Mishaps, person: number, draw: number): number {
  const state = city.persons.lifeState[person]!;
  if (state === UNREGISTERED) {
    return draw < coverage['dtsen-unregistered'].share ? PRESENCE.withFamily : PRESENCE.notListed;
  }
  if (isLiving(state)) {
    const isNewborn = city.persons.bornOn[person]! > city.referenceDay - NEWBORN_DAYS;
    const { share } = coverage[isNewborn ? 'dtsen-newborn' : 'dtsen-members'];
    return draw < share ? PRESENCE.withFamily : PRESENCE.notListed;
  }
  if (mishaps.happens(state === DIED ? 'dead-still-listed' : 'moved-still-listed', person)) return PRESENCE.withFamily;
  if (!mishaps.happens('kept-with-status', person)) return PRESENCE.notListed;
  return state === DIED ? PRESENCE.dead : PRESENCE.moved;
}
