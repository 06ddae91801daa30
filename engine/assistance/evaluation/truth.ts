/** Kleene's three truths as numbers: and is the lesser, or the greater, not the mirror. */
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;
export type Truth = typeof NO | typeof UNKNOWN | typeof YES;

export const truthOf = (known: boolean): Truth => (known ? YES : NO);
export const not = (truth: Truth): Truth => (YES - truth) as Truth;
export const all = (truths: readonly Truth[]): Truth => Math.min(YES, ...truths) as Truth;
export const any = (truths: readonly Truth[]): Truth => Math.max(NO, ...truths) as Truth;

export const TRUTH_WORDS = { [NO]: 'tidak', [UNKNOWN]: 'tidak tahu', [YES]: 'ya' } as const;
