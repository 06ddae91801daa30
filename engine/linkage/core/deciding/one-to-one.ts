/** Whether files that nobody said it of hold each entity once: then what speaks for one partner speaks against the others. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import type { CompetingSources } from './competition.ts';
import type { PairEnds } from './components.ts';

/** Weight from which on a pair is as good as certain: one in a hundred of those there is wrong. */
export const CERTAIN_BITS = 6.63;
/** Records with a certain partner below which nothing is seen. */
const FEWEST_PARTNERED = 20;
/** Of records with a certain partner, the share that may have another: the wrong ones among the certain make so many. */
const MOST_WITH_ANOTHER = 0.02;

export interface OneToOneSeen {
  /** As the model says it, and where it leaves that open as it was seen. */
  readonly between: readonly (LinkModel['between'][number] & { readonly isOneToOne: boolean })[];
  readonly sources: CompetingSources;
  /** Pairs of sources of which it was seen. */
  readonly seen: readonly { readonly left: string; readonly right: string }[];
}

/** Sources as if each pair of them that may be one to one were. */
export function assumedOneToOne(
  table: Pick<LinkTable, 'sources'>,
  sources: SourcePairs,
  { deduplicate, between }: Pick<LinkModel, 'deduplicate' | 'between'>,
): SourcePairs {
  const isOneToOne = new Uint8Array(sources.isOneToOne.length);
  for (const { left, right, isOneToOne: said } of between) {
    const [s, t] = [table.sources.indexOf(left), table.sources.indexOf(right)];
    if (said === false || deduplicate[s] === true || deduplicate[t] === true) continue;
    isOneToOne[s * sources.sources + t] = isOneToOne[t * sources.sources + s] = 1;
  }
  return { ...sources, isOneToOne };
}

/** @param bits [pair] match weight by itself */
export function seeOneToOne(
  table: LinkTable,
  sources: SourcePairs,
  { deduplicate, between }: Pick<LinkModel, 'deduplicate' | 'between'>,
  pairs: PairEnds,
  bits: Float32Array,
): OneToOneSeen {
  const seen: { left: string; right: string }[] = [];
  const said = between.map(({ left, right, isOneToOne }) => {
    if (isOneToOne !== 'auto') return { left, right, isOneToOne };
    const [s, t] = [table.sources.indexOf(left), table.sources.indexOf(right)];
    const mayBe = deduplicate[s] !== true && deduplicate[t] !== true;
    const isSeen = mayBe && hasOnePartnerEach(table, s, t, pairs, bits);
    if (isSeen) seen.push({ left, right });
    return { left, right, isOneToOne: isSeen };
  });
  if (seen.length === 0) return { between: said, sources, seen };
  const isOneToOne = sources.isOneToOne.slice();
  for (const { left, right } of seen) {
    const [s, t] = [table.sources.indexOf(left), table.sources.indexOf(right)];
    isOneToOne[s * sources.sources + t] = isOneToOne[t * sources.sources + s] = 1;
  }
  return { between: said, sources: { ...sources, isOneToOne }, seen };
}

function hasOnePartnerEach(
  { count: records, source }: LinkTable,
  s: number,
  t: number,
  { count, left, right }: PairEnds,
  bits: Float32Array,
): boolean {
  const partners = new Uint8Array(records);
  for (let pair = 0; pair < count; pair++) {
    if (bits[pair]! < CERTAIN_BITS) continue;
    const [l, r] = [left[pair]!, right[pair]!];
    if (!(source[l] === s && source[r] === t) && !(source[l] === t && source[r] === s)) continue;
    for (const record of [l, r]) if (partners[record]! < 2) partners[record]!++;
  }
  return [s, t].every((side) => {
    let [some, several] = [0, 0];
    for (let record = 0; record < records; record++) {
      if (source[record] !== side || partners[record] === 0) continue;
      some++;
      if (partners[record] === 2) several++;
    }
    return some >= FEWEST_PARTNERED && several <= MOST_WITH_ANOTHER * some;
  });
}
