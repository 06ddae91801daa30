/** How many pairs of kin who are like one person there may be: what is known of people, whatever the pairs of a file tell. */
import type { Estimation, PairClass } from './estimate-classes.ts';

/**
 * Pairs of twins a person: twelve births in a thousand are of twins.
 *
 * Source: Monden, Pison and Smits (2021), "Twin Peaks: more twinning in humans than ever before", Human Reproduction 36.
 */
export const TWIN_PAIRS_A_RECORD = 0.012;

/** Files may hold so many times as many twins as people do: of a place or an age, and of records that stand several times. */
export const TWINS_AT_MOST = 2;

/** Pairs of namesakes a record at most: in one house of ten a father and a son bear one name. */
export const NAMESAKES_A_RECORD_AT_MOST = 0.05;

/** Where as many are learnt as files may hold there may be more: what stays open is open beyond that. */
const TWINS_IN_DOUBT = 2 * TWINS_AT_MOST;

const MOST_A_RECORD: Readonly<Record<string, number>> = {
  twins: TWINS_IN_DOUBT * TWIN_PAIRS_A_RECORD,
  namesakes: NAMESAKES_A_RECORD_AT_MOST,
};

/**
 * Shares of all pairs that are kin beyond what was learnt, as many as there may be at most.
 *
 * @returns [class] that of matches as it was learnt, those of classes that are no such kin 0; undefined where there is none
 */
export function kinLeft(
  {
    classes,
    estimation: { classShares },
  }: { readonly classes: readonly Pick<PairClass, 'name'>[]; readonly estimation: Pick<Estimation, 'classShares'> },
  records: number,
  allPairs: number,
): Float64Array | undefined {
  const left = Float64Array.from(classes, ({ name }, k) => {
    if (k === 0) return classShares[0]!;
    return Math.max(0, ((MOST_A_RECORD[name] ?? 0) * records) / Math.max(1, allPairs) - classShares[k]!);
  });
  return left.subarray(1).some((share) => share > 0) ? left : undefined;
}
