/** Kleene's three truths as two bits: and is &, or is |, for one truth and for four that lie side by side. */
export const NO = 0b00;
export const UNKNOWN = 0b01;
export const YES = 0b11;
export type Truth = typeof NO | typeof UNKNOWN | typeof YES;

export const truthOf = (known: boolean): Truth => (known ? YES : NO);
export const not = (truth: Truth): Truth => (truth === UNKNOWN ? UNKNOWN : truthOf(truth === NO));
export const all = (truths: readonly Truth[]): Truth => Math.min(YES, ...truths) as Truth;
export const any = (truths: readonly Truth[]): Truth => Math.max(NO, ...truths) as Truth;

export const TRUTH_WORDS = { [NO]: 'tidak', [UNKNOWN]: 'tidak tahu', [YES]: 'ya' } as const;
