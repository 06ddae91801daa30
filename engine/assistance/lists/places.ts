/** How many places each kelurahan has, as its quota says; what is only known for the city is shared out and said to be. */
import { isoDate } from '../../kernel/time.ts';
import type { Span } from '../programmes/dated-values.ts';
import { ruleError } from '../programmes/rule-error.ts';
import { spanText, type RuleSet } from '../programmes/rule-set.ts';
import { levelOf } from '../programmes/shape.ts';

export type Places =
  /** The file names the kelurahan. */
  | { readonly kind: 'quota'; readonly count: number; readonly reference: readonly string[] }
  /** A share of what the city has left, by the families that fit: worked out here, and no quota that anybody set. */
  | { readonly kind: 'shared-out'; readonly count: number; readonly reference: readonly string[] }
  /** Nobody has told: the list is not cut. `toldFor`: the other times that somebody has told it for. */
  | { readonly kind: 'unknown'; readonly toldFor: readonly Span[] };

/**
 * @param codes  [kelurahan] Kemendagri codes
 * @param units  [kelurahan] families or persons that live there
 * @param inPool [kelurahan] those among them that may be on the list
 * @returns      [kelurahan]
 * @throws TwinError configuration: a quota above the number of families or persons, or a kelurahan that is none
 */
export function placesOf(
  rules: RuleSet,
  codes: readonly string[],
  units: ArrayLike<number>,
  inPool: ArrayLike<number>,
): Places[] {
  const { quota, programme } = rules;
  if (quota === undefined) return codes.map(() => ({ kind: 'unknown', toldFor: rules.quotasOfOtherTimes }));
  const at = `quotas.${programme.quotas.indexOf(quota)}`;
  const odd = Object.keys(quota.byKelurahan).find((code) => !codes.includes(code));
  if (odd !== undefined) throw ruleError(programme.path, `${at}.byKelurahan.${odd}`, 'is no kelurahan of the city');
  const who = levelOf(programme) === 'household' ? 'families' : 'persons';
  const all = Array.from(units).reduce((sum, count) => sum + count, 0);
  if (quota.city !== undefined && quota.city > all)
    throw ruleError(programme.path, `${at}.city`, `is ${quota.city} places, and the city has ${all} ${who}`);
  codes.forEach((code, k) => {
    const own = quota.byKelurahan[code];
    if (own !== undefined && own > units[k]!)
      throw ruleError(
        programme.path,
        `${at}.byKelurahan.${code}`,
        `is ${own} places, and ${units[k]} ${who} live there`,
      );
  });
  const { reference } = quota;
  const named = Object.values(quota.byKelurahan).reduce((sum, count) => sum + count, 0);
  const shares =
    quota.city === undefined
      ? undefined
      : shareOut(
          Math.max(0, quota.city - named),
          codes.map((code, k) => (code in quota.byKelurahan ? 0 : inPool[k]!)),
        );
  return codes.map((code, k): Places => {
    const own = quota.byKelurahan[code];
    if (own !== undefined) return { kind: 'quota', count: own, reference };
    return shares === undefined
      ? { kind: 'unknown', toldFor: [] }
      : { kind: 'shared-out', count: shares[k]!, reference };
  });
}

/** Whether places are told for some kelurahan, or for other times: where none are, "not cut" is no choice that somebody left open. */
export const isQuotaToldElsewhere = ({ quota, quotasOfOtherTimes }: RuleSet): boolean =>
  quota !== undefined || quotasOfOtherTimes.length > 0;

/**
 * A list is approved against its quota: where quotas are told, and none for that day, it can be looked at and not be frozen.
 *
 * @throws TwinError configuration, naming the file and the times for which quotas are told
 */
export function requireQuota({ programme, day, quotasOfOtherTimes }: RuleSet): void {
  if (quotasOfOtherTimes.length === 0) return;
  throw ruleError(
    programme.path,
    'quotas',
    `none is told for ${isoDate(day)}, only ${quotasOfOtherTimes.map(spanText).join('; ')}`,
    'Write the quota of that day with its source before a list is frozen; without --out and --freeze it is shown uncut.',
  );
}

/** Whole places in proportion to weights; what is left goes to the largest remainders, then to the first. */
export function shareOut(places: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (places * weight) / total);
  const shares = exact.map(Math.floor);
  const left = places - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact.map((share, k) => ({ k, remainder: share - Math.floor(share) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.k - b.k);
  for (const { k } of byRemainder.slice(0, left)) shares[k]!++;
  return shares;
}
