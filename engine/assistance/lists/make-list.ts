/** From the pool to a list that people can work on: overlap set apart, ranked, cut at the places of each kelurahan, a reserve behind. */
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import type { TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { isQuotaToldElsewhere, placesOf, type Places } from './places.ts';
import { lots, rankingOf } from './ranking.ts';

/**
 * Where a unit stands. `proposed`: within the places of its kelurahan; `reserve`: behind them, in order; `other-aid`: the
 * conditions hold, and another programme stands against it; `placeless`: nobody knows in which kelurahan it lives; `no-quota`: it
 * stands in order, and nobody has told the places of its kelurahan where those of others, or of other times, are told: nobody
 * can say whether it is within them.
 */
export const STANDINGS = ['not-in-pool', 'proposed', 'reserve', 'other-aid', 'placeless', 'no-quota'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface ListInputs {
  readonly found: ProgrammeColumns;
  readonly columns: TruthColumns;
  /** [unit] index of the kelurahan; at or above the number of codes where unknown. */
  readonly kelurahan: ArrayLike<number>;
  /** [kelurahan] Kemendagri codes. */
  readonly codes: readonly string[];
  /** [unit × 16 bytes] ids without meaning. */
  readonly ids: Uint8Array;
  readonly seed: number;
  /** [household] what counts before the ranking of the rules, lower first; NaN where unknown. */
  readonly rankFirstBy?: Float64Array | undefined;
}

/** How the list of one kelurahan was cut. */
export interface Cut {
  readonly code: string;
  readonly places: Places;
  readonly proposed: number;
  readonly reserve: number;
  /** In order, and neither proposed nor in reserve: nobody has told the places. */
  readonly withoutQuota: number;
  readonly otherAid: number;
  /** Proposed with something still to be found out. */
  readonly open: number;
  /** Alike in every key with the last proposed one, and in reserve: the lot stood between them. */
  readonly alikeBelow: number;
  /** Alike with the first of the reserve, and proposed. */
  readonly alikeAbove: number;
}

export interface ProgrammeList {
  readonly version: string;
  readonly level: ProgrammeColumns['level'];
  /** [unit] index into STANDINGS. */
  readonly standing: Uint8Array;
  /** [unit] place in its kelurahan, 1 first, the reserve counted on; 0 for who stands in no order. */
  readonly position: Uint32Array;
  /** [unit] 1 where the lot decided on which side of the cut it stands. */
  readonly isByLot: Uint8Array;
  /** [unit] 1 where a condition or an overlap is still open. */
  readonly isOpen: Uint8Array;
  /** [kelurahan] */
  readonly cuts: readonly Cut[];
}

const standing = (of: Standing): number => STANDINGS.indexOf(of);

/** @throws TwinError configuration when a quota is above what lives there */
export function makeList(inputs: ListInputs): ProgrammeList {
  const { found, columns, kelurahan, codes } = inputs;
  const count = found.fits.length;
  const list = {
    version: found.rules.version,
    level: found.level,
    standing: new Uint8Array(count),
    position: new Uint32Array(count),
    isByLot: new Uint8Array(count),
    isOpen: new Uint8Array(count),
  };
  const units = new Uint32Array(codes.length);
  const pools: number[][] = codes.map(() => []);
  const otherAid = new Uint32Array(codes.length);
  for (let unit = 0; unit < count; unit++) {
    const area = kelurahan[unit]!;
    if (area < codes.length) units[area]!++;
    if (found.conditions[unit] === NO) continue;
    if (area >= codes.length) list.standing[unit] = standing('placeless');
    else if (found.overlaps[unit] === NO) {
      list.standing[unit] = standing('other-aid');
      otherAid[area]!++;
    } else {
      list.isOpen[unit] = found.fits[unit] === YES ? 0 : 1;
      pools[area]!.push(unit);
    }
  }
  const places = placesOf(
    found.rules,
    codes,
    units,
    pools.map((pool) => pool.length),
  );
  const ranking = rankingOf(found, columns, inputs.rankFirstBy);
  const lot = lots(inputs.ids, inputs.seed, found.rules.programme.id);
  const cuts = pools.map((pool, k): Cut => {
    pool.sort((a, b) => ranking.compare(a, b) || lot[a]! - lot[b]! || a - b);
    const of = places[k]!;
    const isWithoutQuota = of.kind === 'unknown' && isQuotaToldElsewhere(found.rules);
    const proposed = of.kind !== 'unknown' ? Math.min(of.count, pool.length) : isWithoutQuota ? 0 : pool.length;
    const behind = standing(isWithoutQuota ? 'no-quota' : 'reserve');
    pool.forEach((unit, i) => {
      list.standing[unit] = i < proposed ? standing('proposed') : behind;
      list.position[unit] = i + 1;
    });
    const [last, next] = [pool[proposed - 1], pool[proposed]];
    const isCutByLot = last !== undefined && next !== undefined && ranking.isAlike(last, next);
    const alike = isCutByLot ? pool.filter((unit) => ranking.isAlike(unit, last)) : [];
    for (const unit of alike) list.isByLot[unit] = 1;
    const alikeAbove = alike.filter((unit) => list.standing[unit] === standing('proposed')).length;
    return {
      code: codes[k]!,
      places: of,
      proposed,
      reserve: isWithoutQuota ? 0 : pool.length - proposed,
      withoutQuota: isWithoutQuota ? pool.length : 0,
      otherAid: otherAid[k]!,
      open: pool.slice(0, proposed).filter((unit) => found.fits[unit] === UNKNOWN).length,
      alikeBelow: alike.length - alikeAbove,
      alikeAbove,
    };
  });
  return { ...list, cuts };
}
