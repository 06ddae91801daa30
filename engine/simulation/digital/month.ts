/**
 * One month of the transition. Order of events: who has no access may get it; who is not literate may learn, in training or by
 * himself; then those who need a service ask for it, and are served or not.
 *
 * Every draw is keyed by process, month and resident alone, so that the same resident has the same luck on every path: what
 * differs between paths is what the paths do.
 */
import { drawBits, drawKey, type DrawKey } from '../chance/keyed-draws.ts';
import { threshold } from '../microsimulation/thresholds.ts';
import type { DrawnValues } from './drawn-values.ts';
import type { DigitalPath } from './parameters.ts';
import type { PathMonth } from './path-months.ts';
import { GROUPS, type DigitalResidents, type DigitalState } from './residents.ts';

/** How a resident gets at a digital service: alone, by somebody of his household or an officer, or not at all. */
export const ALONE = 0;
export const BY_HOUSEHOLD = 1;
export const BY_OFFICER = 2;
export const NOT_AT_ALL = 3;

/** Chance has keys of its own for what a resident is like all along, and for what happens in a month. */
export interface LastingKeys {
  readonly overlap: DrawKey;
  readonly officer: DrawKey;
}

export const lastingKeys = (seed: number): LastingKeys => ({
  overlap: drawKey(seed, 'digital-overlap', 0),
  officer: drawKey(seed, 'digital-officer', 0),
});

/** Changes literacy and access in place. */
export function learn(
  residents: DigitalResidents,
  { literate, access }: DigitalState,
  path: DigitalPath,
  now: PathMonth,
  values: DrawnValues,
  seed: number,
): void {
  const { count, low, high, group, area } = residents;
  const accessKey = drawKey(seed, 'digital-access-gain', now.month);
  const learningKey = drawKey(seed, 'digital-learning', now.month);
  const gains = threshold(now.accessGain);
  const trained = trainedShares(residents, literate, path, now.trainingPlaces);
  // [(area × group) × access] learns in this month: bits < learns.
  const learns = Uint32Array.from({ length: trained.length * 2 }, (_, cell) => {
    const byTraining = trained[cell >> 1]! * values.trainingSuccess;
    const byHimself = cell % 2 === 1 ? values.selfLearning : 0;
    return threshold(1 - (1 - byTraining) * (1 - byHimself));
  });
  for (let i = 0; i < count; i++) {
    if (access[i] === 0 && drawBits(accessKey, low[i]!, high[i]!, 0) < gains) access[i] = 1;
    if (literate[i] === 1) continue;
    const cell = (area[i]! * GROUPS.length + group[i]!) * 2 + access[i]!;
    if (drawBits(learningKey, low[i]!, high[i]!, 0) < learns[cell]!) literate[i] = 1;
  }
}

/**
 * Places go to the kelurahan in proportion to its residents who are not literate, and within it by the weights of the groups.
 *
 * @returns [area × group] share of those not literate who get a place
 */
export function trainedShares(
  { group, area, areas }: Pick<DigitalResidents, 'group' | 'area' | 'areas'>,
  literate: Uint8Array,
  { trainingWeights }: Pick<DigitalPath, 'trainingWeights'>,
  places: number,
): Float64Array {
  const waiting = new Float64Array(areas * GROUPS.length);
  literate.forEach((is, i) => {
    if (is === 0) waiting[area[i]! * GROUPS.length + group[i]!]!++;
  });
  const whole = waiting.reduce((sum, each) => sum + each, 0);
  const shares = new Float64Array(waiting.length);
  for (let at = 0; at < areas; at++) {
    const here = waiting.subarray(at * GROUPS.length, (at + 1) * GROUPS.length);
    const inArea = here.reduce((sum, each) => sum + each, 0);
    if (inArea === 0) continue;
    const given = shareOut(
      (places * inArea) / whole,
      here,
      GROUPS.map((name) => trainingWeights[name]),
    );
    shares.set(given, at * GROUPS.length);
  }
  return shares;
}

/** In proportion to the weights, and nobody gets more than one place: what is left over goes to those still waiting. */
function shareOut(places: number, waiting: Float64Array, weights: readonly number[]): Float64Array {
  const shares = new Float64Array(waiting.length);
  let left = places;
  let open = [...waiting.keys()].filter((g) => waiting[g]! > 0 && weights[g]! > 0);
  while (open.length > 0) {
    const weight = open.reduce((sum, g) => sum + waiting[g]! * weights[g]!, 0);
    const full = open.filter((g) => (left * weights[g]!) / weight >= 1);
    for (const g of full.length > 0 ? full : open) shares[g] = full.length > 0 ? 1 : (left * weights[g]!) / weight;
    if (full.length === 0) break;
    left -= full.reduce((sum, g) => sum + waiting[g]!, 0);
    open = open.filter((g) => !full.includes(g));
  }
  return shares;
}

/** [resident] ALONE, BY_HOUSEHOLD, BY_OFFICER or NOT_AT_ALL. */
export function waysOfAll(
  { count, low, high, household, households }: DigitalResidents,
  { literate, access }: DigitalState,
  now: PathMonth,
  { officer }: LastingKeys,
): Uint8Array {
  const canThere = new Uint8Array(households);
  const can = (i: number): boolean => literate[i] === 1 && access[i] === 1;
  for (let i = 0; i < count; i++) if (can(i)) canThere[household[i]!] = 1;
  const helped = threshold(now.officerHelp);
  const ways = new Uint8Array(count);
  for (let i = 0; i < count; i++)
    ways[i] = can(i)
      ? ALONE
      : canThere[household[i]!] === 1
        ? BY_HOUSEHOLD
        : drawBits(officer, low[i]!, high[i]!, 0) < helped
          ? BY_OFFICER
          : NOT_AT_ALL;
  return ways;
}

/** Chances of a contact to fail, whoever asks. */
export interface FailureChances {
  /** Of a contact at the counter, or digitally alone, where data do not overlap. */
  readonly base: number;
  readonly overlapPenalty: number;
  readonly helpedPenalty: number;
}

/**
 * What is left of the failures of the start when overlap and services that somebody cannot get at are taken out of them.
 *
 * @param ways of the start
 * @returns the base chance, which may be negative: then the assumptions contradict each other
 */
export function baseFailure({ group }: DigitalResidents, ways: Uint8Array, values: DrawnValues): number {
  const contacts = contactShares(values);
  const asked = [0, 0, 0, 0];
  ways.forEach((way, i) => (asked[way]! += contacts[group[i]!]!));
  const whole = asked.reduce((sum, each) => sum + each, 0);
  const lost = (asked[NOT_AT_ALL]! / whole) * values.digitalOnly;
  const helped = ((asked[BY_HOUSEHOLD]! + asked[BY_OFFICER]!) / whole) * values.digitalOnly;
  return (
    (values.serviceFailure - lost - helped * values.helpedPenalty) / (1 - lost) - values.overlap * values.overlapPenalty
  );
}

/** [group] */
const contactShares = (values: DrawnValues): number[] => [
  values.contactsYouth,
  values.contactsAdults,
  values.contactsElderly,
];

/** [area] of one month. */
export interface Contacts {
  readonly asked: Uint32Array;
  readonly failed: Uint32Array;
  readonly digitalOnly: Uint32Array;
}

export function askForServices(
  residents: DigitalResidents,
  ways: Uint8Array,
  now: PathMonth,
  chances: FailureChances,
  values: DrawnValues,
  { overlap }: LastingKeys,
  seed: number,
): Contacts {
  const { count, low, high, group, area, areas } = residents;
  const key = drawKey(seed, 'digital-contact', now.month);
  const asks = contactShares(values).map(threshold);
  const overlaps = threshold(now.overlap);
  const onlyDigital = threshold(now.digitalOnly);
  const within = (chance: number): number => threshold(Math.max(0, Math.min(1, chance)));
  // [way + 2 × overlap], of those who get at the service at all.
  const fails = [0, chances.helpedPenalty].flatMap((helped) => [
    within(chances.base + helped),
    within(chances.base + helped + chances.overlapPenalty),
  ]);
  const contacts = {
    asked: new Uint32Array(areas),
    failed: new Uint32Array(areas),
    digitalOnly: new Uint32Array(areas),
  };
  for (let i = 0; i < count; i++) {
    if (drawBits(key, low[i]!, high[i]!, 0) >= asks[group[i]!]!) continue;
    const at = area[i]!;
    contacts.asked[at]!++;
    const isOnlyDigital = drawBits(key, low[i]!, high[i]!, 1) < onlyDigital;
    if (isOnlyDigital) contacts.digitalOnly[at]!++;
    const isHelped = isOnlyDigital && ways[i] !== ALONE;
    const hasOverlap = drawBits(overlap, low[i]!, high[i]!, 0) < overlaps;
    const isLost = isOnlyDigital && ways[i] === NOT_AT_ALL;
    if (isLost || drawBits(key, low[i]!, high[i]!, 2) < fails[(isHelped ? 2 : 0) + (hasOverlap ? 1 : 0)]!)
      contacts.failed[at]!++;
  }
  return contacts;
}
