/** The ruler of what is told: numbers are told as the span that they lie in, twice as wide as the limit. */
import type { Rulers, Span, TellInputs } from './told.ts';

export const NOTHING: Span = [0, 0];

export class Ruler implements Rulers {
  /** Width of a span of families, and of rupiah. */
  readonly families: number;
  readonly rupiah: number;
  readonly kept: TellInputs['kept'];
  readonly hasList: boolean;
  readonly isSameDue: boolean;
  readonly mostMovedShare: number;

  constructor(
    families: number,
    rupiah: number,
    about: Pick<TellInputs, 'kept' | 'hasList' | 'isSameDue' | 'mostMovedShare'>,
  ) {
    this.families = families;
    this.rupiah = rupiah;
    this.kept = about.kept;
    this.hasList = about.hasList;
    this.isSameDue = about.isSameDue;
    this.mostMovedShare = about.mostMovedShare;
  }

  /** Whether by the question alone an error stays one: the list is kept, and so is whom the rules fit. */
  get keepsErrors(): boolean {
    return this.kept !== 'nothing' && this.isSameDue;
  }

  count(value: number): Span | null {
    return spanOf(value, this.families, 1);
  }

  /**
   * The span of a change, so that what is left after it cannot be told to be small either: the last numbers down to nobody are
   * one span with those above them where they would be fewer than the limit.
   */
  change(before: Span, by: number): Span | null {
    if (this.kept === 'all') return NOTHING;
    const span = this.count(by);
    if (by > 0 && span !== null) return span;
    const [known, limit] = [before[0], this.families / 2];
    if (known !== before[1]) return span;
    // So few more than a span is wide that all who leave would leave few behind: one span with that about nought.
    if (known >= this.families && known < this.families + limit) return [-known, this.families - 1];
    if (span === null) return null;
    const [least, most] = [known + span[0], known + span[1]];
    if (least > limit) return span;
    return [-known, least > 0 || most >= limit ? span[1] : span[1] + this.families];
  }

  /** Of who gains, or loses. */
  side(value: number): Span | null {
    return this.kept === 'all' ? NOTHING : this.count(value);
  }

  cost(value: number): Span | null {
    return Number.isNaN(value) ? null : spanOf(value, this.rupiah, 0);
  }
}

/** The span of the ruler in which a value lies; null for the span about nought. */
function spanOf(value: number, width: number, gap: number): Span | null {
  const first = Math.floor(Math.abs(value) / width) * width;
  if (first === 0) return null;
  const last = first + width - gap;
  return value > 0 ? [first, last] : [-last, -first];
}

/** Rupiah that no few families make: as wide for money as the ruler is for families, at the dearest of them. */
export const costStep = (families: number, dearest: number): number => niceStep(families * Math.max(1, dearest));

/** The least of 1, 2, 5, 10, 20 … that is not under the value. */
export function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-12))!;
  // Under 1 a quotient of whole numbers is exact to the last digit where a product is not.
  return power >= 1 ? step * power : step / Math.round(1 / power);
}

export const rounded = (value: number, step: number): number => Math.round(value / step) / Math.round(1 / step);
