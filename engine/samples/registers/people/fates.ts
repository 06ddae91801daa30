/** What Dukcapil knows of those who died or left: reported or not, still listed or not. */
import { chance } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import { LIFE_STATES } from '../../city.ts';
import type { ErrorModel } from '../error-model.ts';

export const RESIDENT: number = LIFE_STATES.indexOf('resident');
export const DIED: number = LIFE_STATES.indexOf('died');
export const MOVED_OUT: number = LIFE_STATES.indexOf('moved-out');
export const UNREGISTERED: number = LIFE_STATES.indexOf('unregistered');

/** [person] 1 where a death or a departure was reported to Dukcapil. */
export function reportedEvents(city: City, model: ErrorModel): Uint8Array {
  const reported = new Uint8Array(city.persons.count);
  const draws = chance(city.seed, 'registers', 'reported');
  const { lifeState } = city.persons;
  for (let p = 0; p < reported.length; p++) {
    if (lifeState[p] !== DIED && lifeState[p] !== MOVED_OUT) continue;
    const { share } = model.coverage[lifeState[p] === DIED ? 'deaths-reported' : 'moves-reported'];
    if (draws.uniform(p) < share) reported[p] = 1;
  }
  return reported;
}
