/** Which records may be compared at all: within a source that is de-duplicated, and between sources that are linked. */
import { TwinError } from '../../../kernel/errors.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';

/** Plain data, so that it can be sent to a thread. */
export interface SourcePairs {
  readonly sources: number;
  /** [source × source] 1 where records of the two are compared; symmetric. */
  readonly isCompared: Uint8Array;
  /** [source × source] 1 where a record of either has at most one partner in the other; symmetric. */
  readonly isOneToOne: Uint8Array;
}

export function sourcePairs(table: LinkTable, model: Pick<LinkModel, 'deduplicate' | 'between'>): SourcePairs {
  const sources = table.sources.length;
  const isCompared = new Uint8Array(sources * sources);
  const isOneToOne = new Uint8Array(sources * sources);
  for (let s = 0; s < sources; s++) if (model.deduplicate[s] === true) isCompared[s * sources + s] = 1;
  for (const { left, right, isOneToOne: isOne } of model.between) {
    const [l, r] = [sourceNamed(table, left), sourceNamed(table, right)];
    isCompared[l * sources + r] = isCompared[r * sources + l] = 1;
    if (isOne === true) isOneToOne[l * sources + r] = isOneToOne[r * sources + l] = 1;
  }
  return { sources, isCompared, isOneToOne };
}

function sourceNamed({ sources }: LinkTable, name: string): number {
  const source = sources.indexOf(name);
  if (source >= 0) return source;
  throw new TwinError('configuration', {
    code: 'link-source-unknown',
    what: `The model links a source "${name}" that is not among the files.`,
    expected: sources.join(', '),
    todo: 'Name one of these in `between`, or give the file that is missing.',
  });
}

/** Pairs of records that are compared when nothing is blocked. */
export function allPairs({ sourceStart }: LinkTable, { sources, isCompared }: SourcePairs): number {
  const size = (source: number): number => sourceStart[source + 1]! - sourceStart[source]!;
  return pairsOfCounts(
    Float64Array.from({ length: sources }, (_, s) => size(s)),
    { sources, isCompared },
  );
}

/** Pairs among records that share something. @param counts [source] records of each */
export function pairsOfCounts(
  counts: ArrayLike<number>,
  { sources, isCompared }: Pick<SourcePairs, 'sources' | 'isCompared'>,
): number {
  let pairs = 0;
  for (let s = 0; s < sources; s++) {
    if (isCompared[s * sources + s] === 1) pairs += (counts[s]! * (counts[s]! - 1)) / 2;
    for (let t = s + 1; t < sources; t++) if (isCompared[s * sources + t] === 1) pairs += counts[s]! * counts[t]!;
  }
  return pairs;
}
