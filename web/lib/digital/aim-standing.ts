/** Whether and when an aim is reached on a path, as it is told. */
import type { ShownAim } from '#engine';

export interface AimStanding {
  /**
   * `reached` in every replicate; `mostly` in half of them or more; `rarely` in fewer; `never`; `beyond` a share that would have to
   * be more than all.
   */
  readonly kind: 'reached' | 'mostly' | 'rarely' | 'never' | 'beyond';
  /** First whole month from which on it is held, in the middle of those replicates in which it is. */
  readonly month: number | undefined;
}

export function aimStanding({ reachedShare, month, wanted }: ShownAim, isShare: boolean): AimStanding {
  const whole = month === undefined ? undefined : Math.ceil(month);
  if (reachedShare >= 1) return { kind: 'reached', month: whole };
  if (reachedShare > 0) return { kind: reachedShare >= 0.5 ? 'mostly' : 'rarely', month: whole };
  return { kind: isShare && wanted !== undefined && wanted > 1 ? 'beyond' : 'never', month: undefined };
}

/** Shares are written in per cent with one decimal. */
const WRITTEN = 1000;

/** Whether an aim counts as reached although the number beside it, as it is written, misses it by a little. */
export function isJustMissed({ reachedShare, wanted, isFall, slack }: ShownAim, value: number): boolean {
  if (reachedShare < 1 || wanted === undefined) return false;
  const missing = (isFall ? 1 : -1) * (Math.round(value * WRITTEN) - Math.round(wanted * WRITTEN));
  return missing > 0 && missing <= slack * WRITTEN;
}
